"""The door to what the gemeente knows of a person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.core.errors import NietGevonden
from portaal.infra.paging import Pagina, paginate
from portaal.inwoner.bsn import decrypt_bsn, encrypt_bsn, index_bsn
from portaal.inwoner.model import Bereikbaarheid, Inwoner, Persoonsgegevens, is_huidig
from portaal.inwoner.rules import Inwonerstatus, normalise_zoekterm, write_adres, write_naam

# Asked for every letter and page, so built once.
_BEKEND = (
    select(Inwoner.id, Persoonsgegevens, Bereikbaarheid)
    .select_from(Inwoner)
    .outerjoin(Persoonsgegevens, (Persoonsgegevens.inwoner_id == Inwoner.id) & is_huidig())
    .outerjoin(Bereikbaarheid, Bereikbaarheid.inwoner_id == Inwoner.id)
    .where(Inwoner.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True)
class Persoonskaart:
    """A person as pages and letters need them. Of who never stood in a delivery only the id is known."""

    id: int
    naam: str
    voorletters: str
    geslachtsnaam: str
    geboortedatum: date | None
    adresregels: tuple[str, ...]
    email: str
    telefoon: str
    status: Inwonerstatus
    geheimhouding: bool
    correspondentie_naam: str
    correspondentie_adres: str
    digitaal: bool
    taal: str

    @property
    def aanspreeknaam(self) -> str:
        """Who is written to: the bewindvoerder or the erven where there are any, else the person."""
        return self.correspondentie_naam or self.naam

    @property
    def postadres(self) -> tuple[str, ...]:
        """The lines of a letter's address, the name first."""
        if self.correspondentie_adres:
            return (self.aanspreeknaam, self.correspondentie_adres)
        return (self.aanspreeknaam, *self.adresregels)


@dataclass(frozen=True)
class Zoekvraag:
    """What an employee searches by: a BSN, or a name with its birth date."""

    bsn: str = ""
    naam: str = ""
    geboortedatum: date | None = None


@dataclass(frozen=True)
class Zoekresultaat:
    """A person found; the address stays out when it is secret in the BRP."""

    id: int
    naam: str
    geboortedatum: date | None
    plaats: str


def get_persoon(session: Session, inwoner_id: int) -> Persoonskaart:
    """What is known of a person. Raises NietGevonden."""
    gevonden = get_personen(session, [inwoner_id])
    if not gevonden:
        raise NietGevonden
    return gevonden[inwoner_id]


def get_personen(session: Session, ids: Iterable[int]) -> dict[int, Persoonskaart]:
    """What is known of these persons, those that exist, by id. One query."""
    uit: dict[int, Persoonskaart] = {}
    for inwoner_id, gegevens, keuze in session.execute(_BEKEND, {"ids": list(ids)}):
        kaart = _kaart(gegevens) if gegevens else _empty(inwoner_id)
        uit[inwoner_id] = _with_choice(kaart, keuze) if keuze else kaart
    return uit


def names_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Names by id, in one query; nothing for who never stood in a delivery."""
    gezocht = set(ids)
    rijen = session.scalars(_huidige().where(Persoonsgegevens.inwoner_id.in_(gezocht)))
    namen = {rij.inwoner_id: write_naam(rij.voorletters, rij.voorvoegsel, rij.geslachtsnaam) for rij in rijen}
    return {inwoner_id: namen.get(inwoner_id, "") for inwoner_id in gezocht}


def find_by_bsn(session: Session, bsn: str) -> int | None:
    """Whose BSN this is. Raises OngeldigNummer when it fails the 11-check."""
    return session.scalar(select(Inwoner.id).where(Inwoner.bsn_index == index_bsn(bsn)))


def ensure_inwoner(session: Session, bsn: str, now: datetime) -> int:
    """The id of the person with this BSN, made when there is none. Raises OngeldigNummer."""
    gevonden = find_by_bsn(session, bsn)
    if gevonden is not None:
        return gevonden
    inwoner = Inwoner(bsn_versleuteld=encrypt_bsn(bsn), bsn_index=index_bsn(bsn), created_at=now)
    try:
        with session.begin_nested():
            session.add(inwoner)
    except IntegrityError:
        ander = find_by_bsn(session, bsn)
        if ander is None:
            raise
        return ander
    return inwoner.id


def bsn_of(session: Session, inwoner_id: int) -> str:
    """The BSN, for what cannot do without it. Raises NietGevonden."""
    inwoner = session.get(Inwoner, inwoner_id)
    if inwoner is None:
        raise NietGevonden
    return decrypt_bsn(inwoner.bsn_versleuteld)


def search_inwoners(session: Session, vraag: Zoekvraag, nummer: int) -> Pagina[Zoekresultaat]:
    """Persons who fit: by BSN, or by name and birth date together. Raises OngeldigNummer."""
    zoek = _huidige()
    if vraag.bsn:
        zoek = zoek.where(Persoonsgegevens.inwoner_id == (find_by_bsn(session, vraag.bsn) or 0))
    else:
        zoek = zoek.where(
            Persoonsgegevens.geboortedatum == vraag.geboortedatum,
            Persoonsgegevens.zoeknaam.startswith(normalise_zoekterm(vraag.naam), autoescape=True),
        )
    zoek = zoek.order_by(Persoonsgegevens.zoeknaam, Persoonsgegevens.inwoner_id)
    return paginate(session, zoek, nummer).map(_result)


def set_bereikbaarheid(
    session: Session,
    inwoner_id: int,
    now: datetime,
    *,
    email: str | None = None,
    telefoon: str | None = None,
    digitaal: bool | None = None,
    taal: str | None = None,
) -> None:
    """Keep how someone wants to be reached; what is None stays as it was."""
    keuze = session.get(Bereikbaarheid, inwoner_id)
    if keuze is None:
        keuze = Bereikbaarheid(inwoner_id=inwoner_id, digitaal=False, taal="nl", bijgewerkt_at=now)
        session.add(keuze)
    gegeven = {"email": email, "telefoon": telefoon, "digitaal": digitaal, "taal": taal}
    for veld, waarde in gegeven.items():
        if waarde is not None:
            setattr(keuze, veld, waarde)
    keuze.bijgewerkt_at = now
    session.flush()


def _huidige() -> Select[Persoonsgegevens]:
    return select(Persoonsgegevens).where(is_huidig())


def _kaart(rij: Persoonsgegevens) -> Persoonskaart:
    return Persoonskaart(
        id=rij.inwoner_id,
        naam=write_naam(rij.voorletters, rij.voorvoegsel, rij.geslachtsnaam),
        voorletters=rij.voorletters,
        geslachtsnaam=rij.geslachtsnaam,
        geboortedatum=rij.geboortedatum,
        adresregels=write_adres(rij.straat, rij.huisnummer, rij.toevoeging, rij.postcode, rij.plaats),
        email=rij.email,
        telefoon=rij.telefoon,
        status=rij.status,
        geheimhouding=rij.geheimhouding,
        correspondentie_naam=rij.correspondentie_naam,
        correspondentie_adres=rij.correspondentie_adres,
        digitaal=False,
        taal="nl",
    )


def _empty(inwoner_id: int) -> Persoonskaart:
    return Persoonskaart(
        inwoner_id, "", "", "", None, (), "", "", Inwonerstatus.GEWOON, False, "", "", digitaal=False, taal="nl"
    )


def _with_choice(kaart: Persoonskaart, keuze: Bereikbaarheid) -> Persoonskaart:
    return replace(
        kaart,
        email=kaart.email if keuze.email is None else keuze.email,
        telefoon=kaart.telefoon if keuze.telefoon is None else keuze.telefoon,
        digitaal=keuze.digitaal,
        taal=keuze.taal,
    )


def _result(rij: Persoonsgegevens) -> Zoekresultaat:
    naam = write_naam(rij.voorletters, rij.voorvoegsel, rij.geslachtsnaam)
    return Zoekresultaat(rij.inwoner_id, naam, rij.geboortedatum, "" if rij.geheimhouding else rij.plaats)
