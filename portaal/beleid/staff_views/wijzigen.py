"""Changing the content: part by part in forms that fit, or the whole as text."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from pydantic import ValidationError
from werkzeug.wrappers import Response

from portaal.beleid.bestanden import BeleidFout, read_tekst
from portaal.beleid.forms import Deelformulier, Sleutelformulier, Tekstformulier, make_form
from portaal.beleid.rules.fouten import Gebrek, Pad, list_gebreken
from portaal.beleid.rules.invullen import Inhoud, moved, sort_out, value_at, with_value
from portaal.beleid.rules.schrijf import write_toml
from portaal.beleid.rules.velden import Veld, Verzameling, collections_of, fields_of
from portaal.beleid.rules.verschil import name_of
from portaal.beleid.staff_views.basis import (
    Antwoord,
    bp,
    keep,
    kind,
    model_at,
    own_voorstel,
    read_pad,
    trail,
    write_pad,
)
from portaal.beleid.voorstel import Voorstel
from portaal.beleid.woorden import label, subject
from portaal.core.errors import NietGevonden
from portaal.infra.kamer import BeleidSoort
from portaal.infra.web.verzoek import portaal

NIEUW = "nieuw"


@dataclass(frozen=True)
class Rij:
    """A part in a list, as beheer sees it."""

    naam: str
    pad: str
    sleutel: str


@dataclass(frozen=True)
class Lijst:
    """A collection with its parts."""

    naam: str
    pad: str
    rijen: list[Rij]
    kan_erbij: bool


def _voorstel(soort: BeleidSoort) -> Voorstel:
    voorstel = own_voorstel(soort)
    if voorstel is None:
        raise NietGevonden
    return voorstel


def _switches() -> list[str]:
    return sorted({kamer.schakelaar for kamer in portaal().kamers if kamer.schakelaar})


def check(soort: BeleidSoort, inhoud: Inhoud) -> tuple[Inhoud | None, list[Gebrek]]:
    """The content as it would be stored, or what is wrong with it: by the same model as the files."""
    try:
        return soort.model.model_validate(inhoud).model_dump(mode="json"), []
    except ValidationError as fout:
        return None, list_gebreken(fout)


@bp.route("/<soort>/bewerk", methods=["GET", "POST"])
def edit(soort: str) -> Antwoord:
    """One part: its fields, and the lists in it."""
    welke, pad = kind(soort), read_pad(request.args.get("deel", ""))
    voorstel = own_voorstel(welke)
    if voorstel is None:
        return redirect(url_for("beleid.onderwerp", soort=soort))
    model = model_at(welke, pad)
    if isinstance(model, Verzameling):
        return _show(welke, voorstel, pad[:-1], None, [])
    deel = _part(voorstel.inhoud, pad)
    velden = fields_of(model)
    form = make_form(soort, tuple(map(str, pad)), velden, deel, _switches())
    if not form.is_submitted():
        return _show(welke, voorstel, pad, form, velden)
    form.validate()
    nieuw = with_value(voorstel.inhoud, pad, form.fill_in(deel))
    return _store(welke, voorstel, nieuw, pad, form, velden)


def _part(inhoud: Inhoud, pad: Pad) -> Inhoud:
    try:
        deel: Inhoud = value_at(inhoud, pad)
    except KeyError as fout:
        raise NietGevonden from fout
    return deel


def _store(
    soort: BeleidSoort, voorstel: Voorstel, nieuw: Inhoud, pad: Pad, form: Deelformulier, velden: list[Veld]
) -> Antwoord:
    goed, gebreken = check(soort, nieuw)
    if goed is None or form.errors:
        per_veld, elders = sort_out(gebreken, pad, velden)
        form.note(per_veld)
        return _show(soort, voorstel, pad, form, velden, elders), 422
    keep(voorstel.with_inhoud(goed))
    flash(gettext("Bewaard in uw wijziging. Inwoners zien dit nog niet."), "goed")
    return redirect(url_for("beleid.edit", soort=soort.naam, deel=write_pad(pad[:-1]) or None))


def _show(
    soort: BeleidSoort,
    voorstel: Voorstel,
    pad: Pad,
    form: Deelformulier | None,
    velden: list[Veld],
    elders: list[Gebrek] | None = None,
) -> str:
    model = model_at(soort, pad)
    deel = _part(voorstel.inhoud, pad)
    if form is None:
        velden = fields_of(model)
        form = make_form(soort.naam, tuple(map(str, pad)), velden, deel, _switches())
    groepen: dict[str, list[Veld]] = {}
    for veld in velden:
        groepen.setdefault(veld.pad[0] if len(veld.pad) > 1 else "", []).append(veld)
    return render_template(
        "beleid/staff/edit.html",
        soort=soort.naam,
        onderwerp=subject(soort.naam),
        kruimels=trail(soort, voorstel.inhoud, pad),
        form=form,
        groepen=[(label(soort.naam, *map(str, pad), naam) if naam else "", g) for naam, g in groepen.items()],
        namen={v.naam: label(soort.naam, *map(str, pad), *v.pad) for v in velden if v.soort == "anders"},
        lijsten=[_list(soort, v, deel, pad) for v in collections_of(model)],
        elders=elders or [],
        voorstel=voorstel,
        deel=write_pad(pad),
    )


def _list(soort: BeleidSoort, verzameling: Verzameling, deel: Inhoud, pad: Pad) -> Lijst:
    eigen = (*pad, verzameling.naam)
    inhoud: Any = deel.get(verzameling.naam) or ([] if verzameling.is_lijst else {})
    paren = enumerate(inhoud) if verzameling.is_lijst else inhoud.items()
    rijen = [Rij(_row_name(sleutel, item), write_pad((*eigen, sleutel)), str(sleutel)) for sleutel, item in paren]
    naam = label(soort.naam, *map(str, eigen))
    return Lijst(naam, write_pad(eigen), rijen, verzameling.has_room(inhoud))


def _row_name(sleutel: Any, item: Inhoud) -> str:
    if isinstance(sleutel, int):
        return name_of(item, sleutel)
    return str(item.get("naam") or sleutel.replace("_", " "))


@bp.post("/<soort>/schik")
def arrange(soort: str) -> Response:
    """Take a part away, or move it up or down."""
    welke, pad = kind(soort), read_pad(request.form.get("deel", ""))
    voorstel = _voorstel(welke)
    if not pad:
        raise NietGevonden
    boven = _part(voorstel.inhoud, pad[:-1])
    _part(voorstel.inhoud, pad)
    anders = _arranged(boven, pad[-1], request.form.get("doe"))
    goed, gebreken = check(welke, with_value(voorstel.inhoud, pad[:-1], anders))
    if goed is None:
        flash(gettext("Dit kan nu niet: %(reden)s", reden=gebreken[0].zin), "let-op")
    else:
        keep(voorstel.with_inhoud(goed))
    deel = write_pad(pad[:-2]) or None
    return redirect(url_for("beleid.edit", soort=soort, deel=deel, _anchor=f"lijst-{pad[-2]}"))


def _arranged(boven: Any, deel: int | str, doe: str | None) -> Any:
    """The parts, in a list or by key, without this one or with it a place higher or lower."""
    paren = list(enumerate(boven) if isinstance(boven, list) else boven.items())
    plaats = next(nummer for nummer, (sleutel, _item) in enumerate(paren) if str(sleutel) == str(deel))
    if doe == "weg":
        paren.pop(plaats)
    else:
        paren = moved(paren, plaats, -1 if doe == "omhoog" else 1)
    return [item for _nummer, item in paren] if isinstance(boven, list) else dict(paren)


@bp.route("/<soort>/nieuw", methods=["GET", "POST"])
def add(soort: str) -> Antwoord:
    """A new part in a list: filled in at once, or begun as a copy of another."""
    welke, pad = kind(soort), read_pad(request.args.get("deel", ""))
    voorstel, verzameling = _voorstel(welke), model_at(welke, pad)
    if not isinstance(verzameling, Verzameling):
        raise NietGevonden
    inhoud: Any = _part(voorstel.inhoud, pad)
    if not verzameling.has_room(inhoud):
        raise NietGevonden
    bron = _source(verzameling, inhoud)
    velden = fields_of(verzameling.model)
    form = make_form(soort, (*map(str, pad), NIEUW), velden, bron)
    sleutel = None if verzameling.is_lijst else Sleutelformulier()
    elders: list[Gebrek] = []
    if form.is_submitted():
        form.validate()
        nieuwe = _key(sleutel, inhoud)
        nummer: str | int = len(inhoud) if verzameling.is_lijst else nieuwe
        anders = [*inhoud, form.fill_in(bron)] if verzameling.is_lijst else {**inhoud, nummer: form.fill_in(bron)}
        goed, gebreken = check(welke, with_value(voorstel.inhoud, pad, anders))
        if goed is not None and not form.errors and not (sleutel and sleutel.errors):
            keep(voorstel.with_inhoud(goed))
            flash(gettext("Toegevoegd aan uw wijziging. Inwoners zien dit nog niet."), "goed")
            return redirect(url_for("beleid.edit", soort=soort, deel=write_pad(pad[:-1]) or None))
        per_veld, elders = sort_out(gebreken, (*pad, nummer), velden)
        form.note(per_veld)
    pagina = render_template(
        "beleid/staff/add.html",
        soort=soort,
        onderwerp=subject(soort),
        kruimels=trail(welke, voorstel.inhoud, pad),
        form=form,
        velden=velden,
        sleutel=sleutel,
        elders=elders,
        is_kopie=bool(bron),
    )
    return (pagina, 422) if form.is_submitted() else pagina


def _source(verzameling: Verzameling, inhoud: Any) -> Inhoud:
    # A part that cannot do without parts of its own begins as a copy of the last one there is.
    if verzameling.is_plat or not inhoud:
        return {}
    bron: Inhoud = inhoud[-1] if isinstance(inhoud, list) else inhoud.get("algemeen") or list(inhoud.values())[-1]
    return bron


def _key(form: Sleutelformulier | None, inhoud: Any) -> str:
    if form is None:
        return ""
    form.validate()
    sleutel = (form.sleutel.data or "").strip()
    if "~" in sleutel or sleutel.isdigit():
        form.sleutel.errors = [gettext("Gebruik letters, zonder ~.")]
    if sleutel in inhoud:
        form.sleutel.errors = [gettext("Deze sleutel is er al. Kies een andere.")]
    return sleutel


@bp.route("/<soort>/tekst", methods=["GET", "POST"])
def edit_text(soort: str) -> Antwoord:
    """The whole as TOML: for what has no form, and for who likes that better."""
    welke = kind(soort)
    voorstel = _voorstel(welke)
    form = Tekstformulier(data={"tekst": write_toml(voorstel.inhoud)})
    if form.validate_on_submit():
        try:
            _, inhoud = read_tekst(welke.model, form.tekst.data or "", gettext("tekst"))
        except BeleidFout as fout:
            form.tekst.errors = str(fout).splitlines()
        else:
            keep(voorstel.with_inhoud(inhoud))
            flash(gettext("Bewaard in uw wijziging. Inwoners zien dit nog niet."), "goed")
            return redirect(url_for("beleid.check", soort=soort))
    pagina = render_template("beleid/staff/edit_text.html", soort=soort, onderwerp=subject(soort), form=form)
    return (pagina, 422) if form.is_submitted() else pagina
