"""データベースのアドレス: read from one setting, and refused where names and passwords would travel in clear text."""

from collections.abc import Mapping

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from webapp.cannot_start import CannotStart

SQLITE = "sqlite"


def require_private(given: str, environ: Mapping[str, str]) -> str:
    """The address as it was given; raises CannotStart where it cannot be read, or others could read what goes there."""
    try:
        address = make_url(given)
    except ArgumentError as error:
        raise CannotStart(
            "データベースのアドレスが読めません。postgresql://利用者@/名前?host=/var/run/postgresql か sqlite:////フォルダー/ファイル の形に"
            "してください / the database's address cannot be read: write postgresql://user@/name?host=/var/run/postgresql or "
            "sqlite:////folder/file"
        ) from error
    if not is_private(address, environ):
        raise CannotStart(
            "PostgreSQL へ、暗号化も相手の確認もせずにはつなぎません（受講者のコードが同じ機械で動きます）。?host=/var/run/postgresql"
            "（UNIXソケット）か、?sslmode=verify-full&sslrootcert=… を付けてください / that PostgreSQL would be reached in clear "
            "text or unchecked, and learners' code runs on this machine: add ?host=/var/run/postgresql (a unix socket) or "
            "?sslmode=verify-full&sslrootcert=…"
        )
    return given


def is_private(address: URL, environ: Mapping[str, str]) -> bool:
    """Whether nobody between can read or take the server's part: a unix socket, or TLS that checks the server's name.

    What the address leaves open libpq takes from its own variables, so they are looked at as well. The hub, which imports
    nothing of webapp, decides in the same way (`hub_config/database.py`; one test asks both).
    """
    if address.get_backend_name() == SQLITE:
        return True
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


def in_schema(address: URL, schema: str) -> URL:
    """The same PostgreSQL database with another schema for everything that names none."""
    options = " ".join([*address.normalized_query.get("options", ()), f"-csearch_path={schema}"])
    return address.update_query_dict({"options": options})
