"""Pure decisions about following up."""

from datetime import date, timedelta

from portaal.core.kalender import add_werkdagen
from portaal.signaal.begrip import OpvolgdatumTeVer, OpvolgdatumVoorbij


def propose_opvolgen(vandaag: date, werkdagen: int) -> date:
    """The day that is filled in for who does not choose one (handreiking: note the signal, keep in view)."""
    return add_werkdagen(vandaag, werkdagen)


def check_opvolgen(dag: date, vandaag: date, hoogstens_dagen: int) -> None:
    """Raises OpvolgdatumVoorbij for a day before today, OpvolgdatumTeVer for one out of sight."""
    if dag < vandaag:
        raise OpvolgdatumVoorbij
    if dag > vandaag + timedelta(days=hoogstens_dagen):
        raise OpvolgdatumTeVer
