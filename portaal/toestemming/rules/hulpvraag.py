"""The course of a request for help: what may follow what."""

from portaal.toestemming.begrip import Hulpstatus, HulpvraagDicht, Pogingsuitkomst, ToestemmingGestopt

_S = Hulpstatus
_VOLGT: dict[Hulpstatus, frozenset[Hulpstatus]] = {
    _S.OPEN: frozenset({_S.OPGEPAKT, _S.GESTOPT}),
    _S.OPGEPAKT: frozenset({_S.OPGEPAKT, _S.GESPROKEN, _S.AFGEROND, _S.GESTOPT}),
    _S.GESPROKEN: frozenset({_S.OPGEPAKT, _S.GESPROKEN, _S.AFGEROND, _S.GESTOPT}),
    _S.AFGEROND: frozenset(),
    _S.GESTOPT: frozenset(),
}


def may_follow(van: Hulpstatus, naar: Hulpstatus) -> bool:
    """Whether a request may go from one state to the other. Where it ended, it stays."""
    return naar in _VOLGT[van]


def check_open(status: Hulpstatus) -> None:
    """Pass while schuldhulp may work on it. Raises ToestemmingGestopt or HulpvraagDicht."""
    if status is Hulpstatus.GESTOPT:
        raise ToestemmingGestopt
    if not status.loopt:
        raise HulpvraagDicht


def step(van: Hulpstatus, naar: Hulpstatus) -> Hulpstatus:
    """The new state. Raises ToestemmingGestopt after a withdrawal, HulpvraagDicht for what cannot follow."""
    check_open(van)
    if not may_follow(van, naar):
        raise HulpvraagDicht
    return naar


def after_take(van: Hulpstatus) -> Hulpstatus:
    """The state once an employee has it: a colleague may take it over, and a held talk stays held."""
    check_open(van)
    return van if van is Hulpstatus.GESPROKEN else Hulpstatus.OPGEPAKT


def after_attempt(van: Hulpstatus, uitkomst: Pogingsuitkomst) -> Hulpstatus:
    """The state after a try: the first talk stops the clock, anything else leaves it running.

    Raises like `step`: who did not take it up does not call, so that two never call at once.
    """
    if uitkomst is Pogingsuitkomst.BEREIKT:
        return step(van, Hulpstatus.GESPROKEN)
    return step(van, van)
