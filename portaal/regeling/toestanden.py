"""The states of a request and of a plan, and every transition between them: declared here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from portaal.core.errors import DomeinFout


class Verzoekstatus(StrEnum):
    """How far a request is."""

    IN_BEHANDELING = "in_behandeling"
    AANVULLING_GEVRAAGD = "aanvulling_gevraagd"
    VOORSTEL_GEDAAN = "voorstel_gedaan"
    TOEGEKEND = "toegekend"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"
    AFGEHANDELD = "afgehandeld"


class Verzoekstap(StrEnum):
    """What can be done to a request."""

    TOEKENNING = "toekenning"
    VOORSTEL = "voorstel"
    VRAAG = "vraag"
    ANTWOORD = "antwoord"
    AKKOORD = "akkoord"
    GEEN_AKKOORD = "geen_akkoord"
    AFWIJZING = "afwijzing"
    INTREKKING = "intrekking"
    AFHANDELING = "afhandeling"


class Regelingstatus(StrEnum):
    """How far a plan is."""

    LOPEND = "lopend"
    AFGEROND = "afgerond"
    GESTOPT = "gestopt"
    BEEINDIGD = "beeindigd"
    VERVALLEN = "vervallen"
    VERVANGEN = "vervangen"


class Regelingstap(StrEnum):
    """What can happen to a plan."""

    LAATSTE_CENT = "laatste_cent"
    STOP = "stop"
    BEEINDIGING = "beeindiging"
    NIETS_MEER_OPEN = "niets_meer_open"
    NIEUW_PLAN = "nieuw_plan"
    EINDE_PAUZE = "einde_pauze"


class Wie(StrEnum):
    """Who is to do something next."""

    INWONER = "inwoner"
    INVORDERING = "invordering"
    PORTAAL = "portaal"


S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


class StapKanNiet(DomeinFout):
    """This step is not possible in this state."""


@dataclass(frozen=True)
class Machine(Generic[S, A]):
    """A declared set of transitions: `overgangen[van][stap]` is the state after it."""

    overgangen: Mapping[S, Mapping[A, S]]

    def after(self, van: S, stap: A) -> S:
        """The state after a step. Raises StapKanNiet."""
        if stap not in self.overgangen.get(van, {}):
            raise StapKanNiet(f"{van}: {stap}")
        return self.overgangen[van][stap]

    def may(self, van: S, stap: A) -> bool:
        """Whether the step is possible now."""
        return stap in self.overgangen.get(van, {})

    def is_eind(self, status: S) -> bool:
        """Whether nothing can follow on this state."""
        return not self.overgangen.get(status)


_BESLISSINGEN = {
    Verzoekstap.TOEKENNING: Verzoekstatus.TOEGEKEND,
    Verzoekstap.VOORSTEL: Verzoekstatus.VOORSTEL_GEDAAN,
    Verzoekstap.VRAAG: Verzoekstatus.AANVULLING_GEVRAAGD,
    Verzoekstap.AFWIJZING: Verzoekstatus.AFGEWEZEN,
    Verzoekstap.AFHANDELING: Verzoekstatus.AFGEHANDELD,
    Verzoekstap.INTREKKING: Verzoekstatus.INGETROKKEN,
}

VERZOEK: Machine[Verzoekstatus, Verzoekstap] = Machine(
    {
        Verzoekstatus.IN_BEHANDELING: _BESLISSINGEN,
        Verzoekstatus.AANVULLING_GEVRAAGD: {
            **_BESLISSINGEN,
            Verzoekstap.ANTWOORD: Verzoekstatus.IN_BEHANDELING,
        },
        Verzoekstatus.VOORSTEL_GEDAAN: {
            **_BESLISSINGEN,
            Verzoekstap.AKKOORD: Verzoekstatus.TOEGEKEND,
            Verzoekstap.GEEN_AKKOORD: Verzoekstatus.IN_BEHANDELING,
        },
    }
)

REGELING: Machine[Regelingstatus, Regelingstap] = Machine(
    {
        Regelingstatus.LOPEND: {
            Regelingstap.LAATSTE_CENT: Regelingstatus.AFGEROND,
            Regelingstap.STOP: Regelingstatus.GESTOPT,
            Regelingstap.BEEINDIGING: Regelingstatus.BEEINDIGD,
            Regelingstap.NIETS_MEER_OPEN: Regelingstatus.VERVALLEN,
            Regelingstap.NIEUW_PLAN: Regelingstatus.VERVANGEN,
            Regelingstap.EINDE_PAUZE: Regelingstatus.AFGEROND,
        }
    }
)

# Who moves next, in each state that is not an end: no request and no plan waits for nobody.
AAN_ZET: Mapping[StrEnum, Wie] = {
    Verzoekstatus.IN_BEHANDELING: Wie.INVORDERING,
    Verzoekstatus.AANVULLING_GEVRAAGD: Wie.INWONER,
    Verzoekstatus.VOORSTEL_GEDAAN: Wie.INWONER,
    Regelingstatus.LOPEND: Wie.INWONER,
}

# Asked of the inwoner: after its last day it is decided on with what is known, and so for invordering again.
VRAAGT_INWONER = frozenset({Verzoekstatus.AANVULLING_GEVRAAGD, Verzoekstatus.VOORSTEL_GEDAAN})
OPEN_VERZOEK = frozenset(status for status in Verzoekstatus if not VERZOEK.is_eind(status))


def is_unanswered(status: Verzoekstatus, uiterlijk: date, vandaag: date) -> bool:
    """Whether the last day to answer us has passed without an answer; answering stays possible."""
    return status in VRAAGT_INWONER and uiterlijk < vandaag


def draw(machine: Machine[S, A], begin: S) -> str:
    """The declared states and steps as a Mermaid diagram, always the same; ends lead to the closing dot."""
    pijlen = [f"    [*] --> {begin}"]
    for van, stappen in machine.overgangen.items():
        pijlen += [f"    {van} --> {naar}: {stap}" for stap, naar in stappen.items()]
    einden = sorted({naar for stappen in machine.overgangen.values() for naar in stappen.values()})
    pijlen += [f"    {status} --> [*]" for status in einden if machine.is_eind(status)]
    return "\n".join(["```mermaid", "stateDiagram-v2", *pijlen, "```"])


def draw_all() -> str:
    """Both drawings, as they stand in the README between the markers `toestanden`."""
    verzoek = draw(VERZOEK, Verzoekstatus.IN_BEHANDELING)
    regeling = draw(REGELING, Regelingstatus.LOPEND)
    return f"A request:\n\n{verzoek}\n\nA plan:\n\n{regeling}"
