"""Last year beside it: the same belastingsoort and object, and what made the difference, to the cent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from portaal.aanslag.stand import Regel
from portaal.aanslag.uitleg.som import NUL, Afronding, Som, Somvorm, explain_som
from portaal.aanslag.uitleg.soorten import Huishouden, Soorttekst
from portaal.core.geld import Centen


class Vorigjaar(StrEnum):
    """What can be said of last year."""

    VERGELEKEN = "vergeleken"
    NIEUW = "nieuw"  # there was a biljet last year, without this line
    ONBEKEND = "onbekend"  # no biljet of last year is known
    NIET = "niet"  # a correction, or a kind where last year says nothing


class Oorzaaksoort(StrEnum):
    """What made the difference."""

    WAARDE = "waarde"
    AANTAL = "aantal"
    MAANDEN = "maanden"
    TARIEF = "tarief"
    HUISHOUDEN = "huishouden"
    AFRONDING = "afronding"


@dataclass(frozen=True)
class Oorzaak:
    """One cause, what it was and is, and how many cents it makes. `huishouden` only for HUISHOUDEN."""

    soort: Oorzaaksoort
    van: Decimal
    naar: Decimal
    effect: Centen
    huishouden: Huishouden | None = None

    @property
    def is_omhoog(self) -> bool:
        """Whether the number went up."""
        return self.naar > self.van

    @property
    def verschil(self) -> Decimal:
        """How much the number changed, without a sign."""
        return abs(self.naar - self.van)


@dataclass(frozen=True)
class Vergelijking:
    """Last year's amount beside this one; the causes add up to the difference, or are empty when not known."""

    stand: Vorigjaar
    vorig: Centen = NUL
    nu: Centen = NUL
    oorzaken: tuple[Oorzaak, ...] = ()

    @property
    def verschil(self) -> Centen:
        """Positive when it is more now."""
        return Centen(self.nu - self.vorig)

    @property
    def absoluut(self) -> Centen:
        """The difference without a sign."""
        return Centen(abs(self.verschil))


def compare(regel: Regel, nu: Iterable[Regel], vorige: Sequence[Regel] | None, tekst: Soorttekst) -> Vergelijking:
    """The line beside that of last year; `vorige` is None when no biljet of last year is known."""
    if is_zonder_vergelijking(regel, tekst):
        return Vergelijking(Vorigjaar.NIET)
    if vorige is None:
        return Vergelijking(Vorigjaar.ONBEKEND)
    vorig = find_vorig(regel, nu, vorige)
    if vorig is None:
        return Vergelijking(Vorigjaar.NIEUW)
    oorzaken = tuple(_causes(regel, vorig, tekst))
    return Vergelijking(Vorigjaar.VERGELEKEN, vorig.bedrag, regel.bedrag, oorzaken)


def is_zonder_vergelijking(regel: Regel, tekst: Soorttekst) -> bool:
    """Whether last year says nothing of this line: it takes something off, or its kind is not compared."""
    return regel.bedrag < 0 or not tekst.vergelijk


def find_vorig(regel: Regel, nu: Iterable[Regel], vorige: Iterable[Regel]) -> Regel | None:
    """Last year's line: the same belastingsoort and object.

    Where one of the years has several of these, unit and description tell them apart, or nothing does: better no
    comparison than one of the wrong lines.
    """
    zelfde_nu, zelfde_vorig = _same(regel, nu), _same(regel, vorige)
    if len(zelfde_nu) <= 1 and len(zelfde_vorig) == 1:
        return zelfde_vorig[0]
    for kenmerk in (lambda r: (r.eenheid, r.omschrijving), lambda r: (r.eenheid,)):
        hier = [r for r in zelfde_nu if kenmerk(r) == kenmerk(regel)]
        daar = [r for r in zelfde_vorig if kenmerk(r) == kenmerk(regel)]
        if len(hier) <= 1 and len(daar) == 1:
            return daar[0]
    return None


def _same(regel: Regel, regels: Iterable[Regel]) -> list[Regel]:
    return [
        r for r in regels if (r.belastingsoort, r.object) == (regel.belastingsoort, regel.object) and r.bedrag >= 0
    ]


def _causes(regel: Regel, vorig: Regel, tekst: Soorttekst) -> Iterator[Oorzaak]:
    """What changed, in order: the number first at last year's rate, then the rate, so that they add up.

    Nothing when one of the two sums cannot be shown, or when they are sums of another kind.
    """
    som, was = explain_som(regel), explain_som(vorig)
    if not som.is_toonbaar or not was.is_toonbaar or _kind(som) != _kind(was):
        return
    verschil = regel.bedrag - vorig.bedrag
    door_aantal = _effect(was, som.grondslag) - _effect(was, was.grondslag)
    is_ander_aantal, is_ander_tarief = som.grondslag != was.grondslag, som.tarief != was.tarief
    if is_ander_aantal:
        deel = door_aantal if is_ander_tarief else verschil
        yield Oorzaak(_NUMMER[_kind(som)], was.grondslag, som.grondslag, Centen(deel))
    if is_ander_tarief:
        rest = verschil - (door_aantal if is_ander_aantal else 0)
        nieuw = _new_household(regel, vorig, tekst)
        soort = Oorzaaksoort.HUISHOUDEN if nieuw else Oorzaaksoort.TARIEF
        yield Oorzaak(soort, was.tarief, som.tarief, Centen(rest), nieuw)
    if verschil and not is_ander_aantal and not is_ander_tarief:
        yield Oorzaak(Oorzaaksoort.AFRONDING, Decimal(0), Decimal(0), Centen(verschil))


_NUMMER = {
    Somvorm.PROCENT: Oorzaaksoort.WAARDE,
    Somvorm.MAANDEN: Oorzaaksoort.MAANDEN,
    Somvorm.AANTAL: Oorzaaksoort.AANTAL,
}


def _kind(som: Som) -> Somvorm:
    """What multiplies with what: one of it, several, and persons × nights are the same kind of sum."""
    return som.vorm if som.vorm in (Somvorm.PROCENT, Somvorm.MAANDEN) else Somvorm.AANTAL


def _effect(som: Som, grondslag: Decimal) -> int:
    """What a number would cost at the rate of this sum, in cents."""
    delers = {Somvorm.PROCENT: Decimal(1), Somvorm.MAANDEN: Decimal(100) / 12}
    exact = grondslag * som.tarief * delers.get(_kind(som), Decimal(100))
    hele_euros = som.afronding is Afronding.EURO
    stap = Decimal(100) if hele_euros else Decimal(1)
    return int((exact / stap).quantize(Decimal(1), ROUND_HALF_UP) * stap)


def find_huishouden(regel: Regel, tekst: Soorttekst) -> Huishouden | None:
    """The kind of household that the description of the line names."""
    omschrijving = regel.omschrijving.casefold()
    return next((h for h in tekst.huishoudens if any(w.casefold() in omschrijving for w in h.herken)), None)


def _new_household(regel: Regel, vorig: Regel, tekst: Soorttekst) -> Huishouden | None:
    nu, toen = find_huishouden(regel, tekst), find_huishouden(vorig, tekst)
    return nu if nu and toen and nu != toen else None
