"""What is done on time: telling that a yes ends, ending it, reminding of talks, forgetting."""

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from portaal.inwoner.service import get_persoon
from portaal.toestemming.begrip import LOPEND, Antwoord
from portaal.toestemming.model import Hulpgesprek, Hulpgesprekcel, Hulpnotitie, Hulpvraag, Toestemming
from portaal.toestemming.rules.geldig import warning_due
from portaal.toestemming.service.berichten import mail_toestemming
from portaal.toestemming.service.geven import end_by_itself
from portaal.toestemming.service.lezen import beleid_of


def expire(session: Session, now: datetime) -> None:
    """Each yes whose time is over ends by itself, with a record of its own."""
    for rij in session.scalars(_last_yes().where(Toestemming.verloopt_at <= now)).all():
        end_by_itself(session, rij, now)


def warn(session: Session, now: datetime) -> None:
    """Tell by mail that a yes ends soon; once, for the outbox knows what it had."""
    dagen = beleid_of(session, now).waarschuw_dagen
    binnenkort = _last_yes().where(Toestemming.verloopt_at <= now + timedelta(days=dagen))
    for rij in session.scalars(binnenkort).all():
        if warning_due(rij.verloopt_at, now, dagen):
            eigen = select(Hulpvraag.email).filter_by(toestemming_id=rij.id)
            email = session.scalar(eigen) or get_persoon(session, rij.inwoner_id).email
            mail_toestemming(session, rij, "verloopt", email, now)


def forget(session: Session, now: datetime) -> None:
    """Notes, and how someone was to be reached, go when their term after the contact is over."""
    grens = now - timedelta(days=beleid_of(session, now).bewaar_dagen)
    oud = select(Hulpvraag.id).where(Hulpvraag.status.not_in(LOPEND), Hulpvraag.beeindigd_at < grens)
    session.execute(delete(Hulpnotitie).where(Hulpnotitie.hulpvraag_id.in_(oud)))
    leeg = {"naam": "", "telefoon": "", "email": ""}
    session.execute(update(Hulpvraag).where(Hulpvraag.id.in_(oud)).values(leeg))
    session.execute(
        update(Hulpgesprek)
        .where(Hulpgesprek.einde < grens, Hulpgesprek.vergeten_at.is_(None))
        .values({**leeg, "inwoner_id": None, "codewoord": "", "momenten": "", "tolk": "", "vergeten_at": now})
    )
    session.execute(delete(Hulpgesprekcel).where(Hulpgesprekcel.verloopt_at <= now))


def _last_yes() -> Select[Toestemming]:
    """Every yes after which the person said nothing more."""
    later = aliased(Toestemming)
    is_laatste = ~exists().where(later.inwoner_id == Toestemming.inwoner_id, later.id > Toestemming.id)
    return select(Toestemming).where(Toestemming.antwoord == Antwoord.JA, is_laatste).order_by(Toestemming.id)
