"""A PostgreSQL server for the tests: its own, on a socket, gone afterwards."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from psycopg import sql

_BIN = [Path("/usr/lib/postgresql/15/bin"), *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
_RUIM = 4 * 1024**3


def _tool(naam: str) -> str:
    for folder in _BIN:
        if (folder / naam).exists():
            return str(folder / naam)
    raise RuntimeError(f"PostgreSQL is not installed: {naam} not found. `make test` installs it.")


def fast_folder() -> Path | None:
    """Memory when there is plenty of it: every test has a database of its own, and a disk is what they wait for."""
    geheugen = Path("/dev/shm")
    return geheugen if geheugen.is_dir() and shutil.disk_usage(geheugen).free > _RUIM else None


def _as_postgres(*opdracht: str) -> list[str]:
    # initdb refuses root; the package makes a user for it.
    return ["runuser", "-u", "postgres", "--", *opdracht] if os.geteuid() == 0 else list(opdracht)


@dataclass
class Cluster:
    """A running server."""

    socket: Path
    user: str
    teller: int = 0

    def url(self, naam: str) -> str:
        """The address of a database for SQLAlchemy."""
        return f"postgresql+psycopg://{self.user}@/{naam}?host={self.socket}"

    def create(self, naam: str, sjabloon: str = "template0") -> str:
        """A new database, as a copy of another."""
        self._admin(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(naam), sql.Identifier(sjabloon)
            )
        )
        return self.url(naam)

    @contextmanager
    def clone(self, sjabloon: str) -> Iterator[str]:
        """A copy of a database, gone afterwards."""
        self.teller += 1
        naam = f"test_{os.getpid()}_{self.teller}"
        yield self.create(naam, sjabloon)
        self._admin(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(naam)))

    @contextmanager
    def away(self, naam: str) -> Iterator[None]:
        """Meanwhile nobody can reach this database; who was connected is cut off."""
        database = sql.Identifier(naam)
        self._admin(sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false").format(database))
        weg = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
        self._admin(weg.format(sql.Literal(naam)))
        yield
        self._admin(sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS true").format(database))

    def _admin(self, opdracht: sql.Composed) -> None:
        with psycopg.connect(host=str(self.socket), user=self.user, dbname="postgres", autocommit=True) as conn:
            conn.execute(opdracht)


@contextmanager
def start_cluster(waar: Path | None = None) -> Iterator[Cluster]:
    """Make and start a server, in the folder `waar` or where temporary files go; stop and remove it afterwards."""
    # A short path: a socket's name may have 107 characters, and user postgres must be able to reach it.
    folder = Path(mkdtemp(prefix="pg-", dir=waar))
    user = "postgres"
    if os.geteuid() == 0:
        shutil.chown(folder, user)
    data = folder / "data"
    opties = f"-c fsync=off -c full_page_writes=off -c listen_addresses='' -c max_connections=200 -k {folder}"
    _run(
        _tool("initdb"),
        "-D",
        str(data),
        "-U",
        user,
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )
    _run(_tool("pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", opties, "start")
    try:
        yield Cluster(folder, user)
    finally:
        _run(_tool("pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(*opdracht: str) -> None:
    subprocess.run(
        _as_postgres(*opdracht), check=True, cwd="/", stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
