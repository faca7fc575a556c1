"""A PostgreSQL server of our own: a new cluster in a temporary folder, reached through a unix socket only."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest


class Cluster:
    """A running server, which makes databases."""

    def __init__(self, folder, run):
        self.folder, self.run = folder, run
        self.names = (f"test{number}" for number in count(1))

    def new_database(self):
        name = next(self.names)
        with psycopg.connect(
            f"user=tateyama dbname=postgres host={self.folder}", autocommit=True
        ) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://tateyama@/{name}?host={self.folder}"

    def restart(self):
        """End every server process at once, as a crash would, and start anew with the same options."""
        log = str(self.folder / "log")
        self.run(
            "pg_ctl", "restart", "--wait", "--mode=immediate", "-D", str(self.folder / "cluster"), "-l", log
        )


def find_programs():
    """The folder of Debian's newest server programs, or of the first on PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("initdb")
    return folders[-1] if folders else Path(on_path).parent if on_path else None


@contextmanager
def postgresql_server():
    """Serve until the block ends. PostgreSQL refuses to run as root, so there it runs as its own user."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server programs here: apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="tateyama-pg-"))
    as_whom = []
    if os.getuid() == 0:
        as_whom = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        shutil.chown(folder, "postgres", "postgres")

    def run(program, *arguments):
        subprocess.run(
            [*as_whom, str(programs / program), *arguments],
            check=True,
            timeout=120,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    cluster = folder / "cluster"
    try:
        run(
            "initdb",
            "--pgdata",
            str(cluster),
            "--username=tateyama",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "start", "--wait", "-D", str(cluster), "-o", options, "-l", str(folder / "log"))
        try:
            yield Cluster(folder, run)
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate", "-D", str(cluster))
    finally:
        shutil.rmtree(folder)
