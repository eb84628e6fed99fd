"""The appointments of a day: who comes, who is called, who is here."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portaal.afspraak.begrip import KanNiet, Status
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.service import (
    afspraken_on,
    afsprakenbeleid,
    find_kenmerk,
    list_ongemeld,
    list_voorstellen,
    list_without_place,
    note_gemeld,
    note_niet_bereikt,
    note_status,
    told_earlier,
)
from portaal.afspraak.views.blauwdruk import bp, committed, medewerker, read_day
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.web.verzoek import door, nu, sessie
from portaal.logboek.service import record


@bp.get("/werk/afspraken")
def vandaag() -> str:
    """Today's list, or another day's; filters stand in the address."""
    dag = read_day("dag") or today(nu())
    alle = afspraken_on(sessie(), dag, nu())
    getoond = [a for a in alle if _fits(a)]
    _note_look(getoond)
    return render_template(
        "afspraak/staff/vandaag.html",
        dag=dag,
        vorige=dag - timedelta(days=1),
        volgende=dag + timedelta(days=1),
        afspraken=getoond,
        aantallen={status: sum(a.status is status for a in alle) for status in Status},
        beleid=afsprakenbeleid(sessie(), nu()),
        past_niet=len(list_without_place(sessie(), nu())),
        niet_gemeld=len(list_ongemeld(sessie(), nu())),
    )


def _fits(afspraak: Afspraak) -> bool:
    agenda, soort = request.args.get("agenda", ""), request.args.get("soort", "")
    return agenda in ("", afspraak.agenda) and soort in ("", afspraak.soort.value)


def _note_look(afspraken: list[Afspraak]) -> None:
    """Who is on the list has been seen by this employee: that stands in the logboek."""
    for inwoner_id in {a.inwoner_id for a in afspraken} - {None}:
        doel = "de afspraken van een dag zien"
        record(sessie(), door(), "afspraak:lijst:gezien", now=nu(), inwoner_id=inwoner_id, doel=doel)
    sessie().commit()


@bp.get("/werk/afspraken/zoek")
def find() -> Response:
    """Open the appointment whose reference someone names."""
    gevonden = find_kenmerk(sessie(), request.args.get("kenmerk", ""))
    if gevonden is None:
        flash(gettext("Dit kenmerk is er niet. Kijk het na."), "let-op")
        return redirect(url_for("afspraak.vandaag"))
    return redirect(url_for("afspraak.bekijk", afspraak_id=gevonden))


@bp.post("/werk/afspraken/<int:afspraak_id>/status")
def note(afspraak_id: int) -> Response:
    """Arrived, helped, missed, not reached, or back to planned."""
    gekozen = _read_status()
    try:
        if gekozen is Status.NIET_BEREIKT:
            na = committed(lambda db: note_niet_bereikt(db, medewerker(), afspraak_id, nu()))
            _say_new_time(na)
        else:
            committed(lambda db: note_status(db, medewerker(), afspraak_id, gekozen, nu()))
    except KanNiet:
        flash(gettext("Dit is inmiddels door iemand anders gewijzigd. Kijk nog eens."), "let-op")
    return redirect(_terug(afspraak_id))


def _read_status() -> Status:
    try:
        return Status(request.form.get("status", ""))
    except ValueError as fout:
        raise NietGevonden from fout


def _say_new_time(na: Afspraak) -> None:
    if tijden := list_voorstellen(sessie(), na.id, nu()):
        tekst = gettext("Er zijn %(aantal)s nieuwe tijden vastgehouden. De inwoner kiest.", aantal=len(tijden))
        flash(tekst, "goed")
    else:
        flash(gettext("Wij hebben vaak genoeg gebeld. De afspraak is gesloten."), "info")


def _terug(afspraak_id: int) -> str:
    """Back to where the button was pressed: the list of that day, or the appointment."""
    dag = request.form.get("dag", "")
    if dag:
        return url_for("afspraak.vandaag", dag=dag, _anchor=f"afspraak-{afspraak_id}")
    return url_for("afspraak.bekijk", afspraak_id=afspraak_id)


@bp.get("/werk/afspraken/bellen")
def not_told() -> str:
    """Whom we could not tell what changed by mail or SMS: someone phones them."""
    afspraken = list_ongemeld(sessie(), nu())
    tijden = {a.id: list_voorstellen(sessie(), a.id, nu()) for a in afspraken if a.status is Status.NIET_BEREIKT}
    _note_look(afspraken)
    return render_template(
        "afspraak/staff/niet_gemeld.html",
        afspraken=afspraken,
        voorstellen=tijden,
        eerder=told_earlier(sessie(), afspraken, nu()),
    )


@bp.post("/werk/afspraken/<int:afspraak_id>/gemeld")
def note_told(afspraak_id: int) -> Response:
    """They know now."""
    committed(lambda db: note_gemeld(db, medewerker(), afspraak_id, nu()))
    flash(gettext("Genoteerd."), "goed")
    return redirect(url_for("afspraak.not_told"))
