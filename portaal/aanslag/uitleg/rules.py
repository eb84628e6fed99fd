"""Explaining a biljet line by line, with this person's own numbers. Never a sum that does not end on its amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portaal.aanslag.levering.som import calculate, parse_getal
from portaal.aanslag.stand import Aanslag, Regel
from portaal.core.geld import Centen

MEESTE_KLEUREN = 6


class Somvorm(StrEnum):
    """How a line is calculated."""

    PROCENT = "procent"
    MAANDEN = "maanden"
    AANTAL = "aantal"


class Oorzaak(StrEnum):
    """What made the difference with last year."""

    TARIEF_OMHOOG = "tarief_omhoog"
    TARIEF_OMLAAG = "tarief_omlaag"
    GRONDSLAG_OMHOOG = "grondslag_omhoog"
    GRONDSLAG_OMLAAG = "grondslag_omlaag"
    ANDERS = "anders"


@dataclass(frozen=True)
class Som:
    """A sum that anyone can follow: `grondslag` × `tarief` is `uitkomst` (cents), as on the biljet.

    For PROCENT the grondslag is euros and the tarief a percentage; for MAANDEN the tarief is for twelve months.
    """

    vorm: Somvorm
    grondslag: Decimal
    eenheid: str
    tarief: Decimal
    uitkomst: Centen
    is_afgerond_op_euros: bool = False

    @property
    def tarief_centen(self) -> Centen:
        """The tarief in whole cents, for a tarief in euros."""
        return Centen(round(self.tarief * 100))

    @property
    def heeft_hele_centen(self) -> bool:
        """Whether the tarief in euros can be written with two decimals."""
        return (self.tarief * 100) % 1 == 0


@dataclass(frozen=True)
class Vergelijking:
    """The same line last year; `verschil` is positive when it is more now. `grondslag_verschil` in its unit."""

    bedrag: Centen
    verschil: Centen
    oorzaken: tuple[Oorzaak, ...]
    grondslag_verschil: Decimal
    is_waarde: bool

    @property
    def absoluut(self) -> Centen:
        """How much it differs, without a sign."""
        return Centen(abs(self.verschil))


@dataclass(frozen=True)
class Uitlegregel:
    """One line with its explanation; `som` is None when the calculation cannot be shown."""

    regel: Regel
    som: Som | None
    vorig_jaar: Vergelijking | None
    kleur: int
    deel: float

    @property
    def is_correctie(self) -> bool:
        """Whether the line takes something off."""
        return self.regel.bedrag < 0


def explain(aanslag: Aanslag, vorige: Aanslag | None) -> tuple[Uitlegregel, ...]:
    """Each line of the biljet with its sum, and last year's line beside it.

    `vorige` is the biljet of the year before; last year's line has the same belastingsoort and object.
    """
    positief = sum(regel.bedrag for regel in aanslag.regels if regel.bedrag > 0) or 1
    eerder = _lines_by_key(vorige.regels if vorige else ())
    nu = _lines_by_key(aanslag.regels)
    return tuple(
        Uitlegregel(
            regel=regel,
            som=sum_of(regel),
            vorig_jaar=_compare(regel, nu, eerder),
            kleur=i % MEESTE_KLEUREN + 1,
            deel=max(0.0, regel.bedrag / positief * 100),
        )
        for i, regel in enumerate(aanslag.regels)
    )


def sum_of(regel: Regel) -> Som | None:
    """The sum of a line, or None when it does not give the amount of the biljet."""
    if not regel.klopt:
        return None
    uitkomst = calculate(regel.grondslag, regel.eenheid, regel.tarief)
    grondslag, tarief = parse_getal(regel.grondslag), parse_getal(regel.tarief.rstrip("% "))
    if uitkomst is None or grondslag is None or tarief is None:
        return None
    afgerond = abs(uitkomst - regel.bedrag) > 1
    return Som(_form(regel), grondslag, regel.eenheid, tarief, regel.bedrag, is_afgerond_op_euros=afgerond)


def _form(regel: Regel) -> Somvorm:
    if regel.tarief.endswith("%"):
        return Somvorm.PROCENT
    return Somvorm.MAANDEN if regel.eenheid == "maanden" else Somvorm.AANTAL


Sleutel = tuple[str, str, bool]


def _key(regel: Regel) -> Sleutel:
    return regel.belastingsoort, regel.object, regel.bedrag < 0


def _lines_by_key(regels: Sequence[Regel]) -> dict[Sleutel, list[Regel]]:
    per_sleutel: dict[Sleutel, list[Regel]] = {}
    for regel in regels:
        per_sleutel.setdefault(_key(regel), []).append(regel)
    return per_sleutel


def _compare(
    regel: Regel, nu: dict[Sleutel, list[Regel]], eerder: dict[Sleutel, list[Regel]]
) -> Vergelijking | None:
    """Only where there is one such line in both years: else we would compare the wrong ones."""
    vorige = eerder.get(_key(regel), [])
    if len(vorige) != 1 or len(nu[_key(regel)]) != 1 or regel.bedrag < 0:
        return None
    was, is_nu = sum_of(vorige[0]), sum_of(regel)
    verschil = Centen(regel.bedrag - vorige[0].bedrag)
    if was is None or is_nu is None or was.vorm is not is_nu.vorm:
        return Vergelijking(vorige[0].bedrag, verschil, (Oorzaak.ANDERS,), Decimal(0), is_waarde=False)
    return Vergelijking(
        vorige[0].bedrag,
        verschil,
        tuple(_causes(was, is_nu)),
        abs(is_nu.grondslag - was.grondslag),
        is_waarde=is_nu.vorm is Somvorm.PROCENT,
    )


def _causes(was: Som, is_nu: Som) -> list[Oorzaak]:
    oorzaken = []
    if is_nu.tarief != was.tarief:
        oorzaken.append(Oorzaak.TARIEF_OMHOOG if is_nu.tarief > was.tarief else Oorzaak.TARIEF_OMLAAG)
    if is_nu.grondslag != was.grondslag:
        meer = is_nu.grondslag > was.grondslag
        oorzaken.append(Oorzaak.GRONDSLAG_OMHOOG if meer else Oorzaak.GRONDSLAG_OMLAAG)
    return oorzaken
