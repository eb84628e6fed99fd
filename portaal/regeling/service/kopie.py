"""What was asked, as a document that the inwoner keeps (Awb 2:17(2))."""

from sqlalchemy.orm import Session

from portaal.beleid.service import gemeente
from portaal.core.tijd import today
from portaal.infra.pdf import render_pdf
from portaal.infra.teksten import render
from portaal.inwoner.service import get_persoon
from portaal.regeling.service.brieven import AANSLAGNAMEN
from portaal.regeling.service.kaarten import get_kaart, inwoner_of


def make_kopie(session: Session, verzoek_id: int, taal: str) -> bytes:
    """The request as tagged PDF, in a language. Raises NietGevonden."""
    kaart = get_kaart(session, verzoek_id)
    dag = today(kaart.ingediend_at)
    html = render(
        "regeling/brief/kopie.html",
        taal=taal,
        kaart=kaart,
        persoon=get_persoon(session, inwoner_of(session, verzoek_id)),
        gemeente=gemeente(session, dag),
        datum=dag,
        aanslagnamen=AANSLAGNAMEN,
    )
    return render_pdf(html)
