"""The gemeente's agendas: locations, topics, hours. Dated configuration, edited by beheer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, model_validator

from portaal.afspraak.begrip import CEL, Soort, Wie
from portaal.beleid.gemeente import Beleid

_BLOK = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")
_CEL_MINUTEN = CEL // timedelta(minutes=1)


@dataclass(frozen=True, order=True)
class Tijdblok:
    """From one wall time up to another on the same day; `tot` 0.00 means midnight at its end."""

    van: time
    tot: time

    @classmethod
    def read(cls, tekst: Any) -> "Tijdblok":
        """A block from `9.00-12.30`. Raises ValueError that says how it should look."""
        if isinstance(tekst, Tijdblok):
            return tekst
        gevonden = _BLOK.fullmatch(str(tekst).strip())
        if not gevonden:
            raise ValueError(f"schrijf tijden als 9.00-12.30, niet als {tekst}")
        uren = [int(deel) for deel in gevonden.groups()]
        uren[2] %= 24
        blok = cls(time(uren[0], uren[1]), time(uren[2], uren[3]))
        if blok.tot != time() and blok.tot <= blok.van:
            raise ValueError(f"de eindtijd ligt voor de begintijd: {tekst}")
        if any(moment.minute % _CEL_MINUTEN for moment in (blok.van, blok.tot)):
            raise ValueError(f"gebruik tijden op vijf minuten: {tekst}")
        return blok

    def __str__(self) -> str:
        """As it is written in the configuration."""
        return f"{self.van.hour}.{self.van.minute:02}-{self.tot.hour or 24}.{self.tot.minute:02}"


Blok = Annotated[Tijdblok, BeforeValidator(Tijdblok.read), PlainSerializer(str)]
Minuten = Annotated[int, Field(ge=_CEL_MINUTEN, le=480, multiple_of=_CEL_MINUTEN)]


class Weekdag(StrEnum):
    """The days of the week, as the configuration names them."""

    MAANDAG = "ma"
    DINSDAG = "di"
    WOENSDAG = "wo"
    DONDERDAG = "do"
    VRIJDAG = "vr"
    ZATERDAG = "za"
    ZONDAG = "zo"


WEEK = tuple(Weekdag)


def _in_order(week: dict[Weekdag, tuple[Tijdblok, ...]]) -> dict[Weekdag, tuple[Tijdblok, ...]]:
    return {dag: week[dag] for dag in WEEK if dag in week}


# In whatever order the days were written: people read a week from Monday on.
Week = Annotated[dict[Weekdag, tuple[Blok, ...]], AfterValidator(_in_order)]


class Tweetalig(Beleid):
    """Configuration with texts for people: in Dutch, with English beside them where the gemeente wrote it."""

    def tekst(self, veld: str, taal: str) -> str:
        """The text of a field in a language; Dutch when it was not written in that language."""
        return str(getattr(self, f"{veld}_{taal}", "") or getattr(self, veld))


class Locatie(Tweetalig):
    """A place where people can come."""

    naam: str
    adres: tuple[str, ...]
    route: str = Field(description="How to get there, in B1 Dutch")
    toegankelijk: str = Field(description="Wheelchair, hearing loop, lift; in B1 Dutch")
    route_en: str = ""
    toegankelijk_en: str = ""


class Onderwerp(Tweetalig):
    """What people can talk about."""

    naam: str
    naam_en: str = ""
    uitleg: str = ""
    uitleg_en: str = ""
    minuten: dict[Soort, Minuten] = Field(min_length=1, description="Length of a talk, by kind")
    wie: Wie = Wie.IEDEREEN
    aanloop_minuten: int = Field(60, ge=0, description="How long before the talk it can still be booked")
    horizon_dagen: int = Field(60, ge=1, le=400)
    voorbereiding: str = Field("", description="What to have at hand; never about money in mail or calendar")
    voorbereiding_en: str = ""
    houdt_stil: bool = Field(False, description="Whether a talk booked after login pauses the next letter")
    eigen_agenda: str = Field("", description="Endpoint of the room that keeps this topic's agenda itself")


class Uitzondering(Beleid):
    """Other hours on one day; none means closed."""

    dag: date
    tijden: tuple[Blok, ...] = ()


class Agenda(Beleid):
    """Desks or people with the same hours, topics and kinds."""

    naam: str
    locatie: str | None = None
    soorten: tuple[Soort, ...] = Field(min_length=1)
    onderwerpen: tuple[str, ...] = Field(min_length=1)
    plekken: int = Field(1, ge=1, le=50, description="How many people can be helped at once")
    hoogstens_per_uur: int | None = Field(None, ge=1)
    raster_minuten: Minuten = 10
    week: Week
    pauzes: tuple[Blok, ...] = ()
    uitzonderingen: tuple[Uitzondering, ...] = ()
    open_feestdagen: tuple[date, ...] = Field((), description="Holidays on which this agenda opens after all")


class Sluiting(Beleid):
    """Days on which a location (or, without one, everything) is closed."""

    van: date
    tot_en_met: date
    reden: str = ""
    locatie: str | None = None

    def holds(self, dag: date, locatie: str | None) -> bool:
        """Whether this closes the location on that day."""
        return self.van <= dag <= self.tot_en_met and self.locatie in (None, locatie)


class Inloop(Beleid):
    """When people can walk in at a location, without an appointment."""

    week: Week
    minuten: int = Field(12, ge=1, le=120, description="How long a talk takes, until the day itself tells")


class Verzendverwachting(Beleid):
    """What follows on letters of a kind: how many of a thousand people call or come, and what they ask."""

    naam: str = Field("", description="What staff call these letters; without it their key")
    promille: int = Field(ge=0, le=1000)
    vragen: str = ""


class Afsprakenbeleid(Beleid):
    """All that the gemeente arranges about talks."""

    locaties: dict[str, Locatie] = Field(default_factory=dict)
    onderwerpen: dict[str, Onderwerp]
    agendas: dict[str, Agenda]
    inloop: dict[str, Inloop] = Field(default_factory=dict, description="By location")
    sluitingen: tuple[Sluiting, ...] = ()
    open_feestdagen: tuple[str, ...] = Field((), description="MM-DD of holidays on which all is open")
    reservering_minuten: int = Field(10, ge=1, le=60)
    wijzigen_tot_minuten: int = Field(60, ge=0, description="Until how long before the talk people change it")
    belvenster_minuten: int = Field(15, ge=0, description="We call between the begin and this much later")
    belnummer: str = Field(description="The number that people see when we call")
    video_adres: str = Field("", description="Where video talks are held; the reference is put after it")
    codewoorden: tuple[str, ...] = Field(min_length=20, description="Plain words that the caller says first")
    hoogstens_open: int = Field(3, ge=1, description="Open appointments per person without login")
    herinnering_uren: int = Field(24, ge=1)
    niet_bereikt_voorstellen: int = Field(2, ge=1, le=5, description="New times offered after a missed call")
    nog_eens_bellen: int = Field(2, ge=0, le=5, description="How often we offer to call once more")
    voorstel_dagen: int = Field(7, ge=1, le=28, description="How long new times are held for someone, at most")
    bewaar_dagen: int = Field(90, ge=1, description="After the talk, name and contact are removed")
    stil_dagen: int = Field(7, ge=0, description="How many days after the talk a pause still lasts")
    stil_hoogstens_dagen: int = Field(42, ge=0, description="A pause never lasts longer, from the day of booking")

    wachtlijst_berichten: int = Field(3, ge=1, le=3, description="Messages about an earlier time, at most")
    verwachtingen: dict[str, Verzendverwachting] = Field(default_factory=dict, description="By kind of dispatch")
    verspreiding: tuple[int, ...] = Field(
        (30, 25, 15, 10, 8, 6, 3, 2, 1), description="Percents of contacts, by working day after delivery"
    )
    meld_verzendingen_aan: tuple[str, ...] = Field((), description="Mail of kcc, schuldhulp, vroegsignalering")

    def name_of_verzending(self, soort: str) -> str:
        """What staff read for a kind of dispatch, also for one that is no longer planned."""
        verwachting = self.verwachtingen.get(soort)
        return (verwachting.naam if verwachting else "") or soort.replace("_", " ").capitalize()

    def opens_on(self, feestdag: date) -> bool:
        """Whether all is open on this holiday."""
        return f"{feestdag:%m-%d}" in self.open_feestdagen

    @model_validator(mode="after")
    def _check_references(self) -> "Afsprakenbeleid":
        for sleutel, agenda in self.agendas.items():
            _require(sleutel, "locatie", {agenda.locatie} - {None}, self.locaties)
            _require(sleutel, "onderwerp", set(agenda.onderwerpen), self.onderwerpen)
            if Soort.BEZOEK in agenda.soorten and agenda.locatie is None:
                raise ValueError(f"agenda {sleutel}: een bezoek heeft een locatie nodig")
        for sluiting in self.sluitingen:
            _require("sluitingen", "locatie", {sluiting.locatie} - {None}, self.locaties)
        _require("inloop", "locatie", set(self.inloop), self.locaties)
        return self


def _require(waar: str, wat: str, gebruikt: set[Any], bekend: Mapping[str, Any]) -> None:
    if onbekend := gebruikt - set(bekend):
        raise ValueError(f"{waar}: onbekende {wat} {', '.join(sorted(onbekend))}")
