"""Staging what a delivery brings, in short transactions; nobody sees it before the switch."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, text
from sqlalchemy.orm import Session

from portaal.aanslag.levering.bulk import in_parts, insert_rows
from portaal.aanslag.levering.keuring import Gekeurd
from portaal.aanslag.levering.melding import Melding
from portaal.aanslag.model import (
    AanslagregelRij,
    AanslagRij,
    AanslagstandRij,
    BetalingRij,
    VerzendingRij,
    is_huidige_stand,
)
from portaal.infra.database import Database, retrying
from portaal.inwoner.bsn import encrypt_bsn, index_parsed
from portaal.inwoner.model import Inwoner, Levering, Leveringstatus, Persoonsgegevens, is_huidig

_STAND = (
    *("soort", "belastingjaar", "dagtekening", "betalingskenmerk", "totaalbedrag", "automatische_incasso"),
    *("aantal_termijnen", "vervaldata", "vernietigd", "kosten", "rente", "betaald", "uitstel_tot"),
    *("kwijtschelding_gevraagd", "bezwaar", "volgende_stap", "volgende_stap_op"),
)
_REGEL = (
    *("stand_id", "regel", "belastingsoort", "omschrijving", "object", "grondslag", "eenheid", "tarief"),
    *("van", "tot_en_met", "bedrag", "klopt"),
)
_PERSOON = (
    *("inwoner_id", "levering_id", "zoeknaam", "voorletters", "voorvoegsel", "geslachtsnaam", "geboortedatum"),
    *("straat", "huisnummer", "toevoeging", "postcode", "plaats", "email", "telefoon", "status"),
    *("geheimhouding", "correspondentie_naam", "correspondentie_adres"),
)
Persoon = tuple[str, tuple[Any, ...]]
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

    def add_personen(self, personen: Sequence[Persoon]) -> None:
        """Persons by BSN with their columns after levering_id, in the order of the table."""
        self._write(lambda verbinding: self._persons(verbinding, personen))

    def add_aanslagen(self, gekeurd: Sequence[Gekeurd]) -> list[tuple[Gekeurd, str]]:
        """Stage aanslagen. Returns those that cannot be: their person is unknown, or they were another's."""
        return self._write(lambda verbinding: self._aanslagen(verbinding, gekeurd))

    def add_meldingen(self, meldingen: Sequence[Melding]) -> None:
        """Keep what there is to say about rows."""
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

        return retrying(once)

    def _persons(self, verbinding: Connection, personen: Sequence[Persoon]) -> None:
        ids = self._ensure_inwoners(verbinding, [bsn for bsn, _ in personen])
        rijen = [(ids[bsn], self._levering_id, *waarden) for bsn, waarden in personen]
        insert_rows(verbinding, "persoonsgegevens", _PERSOON, rijen)

    def _ensure_inwoners(self, verbinding: Connection, bsns: Sequence[str]) -> dict[str, int]:
        index = {index_parsed(bsn): bsn for bsn in bsns}
        bekend = _known(verbinding, index)
        nieuw = [
            (encrypt_bsn(bsn), i, self._now, self._levering_id) for i, bsn in index.items() if bsn not in bekend
        ]
        if nieuw:
            kolommen = ("bsn_versleuteld", "bsn_index", "created_at", "levering_id")
            verbinding.execute(insert(Inwoner), [dict(zip(kolommen, rij, strict=True)) for rij in nieuw])
            bekend |= _known(verbinding, {i: bsn for i, bsn in index.items() if bsn not in bekend})
        self._inwoners |= bekend
        return bekend

    def _aanslagen(self, verbinding: Connection, gekeurd: Sequence[Gekeurd]) -> list[tuple[Gekeurd, str]]:
        self._look_up(verbinding, {g.bsn for g in gekeurd} - self._inwoners.keys())
        er_zijn = _existing(verbinding, [g.aanslagnummer for g in gekeurd])
        goed, af = self._split(gekeurd, er_zijn)
        nieuw = [(g.aanslagnummer, self._inwoners[g.bsn]) for g in goed if g.aanslagnummer not in er_zijn]
        insert_rows(verbinding, "aanslag", ("aanslagnummer", "inwoner_id"), nieuw)
        er_zijn |= _existing(verbinding, [nummer for nummer, _ in nieuw])
        self._standen(verbinding, goed, {nummer: rij[0] for nummer, rij in er_zijn.items()})
        return af

    def _split(
        self, gekeurd: Sequence[Gekeurd], er_zijn: dict[str, tuple[int, int]]
    ) -> tuple[list[Gekeurd], list[tuple[Gekeurd, str]]]:
        goed: list[Gekeurd] = []
        af: list[tuple[Gekeurd, str]] = []
        for g in gekeurd:
            wie = self._inwoners.get(g.bsn)
            if wie is None:
                af.append((g, "De inwoner van dit BSN staat niet in inwoners.csv. Lever de inwoner mee."))
            elif g.aanslagnummer in er_zijn and er_zijn[g.aanslagnummer][1] != wie:
                af.append(
                    (g, "Deze aanslag stond op een ander BSN. Trek hem in en leg hem op onder een nieuw nummer.")
                )
            else:
                goed.append(g)
        return goed, af

    def _look_up(self, verbinding: Connection, bsns: set[str]) -> None:
        if bsns:
            self._inwoners |= _known(verbinding, {index_parsed(bsn): bsn for bsn in bsns})

    def _standen(self, verbinding: Connection, goed: Sequence[Gekeurd], aanslag_ids: dict[str, int]) -> None:
        # Only an import adds to this table, and there is one at a time: so we number the rows ourselves.
        begin = _next_id(verbinding, AanslagstandRij.id)
        vast = ("id", "aanslag_id", "levering_id", "bijgewerkt_at")
        moment = self._moment(verbinding)
        standen, regels, betalingen, verzendingen = [], [], [], []
        for stand_id, g in enumerate(goed, begin):
            inhoud = [g.stand[kolom] for kolom in _STAND]
            standen.append((stand_id, aanslag_ids[g.aanslagnummer], self._levering_id, moment, *inhoud))
            regels += [(stand_id, *rij) for rij in g.regels]
            betalingen += [(stand_id, *rij) for rij in g.betalingen]
            verzendingen += [(stand_id, *rij) for rij in g.verzendingen]
        insert_rows(verbinding, "aanslagstand", (*vast, *_STAND), standen)
        insert_rows(verbinding, "aanslagregel", _REGEL, regels)
        insert_rows(verbinding, "betaling", ("stand_id", "datum", "soort", "bedrag"), betalingen)
        insert_rows(
            verbinding, "verzending", ("stand_id", "soort", "dagtekening", "kanaal", "kosten"), verzendingen
        )
        _set_sequence(verbinding, begin + len(goed))

    def _moment(self, verbinding: Connection) -> Any:
        is_sqlite = verbinding.dialect.name == "sqlite"
        return self._now.replace(tzinfo=None).isoformat(" ", "microseconds") if is_sqlite else self._now


def _known(verbinding: Connection, index: dict[bytes, str]) -> dict[str, int]:
    gevonden: dict[str, int] = {}
    for deel in in_parts(index):
        vraag = select(Inwoner.bsn_index, Inwoner.id).where(Inwoner.bsn_index.in_(deel))
        gevonden |= {index[bytes(i)]: inwoner_id for i, inwoner_id in verbinding.execute(vraag)}
    return gevonden


def _existing(verbinding: Connection, nummers: Sequence[str]) -> dict[str, tuple[int, int]]:
    gevonden: dict[str, tuple[int, int]] = {}
    for deel in in_parts(nummers):
        vraag = select(AanslagRij.aanslagnummer, AanslagRij.id, AanslagRij.inwoner_id)
        for nummer, aanslag_id, wie in verbinding.execute(vraag.where(AanslagRij.aanslagnummer.in_(deel))):
            gevonden[nummer] = (aanslag_id, wie)
    return gevonden


def _next_id(verbinding: Connection, kolom: Any) -> int:
    return (verbinding.scalar(select(func.max(kolom))) or 0) + 1


def _set_sequence(verbinding: Connection, volgende: int) -> None:
    if verbinding.dialect.name == "postgresql":
        reeks = "pg_get_serial_sequence('aanslagstand', 'id')"
        verbinding.execute(text(f"SELECT setval({reeks}, :n, false)"), {"n": volgende})


def clear_superseded(database: Database) -> None:
    """Remove standen and persoonsgegevens that no page shows any more, a little at a time."""
    bezig = select(Levering.id).where(Levering.status == Leveringstatus.BEZIG)
    with database.reading() as session:
        standen = list(
            session.scalars(
                select(AanslagstandRij.id).where(~is_huidige_stand(), AanslagstandRij.levering_id.not_in(bezig))
            )
        )
        personen = session.execute(
            select(Persoonsgegevens.inwoner_id, Persoonsgegevens.levering_id).where(
                ~is_huidig(), Persoonsgegevens.levering_id.not_in(bezig)
            )
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
