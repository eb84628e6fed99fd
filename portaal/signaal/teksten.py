"""What choices are called; message ids."""

from portaal.infra.i18n import N_
from portaal.signaal.begrip import (
    Contactkanaal,
    Contactonderwerp,
    Initiatief,
    Signaalsoort,
    Signaaluitkomst,
    Team,
    Verwijsuitkomst,
)

SIGNAAL = {
    Signaalsoort.KAN_NIET_BETALEN: N_("Kan nu niet betalen"),
    Signaalsoort.MEER_REKENINGEN: N_("Heeft meer rekeningen open"),
    Signaalsoort.MINDER_INKOMEN: N_("Heeft minder inkomen dan eerst"),
    Signaalsoort.BESLAG: N_("Er ligt beslag op het inkomen"),
    Signaalsoort.POST_ONGEOPEND: N_("Maakt de post niet open"),
    Signaalsoort.SNAPT_HET_NIET: N_("Snapt de aanslag niet"),
    Signaalsoort.BIJZONDERE_OMSTANDIGHEDEN: N_("Bijzondere omstandigheden"),
}
UITKOMST = {
    Signaaluitkomst.GEHOLPEN: N_("Gesproken en geholpen"),
    Signaaluitkomst.REGELING: N_("Er is een regeling"),
    Signaaluitkomst.VERWEZEN: N_("De weg gewezen"),
    Signaaluitkomst.GEEN_HULP_NODIG: N_("Wil of hoeft geen hulp"),
    Signaaluitkomst.NIET_BEREIKT: N_("Niet bereikt"),
}
KANAAL = {
    Contactkanaal.TELEFOON: N_("Telefoon"),
    Contactkanaal.BALIE: N_("Balie"),
    Contactkanaal.MAIL: N_("Mail"),
    Contactkanaal.BRIEF: N_("Brief"),
    Contactkanaal.HUISBEZOEK: N_("Huisbezoek"),
}
ONDERWERP = {
    Contactonderwerp.UITLEG: N_("Uitleg van de aanslag"),
    Contactonderwerp.BETALEN: N_("Betalen"),
    Contactonderwerp.REGELING: N_("Een betalingsregeling"),
    Contactonderwerp.KOSTEN: N_("Kosten of een brief"),
    Contactonderwerp.HULP: N_("Welke hulp er is"),
}
INITIATIEF = {
    Initiatief.INWONER: N_("De inwoner"),
    Initiatief.GEMEENTE: N_("Wij"),
}
VERWIJSUITKOMST = {
    Verwijsuitkomst.HULP_GESTART: N_("De hulp is begonnen"),
    Verwijsuitkomst.AL_HULP: N_("Had al hulp"),
    Verwijsuitkomst.GEEN_CONTACT: N_("Geen contact gekregen"),
    Verwijsuitkomst.TOCH_NIET: N_("Wil het toch niet"),
}
TEAM = {
    Team.LOKET: N_("Balie en KCC"),
    Team.INVORDERING: N_("Invordering"),
}
# The three open questions of the handreiking (domein S13).
VRAGEN = (
    N_("Wat maakt het lastig om op tijd te betalen?"),
    N_("Zijn er meerdere rekeningen die lastig zijn om te betalen?"),
    N_("Hebt u al hulp gezocht of gehad?"),
)
