"""What an inwoner would see of new configuration: a clock, how to pay, the questions of kwijtschelding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask_babel import gettext as _

from portaal.aanslag.stand import Aanslag, Aanslagsoort
from portaal.aanslag.uitleg.betaling import betaalstand_of
from portaal.aanslag.uitleg.omgang import BETALEN, KWIJTSCHELDING, Betaalbeleid, Kwijtscheldingbeleid
from portaal.beleid.service import holding
from portaal.core.geld import Centen
from portaal.core.geld import write_bedrag as write_kopie
from portaal.core.tijd import today
from portaal.infra.i18n import write_bedrag, write_datum
from portaal.infra.kamer import Voorbeeld
from portaal.infra.web.verzoek import nu, sessie
from portaal.invordering.beleid import KOSTEN, LADDER
from portaal.invordering.ladder import Ladder, ladder_of
from portaal.mijn import rules, voorbeeld
from portaal.mijn.service import belastingsoorten, klokbeleid
from portaal.mijn.stand import Aanslagstand
from portaal.mijn.views import rechten
from portaal.mijn.views.blauwdruk import show, taal


@dataclass(frozen=True)
class Voorbeeldblad:
    """As much of the page of an aanslag as the example shows."""

    stand: Aanslagstand
    betaalbeleid: Betaalbeleid

    @property
    def aanslag(self) -> Aanslag:
        """The biljet itself."""
        return self.stand.aanslag


def _ladders(inhoud: Mapping[str, Any]) -> Sequence[Voorbeeld]:
    biljetten = belastingsoorten(sessie(), _vandaag(), _vandaag()).biljetten
    soorten = [soort for soort in Aanslagsoort if soort in inhoud["profielen"]]
    return [Voorbeeld(biljetten[soort].tekst("naam", taal()), partial(_ladder, soort)) for soort in soorten]


def _ladder(soort: Aanslagsoort) -> str:
    """The clock on every day on which something was sent, and the clock that stands still."""
    aanslag, beleid = voorbeeld.make_aanslag(soort, _vandaag()), klokbeleid(sessie(), _vandaag())
    stil = voorbeeld.with_kwijtschelding(aanslag, beleid)
    momenten = [(_moment_title(m), m) for m in voorbeeld.walk_ladder(aanslag, beleid)]
    return _clocks([*momenten, (_("Als iemand kwijtschelding vraagt"), stil)])


def _moment_title(moment: voorbeeld.Moment) -> str:
    return str(_("Op %(dag)s", dag=write_datum(moment.dag, taal())))


def _years(inhoud: Mapping[str, Any]) -> Sequence[Voorbeeld]:
    dagen = [date.fromisoformat(str(jaar["vanaf"])) for jaar in inhoud["jaren"]]
    return [
        Voorbeeld(_("Een aanslag van %(dag)s", dag=write_datum(dag, taal())), partial(_year, dag)) for dag in dagen
    ]


def _year(dag: date) -> str:
    """What the letters add to a small, a middling and a large aanslag of that day; and after them all."""
    beleid = klokbeleid(sessie(), _vandaag())
    momenten = []
    for bedrag in voorbeeld.BEDRAGEN:
        aanslag = voorbeeld.make_aanslag(Aanslagsoort.GECOMBINEERD, dag, bedrag)
        titel = _("Een aanslag van %(bedrag)s", bedrag=write_bedrag(bedrag, taal()))
        gang = list(voorbeeld.walk_ladder(aanslag, beleid))
        momenten.append((titel, gang[0]))
    return _clocks([*momenten, (_("Na het dwangbevel"), gang[-1])])


def _clocks(momenten: Sequence[tuple[str, voorbeeld.Moment]]) -> str:
    kaarten = [(titel, _stand(moment.aanslag, moment.dag, moment.ladder)) for titel, moment in momenten]
    return show("mijn/voorbeeld_klok.html", kaarten=kaarten)


def _stand(aanslag: Aanslag, dag: date, ladder: Ladder | None = None) -> Aanslagstand:
    beleid = klokbeleid(sessie(), _vandaag())
    klok = ladder or ladder_of(aanslag, (), beleid, dag)
    geld = betaalstand_of(aanslag, dag, stop_na=_betaalbeleid().incasso_stop_na)
    biljet = belastingsoorten(sessie(), _vandaag(), _vandaag()).biljetten[aanslag.soort]
    hoofd = rules.find_hoofdstand(aanslag, klok, geld)
    deurwaarder = rules.find_deurwaarderkosten(klok, beleid.kosten, dag)
    return Aanslagstand(aanslag, biljet, klok, geld, hoofd, Centen(0), deurwaarder)


def _ways_to_pay(_inhoud: Mapping[str, Any]) -> Sequence[Voorbeeld]:
    return [
        Voorbeeld(_("Betalen"), lambda: _paying("mijn/_bank.html", _new())),
        Voorbeeld(
            _("Als afschrijven één keer niet lukt"),
            lambda: _paying("mijn/_betalingen.html", voorbeeld.with_debits(_new(), 1)),
        ),
        Voorbeeld(
            _("Als wij niets meer afschrijven"),
            lambda: _paying(
                "mijn/_betalingen.html", voorbeeld.with_debits(_new(), _betaalbeleid().incasso_stop_na)
            ),
        ),
        Voorbeeld(
            _("Als iemand geld terugkrijgt"),
            lambda: _paying("mijn/nu/terug.html", voorbeeld.with_overpayment(_new())),
        ),
    ]


def _new() -> Aanslag:
    return voorbeeld.make_aanslag(Aanslagsoort.GECOMBINEERD, _vandaag())


def _paying(deel: str, aanslag: Aanslag) -> str:
    # The day of the last booking, or else its own.
    dag = max((b.datum for b in aanslag.betalingen), default=aanslag.dagtekening) + timedelta(days=1)
    blad = Voorbeeldblad(_stand(aanslag, dag), _betaalbeleid())
    bedrag = aanslag.open
    return show(
        "mijn/voorbeeld_betalen.html", deel=deel, blad=blad, bedrag=bedrag, kopie_bedrag=write_kopie(bedrag)
    )


def _questions(_inhoud: Mapping[str, Any]) -> Sequence[Voorbeeld]:
    return [
        Voorbeeld(_("De drie vragen"), lambda: str(rechten.kwijtschelding())),
        Voorbeeld(_("Het antwoord: misschien"), partial(_outcome, True)),
        Voorbeeld(_("Het antwoord: vraag het toch"), partial(_outcome, False)),
    ]


def _outcome(misschien: bool) -> str:
    beleid = holding(sessie(), KWIJTSCHELDING, Kwijtscheldingbeleid, _vandaag())
    return show("mijn/kwijtschelding_uitkomst.html", misschien=misschien, beleid=beleid)


def _betaalbeleid() -> Betaalbeleid:
    return holding(sessie(), BETALEN, Betaalbeleid, _vandaag())


def _vandaag() -> date:
    return today(nu())


VOORBEELDEN = {LADDER: _ladders, KOSTEN: _years, BETALEN: _ways_to_pay, KWIJTSCHELDING: _questions}
