"""Languages, and how amounts and dates are written in them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import phonenumbers
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

from portaal.core.geld import Centen
from portaal.core.tijd import local

TALEN = {"nl": "Nederlands", "en": "English"}
STANDAARD = "nl"
Filters = dict[str, Callable[..., str]]


def N_(tekst: str) -> str:  # noqa: N802 - the name that message extraction looks for
    """Mark a message that is translated later, where it is shown."""
    return tekst


@lru_cache(maxsize=4096)
def write_bedrag(bedrag: Centen, taal: str = STANDAARD) -> str:
    """Cents as euros with a hard space, `€ 1.234,56`; a negative amount has its sign in front."""
    tekst = format_currency(abs(bedrag) / 100, "EUR", locale=taal).replace(" ", "\xa0")
    return f"−\xa0{tekst}" if bedrag < 0 else tekst


def write_datum(dag: date, taal: str = STANDAARD) -> str:
    """The day in words: 11 april 2026."""
    return format_date(dag, "d MMMM y", locale=taal)


def write_dagdatum(dag: date, taal: str = STANDAARD) -> str:
    """The day in words with its weekday: zaterdag 11 april 2026."""
    return format_date(dag, "EEEE d MMMM y", locale=taal)


def write_tijd(moment: datetime, taal: str = STANDAARD) -> str:
    """The wall time in the Netherlands: 14.20 uur, or 14:20 in English."""
    klok = local(moment).time()
    return format_time(klok, "H.mm 'uur'" if taal == "nl" else "HH:mm", locale=taal)


def write_tijdstip(moment: datetime, taal: str = STANDAARD) -> str:
    """The moment in words, without the year: dinsdag 1 december, 14.20 uur."""
    return f"{format_date(local(moment).date(), 'EEEE d MMMM', locale=taal)}, {write_tijd(moment, taal)}"


def write_tijdstip_jaar(moment: datetime, taal: str = STANDAARD) -> str:
    """The moment in words with its year, for what is kept: dinsdag 1 december 2026, 14.20 uur."""
    return f"{write_dagdatum(local(moment).date(), taal)}, {write_tijd(moment, taal)}"


def write_getal(getal: Any, taal: str = STANDAARD) -> str:
    """A number with the separators of the language."""
    return format_decimal(getal, locale=taal)


def write_telefoon(nummer: str, taal: str = STANDAARD) -> str:
    """A phone number with its spaces, national for Dutch ones; as it is when it is no full number."""
    try:
        gelezen = phonenumbers.parse(nummer, "NL")
    except phonenumbers.NumberParseException:
        return nummer
    if not phonenumbers.is_valid_number(gelezen):
        return nummer
    soort = phonenumbers.PhoneNumberFormat
    nederlands = gelezen.country_code == 31 and taal == "nl"
    return phonenumbers.format_number(gelezen, soort.NATIONAL if nederlands else soort.INTERNATIONAL)


def make_filters(current_taal: Callable[[], str]) -> Filters:
    """The template filters, each in the language of the moment."""
    schrijvers: dict[str, Callable[[Any, str], str]] = {
        "bedrag": write_bedrag,
        "datum": write_datum,
        "dagdatum": write_dagdatum,
        "tijd": write_tijd,
        "tijdstip": write_tijdstip,
        "tijdstip_jaar": write_tijdstip_jaar,
        "getal": write_getal,
        "telefoon": write_telefoon,
    }

    def bind(schrijf: Callable[[Any, str], str]) -> Callable[..., str]:
        return lambda waarde: schrijf(waarde, current_taal())

    return {naam: bind(schrijf) for naam, schrijf in schrijvers.items()}
