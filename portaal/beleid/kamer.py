"""What beleid hands over to the portal."""

from portaal.beleid.gemeente import Gemeente
from portaal.infra.kamer import BeleidSoort, Kamer

KAMER = Kamer(naam="beleid", beleid=(BeleidSoort("gemeente", Gemeente),))
