"""Pure decisions of invordering: when a hold holds, and which costs crossed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portaal.aanslag.stand import Verzending
from portaal.core.tijd import today
from portaal.infra.i18n import N_


class Blokkadereden(StrEnum):
    """Why nothing is sent, neutral enough for a list that many people see."""

    VERZOEK = "verzoek"
    REGELING = "regeling"
    PAUZE = "pauze"
    GESPREK = "gesprek"
    MELDING = "melding"


class Meldingsoort(StrEnum):
    """What an inwoner tells about an aanslag."""

    AL_BETAALD = "al_betaald"
    NIET_VAN_MIJ = "niet_van_mij"


class Meldingstatus(StrEnum):
    """How far a melding is."""

    OPEN = "open"
    KLOPT = "klopt"
    KLOPT_NIET = "klopt_niet"


REDEN_TEKST = {
    Blokkadereden.VERZOEK: N_("verzoek in behandeling"),
    Blokkadereden.REGELING: N_("betalingsregeling"),
    Blokkadereden.PAUZE: N_("pauze"),
    Blokkadereden.GESPREK: N_("gesprek gepland"),
    Blokkadereden.MELDING: N_("melding van inwoner"),
}

MELDING_TEKST = {
    Meldingsoort.AL_BETAALD: N_("Ik heb al betaald"),
    Meldingsoort.NIET_VAN_MIJ: N_("Dit is niet van mij"),
}


@dataclass(frozen=True)
class Blokkade:
    """A hold on one aanslag: while it holds, nothing is sent and no costs are added.

    `tot` is its last day, or None while it is open; `bron` is known to whoever placed it alone.
    """

    id: int
    aanslag_id: int
    bron: str
    reden: Blokkadereden
    vanaf: datetime
    tot: date | None
    opgeheven_at: datetime | None = None

    def holds_on(self, dag: date) -> bool:
        """Whether it holds on this day: its first and last day included, the day of its lifting too."""
        if dag < today(self.vanaf) or (self.tot is not None and dag > self.tot):
            return False
        return self.opgeheven_at is None or dag <= today(self.opgeheven_at)


def crossed_kosten(verzendingen: Iterable[Verzending], blokkades: Sequence[Blokkade]) -> list[Verzending]:
    """What was sent with costs while a hold was on: those costs the gemeente takes back.

    A letter may have been on its way when someone asked; the dagtekening decides, the day of asking included.
    """
    return [
        verzending
        for verzending in verzendingen
        if verzending.kosten > 0 and any(blokkade.holds_on(verzending.dagtekening) for blokkade in blokkades)
    ]
