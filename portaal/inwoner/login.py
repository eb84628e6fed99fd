"""Pure decisions about a login of an inwoner: which BSN, and was it sure enough."""

from collections.abc import Mapping
from typing import Any

from portaal.core.nummers import OngeldigNummer, parse_bsn


class NiveauTeLaag(Exception):
    """The person logged in with less assurance than the gemeente asks."""


class GeenBsn(Exception):
    """The provider gave no BSN that can be."""


def read_bsn(claims: Mapping[str, Any], *, bsn_claim: str, niveau_claim: str, niveaus: str) -> str:
    """The BSN of who logged in. `niveaus`: the assurance levels that are high enough, separated by spaces.

    Raises NiveauTeLaag and GeenBsn.
    """
    if str(claims.get(niveau_claim, "")) not in niveaus.split():
        raise NiveauTeLaag
    try:
        return parse_bsn(str(claims.get(bsn_claim, "")))
    except OngeldigNummer as fout:
        raise GeenBsn from fout
