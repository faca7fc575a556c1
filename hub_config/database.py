"""Where the hub's rows and the books' are: files of ours, or schemas of the PostgreSQL that webapp's setting names."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import NullPool

from hub_config.refusal import Refusal

HUB_SCHEMA = "hub"
SQLITE = "sqlite"


def database_of(environ: Mapping[str, str]) -> str:
    """TATEYAMA_DATABASE_URL, empty for SQLite; one that would send passwords in clear text refuses the start."""
    given = environ.get("TATEYAMA_DATABASE_URL") or ""
    try:
        address = make_url(given) if given else None
    except ArgumentError as error:
        raise Refusal(
            "TATEYAMA_DATABASE_URL が読めません。postgresql://利用者@/名前?host=/var/run/postgresql の形にしてください。",
            "TATEYAMA_DATABASE_URL cannot be read: write postgresql://user@/name?host=/var/run/postgresql",
        ) from error
    if address is None or address.get_backend_name() == SQLITE:
        return ""
    if not is_private(address, environ):
        raise Refusal(
            "TATEYAMA_DATABASE_URL の PostgreSQL へ、暗号化も相手の確認もせずにはつなぎません（受講者のコードが同じ機械で動きます）。"
            "?host=/var/run/postgresql（UNIXソケット）か、?sslmode=verify-full&sslrootcert=… を付けてください。",
            "TATEYAMA_DATABASE_URL names a PostgreSQL that would be reached in clear text or unchecked, and learners' code "
            "runs on this machine: add ?host=/var/run/postgresql (a unix socket) or ?sslmode=verify-full&sslrootcert=…",
        )
    return given


def is_private(address: URL, environ: Mapping[str, str]) -> bool:
    """Whether nobody between can read or take the server's part: a unix socket, or TLS that checks the server's name.

    What the address leaves open libpq takes from its own variables, so they are looked at as well.
    """
    query = address.normalized_query

    def said(name: str, variable: str) -> list[str]:
        given = ",".join(query.get(name, ())) or environ.get(variable, "")
        return [one for one in given.split(",") if one]

    if said("service", "PGSERVICE"):
        return False
    hosts = [address.host] if address.host else said("host", "PGHOST")
    by_socket = all(host.startswith("/") for host in [*hosts, *query.get("host", ())])
    if by_socket and not said("hostaddr", "PGHOSTADDR"):
        return True
    return said("sslmode", "PGSSLMODE")[-1:] == ["verify-full"]


def hub_database(data: Path, database_url: str) -> str:
    """The address of the hub's own database."""
    if not database_url:
        return f"sqlite:///{data / 'hub' / 'jupyterhub.sqlite'}"
    return in_schema(database_url, HUB_SCHEMA).render_as_string(hide_password=False)


def in_schema(database_url: str, schema: str) -> URL:
    """The same database with another schema for everything that names none."""
    address = make_url(database_url).set(drivername="postgresql+psycopg")
    options = " ".join([*address.normalized_query.get("options", ()), f"-csearch_path={schema}"])
    return address.update_query_dict({"options": options})


@contextmanager
def connected(database_url: str | URL) -> Iterator[Connection]:
    """One transaction on a connection of its own."""
    engine = create_engine(database_url, poolclass=NullPool, hide_parameters=True)
    with engine.begin() as connection:
        yield connection


def make_hub_schema(hub_url: str) -> None:
    """Make the hub's schema where it is missing; that PostgreSQL does not answer is the hub's own to tell."""
    if make_url(hub_url).get_backend_name() == SQLITE:
        return
    with suppress(OperationalError), connected(hub_url) as connection:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {HUB_SCHEMA}"))
