"""Which times are free: one function for the list that people see and for accepting what they choose."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache

from portaal.afspraak.begrip import CEL, Plaats, Soort, Tijdvak, Tijdwens
from portaal.afspraak.beleid import Afsprakenbeleid, Agenda, Onderwerp
from portaal.afspraak.rules.cellen import (
    PER_UUR,
    bits,
    cel_of,
    first_cel,
    length_of,
    moment_of,
    range_mask,
    runs,
)
from portaal.afspraak.rules.openingstijd import Periode, open_periods, subtract
from portaal.core.tijd import local, today

UUR = "uur"


@dataclass
class Bezetting:
    """What is taken on one local day.

    `maskers` has a bit for every taken cell since the day began, by place. `afwezig` holds the periods in
    which an agenda takes nobody after all: illness, or what its owner's own calendar says.
    """

    dag: date
    maskers: dict[Plaats, int] = field(default_factory=dict)
    afwezig: Mapping[str, list[Periode]] = field(default_factory=dict)

    @cached_property
    def eerste(self) -> int:
        """The cell with which the day begins."""
        return first_cel(self.dag)

    def take(self, plaats: Plaats, cel: int, masker: int = 1) -> None:
        """Note taken cells: the bits of `masker`, the lowest of which is cell `cel`."""
        plek = cel - self.eerste
        bij = masker << plek if plek >= 0 else masker >> -plek
        self.maskers[plaats] = self.maskers.get(plaats, 0) | bij

    def take_period(self, plaats: Plaats, begin: datetime, einde: datetime) -> None:
        """Note every cell of this day that the period touches."""
        eerste = self.eerste
        masker = range_mask(cel_of(begin), -((moment_of(0) - einde) // CEL), eerste)
        masker &= (1 << length_of(self.dag)) - 1
        self.maskers[plaats] = self.maskers.get(plaats, 0) | masker


def hour_place(plaats: Plaats) -> Plaats:
    """Where the capacity per hour is counted: a place of its own, guarded by the same constraint."""
    return Plaats(f"{plaats.agenda}/{UUR}", plaats.plek)


def free_on_day(beleid: Afsprakenbeleid, zoek: Tijdwens, bezetting: Bezetting, now: datetime) -> list[Tijdvak]:
    """The free times of one day for this topic and kind, by time and then location.

    Without a location in the question a time is offered once per location that has room.
    """
    onderwerp = beleid.onderwerpen.get(zoek.onderwerp)
    if onderwerp is None or zoek.soort not in onderwerp.minuten:
        return []
    if not is_within_reach(onderwerp, bezetting.dag, now):
        return []
    tocht = _Tocht(beleid, onderwerp, timedelta(minutes=onderwerp.minuten[zoek.soort]), bezetting, now)
    gevonden: dict[tuple[datetime, str], list[Plaats]] = {}
    for sleutel, agenda in beleid.agendas.items():
        if serves(agenda, zoek):
            for begin, plaats in tocht.free_in(sleutel, agenda):
                gevonden.setdefault((begin, _where(agenda, zoek.soort)), []).append(plaats)
    tijden = [
        Tijdvak(begin, begin + tocht.duur, zoek.soort, locatie or None, tuple(plaatsen))
        for (begin, locatie), plaatsen in sorted(gevonden.items())
    ]
    return [tijdvak for tijdvak in tijden if zoek.dagdeel in (None, tijdvak.dagdeel)]


def is_within_reach(onderwerp: Onderwerp, dag: date, now: datetime) -> bool:
    """Whether the day lies between today and the topic's horizon."""
    vandaag = today(now)
    return vandaag <= dag <= vandaag + timedelta(days=onderwerp.horizon_dagen)


def serves(agenda: Agenda, zoek: Tijdwens) -> bool:
    """Whether this agenda is for this topic, kind and location."""
    if zoek.soort not in agenda.soorten or zoek.onderwerp not in agenda.onderwerpen:
        return False
    return zoek.locatie is None or zoek.soort is not Soort.BEZOEK or agenda.locatie == zoek.locatie


def _where(agenda: Agenda, soort: Soort) -> str:
    return (agenda.locatie or "") if soort is Soort.BEZOEK else ""


@dataclass(frozen=True, eq=False)
class _Openstelling:
    """One version of the agendas, as the cache below knows it: by being that very object."""

    beleid: Afsprakenbeleid

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, _Openstelling) and ander.beleid is self.beleid

    def __hash__(self) -> int:
        return id(self.beleid)


@lru_cache(maxsize=20_000)
def _usual_grid(stelling: _Openstelling, sleutel: str, dag: date) -> tuple[int, int]:
    """The grid of an agenda on a day on which nobody is away: the same until the agendas change."""
    agenda = stelling.beleid.agendas[sleutel]
    return _make_grid(agenda, open_periods(stelling.beleid, agenda, dag), first_cel(dag))


def _make_grid(agenda: Agenda, open_: Iterable[Periode], eerste: int) -> tuple[int, int]:
    """At which cells a talk may begin, and which cells are open; bits counted from cell `eerste`."""
    stap = agenda.raster_minuten // (CEL // timedelta(minutes=1))
    raster = heel = 0
    for van, tot in open_:
        begin, einde = cel_of(van), cel_of(tot)
        heel |= range_mask(begin, einde, eerste)
        for cel in range(begin, einde, stap):
            raster |= 1 << cel - eerste
    return raster, heel


@dataclass(frozen=True)
class _Tocht:
    """One search through the agendas of one day; times as bits, counted from the day's first cell."""

    beleid: Afsprakenbeleid
    onderwerp: Onderwerp
    duur: timedelta
    bezetting: Bezetting
    now: datetime

    def free_in(self, sleutel: str, agenda: Agenda) -> Iterator[tuple[datetime, Plaats]]:
        """Every time and place of one agenda that is still free."""
        raster, open_ = self._grid(sleutel, agenda, self.eerste)
        raster &= self.vroegst & ~self._full_hours(sleutel, agenda)
        for plek in range(agenda.plekken if raster else 0):
            plaats = Plaats(sleutel, plek)
            vrij = open_ & ~self.bezetting.maskers.get(plaats, 0)
            for nummer in bits(runs(vrij, self.duur // CEL) & raster):
                begin = moment_of(self.eerste + nummer)
                if self.is_normal or self._is_plain(begin):
                    yield begin, plaats

    def _grid(self, sleutel: str, agenda: Agenda, eerste: int) -> tuple[int, int]:
        dag, afwezig = self.bezetting.dag, self.bezetting.afwezig.get(sleutel)
        if not afwezig:
            return _usual_grid(_Openstelling(self.beleid), sleutel, dag)
        return _make_grid(agenda, _on_cells(subtract(open_periods(self.beleid, agenda, dag), afwezig)), eerste)

    @cached_property
    def eerste(self) -> int:
        """The cell with which the day begins."""
        return self.bezetting.eerste

    @cached_property
    def is_normal(self) -> bool:
        """Whether the clock does not change on this day."""
        return length_of(self.bezetting.dag) == timedelta(days=1) // CEL

    @cached_property
    def vroegst(self) -> int:
        """The cells that are not too soon."""
        vroegst = self.now + timedelta(minutes=self.onderwerp.aanloop_minuten)
        vanaf = -((vroegst - moment_of(self.eerste)) // -CEL)
        return -1 << max(vanaf, 0)

    def _full_hours(self, sleutel: str, agenda: Agenda) -> int:
        """The cells of hours in which as many talks begin as the agenda takes."""
        if agenda.hoogstens_per_uur is None:
            return 0
        maskers = self.bezetting.maskers
        eenheden = (hour_place(Plaats(sleutel, nummer)) for nummer in range(agenda.hoogstens_per_uur))
        vol = -1
        for eenheid in eenheden:
            vol &= maskers.get(eenheid, 0)
        return vol * ((1 << PER_UUR) - 1)

    def _is_plain(self, begin: datetime) -> bool:
        # In the doubled hour in autumn a wall time names two instants. RFC 5545 means the first, ical.js reads
        # the second: such a time is not offered, so that no calendar can show it an hour off.
        return not (_is_double(begin) or _is_double(begin + self.duur))


def _is_double(moment: datetime) -> bool:
    muur = local(moment)
    return muur.utcoffset() != muur.replace(fold=1 - muur.fold).utcoffset()


def _on_cells(periodes: Iterable[Periode]) -> list[Periode]:
    """The whole cells in these periods: someone's own calendar may say 9.07."""
    heel = [(moment_of(-(-(van - moment_of(0)) // CEL)), moment_of(cel_of(tot))) for van, tot in periodes]
    return [(van, tot) for van, tot in heel if van < tot]


def nearest(tijden: Iterable[Tijdvak], begin: datetime, aantal: int = 3) -> list[Tijdvak]:
    """The times closest to `begin`, earlier or later, put in order of time; `begin` itself left out."""
    andere = [t for t in tijden if t.begin != begin]
    dichtbij = sorted(andere, key=lambda t: (abs(t.begin - begin), t.begin))[:aantal]
    return sorted(dichtbij, key=lambda t: t.begin)
