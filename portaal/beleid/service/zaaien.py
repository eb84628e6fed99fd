"""Taking versions in from the files of the gemeente."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.beleid.bestanden import BeleidFout, Versie, check_inhoud, fingerprint, read_versies
from portaal.beleid.model import Beleidversie
from portaal.beleid.service.schrijven import MEDEWERKER, append_versie
from portaal.infra.kamer import BeleidSoort


def seed(session: Session, soorten: tuple[BeleidSoort, ...], folder: Path | None, now: datetime) -> int:
    """Put versions from the files in the database that are not there yet. Returns how many.

    What beheer changed in the portal wins: of a kind that beheer changed, a new or changed file becomes a version
    that waits. Beheer sees it and takes it over or lays it aside. Of any other kind it holds from its own date.
    Raises BeleidFout for a file, or a stored version, that cannot be used. A version once taken in stays, also
    when its file goes.
    """
    nieuw = 0
    for soort in soorten:
        bewaard = list(session.scalars(select(Beleidversie).filter_by(soort=soort.naam).order_by(Beleidversie.id)))
        van_beheer = any(rij.herkomst.startswith(MEDEWERKER) and rij.vervallen_at is None for rij in bewaard)
        for versie in read_versies((soort,), folder):
            if not any(_is_same(soort, versie, rij) for rij in bewaard):
                append_versie(
                    session,
                    soort.naam,
                    versie.inhoud,
                    now,
                    geldig_vanaf=versie.geldig_vanaf,
                    herkomst=versie.bestand,
                    wacht=van_beheer,
                )
                nieuw += 1
        _check_stored(soort, bewaard)
    session.flush()
    return nieuw


def _is_same(soort: BeleidSoort, versie: Versie, rij: Beleidversie) -> bool:
    # A release may have given the model a key with a default: then the same file has another fingerprint.
    if rij.geldig_vanaf != versie.geldig_vanaf or rij.herkomst.startswith(MEDEWERKER):
        return False
    if rij.vingerafdruk == versie.vingerafdruk:
        return True
    try:
        nu_gelezen = check_inhoud(soort.model, rij.inhoud, rij.herkomst).model_dump(mode="json")
    except BeleidFout:
        return False
    return fingerprint(nu_gelezen) == versie.vingerafdruk


def _check_stored(soort: BeleidSoort, bewaard: list[Beleidversie]) -> None:
    """What beheer made must still be readable after a release. Raises BeleidFout that names the version."""
    for rij in bewaard:
        if rij.herkomst.startswith(MEDEWERKER) and rij.vervallen_at is None:
            check_inhoud(soort.model, rij.inhoud, f"{soort.naam}, versie {rij.nummer} van beheer")
