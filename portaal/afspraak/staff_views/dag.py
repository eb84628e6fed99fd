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
    list_without_place,
    note_niet_bereikt,
    note_status,
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
    if na.is_open:
        flash(gettext("Er is een nieuwe tijd gepland. De inwoner krijgt daarvan bericht."), "goed")
    else:
        flash(gettext("Wij hebben vaak genoeg gebeld. De afspraak is gesloten."), "info")


def _terug(afspraak_id: int) -> str:
    """Back to where the button was pressed: the list of that day, or the appointment."""
    dag = request.form.get("dag", "")
    if dag:
        return url_for("afspraak.vandaag", dag=dag, _anchor=f"afspraak-{afspraak_id}")
    return url_for("afspraak.bekijk", afspraak_id=afspraak_id)
