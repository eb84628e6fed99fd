"""An appointment as pages and mails show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portaal.afspraak.begrip import AlVoorbij, Partij, Soort, Status, TeLaat
from portaal.afspraak.beleid import Afsprakenbeleid, Locatie, Onderwerp
from portaal.afspraak.boeking import Contact
from portaal.afspraak.rules.mag import changeable_until, check_changeable, reminder_from
from portaal.afspraak.tabellen import AfspraakKolommen


@dataclass(frozen=True)
class Afspraak:
    """An appointment with all that goes with it. `belt_tot`: we call between `begin` and then."""

    id: int
    kenmerk: str
    volgnummer: int
    inwoner_id: int | None
    onderwerp_sleutel: str
    onderwerp: Onderwerp
    soort: Soort
    agenda: str
    agenda_naam: str
    locatie_sleutel: str | None
    locatie: Locatie | None
    begin: datetime
    einde: datetime
    is_begonnen: bool
    belt_tot: datetime
    belnummer: str
    codewoord: str
    video_adres: str
    status: Status
    contact: Contact
    wijzigen_tot: datetime
    kan_wijzigen: bool
    krijgt_herinnering: bool
    niet_gemeld_at: datetime | None
    belpogingen: int
    door_soort: str
    geannuleerd_door: Partij | None
    verzet_door: Partij | None
    created_at: datetime
    gewijzigd_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether the talk is still to come."""
        return self.status.is_open


def make_kaart(rij: AfspraakKolommen, beleid: Afsprakenbeleid, now: datetime) -> Afspraak:
    """The card of a row, with the texts of the policy that holds on its day."""
    agenda = beleid.agendas.get(rij.agenda)
    return Afspraak(
        id=rij.id,
        kenmerk=rij.kenmerk,
        volgnummer=rij.volgnummer,
        inwoner_id=rij.inwoner_id,
        onderwerp_sleutel=rij.onderwerp,
        onderwerp=beleid.onderwerpen.get(rij.onderwerp) or Onderwerp(naam=rij.onderwerp, minuten={rij.soort: 5}),
        soort=rij.soort,
        agenda=rij.agenda,
        agenda_naam=agenda.naam if agenda else rij.agenda,
        locatie_sleutel=rij.locatie,
        locatie=beleid.locaties.get(rij.locatie or ""),
        begin=rij.begin,
        einde=rij.einde,
        is_begonnen=rij.begin <= now,
        belt_tot=rij.begin + timedelta(minutes=beleid.belvenster_minuten),
        belnummer=beleid.belnummer,
        codewoord=rij.codewoord,
        video_adres=f"{beleid.video_adres}/{rij.kenmerk}" if beleid.video_adres else "",
        status=rij.status,
        contact=_contact(rij),
        wijzigen_tot=changeable_until(beleid, rij.begin),
        kan_wijzigen=_is_changeable(beleid, rij, now),
        niet_gemeld_at=rij.niet_gemeld_at,
        krijgt_herinnering=rij.created_at < reminder_from(beleid, rij.begin),
        belpogingen=rij.belpogingen,
        door_soort=rij.door_soort,
        geannuleerd_door=rij.geannuleerd_door,
        verzet_door=rij.verzet_door,
        created_at=rij.created_at,
        gewijzigd_at=rij.gewijzigd_at,
    )


def _contact(rij: AfspraakKolommen) -> Contact:
    return Contact(
        naam=rij.naam,
        telefoon=rij.telefoon,
        email=rij.email,
        taal=rij.taal,
        voicemail=rij.voicemail,
        tolk=rij.tolk,
        rolstoel=rij.rolstoel,
        begeleiding=rij.begeleiding,
        momenten=rij.momenten,
        sms=rij.sms,
    )


def _is_changeable(beleid: Afsprakenbeleid, rij: AfspraakKolommen, now: datetime) -> bool:
    try:
        check_changeable(beleid, rij.status, rij.begin, now, is_medewerker=False)
    except (AlVoorbij, TeLaat):
        return False
    return True
