"""Forms by which beheer changes the agendas: texts as they stand in the configuration."""

from portaal.afspraak.staff_forms.agenda import AgendaFormulier
from portaal.afspraak.staff_forms.algemeen import AlgemeenFormulier
from portaal.afspraak.staff_forms.basis import BeheerFormulier, GevolgFormulier, PlekFormulier
from portaal.afspraak.staff_forms.delen import InloopFormulier, LocatieFormulier, OnderwerpFormulier

__all__ = [
    "AgendaFormulier",
    "AlgemeenFormulier",
    "BeheerFormulier",
    "GevolgFormulier",
    "InloopFormulier",
    "LocatieFormulier",
    "OnderwerpFormulier",
    "PlekFormulier",
]
