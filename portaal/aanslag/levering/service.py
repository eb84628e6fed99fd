"""Taking in a delivery: stage first, switch briefly, never half."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portaal.aanslag.levering.bestand import AANSLAGEN, check_structure, fingerprint
from portaal.aanslag.levering.bulk import bulk_database, settle
from portaal.aanslag.levering.deel import Deel
from portaal.aanslag.levering.lezing import calm_collector
from portaal.aanslag.levering.melding import Melding, Meldingsoort, Weigering
from portaal.aanslag.levering.naast import read_parts
from portaal.aanslag.levering.opname import Opname, clear_superseded
from portaal.aanslag.levering.slot import import_lock
from portaal.aanslag.model import Leveringmelding
from portaal.core.door import Door
from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.infra.werk.gebeurtenissen import announce
from portaal.inwoner.model import Levering, Leveringstatus
from portaal.logboek.service import record

AANTALLEN = ("inwoners", "aanslagen", "aanslagregels", "betalingen", "verzendingen")
_PER_KEER = 2000
_UITVAL_AANTAL = 10
_UITVAL_DEEL = 0.01

Voortgang = Callable[[str, int], None]


@dataclass
class Uitkomst:
    """What became of a delivery: its counts, and every melding."""

    status: Leveringstatus
    aantallen: dict[str, int] = field(default_factory=lambda: dict.fromkeys(AANTALLEN, 0))
    meldingen: list[Melding] = field(default_factory=list)
    levering_id: int | None = None

    def of(self, soort: Meldingsoort) -> list[Melding]:
        """The meldingen of one kind."""
        return [melding for melding in self.meldingen if melding.soort is soort]

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "status": self.status.value,
            **self.aantallen,
            "uitval": [m.as_json() for m in self.of(Meldingsoort.UITVAL)],
            "waarschuwingen": [m.as_json() for m in self.of(Meldingsoort.WAARSCHUWING)],
            "niet_bediend": [m.as_json() for m in self.of(Meldingsoort.NIET_BEDIEND)],
        }


def take_in(
    database: Database,
    folder: Path,
    *,
    door: Door,
    now: datetime,
    toch: bool = False,
    voortgang: Voortgang = lambda _wat, _aantal: None,
) -> Uitkomst:
    """Take in the delivery in `folder`, or refuse it whole. `toch` takes in a delivery with too much fall-out.

    Until the switch at the end nothing of it is visible; a stop before leaves the state as it was. Raises
    ImportLoopt while another import is under way.
    """
    try:
        waarschuwingen = check_structure(folder)
    except Weigering as weigering:
        return Uitkomst(Leveringstatus.GEWEIGERD, meldingen=[weigering.melding])
    with import_lock(database):
        _abandon_stopped(database)
        afdruk = fingerprint(folder)
        if eerder := _same_as_last(database, afdruk):
            return eerder
        return _Import(database, folder, door, now, afdruk, toch=toch, voortgang=voortgang).run(waarschuwingen)


def is_te_veel_uitval(uitgevallen: int, aanslagen: int) -> bool:
    """More than 1 % of the aanslagen and at least 10: that is a broken export (delivery format)."""
    return uitgevallen >= _UITVAL_AANTAL and uitgevallen > aanslagen * _UITVAL_DEEL


def _abandon_stopped(database: Database) -> None:
    """With the lock in hand, a delivery that is still `bezig` belongs to a process that is gone."""
    bezig = update(Levering).where(Levering.status == Leveringstatus.BEZIG)
    database.run(lambda session: session.execute(bezig.values(status=Leveringstatus.AFGEBROKEN)))
    clear_superseded(database)


def _same_as_last(database: Database, afdruk: str) -> Uitkomst | None:
    with database.reading() as session:
        laatste = session.scalar(
            select(Levering)
            .where(Levering.status == Leveringstatus.OPGENOMEN)
            .order_by(Levering.id.desc())
            .limit(1)
        )
        if laatste is None or laatste.vingerafdruk != afdruk:
            return None
        return read_uitkomst(session, laatste)


def read_uitkomst(session: Session, levering: Levering) -> Uitkomst:
    """What became of an earlier delivery."""
    rijen = session.scalars(
        select(Leveringmelding).filter_by(levering_id=levering.id).order_by(Leveringmelding.id)
    )
    meldingen = [
        Melding(Meldingsoort(r.soort), r.bestand, r.regel, r.kolom, r.melding, r.aanslagnummer) for r in rijen
    ]
    aantallen = {naam: getattr(levering, naam) for naam in AANTALLEN}
    return Uitkomst(levering.status, aantallen, meldingen, levering.id)


class _Import:
    """One import under way."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        door: Door,
        now: datetime,
        afdruk: str,
        *,
        toch: bool,
        voortgang: Voortgang,
    ) -> None:
        self._database, self._folder, self._door, self._now = database, folder, door, now
        self._toch, self._voortgang = toch, voortgang
        self._uitkomst = Uitkomst(Leveringstatus.BEZIG)
        self._uitgevallen = self._gezien = self._bewaard = 0
        self._levering_id = database.run(lambda session: _begin(session, afdruk, now, toch=toch))
        self._uitkomst.levering_id = self._levering_id
        self._snel = bulk_database(database)
        self._opname = Opname(self._snel, self._levering_id, now)

    def run(self, waarschuwingen: list[Melding]) -> Uitkomst:
        """Stage, judge, switch."""
        try:
            return self._run(waarschuwingen)
        finally:
            self._snel.close()

    def _run(self, waarschuwingen: list[Melding]) -> Uitkomst:
        self._note(waarschuwingen)
        delen = read_parts(self._folder, today(self._now), self._opname.first_stand())
        with calm_collector(), closing(delen):
            for deel in delen:
                self._add(deel)
        te_veel = is_te_veel_uitval(self._uitgevallen, self._gezien)
        if te_veel and not self._toch:
            self._refuse()
        else:
            self._keep_meldingen()
            self._database.gather_statistics()
            self._database.run(self._switch)
            self._uitkomst.status = Leveringstatus.OPGENOMEN
        settle(self._snel)
        clear_superseded(self._database)
        return self._uitkomst

    def _note(self, meldingen: list[Melding]) -> None:
        self._uitkomst.meldingen += meldingen
        if len(self._uitkomst.meldingen) - self._bewaard >= _PER_KEER:
            self._keep_meldingen()

    def _keep_meldingen(self) -> None:
        """Store the meldingen that are not yet: many at once, for each transaction keeps others waiting."""
        self._opname.add_meldingen(self._uitkomst.meldingen[self._bewaard :])
        self._bewaard = len(self._uitkomst.meldingen)

    def _add(self, deel: Deel) -> None:
        for naam, aantal in deel.gelezen:
            self._voortgang(naam, aantal)
        self._note(deel.meldingen)
        self._gezien += deel.gezien
        self._uitgevallen += deel.uitgevallen
        if deel.personen:
            self._opname.add_personen(deel.personen)
            self._uitkomst.aantallen["inwoners"] += len(deel.personen)
            self._voortgang("inwoners", len(deel.personen))
        if deel.biljetten:
            self._add_aanslagen(deel)

    def _add_aanslagen(self, deel: Deel) -> None:
        goed, af = self._opname.add_aanslagen(deel)
        self._note([Melding(s, AANSLAGEN.naam, b.regel, "bsn", tekst, b.aanslagnummer) for b, s, tekst in af])
        uitval = sum(soort is Meldingsoort.UITVAL for _, soort, _ in af)
        self._uitgevallen += uitval
        self._gezien -= len(af) - uitval
        aantallen = self._uitkomst.aantallen
        aantallen["aanslagen"] += len(goed.biljetten)
        aantallen["aanslagregels"] += len(goed.regels)
        aantallen["betalingen"] += len(goed.betalingen)
        aantallen["verzendingen"] += len(goed.verzendingen)
        self._voortgang("aanslagen", len(deel.biljetten))

    def _refuse(self) -> None:
        tekst = (
            f"{self._uitgevallen} van de {self._gezien} aanslagen vallen uit: meer dan 1 %. Dat wijst op een "
            "kapotte export, dus er is niets opgenomen. Herstel de export. "
            "Klopt het toch? Kies dan voor toch opnemen (--toch)."
        )
        self._note([Melding(Meldingsoort.UITVAL, AANSLAGEN.naam, 0, "", tekst)])
        self._keep_meldingen()
        self._uitkomst.status = Leveringstatus.GEWEIGERD
        self._uitkomst.aantallen = dict.fromkeys(AANTALLEN, 0)
        self._database.run(lambda session: self._finish(session, Leveringstatus.GEWEIGERD))

    def _switch(self, session: Session) -> None:
        """From this one small transaction on, everybody sees the new state."""
        self._finish(session, Leveringstatus.OPGENOMEN)
        announce(session, LeveringOpgenomen(self._levering_id), self._now)
        handeling = "aanslag:levering:toch_opgenomen" if self._toch else "aanslag:levering:opgenomen"
        record(session, self._door, handeling, now=self._now, object_ref=f"levering {self._levering_id}")

    def _finish(self, session: Session, status: Leveringstatus) -> None:
        levering = session.get_one(Levering, self._levering_id)
        levering.status, levering.klaar_at = status, self._now
        levering.uitgevallen = self._uitgevallen
        levering.niet_bediend = len(self._uitkomst.of(Meldingsoort.NIET_BEDIEND))
        for naam, aantal in self._uitkomst.aantallen.items():
            setattr(levering, naam, aantal)


def _begin(session: Session, afdruk: str, now: datetime, *, toch: bool) -> int:
    levering = Levering(ontvangen_at=now, vingerafdruk=afdruk, status=Leveringstatus.BEZIG, toch=toch)
    session.add(levering)
    session.flush()
    return levering.id
