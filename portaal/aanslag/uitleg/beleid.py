"""The kinds of dated configuration that the explanation hands over to its room."""

from portaal.aanslag.uitleg.begrippen import BEGRIPPEN, Begrippen
from portaal.aanslag.uitleg.omgang import (
    BETALEN,
    BEZWAAR,
    KWIJTSCHELDING,
    Betaalbeleid,
    Bezwaarbeleid,
    Kwijtscheldingbeleid,
)
from portaal.aanslag.uitleg.soorten import BELASTINGSOORTEN, Belastingsoorten
from portaal.infra.kamer import BeleidSoort

UITLEG_BELEID = (
    BeleidSoort(BELASTINGSOORTEN, Belastingsoorten),
    BeleidSoort(BEGRIPPEN, Begrippen),
    BeleidSoort(BETALEN, Betaalbeleid),
    BeleidSoort(KWIJTSCHELDING, Kwijtscheldingbeleid),
    BeleidSoort(BEZWAAR, Bezwaarbeleid),
)
