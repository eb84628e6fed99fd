"""Places in the database: what is taken, holding a place for a while, booking it, giving it back.

Everything here works on the tables it is given, so that each wall has its own.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Plaats, Tijdvak, TijdvakBezet
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.rules.cellen import cel_of, cells, first_cel, hour_cel, moment_of
from portaal.afspraak.rules.openingstijd import Periode
from portaal.afspraak.rules.vrij import Bezetting, hour_place
from portaal.afspraak.tabellen import AgendaTabellen
from portaal.core.tijd import start_of_day, today
from portaal.infra.database import constraint_of, locked

Rij = tuple[Plaats, int]
_BROK = 48


def hash_houder(geheim: str) -> str:
    """What the database keeps of the secret by which a browser session holds a place."""
    return hashlib.sha256(geheim.encode()).hexdigest()


@lru_cache(maxsize=4096)
def _days_of(brok: int) -> frozenset[date]:
    """A chunk of four hours may lie across midnight: each day takes its own part."""
    eerste = brok * _BROK
    return frozenset({today(moment_of(eerste)), today(moment_of(eerste + _BROK - 1))})


# Put together once: what is asked at every look at the agendas costs more to write down than to answer.
@cache
def _taken(tabellen: AgendaTabellen) -> Select[Any]:
    """Taken cells by place, as the bits of chunks of four hours: one row where there were up to 48."""
    cel = tabellen.cel
    # Plain numbers, not parameters: PostgreSQL must see that it groups by what it selects.
    per_brok: ColumnElement[int] = literal_column(str(_BROK))
    brok = cel.cel.op("/")(per_brok)
    bit = cast(1, BigInteger).op("<<")(cast(cel.cel.op("%")(per_brok), Integer))
    return (
        select(cel.agenda, cel.plek, brok, func.sum(bit))
        .where(cel.agenda.in_(bindparam("namen", expanding=True)))
        .where(cel.cel >= bindparam("van"), cel.cel < bindparam("tot"))
        .where(or_(cel.verloopt_at.is_(None), cel.verloopt_at > bindparam("now")))
        .where(or_(cel.houder.is_(None), cel.houder != bindparam("houder")))
        .where(or_(cel.afspraak_id.is_(None), cel.afspraak_id != bindparam("afspraak_id")))
        .group_by(cel.agenda, cel.plek, brok)
    )


@cache
def _away(tabellen: AgendaTabellen) -> Select[Any]:
    """The absences that touch a period."""
    weg = tabellen.afwezigheid
    kolommen: tuple[Any, ...] = (weg.agenda, weg.plek, weg.begin, weg.einde)
    return select(*kolommen).where(
        weg.agenda.in_(bindparam("agendas", expanding=True)),
        weg.einde > bindparam("van"),
        weg.begin < bindparam("tot"),
    )


@dataclass(frozen=True)
class Opslag:
    """The places of one wall, in one transaction, at one moment."""

    session: Session
    tabellen: AgendaTabellen
    now: datetime

    def read_bezetting(
        self,
        agendas: Collection[str],
        dagen: Collection[date],
        *,
        houder: str = "",
        afspraak_id: int = 0,
    ) -> dict[date, Bezetting]:
        """What is taken on these days (which follow one another). Two queries.

        What `houder` holds and `afspraak_id` has counts as free: they are the ones who ask.
        """
        van, tot = min(dagen), max(dagen) + timedelta(days=1)
        afwezig = self._read_afwezig(agendas, start_of_day(van), start_of_day(tot))
        heel = {agenda: [periode for plek, periode in rijen if plek is None] for agenda, rijen in afwezig.items()}
        bezetting = {dag: Bezetting(dag, afwezig=heel) for dag in dagen}
        self._take_absent(afwezig, bezetting)
        namen = [naam for a in agendas for naam in (a, hour_place(Plaats(a, 0)).agenda)]
        wie = {"houder": houder, "afspraak_id": afspraak_id, "now": self.now}
        gevraagd = {"namen": namen, "van": first_cel(van), "tot": first_cel(tot), **wie}
        for agenda, plek, brok, masker in self.session.execute(_taken(self.tabellen), gevraagd):
            for dag in _days_of(brok) & bezetting.keys():
                bezetting[dag].take(Plaats(agenda, plek), brok * _BROK, int(masker))
        return bezetting

    def hold(self, tijdvak: Tijdvak, beleid: Afsprakenbeleid, houder: str, tot: datetime | None = None) -> Plaats:
        """Keep one of the places of `tijdvak` for `houder`, who lets go of any other. Raises TijdvakBezet.

        `tot`: until when; without it for the minutes that policy gives.
        """
        self.release_houder(houder)
        verloopt = tot or self.now + timedelta(minutes=beleid.reservering_minuten)
        return self._take_first(tijdvak, beleid, set(), {"houder": houder, "verloopt_at": verloopt})

    def take(self, tijdvak: Tijdvak, beleid: Afsprakenbeleid, afspraak_id: int, houder: str = "") -> Plaats:
        """Give one of the places of `tijdvak` to an appointment: what `houder` holds, else the first free one.

        A place that the appointment had is given back. Raises TijdvakBezet; then it still has it.
        """
        if houder and (gehouden := self._own_place(tijdvak, houder)):
            self._hand_over(houder, afspraak_id)
            return gehouden
        had = self._rows_of(afspraak_id)
        plaats = self._take_first(tijdvak, beleid, had, {"afspraak_id": afspraak_id})
        if houder:
            self.release_houder(houder)
        return plaats

    def release(self, afspraak_id: int) -> None:
        """Give the place of an appointment back; others can have it from the commit on."""
        cel = self.tabellen.cel
        self.session.execute(delete(cel).where(cel.afspraak_id == afspraak_id))

    def release_houder(self, houder: str) -> None:
        """Give back what a browser session holds."""
        cel = self.tabellen.cel
        self.session.execute(delete(cel).where(cel.houder == houder))

    def drop_expired(self) -> None:
        """Give back what was held too long."""
        cel = self.tabellen.cel
        self.session.execute(delete(cel).where(cel.verloopt_at <= self.now))

    def _counts(self) -> ColumnElement[bool]:
        cel = self.tabellen.cel
        return or_(cel.verloopt_at.is_(None), cel.verloopt_at > self.now)

    def _read_afwezig(
        self, agendas: Collection[str], van: datetime, tot: datetime
    ) -> dict[str, list[tuple[int | None, Periode]]]:
        gevraagd = {"agendas": list(agendas), "van": van, "tot": tot}
        periodes: dict[str, list[tuple[int | None, Periode]]] = {}
        for agenda, plek, begin, einde in self.session.execute(_away(self.tabellen), gevraagd):
            periodes.setdefault(agenda, []).append((plek, (begin, einde)))
        return periodes

    @staticmethod
    def _take_absent(
        afwezig: dict[str, list[tuple[int | None, Periode]]], bezetting: dict[date, Bezetting]
    ) -> None:
        """A place whose owner is away counts as taken; the other places of the agenda go on."""
        for agenda, rijen in afwezig.items():
            for plek, (begin, einde) in rijen:
                if plek is not None:
                    for dag in bezetting.values():
                        dag.take_period(Plaats(agenda, plek), begin, einde)

    def _own_place(self, tijdvak: Tijdvak, houder: str) -> Plaats | None:
        """The place that `houder` holds, when that is the whole of `tijdvak`; locked until the end."""
        cel = self.tabellen.cel
        vraag = locked(select(cel.agenda, cel.plek, cel.cel).where(cel.houder == houder))
        gehouden = {(Plaats(agenda, plek), nummer) for agenda, plek, nummer in self.session.execute(vraag)}
        nodig = set(cells(tijdvak.begin, tijdvak.einde))
        for plaats in tijdvak.plaatsen:
            if {nummer for p, nummer in gehouden if p == plaats} == nodig:
                return plaats
        return None

    def _hand_over(self, houder: str, afspraak_id: int) -> None:
        self.release(afspraak_id)
        cel = self.tabellen.cel
        nieuw = {"houder": None, "verloopt_at": None, "afspraak_id": afspraak_id}
        self.session.execute(update(cel).where(cel.houder == houder).values(nieuw))

    def _rows_of(self, afspraak_id: int) -> set[Rij]:
        cel = self.tabellen.cel
        vraag = select(cel.agenda, cel.plek, cel.cel).where(cel.afspraak_id == afspraak_id)
        return {(Plaats(agenda, plek), nummer) for agenda, plek, nummer in self.session.execute(vraag)}

    def _take_first(
        self, tijdvak: Tijdvak, beleid: Afsprakenbeleid, had: set[Rij], waarden: dict[str, Any]
    ) -> Plaats:
        for plaats in tijdvak.plaatsen:
            for rijen in self._row_sets(tijdvak, plaats, beleid, had):
                if self._insert(sorted(rijen - had), waarden):
                    self._delete(had - rijen)
                    return plaats
        raise TijdvakBezet

    def _row_sets(
        self, tijdvak: Tijdvak, plaats: Plaats, beleid: Afsprakenbeleid, had: set[Rij]
    ) -> Iterator[set[Rij]]:
        """The cells to take for a place; with a capacity per hour, one try for every unit of it that is left."""
        eigen = {(plaats, nummer) for nummer in cells(tijdvak.begin, tijdvak.einde)}
        per_uur = beleid.agendas[plaats.agenda].hoogstens_per_uur
        if per_uur is None:
            yield eigen
            return
        uur, naam = hour_cel(cel_of(tijdvak.begin)), hour_place(plaats).agenda
        eenheden = [(Plaats(naam, nummer), uur) for nummer in range(per_uur)]
        if heeft := had & set(eenheden):
            yield eigen | heeft
            return
        vol = self._taken_units(naam, uur)
        yield from (eigen | {eenheid} for eenheid in eenheden if eenheid[0].plek not in vol)

    def _taken_units(self, naam: str, uur: int) -> set[int]:
        cel = self.tabellen.cel
        vraag = select(cel.plek).where(cel.agenda == naam, cel.cel == uur, self._counts())
        return set(self.session.scalars(vraag))

    def _insert(self, rijen: list[Rij], waarden: dict[str, Any]) -> bool:
        """Try to take these cells. False when someone has one of them: the database says so."""
        if self._try_insert(rijen, waarden):
            return True
        # What was held too long is in nobody's way.
        cel = self.tabellen.cel
        over = delete(cel).where(self._are(rijen), cel.verloopt_at <= self.now).returning(cel.cel)
        return bool(self.session.execute(over).all()) and self._try_insert(rijen, waarden)

    def _try_insert(self, rijen: list[Rij], waarden: dict[str, Any]) -> bool:
        regels = [{"agenda": p.agenda, "plek": p.plek, "cel": nummer, **waarden} for p, nummer in rijen]
        try:
            with self.session.begin_nested():
                if regels:
                    self.session.execute(insert(self.tabellen.cel), regels)
        except IntegrityError as fout:
            if not self._is_taken(fout):
                raise
            return False
        return True

    def _is_taken(self, fout: IntegrityError) -> bool:
        tabel = self.tabellen.cel.__tablename__
        naam = constraint_of(fout)
        return naam == f"pk_{tabel}" or naam.startswith(f"{tabel}.agenda")

    def _delete(self, rijen: set[Rij]) -> None:
        if rijen:
            self.session.execute(delete(self.tabellen.cel).where(self._are(sorted(rijen))))

    def _are(self, rijen: list[Rij]) -> ColumnElement[bool]:
        cel = self.tabellen.cel
        return tuple_(cel.agenda, cel.plek, cel.cel).in_([(p.agenda, p.plek, nummer) for p, nummer in rijen])
