"""From the text of a field to its value, or the fault in words."""

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from portaal.aanslag.levering.melding import Rijfout
from portaal.core.geld import Centen, OngeldigBedrag, parse_bedrag

E = TypeVar("E", bound=StrEnum)
_EEN_JAAR = timedelta(days=366)


def read_bedrag(tekst: str, kolom: str) -> Centen:
    """An amount in cents. Raises Rijfout."""
    try:
        return parse_bedrag(tekst)
    except OngeldigBedrag as fout:
        raise Rijfout(
            kolom,
            f"{_quote(tekst)} is geen bedrag. Schrijf euro's met een komma en twee cijfers, zoals 1234,56; "
            "hoogstens 99999999,99.",
        ) from fout


@lru_cache(maxsize=4096)
def _parse_date(tekst: str) -> date | None:
    if len(tekst) != 10:
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


def read_datum(tekst: str, kolom: str, vandaag: date) -> date:
    """A date, at most a year ahead of `vandaag`. Raises Rijfout."""
    dag = _parse_date(tekst)
    if dag is None:
        raise Rijfout(kolom, f"{_quote(tekst)} is geen bestaande datum. Schrijf JJJJ-MM-DD, zoals 2026-02-28.")
    if dag > vandaag + _EEN_JAAR:
        raise Rijfout(kolom, f"{tekst} ligt meer dan een jaar in de toekomst. Kijk de datum na.")
    return dag


def read_datum_of_leeg(tekst: str, kolom: str, vandaag: date) -> date | None:
    """A date, or None when the field is empty. Raises Rijfout."""
    return read_datum(tekst, kolom, vandaag) if tekst else None


def read_janee(tekst: str, kolom: str) -> bool:
    """J or N; empty is no. Raises Rijfout."""
    if tekst not in ("J", "N", ""):
        raise Rijfout(kolom, f"{_quote(tekst)} kan niet. Schrijf J of N.")
    return tekst == "J"


def read_keuze(tekst: str, soort: type[E], kolom: str) -> E:
    """A value of an enum. Raises Rijfout."""
    try:
        return soort(tekst)
    except ValueError as fout:
        namen = ", ".join(lid.value or "leeg" for lid in soort)
        raise Rijfout(kolom, f"{_quote(tekst)} kennen wij niet. Kies uit: {namen}.") from fout


def read_getal(tekst: str, kolom: str, *, van: int, tot_en_met: int) -> int:
    """A whole number between bounds. Raises Rijfout."""
    if tekst.isascii() and tekst.isdigit() and len(tekst) <= 9 and van <= int(tekst) <= tot_en_met:
        return int(tekst)
    raise Rijfout(kolom, f"{_quote(tekst)} kan niet. Schrijf een heel getal van {van} tot en met {tot_en_met}.")


def _quote(tekst: str) -> str:
    return f"‘{tekst[:40]}’" if tekst else "Leeg"
