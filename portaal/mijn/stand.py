"""What the inwoner's pages show: frozen, one object a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from portaal.aanslag.stand import Aanslag, Verzendsoort
from portaal.aanslag.uitleg.betaling import Betaalstand
from portaal.aanslag.uitleg.omgang import Betaalbeleid
from portaal.aanslag.uitleg.rules import Aanslaguitleg
from portaal.aanslag.uitleg.soorten import Biljettekst
from portaal.afspraak.kaart import Afspraak
from portaal.core.geld import Centen
from portaal.invordering.beleid import Kostenjaar
from portaal.invordering.ladder import Ladder, Stilreden
from portaal.invordering.service import Meldingskaart
from portaal.inwoner.service import Persoonskaart
from portaal.mijn.rules import RUSTIG, Hoofdstand, Mogelijkheid
from portaal.regeling.service import RegelingKaart


@dataclass(frozen=True)
class Aanslagstand:
    """One aanslag with where it is: what a list and the top of its page need.

    `kosten_terug` are costs that the gemeente is taking back; `deurwaarder` is what one can add.
    """

    aanslag: Aanslag
    biljet: Biljettekst
    ladder: Ladder
    geld: Betaalstand
    hoofd: Hoofdstand
    kosten_terug: Centen
    deurwaarder: Kostenjaar | None

    @property
    def nu_te_betalen(self) -> Centen:
        """What falls due first: what is late, else the next part, else all that is open."""
        if self.geld.te_laat:
            return self.geld.te_laat
        return self.geld.volgende.bedrag if self.geld.volgende else self.aanslag.open

    @property
    def is_rustig(self) -> bool:
        """Whether nothing has to be done now: the clock stands still, or the money is debited."""
        return self.hoofd in RUSTIG

    @property
    def betaal_voor(self) -> date:
        """The day by which that is to be paid."""
        is_brief = self.ladder.laatste.soort is not Verzendsoort.AANSLAGBILJET
        if is_brief or self.geld.volgende is None:
            return self.ladder.betaal_voor
        return self.geld.te_laat_sinds or self.geld.volgende.datum


@dataclass(frozen=True)
class Aanslagblad:
    """The page of one aanslag."""

    stand: Aanslagstand
    uitleg: Aanslaguitleg
    persoon: Persoonskaart
    mogelijkheden: tuple[Mogelijkheid, ...]
    knoppen: tuple[Mogelijkheid, ...]
    bezwaar_tot: date
    is_bezwaar_op_tijd: bool
    kwijtschelding_tot: date | None
    heeft_kwijtschelding: bool
    betaalbeleid: Betaalbeleid
    regelingen: tuple[RegelingKaart, ...]
    meldingen: tuple[Meldingskaart, ...]
    heeft_berichtenbox: bool

    @property
    def aanslag(self) -> Aanslag:
        """The biljet itself."""
        return self.stand.aanslag

    @property
    def vraagt_mens(self) -> bool:
        """Whether something is open that a person helps with first, before anyone pays."""
        return self.persoon.status.vraagt_mens and self.aanslag.open > 0

    @property
    def is_over_te_maken(self) -> bool:
        """Whether paper says how to transfer: not where money is debited, and not before a person has helped."""
        return self.aanslag.open > 0 and not self.vraagt_mens and not self.schrijft_af

    @property
    def schrijft_af(self) -> bool:
        """Whether what falls due next is debited, by the incasso of the aanslag or of the plan."""
        if self.plan is not None and self.loopt_plan:
            return self.plan.via_incasso and not _is_late(self.plan)
        return self.stand.hoofd is Hoofdstand.INCASSO

    @property
    def nu_te_betalen(self) -> Centen:
        """What there is to pay first: in a running plan the part of its next term, else what falls due first."""
        deel = term_part(self.plan, self.aanslag.id) if self.plan and self.loopt_plan else None
        return Centen(min(deel, self.aanslag.open)) if deel else self.stand.nu_te_betalen

    @property
    def vraag(self) -> RegelingKaart | None:
        """The request on which we wait for the inwoner: that comes before all else."""
        return asking_request(self.regelingen)

    @property
    def plan(self) -> RegelingKaart | None:
        """The plan that is running, with a term still to pay: then that is what there is to do."""
        return running_plan(self.regelingen)

    @property
    def loopt_plan(self) -> bool:
        """Whether the clock stands still because this is paid in parts: then the next term stands first."""
        return self.plan is not None and _is_in_plan(self.stand)


def _is_in_plan(stand: Aanslagstand) -> bool:
    return stand.ladder.stil is not None and stand.ladder.stil.reden is Stilreden.REGELING


def running_plan(regelingen: Iterable[RegelingKaart]) -> RegelingKaart | None:
    """The running plan whose next term falls due first."""
    lopend = [regeling for regeling in regelingen if regeling.volgende]
    return min(lopend, key=lambda r: r.volgende.vervaldatum if r.volgende else date.max, default=None)


def asking_request(regelingen: Iterable[RegelingKaart]) -> RegelingKaart | None:
    """The request on which we wait for an answer, the first to answer."""
    return min((r for r in regelingen if r.vraagt_inwoner), key=lambda r: r.uiterlijk, default=None)


def _is_late(plan: RegelingKaart) -> bool:
    return plan.voortgang is not None and plan.voortgang.achterstand > 0


def term_part(plan: RegelingKaart, aanslag_id: int) -> Centen | None:
    """What there is to pay first of this aanslag, or what the first later term asks of it; None when none does."""
    volgende = plan.volgende
    if plan.plan is None or volgende is None:
        return None
    nu = plan.nu_per_aanslag.get(aanslag_id)
    if nu is not None:
        return nu
    komend = plan.plan.termijnen[volgende.nummer - 1 :]
    delen = (deel.bedrag for termijn in komend for deel in termijn.delen if deel.aanslag_id == aanslag_id)
    return next(delen, None)


@dataclass(frozen=True)
class Overzicht:
    """The inwoner's first page: everything in one place."""

    persoon: Persoonskaart
    open: tuple[Aanslagstand, ...]
    klaar: tuple[Aanslagstand, ...]
    totaal: Centen
    kosten: Centen
    rente: Centen
    eerst: Aanslagstand | None
    is_te_laat: bool
    is_stil: bool
    terug: Centen
    regelingen: tuple[RegelingKaart, ...]
    afspraken: tuple[Afspraak, ...]
    nieuwe_berichten: int
    bijgewerkt_at: datetime | None
    betaalbeleid: Betaalbeleid

    @property
    def vraagt_mens(self) -> bool:
        """Whether something is open that a person helps with first, before anyone pays."""
        return self.persoon.status.vraagt_mens and bool(self.open)

    @property
    def vraag(self) -> RegelingKaart | None:
        """The request on which we wait for the inwoner: that comes before all else."""
        return asking_request(self.regelingen)

    @property
    def plan(self) -> RegelingKaart | None:
        """The plan that is running, with a term still to pay."""
        return running_plan(self.regelingen)

    @property
    def loopt_plan(self) -> bool:
        """Whether all that is open stands still and is paid in parts: then the next term stands first."""
        return self.plan is not None and self.is_stil and self.eerst is not None and _is_in_plan(self.eerst)

    @property
    def is_leeg(self) -> bool:
        """Whether there is no aanslag at all."""
        return not self.open and not self.klaar
