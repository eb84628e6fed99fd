"""What afspraak hands over to the portal."""

from portaal.afspraak import model
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.infra.kamer import BeleidSoort, Kamer

KAMER = Kamer(
    naam="afspraak",
    beleid=(BeleidSoort(model.TABELLEN.beleidsoort, Afsprakenbeleid),),
    schakelaar="afspraak",
)
