"""What beheer is told before another policy holds."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.config import load_instellingen
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.model import Verzoek
from portaal.regeling.toets.gevallen import read_gevallen
from portaal.regeling.toets.uitkomst import tell_effects


def count_use(session: Session, beleidversie_id: int) -> int:
    """How many requests were made under this version; they keep it."""
    vraag = select(func.count()).select_from(Verzoek).filter_by(beleidversie_id=beleidversie_id)
    return session.scalar(vraag) or 0


def effects(oud: RegelingBeleid, nieuw: RegelingBeleid, dag: date) -> Sequence[str]:
    """What the new policy does otherwise with the example cases. Raises BeleidFout for a faulty file of cases."""
    return list(tell_effects(read_gevallen(load_instellingen().gemeente_map), oud, nieuw, dag))
