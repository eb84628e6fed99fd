"""How a plan is kept: what was credited since the grant, against what was due."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portaal.core.geld import Centen
from portaal.core.kalender import next_werkdag
from portaal.regeling.beleid import Volgregel
from portaal.regeling.stand import Plan


class Termijnstatus(StrEnum):
    """How a term stands."""

    BETAALD = "betaald"
    VERVALLEN = "vervallen"
    TE_LAAT = "te_laat"
    VOLGENDE = "volgende"
    KOMT = "komt"


class Actie(StrEnum):
    """What follows from how the plan is kept. It never ends by itself."""

    NIETS = "niets"
    HERINNERING = "herinnering"
    BELLEN = "bellen"


@dataclass(frozen=True)
class Ontvangen:
    """What was booked on one aanslag since the grant: money (net of reversals), relief, or all of it annulled."""

    geld: Centen
    kwijting: Centen
    vernietigd: bool = False


@dataclass(frozen=True)
class Termijnstand:
    """One term: what is due now (less than agreed after relief), what is in, and how it stands."""

    nummer: int
    vervaldatum: date
    bedrag: Centen
    betaald: Centen
    status: Termijnstatus

    @property
    def nog(self) -> Centen:
        """What is still to come."""
        return Centen(self.bedrag - self.betaald)

    @property
    def is_te_komen(self) -> bool:
        """Whether it is still to be paid, and not late."""
        return self.status in (Termijnstatus.VOLGENDE, Termijnstatus.KOMT)

    @property
    def is_te_laat(self) -> bool:
        """Whether it should have been in."""
        return self.status is Termijnstatus.TE_LAAT

    def is_onderweg(self, vandaag: date) -> bool:
        """Whether its day is over while nobody can say that it is late: a payment is seen only days after."""
        return self.is_te_komen and self.vervaldatum < vandaag


@dataclass(frozen=True)
class Voortgang:
    """How the plan stands, on the net of all its aanslagen."""

    termijnen: tuple[Termijnstand, ...]
    totaal: Centen
    ontvangen: Centen
    achterstand: Centen
    overschot: Mapping[int, Centen]
    tekort: Mapping[int, Centen]

    @property
    def nog_te_betalen(self) -> Centen:
        """What is still to be paid on the plan; never negative."""
        return Centen(max(0, self.totaal - self.ontvangen))

    @property
    def is_klaar(self) -> bool:
        """Whether every aanslag of the plan has its part."""
        return not self.tekort

    @property
    def is_betaald(self) -> bool:
        """Whether the money is all in, be it on the wrong betalingskenmerk."""
        return self.ontvangen >= self.totaal

    @property
    def is_vervallen(self) -> bool:
        """Whether there is nothing left to pay because it was all taken off."""
        return self.totaal == 0

    @property
    def moet_overboeken(self) -> bool:
        """Whether money stands on one aanslag while another is short: for staff, no fault of the inwoner."""
        return bool(self.overschot and self.tekort)

    @property
    def nu(self) -> Centen:
        """What there is to pay first: all that is late, or else the next term."""
        return self.achterstand or (self.volgende.nog if self.volgende else Centen(0))

    @property
    def volgende(self) -> Termijnstand | None:
        """The first term that is not paid: a late one, or else the next one due."""
        open_ = (t for t in self.termijnen if t.status not in (Termijnstatus.BETAALD, Termijnstatus.VERVALLEN))
        return next(open_, None)


def follow(plan: Plan, ontvangen: Mapping[int, Ontvangen], regel: Volgregel, gezien: date) -> Voortgang:
    """How the plan stands by what is known up to and including `gezien`.

    Money fills the terms from the front, whichever aanslag it was booked on, also one that was asked along and
    had nothing open. Relief takes off at the back: who gets a vermindering pays less in the end and misses no
    month because of it.
    """
    afspraak = dict.fromkeys(ontvangen, Centen(0)) | {post.aanslag_id: post.bedrag for post in plan.posten}
    moet = {a: _owed(bedrag, ontvangen.get(a)) for a, bedrag in afspraak.items()}
    geld = {a: ontvangen[a].geld if a in ontvangen else Centen(0) for a in afspraak}
    totaal, binnen = sum(moet.values()), sum(geld.values())
    bedragen = _take_off([termijn.bedrag for termijn in plan.termijnen], plan.totaal - totaal)
    standen = _fill(plan, bedragen, max(0, binnen), regel, gezien)
    verschil = {a: geld[a] - moet[a] for a in afspraak}
    return Voortgang(
        termijnen=tuple(standen),
        totaal=Centen(totaal),
        ontvangen=Centen(binnen),
        achterstand=Centen(sum(t.nog for t in standen if t.is_te_laat)),
        overschot={a: Centen(v) for a, v in verschil.items() if v > 0},
        tekort={a: Centen(-v) for a, v in verschil.items() if v < 0},
    )


def spread_payment(
    plan: Plan, voortgang: Voortgang, bedrag: Centen, aanslagen: Collection[int]
) -> dict[int, Centen]:
    """Which part of a payment goes to which of these aanslagen: to those short, in the order of the plan."""
    delen: dict[int, Centen] = {}
    nog: int = bedrag
    for post in plan.posten:
        deel = min(nog, voortgang.tekort.get(post.aanslag_id, 0))
        if deel > 0 and post.aanslag_id in aanslagen:
            delen[post.aanslag_id] = Centen(deel)
            nog -= deel
    return delen


def next_actie(voortgang: Voortgang, herinnerd_op: date | None, regel: Volgregel, gezien: date) -> Actie:
    """First a herinnering without costs, then a call; `herinnerd_op` is the reminder of this arrears."""
    if voortgang.achterstand <= 0:
        return Actie.NIETS
    if herinnerd_op is None:
        return Actie.HERINNERING
    return Actie.BELLEN if gezien > catch_up_until(herinnerd_op, regel) else Actie.NIETS


def next_look(voortgang: Voortgang, herinnerd_op: date | None, regel: Volgregel, gezien: date) -> date | None:
    """The first known day on which time alone changes how it stands: a term is late, or a reminder ran out."""
    grenzen = [late_from(termijn.vervaldatum, regel) for termijn in voortgang.termijnen if termijn.is_te_komen]
    if herinnerd_op is not None:
        grenzen.append(catch_up_until(herinnerd_op, regel) + timedelta(days=1))
    return min((grens for grens in grenzen if grens > gezien), default=None)


def catch_up_until(herinnerd_op: date, regel: Volgregel) -> date:
    """Until when a late term can be made good after the reminder (LI 25.1.5)."""
    return next_werkdag(herinnerd_op + timedelta(days=regel.inhaal_dagen))


def is_te_laat(vervaldatum: date, regel: Volgregel, gezien: date) -> bool:
    """Whether a term is late: the grace days count from the first working day, for a bank needs one."""
    return gezien >= late_from(vervaldatum, regel)


def late_from(vervaldatum: date, regel: Volgregel) -> date:
    """The first day on which a term that is not in is late."""
    return next_werkdag(vervaldatum) + timedelta(days=regel.respijt_dagen + 1)


def _owed(bedrag: Centen, binnen: Ontvangen | None) -> int:
    if binnen is None:
        return bedrag
    return 0 if binnen.vernietigd else max(0, bedrag - max(0, binnen.kwijting))


def _take_off(bedragen: Sequence[int], af: int) -> list[int]:
    uit = list(bedragen)
    for plek in reversed(range(len(uit))):
        minder = min(af, uit[plek])
        uit[plek] -= minder
        af -= minder
    return uit


def _fill(plan: Plan, bedragen: list[int], geld: int, regel: Volgregel, gezien: date) -> list[Termijnstand]:
    standen: list[Termijnstand] = []
    is_eerste_open = True
    for termijn, bedrag in zip(plan.termijnen, bedragen, strict=True):
        betaald = min(geld, bedrag)
        geld -= betaald
        status = _status(termijn.vervaldatum, bedrag, betaald, regel, gezien)
        if status is Termijnstatus.KOMT and is_eerste_open:
            status, is_eerste_open = Termijnstatus.VOLGENDE, False
        standen.append(Termijnstand(termijn.nummer, termijn.vervaldatum, Centen(bedrag), Centen(betaald), status))
    return standen


def _status(vervaldatum: date, bedrag: int, betaald: int, regel: Volgregel, gezien: date) -> Termijnstatus:
    if not bedrag:
        return Termijnstatus.VERVALLEN
    if betaald >= bedrag:
        return Termijnstatus.BETAALD
    return Termijnstatus.TE_LAAT if is_te_laat(vervaldatum, regel, gezien) else Termijnstatus.KOMT
