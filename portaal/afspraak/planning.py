"""Finding times over many days, and holding what someone chose to that same list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portaal.afspraak.begrip import OnbekendOnderwerp, Soort, Tijdvak, TijdvakBezet, Tijdwens
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.opslag import Opslag
from portaal.afspraak.rules.vrij import free_on_day, nearest, serves
from portaal.afspraak.tabellen import AgendaTabellen
from portaal.beleid.service import holding, holding_between
from portaal.core.tijd import today

_EERSTE_HAP, _LANGSTE_HAP = 4, 64
_ROND = (2, 28)


@dataclass(frozen=True)
class Dag:
    """The free times of one day."""

    datum: date
    tijden: tuple[Tijdvak, ...]


@dataclass(frozen=True)
class Aanbod:
    """Days with free times, in order; `verder` is the day from which to ask for more, None at the horizon."""

    dagen: tuple[Dag, ...]
    verder: date | None

    def without(self, begin: datetime, locatie: str | None) -> "Aanbod":
        """The same but for one time at one place: what someone has already is no other time."""
        over = [
            replace(dag, tijden=tuple(t for t in dag.tijden if (t.begin, t.locatie) != (begin, locatie)))
            for dag in self.dagen
        ]
        return replace(self, dagen=tuple(dag for dag in over if dag.tijden))


@dataclass(frozen=True)
class Planning:
    """The agendas of one wall at one moment. `houder` and `afspraak_id` see what they have as free."""

    session: Session
    tabellen: AgendaTabellen
    now: datetime
    houder: str = ""
    afspraak_id: int = 0

    @property
    def opslag(self) -> Opslag:
        """The places in the database."""
        return Opslag(self.session, self.tabellen, self.now)

    @property
    def beleid(self) -> Afsprakenbeleid:
        """What holds today."""
        return self.beleid_on(today(self.now))

    def beleid_on(self, dag: date) -> Afsprakenbeleid:
        """What holds on a day."""
        return holding(self.session, self.tabellen.beleidsoort, Afsprakenbeleid, dag)

    def free_times(self, zoek: Tijdwens, vanaf: date | None = None, dagen: int = 3) -> Aanbod:
        """The first `dagen` days with free times from `vanaf` on (today, without it), within the horizon."""
        gevonden: list[Dag] = []
        for dag in self.days(zoek, max(vanaf or today(self.now), today(self.now))):
            if len(gevonden) == dagen:
                return Aanbod(tuple(gevonden), dag.datum)
            gevonden.append(dag)
        return Aanbod(tuple(gevonden), None)

    def days(self, zoek: Tijdwens, vanaf: date, tot_en_met: date | None = None) -> Iterator[Dag]:
        """Every day with free times, in order, read from the database in growing bites."""
        einde = min(tot_en_met or date.max, self._horizon(zoek))
        hap = _EERSTE_HAP
        while vanaf <= einde:
            dagen = [vanaf + timedelta(days=n) for n in range(min(hap, (einde - vanaf).days + 1))]
            yield from (dag for dag in self._read(zoek, dagen) if dag.tijden)
            vanaf, hap = dagen[-1] + timedelta(days=1), min(hap * 2, _LANGSTE_HAP)

    def offered(self, zoek: Tijdwens, begin: datetime) -> Tijdvak:
        """The free time that begins then, as `free_times` lists it. Raises TijdvakBezet when it is not listed."""
        for dag in self.days(zoek, today(begin), today(begin)):
            for tijdvak in dag.tijden:
                if tijdvak.begin == begin:
                    return tijdvak
        raise TijdvakBezet

    def alternatives(self, zoek: Tijdwens, begin: datetime, aantal: int = 3) -> list[Tijdvak]:
        """The free times nearest to one that is taken; when there are few near, the first ones after it."""
        gevonden: list[Tijdvak] = []
        for dagen in _ROND:
            gevonden = self._around(zoek, begin, dagen, aantal)
            if len(gevonden) == aantal:
                return gevonden
        verder = [dag.tijden[0] for dag in self.free_times(zoek, today(begin), aantal).dagen]
        return nearest({*gevonden, *verder}, begin, aantal)

    def _around(self, zoek: Tijdwens, begin: datetime, dagen: int, aantal: int) -> list[Tijdvak]:
        """The nearest times at most `dagen` days away, looking outward and no further than needed."""
        midden, laatste = today(begin), self._horizon(zoek)
        rond = [midden + timedelta(days=n) for n in sorted(range(-dagen, dagen + 1), key=abs)]
        tijden: list[Tijdvak] = []
        genoeg = dagen
        for dag in self._read(zoek, [d for d in rond if today(self.now) <= d <= laatste]):
            afstand = abs((dag.datum - midden).days)
            if afstand > genoeg:
                break
            tijden += [t for t in dag.tijden if t.begin != begin]
            if len(tijden) >= aantal:
                # A time on the next day may still be nearer than one early on this day.
                genoeg = min(genoeg, afstand + 1)
        return nearest(tijden, begin, aantal)

    def _horizon(self, zoek: Tijdwens) -> date:
        onderwerp = self.beleid.onderwerpen.get(zoek.onderwerp)
        if onderwerp is None or zoek.soort not in onderwerp.minuten:
            raise OnbekendOnderwerp
        return today(self.now) + timedelta(days=onderwerp.horizon_dagen)

    def _read(self, zoek: Tijdwens, dagen: list[date]) -> Iterator[Dag]:
        """The days in the order asked for, each worked out only when it is taken from the iterator."""
        if not dagen:
            return
        versies = holding_between(self.session, self.tabellen.beleidsoort, Afsprakenbeleid, min(dagen), max(dagen))
        agendas = {k for _, b in versies for k, agenda in b.agendas.items() if serves(agenda, zoek)}
        if not agendas:
            return
        bezetting = self.opslag.read_bezetting(agendas, dagen, houder=self.houder, afspraak_id=self.afspraak_id)
        for dag in dagen:
            beleid = next(b for vanaf, b in reversed(versies) if vanaf <= dag)
            yield Dag(dag, tuple(free_on_day(beleid, zoek, bezetting[dag], self.now)))


def kinds_of(beleid: Afsprakenbeleid, onderwerp: str) -> list[Soort]:
    """In which ways a topic can be talked about: those that some agenda serves, in a fixed order."""
    return [
        soort
        for soort in Soort
        if soort in beleid.onderwerpen[onderwerp].minuten
        and any(serves(agenda, Tijdwens(onderwerp, soort)) for agenda in beleid.agendas.values())
    ]
