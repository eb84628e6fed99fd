"""The course of a request for help: what may follow what."""

from portaal.toestemming.begrip import Contactuitkomst, HulpvraagDicht, Hulpvraagstatus, ToestemmingGestopt

_S = Hulpvraagstatus
_VOLGT: dict[Hulpvraagstatus, frozenset[Hulpvraagstatus]] = {
    _S.NIEUW: frozenset({_S.OPGEPAKT, _S.GESTOPT}),
    _S.OPGEPAKT: frozenset({_S.NIEUW, _S.OPGEPAKT, _S.GESPROKEN, _S.AFGEROND, _S.GESTOPT}),
    _S.GESPROKEN: frozenset({_S.GESPROKEN, _S.AFGEROND, _S.GESTOPT}),
    _S.AFGEROND: frozenset(),
    _S.GESTOPT: frozenset(),
}


def may_follow(van: Hulpvraagstatus, naar: Hulpvraagstatus) -> bool:
    """Whether a request may go from one state to the other. Where it ended, it stays."""
    return naar in _VOLGT[van]


def check_open(status: Hulpvraagstatus) -> None:
    """Pass while schuldhulp may work on it. Raises ToestemmingGestopt or HulpvraagDicht."""
    if status is Hulpvraagstatus.GESTOPT:
        raise ToestemmingGestopt
    if not status.is_open:
        raise HulpvraagDicht


def step(van: Hulpvraagstatus, naar: Hulpvraagstatus) -> Hulpvraagstatus:
    """The new state. Raises ToestemmingGestopt after a withdrawal, HulpvraagDicht for what cannot follow."""
    check_open(van)
    if not may_follow(van, naar):
        raise HulpvraagDicht
    return naar


def after_attempt(van: Hulpvraagstatus, uitkomst: Contactuitkomst) -> Hulpvraagstatus:
    """The state after an attempt: the first talk stops the clock, anything else leaves it running.

    Raises like `step`; an attempt on a request that nobody took is refused, so that two never call at once.
    """
    if uitkomst is Contactuitkomst.BEREIKT:
        return step(van, Hulpvraagstatus.GESPROKEN)
    return step(van, van)
