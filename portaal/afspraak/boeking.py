"""Booking, moving and calling off, on the tables of one wall. Mail, event and logboek are for each room to add."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError

from portaal.afspraak.begrip import (
    Partij,
    Plaats,
    Soort,
    Status,
    TeVeelAfspraken,
    Tijdkeuze,
    Tijdvak,
    TijdvakBezet,
    Tijdwens,
)
from portaal.afspraak.opslag import hash_houder
from portaal.afspraak.planning import Planning
from portaal.afspraak.rules.mag import check_changeable
from portaal.afspraak.tabellen import AfspraakKolommen
from portaal.core.tijd import today
from portaal.infra.database import constraint_of, get_locked

# Letters and digits that cannot be taken for one another, on paper or by phone.
TEKENS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Contact:
    """Who comes or is called, how to reach them, and what they need. `taal`: in which we write."""

    naam: str
    telefoon: str = ""
    email: str = ""
    taal: str = "nl"
    voicemail: bool = False
    tolk: str = ""
    rolstoel: bool = False
    begeleiding: bool = False
    momenten: str = ""
    sms: bool = False


@dataclass(frozen=True)
class Afspraakverzoek:
    """What someone wants to book. `sleutel` names this one wish: sent twice, it is booked once.

    `houder` is the secret by which their session holds the place, when it does.
    """

    onderwerp: str
    soort: Soort
    begin: datetime
    contact: Contact
    sleutel: str
    locatie: str | None = None
    houder: str = ""
    inwoner_id: int | None = None

    @property
    def wens(self) -> Tijdwens:
        """The question to which this time was an answer."""
        return Tijdwens(self.onderwerp, self.soort, self.locatie)


def new_code(lengte: int = 8) -> str:
    """A random code to say aloud or type over."""
    return "".join(secrets.choice(TEKENS) for _ in range(lengte))


def normalise_code(tekst: str) -> str:
    """A code as it is kept, however it was typed: without spaces and dashes, in capitals."""
    return "".join(teken for teken in tekst.upper() if teken.isalnum())


def reserve(planning: Planning, zoek: Tijdwens, begin: datetime, tot: datetime | None = None) -> Tijdvak:
    """Hold the time for `planning.houder`, who lets go of any other. Raises TijdvakBezet.

    `tot`: until when; without it for the minutes that policy gives.
    """
    tijdvak = planning.offered(zoek, begin)
    planning.opslag.hold(tijdvak, planning.beleid_on(today(begin)), planning.houder, tot)
    return tijdvak


def book(planning: Planning, verzoek: Afspraakverzoek, door_soort: str) -> tuple[AfspraakKolommen, bool]:
    """The appointment, and whether it is new: the same `sleutel` gives the one that was booked before.

    Raises TijdvakBezet, and OnbekendOnderwerp for what is not offered. `planning.houder` is the request's.
    """
    if eerder := _find_by_sleutel(planning, verzoek.sleutel):
        return eerder, False
    try:
        tijdvak = planning.offered(verzoek.wens, verzoek.begin)
        with planning.session.begin_nested():
            rij = _add_row(planning, verzoek, tijdvak, door_soort)
            _place(planning, rij, tijdvak)
    except IntegrityError as fout:
        if "verzoek_sleutel" not in constraint_of(fout):
            raise
        return _booked_meanwhile(planning, verzoek.sleutel), False
    except TijdvakBezet:
        # The same wish, sent twice at once: the other one has the place, and that is this one's answer too.
        if eerder := _find_by_sleutel(planning, verzoek.sleutel):
            return eerder, False
        raise
    return rij, True


def _find_by_sleutel(planning: Planning, sleutel: str) -> AfspraakKolommen | None:
    rij = planning.tabellen.afspraak
    return planning.session.scalar(select(rij).where(rij.verzoek_sleutel == hash_houder(sleutel)))


def _booked_meanwhile(planning: Planning, sleutel: str) -> AfspraakKolommen:
    rij = _find_by_sleutel(planning, sleutel)
    if rij is None:
        raise TijdvakBezet
    return rij


def _add_row(planning: Planning, verzoek: Afspraakverzoek, tijdvak: Tijdvak, door_soort: str) -> AfspraakKolommen:
    contact, beleid = verzoek.contact, planning.beleid
    rij = planning.tabellen.afspraak(
        kenmerk=new_code(),
        verzoek_sleutel=hash_houder(verzoek.sleutel),
        inwoner_id=verzoek.inwoner_id,
        onderwerp=verzoek.onderwerp,
        soort=verzoek.soort,
        agenda=tijdvak.plaatsen[0].agenda,
        plek=tijdvak.plaatsen[0].plek,
        locatie=tijdvak.locatie,
        begin=tijdvak.begin,
        einde=tijdvak.einde,
        codewoord=secrets.choice(beleid.codewoorden),
        door_soort=door_soort,
        created_at=planning.now,
        gewijzigd_at=planning.now,
        niet_gemeld_at=None,
        **vars(contact),
    )
    planning.session.add(rij)
    planning.session.flush()
    return rij


def _place(planning: Planning, rij: AfspraakKolommen, tijdvak: Tijdvak) -> Plaats:
    beleid = planning.beleid_on(today(tijdvak.begin))
    plaats = planning.opslag.take(tijdvak, beleid, rij.id, planning.houder)
    rij.agenda, rij.plek = plaats.agenda, plaats.plek
    rij.locatie, rij.begin, rij.einde = tijdvak.locatie, tijdvak.begin, tijdvak.einde
    planning.session.flush()
    return plaats


def lock_afspraak(planning: Planning, afspraak_id: int) -> AfspraakKolommen:
    """The appointment, for changing it: nobody else does so until the end. Raises NietGevonden."""
    return get_locked(planning.session, planning.tabellen.afspraak, afspraak_id)


def cancel(planning: Planning, rij: AfspraakKolommen, partij: Partij, *, is_medewerker: bool) -> None:
    """Call it off and give the place back. Raises AlVoorbij or TeLaat."""
    check_changeable(planning.beleid, rij.status, rij.begin, planning.now, is_medewerker=is_medewerker)
    planning.opslag.release(rij.id)
    rij.status, rij.geannuleerd_door = Status.GEANNULEERD, partij
    _count(planning, rij)


def move(
    planning: Planning, rij: AfspraakKolommen, naar: Tijdkeuze, partij: Partij, *, is_medewerker: bool
) -> None:
    """Move it to another time in one act: it always has a place. Raises TijdvakBezet, AlVoorbij or TeLaat."""
    check_changeable(planning.beleid, rij.status, rij.begin, planning.now, is_medewerker=is_medewerker)
    tijdvak = planning.offered(naar.wens, naar.begin)
    with planning.session.begin_nested():
        _place(planning, rij, tijdvak)
    rij.soort, rij.verzet_door, rij.status, rij.herinnerd_at = tijdvak.soort, partij, Status.GEPLAND, None
    _count(planning, rij)


def hand_to_colleague(planning: Planning, rij: AfspraakKolommen) -> bool:
    """Put it in another place at the same time and location, so that nothing changes for who comes."""
    wens = Tijdwens(rij.onderwerp, rij.soort, rij.locatie)
    try:
        tijdvak = planning.offered(wens, rij.begin)
        with planning.session.begin_nested():
            _place(planning, rij, tijdvak)
    except TijdvakBezet:
        return False
    _count(planning, rij)
    return True


def _count(planning: Planning, rij: AfspraakKolommen) -> None:
    # Every change counts up, so that a calendar knows the newer file from the older (RFC 5545, SEQUENCE).
    rij.volgnummer += 1
    rij.gewijzigd_at = planning.now
    planning.session.flush()


def check_room_for(planning: Planning, contact: Contact, sleutel: str) -> None:
    """Pass when this phone number and address have few enough open appointments. Raises TeVeelAfspraken.

    The wish that is asked about does not count itself, for when it is sent twice.
    """
    rij = planning.tabellen.afspraak
    zelfde = [
        kolom == waarde
        for kolom, waarde in ((rij.telefoon, contact.telefoon), (rij.email, contact.email))
        if waarde
    ]
    if not zelfde:
        return
    vraag = (
        select(func.count())
        .select_from(rij)
        .where(or_(*zelfde), rij.status == Status.GEPLAND, rij.begin > planning.now)
        .where(rij.verzoek_sleutel != hash_houder(sleutel))
    )
    if (planning.session.scalar(vraag) or 0) >= planning.beleid.hoogstens_open:
        raise TeVeelAfspraken
