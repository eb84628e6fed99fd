"""The inwoner's joined pages; the same ones serve an employee who acts for an inwoner."""

from portaal.mijn.views import aanslag, betalen, oordeel, overzicht, rechten
from portaal.mijn.views.blauwdruk import bp, is_eigen_aanslag

__all__ = ["aanslag", "betalen", "bp", "is_eigen_aanslag", "oordeel", "overzicht", "rechten"]
