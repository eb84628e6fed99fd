"""Forms by which beheer changes the agendas: texts as they stand in the configuration."""

from portaal.afspraak.staff_forms.agenda import AgendaFormulier
from portaal.afspraak.staff_forms.algemeen import AlgemeenFormulier
from portaal.afspraak.staff_forms.basis import BeheerFormulier
from portaal.afspraak.staff_forms.delen import LocatieFormulier, OnderwerpFormulier

__all__ = ["AgendaFormulier", "AlgemeenFormulier", "BeheerFormulier", "LocatieFormulier", "OnderwerpFormulier"]
