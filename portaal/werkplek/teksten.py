"""What things are called at the desk; message ids."""

from portaal.aanslag.stand import Aanslagsoort, Verzendsoort
from portaal.core.door import Vaststelling
from portaal.infra.i18n import N_
from portaal.inwoner.rules import Inwonerstatus
from portaal.werkplek.rules import Zoekgebrek

GEBREK = {
    Zoekgebrek.LEEG: N_("Vul een nummer in. Of vul een achternaam én een geboortedatum in."),
    Zoekgebrek.GEEN_NUMMER: N_("Een aanslagnummer heeft 12 cijfers, een BSN 9."),
    Zoekgebrek.GEEN_BSN: N_("Dit BSN kan niet kloppen. Kijk het na."),
    Zoekgebrek.ZONDER_GEBOORTEDATUM: N_("Vul ook de geboortedatum in."),
    Zoekgebrek.ZONDER_NAAM: N_("Vul ook de achternaam in."),
}
VELD = {
    Zoekgebrek.LEEG: "nummer",
    Zoekgebrek.GEEN_NUMMER: "nummer",
    Zoekgebrek.GEEN_BSN: "nummer",
    Zoekgebrek.ZONDER_GEBOORTEDATUM: "geboortedatum",
    Zoekgebrek.ZONDER_NAAM: "naam",
}
VASTSTELLING = {
    Vaststelling.IDENTITEITSBEWIJS: N_("Ik heb een identiteitsbewijs gezien"),
    Vaststelling.CONTROLEVRAGEN: N_("De controlevragen zijn goed beantwoord"),
    Vaststelling.GEMACHTIGDE: N_("Dit is een gemachtigde of bewindvoerder, met bewijs"),
}
STATUS = {
    Inwonerstatus.OVERLEDEN: N_("Deze inwoner is overleden. Spreek met de erven."),
    Inwonerstatus.BEWIND: N_("Deze inwoner staat onder bewind. Spreek met de bewindvoerder."),
    Inwonerstatus.WSNP: N_("Deze inwoner zit in de WSNP. Spreek ook met de bewindvoerder."),
    Inwonerstatus.SCHULDREGELING: N_("Deze inwoner heeft een schuldregeling. Vraag wie daarbij helpt."),
}
AANSLAG = {
    Aanslagsoort.GECOMBINEERD: N_("Gemeentelijke belastingen"),
    Aanslagsoort.NAHEFFING_PARKEREN: N_("Naheffing parkeren"),
    Aanslagsoort.TOERISTENBELASTING: N_("Toeristenbelasting"),
    Aanslagsoort.FORENSENBELASTING: N_("Forensenbelasting"),
    Aanslagsoort.PRECARIOBELASTING: N_("Precariobelasting"),
}
VERZENDING = {
    Verzendsoort.AANSLAGBILJET: N_("Aanslag"),
    Verzendsoort.HERINNERING: N_("Herinnering"),
    Verzendsoort.AANMANING: N_("Aanmaning"),
    Verzendsoort.CONCEPTDWANGBEVEL: N_("Conceptdwangbevel"),
    Verzendsoort.DWANGBEVEL: N_("Dwangbevel"),
}
