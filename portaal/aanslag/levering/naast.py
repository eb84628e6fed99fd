"""A large delivery is read and judged in a process of its own, while this one stores what came before.

That process imports nothing but the reading (no web, no database), so it is there in a fraction of a second.
"""

import fcntl
import marshal
import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import IO

from portaal.aanslag.levering.bestand import BESTANDEN
from portaal.aanslag.levering.deel import Deel
from portaal.aanslag.levering.lezing import read_delivery

# Below this size a process takes longer to start than it saves.
GROOT = 4 << 20
# How many parts the reader may be ahead, of about 1 MB each: enough to look through all files while we are busy.
_VOORUIT = 24
_PIJP = 1 << 20
# Each part is told with its length in so many bytes in front; length 0 is the end.
_KOP = 8
_TIJD_OM_TE_STOPPEN = 10


class LezenGestopt(RuntimeError):
    """The process that reads ended before the delivery did."""


def read_parts(folder: Path, vandaag: date, eerste_stand: int) -> Generator[Deel, None, None]:
    """The delivery in parts, as `read_delivery` gives them; a large one is read ahead. Raises LezenGestopt."""
    grootte = sum((folder / indeling.naam).stat().st_size for indeling in BESTANDEN)
    is_beter = grootte >= GROOT and len(os.sched_getaffinity(0)) > 1
    return (_beside if is_beter else read_delivery)(folder, vandaag, eerste_stand)


def _beside(folder: Path, vandaag: date, eerste_stand: int) -> Generator[Deel, None, None]:
    lezer = _start(folder, vandaag, eerste_stand)
    assert lezer.stdout is not None
    try:
        while (deel := _receive(lezer.stdout)) is not None:
            yield deel
    finally:
        # When we stop early the reader notices at its next part, and clears up after itself.
        lezer.stdout.close()
        try:
            lezer.wait(_TIJD_OM_TE_STOPPEN)
        except subprocess.TimeoutExpired:
            lezer.kill()
            lezer.wait()


def _start(folder: Path, vandaag: date, eerste_stand: int) -> subprocess.Popen[bytes]:
    lezer = subprocess.Popen(  # noqa: S603 - our own Python with our own arguments
        [sys.executable, "-m", __name__, str(folder.absolute()), vandaag.isoformat(), str(eerste_stand)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        # Ctrl-C is for us; the reader hears of it by its pipe.
        start_new_session=True,
    )
    assert lezer.stdout is not None
    fcntl.fcntl(lezer.stdout, fcntl.F_SETPIPE_SZ, _PIJP)
    return lezer


def _receive(stroom: IO[bytes]) -> Deel | None:
    """The next part; None at the end. Raises LezenGestopt when there is no more and the end was not told."""
    kop = stroom.read(_KOP)
    lengte = int.from_bytes(kop)
    bytes_ = stroom.read(lengte)
    if len(kop) < _KOP or len(bytes_) < lengte:
        raise LezenGestopt("Het lezen van de levering is gestopt. Start de opname opnieuw.")
    return Deel.unpack(marshal.loads(bytes_)) if lengte else None  # noqa: S302 - of our own process


def _send(stroom: IO[bytes], folder: Path, vandaag: date, eerste_stand: int) -> None:
    """What the other process does. Its errors go to its own stderr; ours then sees the pipe end."""
    onderweg: deque[Future[None]] = deque()
    with closing(read_delivery(folder, vandaag, eerste_stand)) as delen, ThreadPoolExecutor(1) as afgever:
        try:
            for deel in delen:
                onderweg.append(afgever.submit(_put, stroom, marshal.dumps(deel.pack())))
                if len(onderweg) > _VOORUIT:
                    onderweg.popleft().result()
            onderweg.append(afgever.submit(_put, stroom, b""))
            while onderweg:
                onderweg.popleft().result()
        except BrokenPipeError:
            # Nobody listens any more; what Python itself would still flush goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stroom.fileno())


def _put(stroom: IO[bytes], bytes_: bytes) -> None:
    stroom.write(len(bytes_).to_bytes(_KOP))
    stroom.write(bytes_)
    stroom.flush()


if __name__ == "__main__":
    _send(sys.stdout.buffer, Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), int(sys.argv[3]))
