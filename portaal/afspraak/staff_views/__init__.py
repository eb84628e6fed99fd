"""Pages for employees; each module adds its own to the blueprint of afspraak."""

from portaal.afspraak.staff_views import (
    afspraak,
    beheer,
    boeken,
    codes,
    dag,
    inloop,
    koppelen,
    uitval,
    verzendingen,
)

__all__ = [
    "afspraak",
    "beheer",
    "boeken",
    "codes",
    "dag",
    "inloop",
    "koppelen",
    "uitval",
    "verzendingen",
]
