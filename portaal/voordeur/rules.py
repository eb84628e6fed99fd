"""Pure decisions of the public pages: what stands together, and in which order."""

from collections.abc import Mapping

from portaal.aanslag.uitleg.begrippen import Begrip, Begrippen
from portaal.aanslag.uitleg.soorten import Belastingsoorten, Soorttekst

# The page shows the taxes by what they are about; what is in none of these comes last.
GROEPEN: Mapping[str, tuple[str, ...]] = {
    "wonen": ("ozb", "riool", "afval"),
    "water": ("watersysteem", "zuivering"),
    "parkeren": ("parkeer",),
}
OVERIG = "overig"


def group_soorten(soorten: Belastingsoorten) -> dict[str, list[tuple[str, Soorttekst]]]:
    """The taxes with a text of their own, by group; a group without any is left out."""
    per_groep: dict[str, list[tuple[str, Soorttekst]]] = {groep: [] for groep in (*GROEPEN, OVERIG)}
    for sleutel, tekst in soorten.soorten.items():
        if soorten.is_bekend(sleutel):
            per_groep[group_of(sleutel)].append((sleutel, tekst))
    return {groep: lijst for groep, lijst in per_groep.items() if lijst}


def group_of(soort: str) -> str:
    """The group of a belastingsoort, by how its key begins."""
    return next((groep for groep, begin in GROEPEN.items() if soort.startswith(begin)), OVERIG)


def sort_begrippen(begrippen: Begrippen, taal: str) -> list[Begrip]:
    """The terms in the order of the alphabet of their language."""
    return sorted(begrippen.begrippen, key=lambda begrip: begrip.tekst("woord", taal).casefold())
