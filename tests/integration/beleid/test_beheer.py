"""Beheer changes the configuration: see, change, preview, choose a day, let it hold, and go back."""

from collections.abc import Callable
from datetime import date

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.beleid.model import Beleidversie
from portaal.beleid.service import holding
from portaal.core.rollen import Rol
from portaal.hulpwijzer.beleid import Hulpwijzer
from portaal.infra.database import Database
from portaal.logboek.model import Logregel
from portaal.signaal.beleid import Signaalbeleid
from tests.integration.beleid.beheren import BASIS, begin, change, confirm, fields_of_page
from tests.support.client import PaginaClient

VANDAAG = date(2026, 3, 16)


def test_only_beheer_sees_the_settings(sqlite_app: Flask, login_medewerker: Callable[..., PaginaClient]) -> None:
    client = sqlite_app.test_client()
    assert isinstance(client, PaginaClient)
    assert login_medewerker(client, Rol.INVORDERING).get(BASIS).status_code == 403


def test_the_list_names_every_subject_with_the_day_since_which_it_holds(bea: PaginaClient) -> None:
    woorden = bea.text(BASIS)
    for naam in ("De gemeente", "Belastingen en tarieven", "Hulpwijzer", "In delen betalen"):
        assert naam in woorden
    assert "1 januari 2024" in woorden


def test_a_phone_number_is_changed_previewed_confirmed_and_then_seen_by_everyone(
    bea: PaginaClient, sqlite_db: Database
) -> None:
    begin(bea, "hulpwijzer")
    assert change(bea, "hulpwijzer", "hulp~0", telefoon="0800 9999").status_code == 302
    assert "0800 9999" not in bea.text("/hulp")
    voorbeeld = bea.text(f"{BASIS}/hulpwijzer/voorbeeld/0")
    assert "0800 9999" in voorbeeld
    assert "Dit is een voorbeeld" in voorbeeld
    assert "Medewerker Test" not in voorbeeld
    controle = bea.text(f"{BASIS}/hulpwijzer/controle")
    assert "Hulp › Schuldhulpverlening › Telefoonnummer was: 0800 0123 wordt: 0800 9999" in controle
    assert confirm(bea, "hulpwijzer", "2026-04-01", reden="nieuw nummer").status_code == 302
    assert "0800 9999" not in bea.text("/hulp")
    assert "versie 2 op 1 april 2026" in bea.text(BASIS)
    with sqlite_db.reading() as session:
        assert holding(session, "hulpwijzer", Hulpwijzer, date(2026, 3, 31)).hulp[0].telefoon == "0800 0123"
        assert holding(session, "hulpwijzer", Hulpwijzer, date(2026, 4, 1)).hulp[0].telefoon == "0800 9999"
        regel = session.scalars(select(Logregel).where(Logregel.handeling == "beleid:versie:gemaakt")).one()
        assert regel.object_ref == "hulpwijzer:2"


def test_a_wrong_value_is_told_at_its_field_and_what_was_typed_stays(bea: PaginaClient) -> None:
    begin(bea, "belastingsoorten")
    deel = "soorten~ozb_eigenaar_woning"
    antwoord = change(bea, "belastingsoorten", deel, verordening_link="http://plat", naam="Nieuwe naam")
    assert antwoord.status_code == 422
    html = antwoord.get_data(as_text=True)
    assert "Begin met https://" in html
    assert 'value="http://plat"' in html
    assert "Nieuwe naam" in html
    assert "Nieuwe naam" not in bea.text(f"{BASIS}/belastingsoorten/controle")


def test_a_rate_is_added_and_shown_on_the_page_of_its_tax(bea: PaginaClient) -> None:
    begin(bea, "belastingsoorten")
    adres = f"{BASIS}/belastingsoorten/nieuw?deel=soorten~ozb_eigenaar_woning~tarieven"
    fout = bea.post(adres, data={"jaar": "2027", "wat": "x", "wat_en": "x", "bedrag": "negen"})
    assert fout.status_code == 422
    assert "Schrijf een bedrag zoals" in fout.get_data(as_text=True)
    goed = bea.post(adres, data={"jaar": "2027", "wat": "Voor een huis", "wat_en": "House", "bedrag": "0,0999%"})
    assert goed.status_code == 302
    controle = bea.get(f"{BASIS}/belastingsoorten/controle").get_data(as_text=True)
    assert "Voor een huis (2027)" in controle


def test_help_is_removed_moved_and_added(bea: PaginaClient, sqlite_db: Database) -> None:
    begin(bea, "hulpwijzer")
    bea.post(f"{BASIS}/hulpwijzer/schik", data={"deel": "hulp~0", "doe": "omlaag"})
    bea.post(f"{BASIS}/hulpwijzer/schik", data={"deel": "hulp~2", "doe": "weg"})
    velden = dict.fromkeys(("naam", "naam_en", "voor_wie", "voor_wie_en", "wat", "wat_en", "hoe", "hoe_en"), "x")
    nieuw = {**velden, "id": "ruilwinkel", "naam": "Ruilwinkel", "situaties": "eten"}
    adres = f"{BASIS}/hulpwijzer/nieuw?deel=hulp"
    onbekend = bea.post(adres, data={**nieuw, "situaties": "verzonnen"})
    assert "Onbekende situatie verzonnen" in onbekend.get_data(as_text=True)
    assert bea.post(adres, data=nieuw).status_code == 302
    assert confirm(bea, "hulpwijzer", "2026-03-16", akkoord="y").status_code == 302
    with sqlite_db.reading() as session:
        namen = [hulp.naam for hulp in holding(session, "hulpwijzer", Hulpwijzer, VANDAAG).hulp]
    assert namen[:2] == ["Kwijtschelding", "Schuldhulpverlening"]
    assert "Bijstand en bijzondere bijstand" not in namen
    assert namen[-1] == "Ruilwinkel"


def test_parts_with_a_key_change_places_and_that_is_told(bea: PaginaClient, sqlite_db: Database) -> None:
    begin(bea, "signaal")
    for _keer in range(2):
        bea.post(f"{BASIS}/signaal/schik", data={"deel": "verwijzingen~kwijtschelding", "doe": "omhoog"})
    nagekeken = bea.text(f"{BASIS}/signaal/controle")
    assert "De volgorde wordt: Schuldhulp, Kwijtschelding, Budgetcoach, Sociaal wijkteam" in nagekeken
    assert confirm(bea, "signaal", "2026-03-16", akkoord="y").status_code == 302
    with sqlite_db.reading() as session:
        sleutels = list(holding(session, "signaal", Signaalbeleid, VANDAAG).verwijzingen)
    assert sleutels == ["schuldhulp", "kwijtschelding", "budgetcoach", "wijkteam", "bijzondere_bijstand"]


def test_nothing_is_added_where_each_kind_has_its_part_already(bea: PaginaClient) -> None:
    begin(bea, "ladder")
    assert "Voeg toe" not in bea.text(f"{BASIS}/ladder/bewerk")
    assert bea.get(f"{BASIS}/ladder/nieuw?deel=profielen").status_code == 404


def test_a_day_that_is_over_needs_a_reason_and_a_tick(bea: PaginaClient) -> None:
    begin(bea, "gemeente")
    change(bea, "gemeente", telefoon="14 9999")
    fout = confirm(bea, "gemeente", "2026-03-01")
    assert fout.status_code == 422
    woorden = fout.get_data(as_text=True)
    assert "Schrijf op waarom" in woorden
    assert "Versie 1 geldt sinds 1 januari 2024 en is al gebruikt" in woorden
    assert confirm(bea, "gemeente", "2026-03-01", reden="fout in de brief", akkoord="y").status_code == 302


def test_the_second_of_two_is_told_and_overwrites_nothing(
    bea: PaginaClient, bram: PaginaClient, sqlite_db: Database
) -> None:
    begin(bea, "gemeente")
    begin(bram, "gemeente")
    change(bea, "gemeente", telefoon="14 1111")
    change(bram, "gemeente", telefoon="14 2222")
    assert confirm(bea, "gemeente").status_code == 302
    tweede = confirm(bram, "gemeente")
    assert tweede.status_code == 409
    assert "Er kwam een nieuwe versie tussendoor" in tweede.get_data(as_text=True)
    with sqlite_db.reading() as session:
        assert _numbers(session, "gemeente") == [1, 2]
    assert "14 2222" in bram.text(f"{BASIS}/gemeente/controle")


def _numbers(session: Session, soort: str) -> list[int]:
    return list(session.scalars(select(Beleidversie.nummer).filter_by(soort=soort).order_by(Beleidversie.nummer)))


def test_a_coming_version_is_withdrawn_and_an_earlier_one_comes_back_as_a_new_one(
    bea: PaginaClient, sqlite_db: Database
) -> None:
    begin(bea, "gemeente")
    change(bea, "gemeente", telefoon="14 1111")
    confirm(bea, "gemeente", "2026-05-01")
    bea.post(f"{BASIS}/gemeente/versie/2/intrekken")
    assert "ingetrokken" in bea.text(f"{BASIS}/gemeente")
    assert bea.post(f"{BASIS}/gemeente/versie/1/intrekken", follow_redirects=True).status_code == 200
    bea.post(f"{BASIS}/gemeente/begin", data={"van": "2"})
    assert confirm(bea, "gemeente", "2026-03-16").status_code == 302
    with sqlite_db.reading() as session:
        assert _numbers(session, "gemeente") == [1, 2, 3]
    assert "14 1111" in bea.text("/")


def test_a_whole_kind_as_text_names_the_line_that_is_wrong(bea: PaginaClient) -> None:
    begin(bea, "kosten")
    adres = f"{BASIS}/kosten/tekst"
    tekst = fields_of_page(bea, adres)["tekst"]
    assert isinstance(tekst, str)
    regel = next(nr for nr, r in enumerate(tekst.splitlines(), 1) if r.startswith("exploot"))
    fout = bea.post(adres, data={"tekst": tekst.replace("exploot = 1900", "exploot = 'veel'", 1)})
    assert fout.status_code == 422
    assert f"regel {regel}: jaren.1.exploot" in fout.get_data(as_text=True)
    stuk = bea.post(adres, data={"tekst": tekst.replace("exploot = 1900", "exploot = ", 1)})
    assert f"regel {regel}: Dit is geen geldig TOML-bestand" in stuk.get_data(as_text=True)
    assert bea.post(adres, data={"tekst": tekst.replace("exploot = 1900", "exploot = 2000", 1)}).status_code == 302
    gelezen = bea.text(f"{BASIS}/kosten/controle")
    assert "Brief die de deurwaarder brengt, na het dwangbevel (exploot) was: € 19,00 wordt: € 20,00" in gelezen


def test_every_kind_can_be_opened_changed_and_previewed(bea: PaginaClient) -> None:
    soorten = [
        str(s) for s in ("gemeente", "belastingsoorten", "begrippen", "betalen", "kwijtschelding", "bezwaar")
    ]
    for soort in (*soorten, "hulpwijzer", "ladder", "kosten", "regeling", "toestemming", "signaal", "privacy"):
        bea.text(f"{BASIS}/{soort}")
        bea.text(f"{BASIS}/{soort}/versie/1")
        begin(bea, soort)
        bea.text(f"{BASIS}/{soort}/bewerk")
        bea.text(f"{BASIS}/{soort}/controle")
        assert "hetzelfde als wat nu geldt" in bea.text(f"{BASIS}/{soort}/controle")
    for soort, aantal in (
        ("gemeente", 2),
        ("belastingsoorten", 3),
        ("begrippen", 1),
        ("bezwaar", 1),
        ("privacy", 2),
        ("toestemming", 1),
    ):
        for plek in range(aantal):
            assert "Dit is een voorbeeld" in bea.text(f"{BASIS}/{soort}/voorbeeld/{plek}")


def test_a_profile_of_the_policy_is_a_form_with_euros(bea: PaginaClient) -> None:
    begin(bea, "regeling")
    velden = fields_of_page(bea, f"{BASIS}/regeling/bewerk?deel=profielen~0")
    assert velden["direct__hoogste_bedrag"] == ["5000,00"]
    assert change(bea, "regeling", "profielen~0", direct__hoogste_bedrag="€ 2.500").status_code == 302
    assert "Hoogste bedrag was: € 5.000,00 wordt: € 2.500,00" in bea.text(f"{BASIS}/regeling/controle")
