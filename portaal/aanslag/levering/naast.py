"""A large delivery is read and judged in a process of its own, while this one stores what came before."""

import fcntl
import multiprocessing
import os
import signal
from collections.abc import Generator
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from portaal.aanslag.levering.bestand import BESTANDEN
from portaal.aanslag.levering.deel import Deel
from portaal.aanslag.levering.lezing import read_delivery

# Below this size a process takes longer to start than it saves.
GROOT = 8 << 20
# How far the reader may be ahead: this much, of which a part of the delivery takes about half.
_VOORUIT = 1 << 20
_TIJD_OM_TE_STOPPEN = 10


class LezenGestopt(RuntimeError):
    """The process that reads ended before the delivery did."""


def read_parts(folder: Path, vandaag: date, eerste_stand: int) -> Generator[Deel, None, None]:
    """The delivery in parts, as `read_delivery` gives them; a large one is read ahead. Raises LezenGestopt."""
    grootte = sum((folder / indeling.naam).stat().st_size for indeling in BESTANDEN)
    is_beter = grootte >= GROOT and len(os.sched_getaffinity(0)) > 1
    return (_beside if is_beter else read_delivery)(folder, vandaag, eerste_stand)


def _beside(folder: Path, vandaag: date, eerste_stand: int) -> Generator[Deel, None, None]:
    # Spawned, not forked: this process has threads and database connections that a copy must not have.
    context = multiprocessing.get_context("spawn")
    ontvanger, zender = context.Pipe(duplex=False)
    fcntl.fcntl(zender.fileno(), fcntl.F_SETPIPE_SZ, _VOORUIT)
    lezer = context.Process(target=_read, args=(zender, folder, vandaag, eerste_stand), daemon=True)
    lezer.start()
    zender.close()
    try:
        while (deel := _receive(ontvanger)) is not None:
            yield deel
    finally:
        # When we stop early the reader notices at its next part, and clears up after itself.
        ontvanger.close()
        lezer.join(_TIJD_OM_TE_STOPPEN)
        if lezer.is_alive():
            lezer.kill()
            lezer.join()


def _receive(ontvanger: "Connection[Deel | None]") -> Deel | None:
    try:
        deel: Deel | None = ontvanger.recv()
    except EOFError as fout:
        raise LezenGestopt("Het lezen van de levering is gestopt. Start de opname opnieuw.") from fout
    return deel


def _read(zender: "Connection[Deel | None]", folder: Path, vandaag: date, eerste_stand: int) -> None:
    """What the other process does. Its errors go to its own stderr; ours then sees the pipe end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    delen = read_delivery(folder, vandaag, eerste_stand)
    try:
        for deel in delen:
            zender.send(deel)
        zender.send(None)
    except BrokenPipeError:
        return
    finally:
        delen.close()
