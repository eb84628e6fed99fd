"""The QR code that a bank's app reads: EPC069-12, a SEPA transfer with everything filled in."""

from decimal import Decimal
from io import BytesIO

from segno import helpers

from portaal.aanslag.stand import Aanslag
from portaal.beleid.gemeente import Gemeente
from portaal.core.geld import Centen


def make_betaalcode(gemeente: Gemeente, aanslag: Aanslag, bedrag: Centen, titel: str = "") -> bytes:
    """The code as SVG, with a title for who does not see it. The betalingskenmerk goes as free text: it is no
    ISO 11649 reference.
    """
    code = helpers.make_epc_qr(
        name=gemeente.tenaamstelling,
        iban=gemeente.iban,
        amount=Decimal(bedrag) / 100,
        text=aanslag.betalingskenmerk,
    )
    uit = BytesIO()
    code.save(uit, kind="svg", scale=4, border=4, light="#ffffff", xmldecl=False, title=titel or None)
    return uit.getvalue()
