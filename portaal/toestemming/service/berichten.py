"""Mails about a consent. They name no schuldhulp and no money: others read mail too.

Nothing goes under 'Mijn berichten': the balie reads there with the inwoner, and what was said is behind the wall.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portaal.beleid.service import gemeente
from portaal.bericht.service import Mail, send_mail
from portaal.core.tijd import today
from portaal.infra.adres import absolute_url
from portaal.infra.i18n import N_
from portaal.infra.teksten import render, translate
from portaal.toestemming.model import Toestemming
from portaal.toestemming.service.lezen import last_day_of
from portaal.toestemming.service.links import withdraw_link

WAARVOOR = "keuze"
_ONDERWERP = {
    "gegeven": N_("Uw keuze is vastgelegd"),
    "verloopt": N_("Uw keuze loopt bijna af"),
    "opnieuw": N_("Wij vragen uw keuze opnieuw"),
    "ander": N_("Uw keuze geldt niet meer"),
}


def mail_toestemming(
    session: Session, rij: Toestemming, soort: str, aan: str, now: datetime, keer: str = ""
) -> bool:
    """Queue a mail with the link to withdraw, once per record, `soort` and `keer`. False without an address."""
    if not aan:
        return False
    waarden = {
        "gemeente": gemeente(session, today(now)),
        "adres": withdraw_link(rij),
        "overzicht": absolute_url("/mijn/toestemming/overzicht"),
        "laatste_dag": last_day_of(rij),
    }
    mail = Mail(
        aan=aan,
        onderwerp=translate(_ONDERWERP[soort], rij.taal),
        tekst=render(f"toestemming/mail/{soort}.txt", taal=rij.taal, **waarden),
        html=render(f"toestemming/mail/{soort}.html", taal=rij.taal, **waarden),
        sleutel=f"{WAARVOOR}:{rij.ref}:{soort}{keer}",
    )
    send_mail(session, mail, now)
    return True
