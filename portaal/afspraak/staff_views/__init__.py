"""Pages for employees; each module adds its own to the blueprint of afspraak."""

from portaal.afspraak.staff_views import afspraak, beheer, boeken, dag, uitval

__all__ = ["afspraak", "beheer", "boeken", "dag", "uitval"]
