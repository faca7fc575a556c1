"""A PostgreSQL server of our own in a temporary folder: a unix socket for everybody, TLS with a password beside it.

Its books' roles (成績簿) have to give a password at the socket too, as OPERATING says.
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from tests.ports import free_port
from tests.webapp.certificates import make_certificate

PASSWORD = "a password / with %signs"
WHO_MAY = """
local all tateyama trust
local all all scram-sha-256
hostssl all all 127.0.0.1/32 scram-sha-256
"""


class Cluster:
    """A running server, which makes databases."""

    def __init__(self, folder, run, port):
        self.folder, self.run, self.port = folder, run, port
        self.names = (f"test{number}" for number in count(1))

    def new_database(self):
        name = next(self.names)
        self.execute(f"CREATE DATABASE {name}")
        return f"postgresql://tateyama@/{name}?host={self.folder}&port={self.port}"

    def execute(self, statement, database="postgres"):
        """As the operator at the server itself."""
        place = f"user=tateyama dbname={database} host={self.folder} port={self.port}"
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(statement)

    def over_tls(self, url, host="localhost", authority=None):
        """The same database over TLS: its role's password, and the authority that signed the server's certificate."""
        name = url.split("/")[3].split("?")[0]
        authority = authority or self.folder / "server.crt"
        return (
            f"postgresql://tateyama:{quote(PASSWORD, safe='')}@{host}:{self.port}/{name}"
            f"?sslmode=verify-full&sslrootcert={authority}"
        )

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

    cluster, port = folder / "cluster", free_port()
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
        make_certificate(folder)
        (folder / "who").write_text(WHO_MAY)
        for file in folder.iterdir():
            shutil.chown(file, *(["postgres"] * 2 if as_whom else [os.getuid(), os.getgid()]))
        options = (
            f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off -c ssl=on "
            f"-c ssl_cert_file={folder}/server.crt -c ssl_key_file={folder}/server.key -c hba_file={folder}/who"
        )
        run("pg_ctl", "start", "--wait", "-D", str(cluster), "-o", options, "-l", str(folder / "log"))
        try:
            made = Cluster(folder, run, port)
            made.execute(f"ALTER ROLE tateyama PASSWORD '{PASSWORD}'")
            yield made
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate", "-D", str(cluster))
    finally:
        shutil.rmtree(folder)
