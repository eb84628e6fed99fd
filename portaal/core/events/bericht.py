"""What bericht tells."""

from dataclasses import dataclass
from typing import ClassVar

from portaal.core.events import Gebeurtenis


@dataclass(frozen=True)
class BerichtMislukt(Gebeurtenis):
    """A mail or SMS will not arrive; `kanaal` says which, `sleutel` is the name under which it was queued."""

    NAAM: ClassVar[str] = "bericht:bericht:mislukt"
    kanaal: str
    sleutel: str
