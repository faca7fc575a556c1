"""One setting says where every row is, and an address over which others could read is refused."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from hub_config import database as the_hubs
from hub_config.refusal import Refusal
from tests.webapp.certificates import make_certificate
from webapp.cannot_start import CannotStart
from webapp.config import database_address
from webapp.database_address import require_private
from webapp.db import Database

PRIVATE = [
    ("postgresql://tateyama@/tateyama", {}),
    ("postgresql://tateyama@/tateyama?host=/var/run/postgresql", {}),
    ("postgresql+psycopg://tateyama@/tateyama?host=/run/a,/run/b", {}),
    ("postgresql:///tateyama", {"PGHOST": "/run/postgresql"}),
    ("postgresql://t:secret@db.example.jp/t?sslmode=verify-full&sslrootcert=/etc/ca.pem", {}),
    ("postgresql://t:secret@127.0.0.1/t?sslmode=verify-full", {}),
    ("postgresql://t:secret@db.example.jp/t", {"PGSSLMODE": "verify-full"}),
]
OPEN = [
    ("postgresql://t:secret@db.example.jp/t", {}),
    # Learners' code runs on this machine, and its loopback is everybody's who is root in a container beside it.
    ("postgresql://t:secret@localhost/t", {}),
    ("postgresql://t:secret@127.0.0.1:5432/t?sslmode=prefer", {}),
    ("postgresql://t:secret@db.example.jp/t?sslmode=require", {}),
    ("postgresql://t:secret@db.example.jp/t?sslmode=verify-ca", {}),
    ("postgresql://t:secret@/t?host=/run/postgresql,db.example.jp", {}),
    ("postgresql://t:secret@/t?host=/run/postgresql&hostaddr=192.0.2.1", {}),
    ("postgresql://t:secret@/t", {"PGHOST": "db.example.jp"}),
    ("postgresql://t:secret@/t?host=/run/postgresql", {"PGHOSTADDR": "192.0.2.1"}),
    ("postgresql:///?service=elsewhere", {}),
]


def decide(read, said):
    """Whether an address is taken, by webapp's reading or by the hub's; what a refusal says is kept."""

    def taken(url, environ):
        try:
            read({"TATEYAMA_DATABASE_URL": url, **environ})
        except (CannotStart, Refusal) as refused:
            said.append(str(refused))
            return False
        return True

    return taken


@pytest.mark.parametrize("read", [database_address, the_hubs.database_of], ids=["webapp", "hub"])
def test_a_unix_socket_or_checked_tls_is_taken_and_clear_text_is_refused(read):
    said = []
    taken = decide(read, said)
    assert [url for url, environ in PRIVATE if not taken(url, environ)] == []
    assert [url for url, environ in OPEN if taken(url, environ)] == []
    assert all("sslmode=verify-full" in sentence and "UNIXソケット" in sentence for sentence in said)
    assert not any("secret" in sentence for sentence in said)


def test_what_is_no_address_is_told_in_a_sentence():
    for read in (
        lambda: require_private("nonsense", {}),
        lambda: the_hubs.database_of({"TATEYAMA_DATABASE_URL": "x"}),
    ):
        with pytest.raises((CannotStart, Refusal), match="cannot be read"):
            read()


@pytest.mark.postgresql
def test_over_tls_rows_are_reached_and_nothing_goes_in_clear_text(postgresql_cluster, postgresql, tmp_path):
    url = require_private(postgresql_cluster.over_tls(postgresql), {})
    database = Database(url)
    with database.sessions() as session:
        encrypted = session.scalar(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
    database.close()
    assert encrypted is True


@pytest.mark.postgresql
def test_a_server_whose_certificate_is_anothers_is_not_talked_to(postgresql_cluster, postgresql, tmp_path):
    make_certificate(tmp_path)
    for url in (
        postgresql_cluster.over_tls(postgresql, authority=tmp_path / "server.crt"),
        postgresql_cluster.over_tls(postgresql, host="127.0.0.1"),
    ):
        database = Database(url)
        with pytest.raises(OperationalError, match="certificate"), database.sessions() as session:
            session.scalar(text("SELECT 1"))
        database.close()


def test_the_hubs_settings_hide_the_address(tmp_path):
    from hub_config.settings import Settings

    settings = replace(Settings(tmp_path, tmp_path), database_url="postgresql://t:secret@/t")
    assert "secret" not in repr(settings)
