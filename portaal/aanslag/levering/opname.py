"""Staging what a delivery brings, in short transactions; nobody sees it before the switch."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Session

from portaal.aanslag.levering.bulk import (
    MEESTE_PARAMETERS,
    Beurten,
    find_rows,
    insert_missing,
    insert_rows,
    mark_given,
    moment,
    next_number,
    settle,
    take_numbers,
)
from portaal.aanslag.levering.deel import BETALING, REGEL, STAND, VERZENDING, Biljet, Deel, Persoon
from portaal.aanslag.levering.melding import Melding, Meldingsoort
from portaal.aanslag.model import (
    AanslagregelRij,
    AanslagstandRij,
    BetalingRij,
    VerzendingRij,
    is_huidige_stand,
)
from portaal.core.delen import in_parts
from portaal.infra.database import Database, retrying
from portaal.inwoner.bsn import encrypt_all, index_all
from portaal.inwoner.model import Levering, Leveringstatus, Persoonsgegevens, is_huidig
from portaal.inwoner.vergeten import list_vergeten

_INWONER = ("id", "bsn_versleuteld", "bsn_index", "created_at", "levering_id")
_STAND = ("aanslag_id", "levering_id", "bijgewerkt_at", *STAND)
_PERSOON = (
    *("inwoner_id", "levering_id", "zoeknaam", "voorletters", "voorvoegsel", "geslachtsnaam", "geboortedatum"),
    *("straat", "huisnummer", "toevoeging", "postcode", "plaats", "email", "telefoon", "status"),
    *("geheimhouding", "correspondentie_naam", "correspondentie_adres"),
)
Afgewezen = tuple[Biljet, Meldingsoort, str]
ONBEKEND = "De inwoner van dit BSN staat niet in inwoners.csv. Lever de inwoner mee."
VAN_EEN_ANDER = "Deze aanslag stond op een ander BSN. Trek hem in en leg hem op onder een nieuw nummer."
VERWIJDERD = "Deze aanslag is hier verwijderd na de bewaartermijn. Hij komt niet terug en telt niet als uitval."
T = TypeVar("T")
_PER_KEER = 500


class Opname:
    """Puts rows under one levering that is still `bezig`."""

    def __init__(self, database: Database, levering_id: int, now: datetime) -> None:
        """`now` is the moment of the delivery, the one that pages show as 'bijgewerkt tot'."""
        self._database = database
        self._levering_id = levering_id
        self._now = now
        self._inwoners: dict[str, int] = {}
        self._beurten = Beurten(partial(settle, database)) if database.engine.dialect.name == "sqlite" else None

    def first_stand(self) -> int:
        """The number for the first stand to come; only who holds the import lock adds any."""
        return self._write(lambda verbinding: next_number(verbinding, "aanslagstand"))

    def add_personen(self, personen: Sequence[Persoon]) -> None:
        """Persons by BSN with their columns after levering_id, in the order of the table."""
        index = index_all(bsn for bsn, _ in personen)  # before others have to wait for us
        self._write(lambda verbinding: self._persons(verbinding, personen, index))

    def add_aanslagen(self, deel: Deel) -> tuple[Deel, list[Afgewezen]]:
        """Stage aanslagen. Returns what came in, and those that cannot be with what is said of them."""
        return self._write(lambda verbinding: self._aanslagen(verbinding, deel))

    def add_meldingen(self, meldingen: Sequence[Melding]) -> None:
        """Keep what there is to say about rows."""
        if not meldingen:
            return
        kolommen = ("levering_id", "soort", "bestand", "regel", "kolom", "melding", "aanslagnummer")
        rijen = [
            (self._levering_id, m.soort.value, m.bestand, m.regel, m.kolom, m.melding, m.aanslagnummer[:40])
            for m in meldingen
        ]
        self._write(lambda verbinding: insert_rows(verbinding, "leveringmelding", kolommen, rijen))

    def _write(self, werk: Callable[[Connection], T]) -> T:
        def once() -> T:
            with self._database.engine.begin() as verbinding:
                return werk(verbinding)

        if self._beurten is None:
            return retrying(once)
        self._beurten.take()
        try:
            return retrying(once)
        finally:
            self._beurten.give_back()

    def _persons(self, verbinding: Connection, personen: Sequence[Persoon], index: dict[bytes, str]) -> None:
        ids = self._ensure_inwoners(verbinding, index)
        rijen = [(ids[bsn], self._levering_id, *waarden) for bsn, waarden in personen]
        insert_rows(verbinding, "persoonsgegevens", _PERSOON, rijen)

    def _ensure_inwoners(self, verbinding: Connection, index: dict[bytes, str]) -> dict[str, int]:
        bekend = _known(verbinding, index)
        nieuw = {i: bsn for i, bsn in index.items() if bsn not in bekend}
        if nieuw:
            bekend |= self._add_inwoners(verbinding, nieuw)
        self._inwoners |= bekend
        return bekend

    def _add_inwoners(self, verbinding: Connection, nieuw: dict[bytes, str]) -> dict[str, int]:
        """Persons whom nobody knew, by their index. Returns the ids by BSN."""
        ids, geheim = take_numbers(verbinding, "inwoner", len(nieuw)), encrypt_all(nieuw.values())
        vast = (moment(verbinding, self._now), self._levering_id)
        rijen = [(nr, bsn, i, *vast) for nr, bsn, i in zip(ids, geheim, nieuw, strict=True)]
        if insert_missing(verbinding, "inwoner", _INWONER, rijen, "bsn_index") < len(rijen):
            return _known(verbinding, nieuw)  # someone logged in for the first time just now
        return dict(zip(nieuw.values(), ids, strict=True))

    def _aanslagen(self, verbinding: Connection, deel: Deel) -> tuple[Deel, list[Afgewezen]]:
        self._look_up(verbinding, {biljet.bsn for biljet in deel.biljetten} - self._inwoners.keys())
        er_zijn = _existing(verbinding, [biljet.aanslagnummer for biljet in deel.biljetten])
        af = self._reject(verbinding, deel.biljetten, er_zijn)
        goed = deel.without({biljet.stand_id for biljet, _, _ in af})
        nieuw = [biljet for biljet in goed.biljetten if biljet.aanslagnummer not in er_zijn]
        nummers = take_numbers(verbinding, "aanslag", len(nieuw))
        rijen = [(i, b.aanslagnummer, self._inwoners[b.bsn]) for i, b in zip(nummers, nieuw, strict=True)]
        insert_rows(verbinding, "aanslag", ("id", "aanslagnummer", "inwoner_id"), rijen)
        ids = {nummer: rij[0] for nummer, rij in er_zijn.items()} | {nummer: i for i, nummer, _ in rijen}
        self._standen(verbinding, goed, ids)
        return goed, af

    def _reject(
        self, verbinding: Connection, biljetten: Sequence[Biljet], er_zijn: dict[str, tuple[int, int]]
    ) -> list[Afgewezen]:
        """Those whose inwoner is not known, or was another one before, or of whom we forgot all."""
        af: list[tuple[Biljet, int | None]] = []
        for biljet in biljetten:
            wie = self._inwoners.get(biljet.bsn)
            eerder = er_zijn[biljet.aanslagnummer][1] if biljet.aanslagnummer in er_zijn else None
            if wie is None or eerder not in (None, wie):
                af.append((biljet, eerder))
        vergeten = _forgotten(verbinding, {eerder for _, eerder in af if eerder is not None})
        return [(biljet, *self._say_why(biljet, eerder, vergeten)) for biljet, eerder in af]

    def _say_why(self, biljet: Biljet, eerder: int | None, vergeten: set[int]) -> tuple[Meldingsoort, str]:
        if eerder in vergeten:
            return Meldingsoort.NIET_BEDIEND, VERWIJDERD
        is_onbekend = self._inwoners.get(biljet.bsn) is None
        return Meldingsoort.UITVAL, ONBEKEND if is_onbekend else VAN_EEN_ANDER

    def _look_up(self, verbinding: Connection, bsns: set[str]) -> None:
        if bsns:
            self._inwoners |= _known(verbinding, index_all(bsns))

    def _standen(self, verbinding: Connection, goed: Deel, aanslag_ids: dict[str, int]) -> None:
        if not goed.standen:
            return
        toen = moment(verbinding, self._now)
        standen = [
            (aanslag_ids[biljet.aanslagnummer], self._levering_id, toen, *stand)
            for biljet, stand in zip(goed.biljetten, goed.standen, strict=True)
        ]
        insert_rows(verbinding, "aanslagstand", _STAND, standen)
        insert_rows(verbinding, "aanslagregel", REGEL, goed.regels)
        insert_rows(verbinding, "betaling", BETALING, goed.betalingen)
        insert_rows(verbinding, "verzending", VERZENDING, goed.verzendingen)
        mark_given(verbinding, "aanslagstand", goed.biljetten[-1].stand_id)


def _known(verbinding: Connection, index: dict[bytes, str]) -> dict[str, int]:
    rijen = find_rows(verbinding, "SELECT bsn_index, id FROM inwoner WHERE bsn_index IN", index)
    return {index[bytes(i)]: inwoner_id for i, inwoner_id in rijen}


def _existing(verbinding: Connection, nummers: Sequence[str]) -> dict[str, tuple[int, int]]:
    vraag = "SELECT aanslagnummer, id, inwoner_id FROM aanslag WHERE aanslagnummer IN"
    rijen = find_rows(verbinding, vraag, nummers)
    return {nummer: (aanslag_id, wie) for nummer, aanslag_id, wie in rijen}


def _forgotten(verbinding: Connection, wie: set[int]) -> set[int]:
    if not wie:
        return set()
    with Session(verbinding) as session:
        return {i for deel in in_parts(wie, MEESTE_PARAMETERS) for i in list_vergeten(session, deel)}


def clear_superseded(database: Database) -> None:
    """Remove standen and persoonsgegevens that no page shows any more, a little at a time.

    Those of the newest delivery taken in are all shown, so only older ones and refused ones are looked at.
    """
    bezig = select(Levering.id).where(Levering.status == Leveringstatus.BEZIG)
    with database.reading() as session:
        nieuwste = session.scalar(select(func.max(Levering.id)).filter_by(status=Leveringstatus.OPGENOMEN)) or 0
        van_stand, van_persoon = AanslagstandRij.levering_id, Persoonsgegevens.levering_id
        standen = list(
            session.scalars(
                select(AanslagstandRij.id)
                .where(van_stand != nieuwste)
                .where(~is_huidige_stand(), van_stand.not_in(bezig))
            )
        )
        personen = session.execute(
            select(Persoonsgegevens.inwoner_id, van_persoon)
            .where(van_persoon != nieuwste)
            .where(~is_huidig(), van_persoon.not_in(bezig))
        ).all()
    for deel in in_parts(standen, _PER_KEER):
        database.run(partial(_drop_standen, ids=deel))
    for levering_id in sorted({rij.levering_id for rij in personen}):
        for deel in in_parts((rij.inwoner_id for rij in personen if rij.levering_id == levering_id), _PER_KEER):
            database.run(partial(_drop_personen, levering_id=levering_id, ids=deel))


def _drop_standen(session: Session, *, ids: list[int]) -> None:
    for soort in (AanslagregelRij, BetalingRij, VerzendingRij):
        session.execute(delete(soort).where(soort.stand_id.in_(ids)))
    session.execute(delete(AanslagstandRij).where(AanslagstandRij.id.in_(ids)))


def _drop_personen(session: Session, *, levering_id: int, ids: list[int]) -> None:
    session.execute(
        delete(Persoonsgegevens).where(
            Persoonsgegevens.levering_id == levering_id, Persoonsgegevens.inwoner_id.in_(ids)
        )
    )
