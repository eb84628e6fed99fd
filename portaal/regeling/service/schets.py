"""What the answers so far come to: the schedule, and whether it can be had at once. Writes nothing."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portaal.aanslag.stand import Aanslag
from portaal.core.geld import Centen, split_evenly
from portaal.core.tijd import today
from portaal.inwoner.service import Persoonskaart, get_persoon
from portaal.regeling.beleid import Incassoregel, RegelingBeleid
from portaal.regeling.journey import (
    GEWONE_DAG,
    KAN_AFSCHRIJVEN,
    KEUZES,
    MENS,
    Kalender,
    chosen_ids,
    read_wens,
)
from portaal.regeling.rules.grenzen import Grenzen, latest_uitstel, limits_for
from portaal.regeling.rules.incasso import Incassokeus, find_keus, first_free_day, spreads
from portaal.regeling.rules.oordeel import Oordeel, TerBeoordeling, Toegekend
from portaal.regeling.rules.schema import most_terms, total_of
from portaal.regeling.service.incasso import debits_run
from portaal.regeling.service.redenen import write_reden
from portaal.regeling.service.zaken import Dossier, choosable_aanslagen, holding_beleid, load_dossier
from portaal.regeling.stand import Betaalwijze, Omstandigheid, Plan, Wens

# The short ways to begin from, before the longest that goes at once.
_KORT = (3, 6)


@dataclass(frozen=True)
class Voorstel:
    """A number of terms to choose from, with what it takes a month."""

    aantal: int
    bedrag: Centen


@dataclass(frozen=True)
class Schets:
    """The answers with everything that follows from them."""

    antwoorden: Mapping[str, Any]
    persoon: Persoonskaart
    keuzes: tuple[Aanslag, ...]
    dossier: Dossier
    beleid: RegelingBeleid
    grenzen: Grenzen
    wens: Wens | None
    oordeel: Oordeel | None
    voorstellen: tuple[Voorstel, ...]
    uiterlijk_later: date
    incassokeus: Incassokeus
    afschrijvingen: tuple[Voorstel, ...]

    @property
    def gekozen(self) -> tuple[Aanslag, ...]:
        """The aanslagen that it is about, with those of a running plan that goes along."""
        return self.dossier.aanslagen

    @property
    def totaal(self) -> Centen:
        """What is open on them, less costs that are taken back."""
        return total_of(self.dossier.posten)

    @property
    def plan(self) -> Plan | None:
        """The schedule, once there is one."""
        return self.oordeel.plan if isinstance(self.oordeel, Toegekend | TerBeoordeling) else None

    @property
    def is_direct(self) -> bool:
        """Whether it would be granted at once."""
        return isinstance(self.oordeel, Toegekend)

    @property
    def beslis_uiterlijk(self) -> date | None:
        """By when an employee decides, where one does."""
        return self.oordeel.uiterlijk if isinstance(self.oordeel, TerBeoordeling) else None

    @property
    def redenen(self) -> tuple[str, ...]:
        """Why an employee looks, in sentences."""
        if not isinstance(self.oordeel, TerBeoordeling):
            return ()
        return tuple(write_reden(reden, self.persoon.taal) for reden in self.oordeel.redenen)

    @property
    def via_incasso(self) -> bool:
        """Whether what is asked goes by debit."""
        return self.wens is not None and self.wens.wijze is Betaalwijze.INCASSO

    @property
    def schrijft_af(self) -> bool:
        """Whether something is debited now on these aanslagen."""
        return self.dossier.schrijft_af

    @property
    def stopt_incasso(self) -> bool:
        """Whether debits stop with it."""
        return self.plan is not None and self.schrijft_af and not self.via_incasso

    @property
    def nog_af(self) -> date | None:
        """When is debited once more before that stops."""
        return self.dossier.nog_af

    @property
    def niet_voor(self) -> date | None:
        """Before which day nothing can be due, for the month has a debit."""
        return first_free_day(self.dossier.situatie.incasso, self.beleid, self.dossier.vandaag)

    @property
    def controle(self) -> str:
        """The same as long as what is shown is the same: what is sent must be what was read."""
        plan = self.plan.to_json() if self.plan else []
        gezien = [plan, [a.id for a in self.gekozen], self.is_direct, self.via_incasso]
        return hashlib.sha256(json.dumps(gezien).encode()).hexdigest()[:24]


def with_context(session: Session, inwoner_id: int, antwoorden: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with what the path depends on besides them."""
    keuzes = choosable_aanslagen(session, inwoner_id)
    met_keuzes = {
        **antwoorden,
        MENS: get_persoon(session, inwoner_id).status.vraagt_mens,
        KEUZES: [aanslag.id for aanslag in keuzes],
    }
    gekozen = set(chosen_ids(met_keuzes))
    return {**met_keuzes, KAN_AFSCHRIJVEN: bool(gekozen & debits_run(session, keuzes))}


def sketch(session: Session, inwoner_id: int, antwoorden: Mapping[str, Any], now: datetime) -> Schets:
    """Work out what the answers come to; `antwoorden` come from `with_context`."""
    beleid, vandaag = holding_beleid(session, now), today(now)
    omstandigheid = Omstandigheid(antwoorden.get("omstandigheid", Omstandigheid.GEEN))
    dossier = load_dossier(session, inwoner_id, chosen_ids(antwoorden), now, omstandigheid=omstandigheid)
    grenzen = limits_for(dossier.aanslagen, beleid)
    staat, regel = dossier.situatie.incasso, beleid.incasso
    keus = find_keus(dossier.aanslagen, dossier.posten, staat, regel)
    wens = read_wens(antwoorden, _kalender(dossier, beleid)) if dossier.posten else None
    return Schets(
        antwoorden=antwoorden,
        persoon=get_persoon(session, inwoner_id),
        keuzes=tuple(choosable_aanslagen(session, inwoner_id)),
        dossier=dossier,
        beleid=beleid,
        grenzen=grenzen,
        wens=wens,
        oordeel=dossier.judge(wens) if wens else None,
        voorstellen=_proposals(dossier, grenzen),
        uiterlijk_later=latest_uitstel(dossier.aanslagen, grenzen, vandaag) if dossier.aanslagen else vandaag,
        incassokeus=keus,
        afschrijvingen=_debits(dossier, regel) if keus is Incassokeus.KAN and regel else (),
    )


def _kalender(dossier: Dossier, beleid: RegelingBeleid) -> Kalender:
    return Kalender(
        dossier.vandaag,
        beleid.dagen.eerste_na_dagen,
        beleid.incasso.dag if beleid.incasso else GEWONE_DAG,
        first_free_day(dossier.situatie.incasso, beleid, dossier.vandaag),
    )


def _debits(dossier: Dossier, regel: Incassoregel) -> tuple[Voorstel, ...]:
    aantallen = spreads(dossier.posten, dossier.situatie.incasso, regel)
    return tuple(_voorstel(total_of(dossier.posten), aantal) for aantal in aantallen)


def _voorstel(totaal: Centen, aantal: int) -> Voorstel:
    return Voorstel(aantal, max(split_evenly(totaal, aantal)))


def _proposals(dossier: Dossier, grenzen: Grenzen) -> tuple[Voorstel, ...]:
    totaal = total_of(dossier.posten)
    if totaal <= 0:
        return ()
    direct = most_terms(totaal, grenzen.direct_termijnen, grenzen.direct_kleinste)
    langste = most_terms(totaal, grenzen.meeste_termijnen, grenzen.kleinste_termijn)
    aantallen = sorted({*(n for n in _KORT if n < direct), direct, langste})
    return tuple(_voorstel(totaal, aantal) for aantal in aantallen)
