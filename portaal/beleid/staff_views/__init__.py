"""The pages on which beheer changes the dated configuration."""

from portaal.beleid.staff_views import controle, lijst, voorbeeld, wijzigen
from portaal.beleid.staff_views.basis import bp

__all__ = ["bp", "controle", "lijst", "voorbeeld", "wijzigen"]
