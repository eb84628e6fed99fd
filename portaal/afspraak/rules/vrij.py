"""Which times are free: one function for the list that people see and for accepting what they choose."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from portaal.afspraak.begrip import CEL, Plaats, Soort, Tijdvak, Zoekvraag
from portaal.afspraak.beleid import Afsprakenbeleid, Agenda, Onderwerp
from portaal.afspraak.rules.openingstijd import Periode, open_periods, subtract
from portaal.core.tijd import local, start_of_day, today

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

    def take(self, plaats: Plaats, cel: datetime) -> None:
        """Note a taken cell."""
        plek = (cel - start_of_day(self.dag)) // CEL
        self.maskers[plaats] = self.maskers.get(plaats, 0) | 1 << plek


def cells(begin: datetime, einde: datetime) -> list[datetime]:
    """The five-minute cells that a talk takes, in order."""
    return [begin + CEL * nummer for nummer in range((einde - begin) // CEL)]


def hour_place(plaats: Plaats) -> Plaats:
    """Where the capacity per hour is counted: a place of its own, guarded by the same constraint."""
    return Plaats(f"{plaats.agenda}/{UUR}", plaats.plek)


def free_on_day(beleid: Afsprakenbeleid, zoek: Zoekvraag, bezetting: Bezetting, now: datetime) -> list[Tijdvak]:
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


def serves(agenda: Agenda, zoek: Zoekvraag) -> bool:
    """Whether this agenda is for this topic, kind and location."""
    if zoek.soort not in agenda.soorten or zoek.onderwerp not in agenda.onderwerpen:
        return False
    return zoek.locatie is None or zoek.soort is not Soort.BEZOEK or agenda.locatie == zoek.locatie


def _where(agenda: Agenda, soort: Soort) -> str:
    return (agenda.locatie or "") if soort is Soort.BEZOEK else ""


@dataclass(frozen=True)
class _Tocht:
    """One search through the agendas of one day."""

    beleid: Afsprakenbeleid
    onderwerp: Onderwerp
    duur: timedelta
    bezetting: Bezetting
    now: datetime

    def free_in(self, sleutel: str, agenda: Agenda) -> Iterator[tuple[datetime, Plaats]]:
        """Every time and place of one agenda that is still free."""
        maskers = self.bezetting.maskers
        dagbegin = start_of_day(self.bezetting.dag)
        nodig = (1 << self.duur // CEL) - 1
        bezet = [(p, maskers.get(p, 0)) for p in _places(sleutel, agenda.plekken)]
        for begin in self._starts(sleutel, agenda):
            masker = nodig << ((begin - dagbegin) // CEL)
            yield from ((begin, plaats) for plaats, vol in bezet if not vol & masker)

    def _starts(self, sleutel: str, agenda: Agenda) -> Iterator[datetime]:
        vroegst = self.now + timedelta(minutes=self.onderwerp.aanloop_minuten)
        raster = timedelta(minutes=agenda.raster_minuten)
        is_wisseldag = _day_length(self.bezetting.dag) != timedelta(days=1)
        for begin in _steps(self._open(sleutel, agenda), self.duur, raster):
            if begin < vroegst or not _has_hour_room(sleutel, agenda, begin, self.bezetting):
                continue
            if not is_wisseldag or _is_plain(begin, self.duur):
                yield begin

    def _open(self, sleutel: str, agenda: Agenda) -> list[Periode]:
        open_ = open_periods(self.beleid, agenda, self.bezetting.dag)
        return subtract(open_, self.bezetting.afwezig.get(sleutel, ()))


def _places(sleutel: str, aantal: int) -> list[Plaats]:
    return [Plaats(sleutel, plek) for plek in range(aantal)]


def _day_length(dag: date) -> timedelta:
    return start_of_day(dag + timedelta(days=1)) - start_of_day(dag)


def _steps(periodes: Iterable[Periode], duur: timedelta, raster: timedelta) -> Iterator[datetime]:
    for van, tot in periodes:
        begin = van
        while begin + duur <= tot:
            yield begin
            begin += raster


def _is_plain(begin: datetime, duur: timedelta) -> bool:
    # In the doubled hour in autumn a wall time names two instants. Only the first is offered, so that
    # screen, mail and calendar file cannot be read in two ways.
    return all(local(moment).fold == 0 for moment in (begin, begin + duur))


def _has_hour_room(sleutel: str, agenda: Agenda, begin: datetime, bezetting: Bezetting) -> bool:
    if agenda.hoogstens_per_uur is None:
        return True
    uur = whole_hour(begin)
    masker = 1 << ((uur - start_of_day(bezetting.dag)) // CEL)
    plekken = (hour_place(p) for p in _places(sleutel, agenda.hoogstens_per_uur))
    return any(not bezetting.maskers.get(plek, 0) & masker for plek in plekken)


def whole_hour(moment: datetime) -> datetime:
    """The hour in which a talk begins, for counting the capacity per hour."""
    return moment.replace(minute=0, second=0, microsecond=0)


def nearest(tijden: Iterable[Tijdvak], begin: datetime, aantal: int = 3) -> list[Tijdvak]:
    """The times closest to `begin`, earlier or later, put in order of time; `begin` itself left out."""
    andere = [t for t in tijden if t.begin != begin]
    dichtbij = sorted(andere, key=lambda t: (abs(t.begin - begin), t.begin))[:aantal]
    return sorted(dichtbij, key=lambda t: t.begin)
