"""A role of PostgreSQL that reaches one book's rows and nothing else (成績簿の役割); its password lasts one server's life."""

import secrets
from dataclasses import dataclass, field

import psycopg
from psycopg import Connection as Driver
from psycopg import sql
from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from hub_config.database import connected, in_schema
from hub_config.refusal import Refusal

LONGEST_NAME = 63  # bytes of a name in PostgreSQL
CONNECTIONS = 20


@dataclass(frozen=True)
class BookRows:
    """Where an offering's rows are, as the server at the other end says it, and the role that may read and write them."""

    schema: str
    role: str
    database: str
    host: str
    port: int
    password: str = field(default="", repr=False)

    def address(self, door: str) -> str:
        """What nbgrader is told: the way through the door, whose folder it sees under this name."""
        told = URL.create(
            "postgresql+psycopg",
            username=self.role,
            password=self.password,
            database=self.database,
            query={"host": door, "sslmode": "disable", "options": f"-csearch_path={self.schema}"},
        )
        return told.render_as_string(hide_password=False)


def rows_of(connection: Connection, offering: int) -> BookRows:
    """Where the rows of an offering's book are."""
    info = driver_of(connection).info
    schema = f"book_{offering}"
    return BookRows(schema, f"{info.dbname}_{schema}"[-LONGEST_NAME:], info.dbname, info.host, info.port)


def find_rows(database_url: str, offering: int) -> BookRows:
    """The same, asked with a connection of its own."""
    with connected(in_schema(database_url, f"book_{offering}")) as connection:
        return rows_of(connection, offering)


def open_rows(database_url: str, offering: int) -> BookRows:
    """Make the book's role where it is missing and give it a new password.

    Raises:
        Refusal: with what the operator has to set at PostgreSQL.
    """
    password = secrets.token_urlsafe(32)
    try:
        with connected(in_schema(database_url, f"book_{offering}")) as connection:
            found = rows_of(connection, offering)
            give_access(driver_of(connection), found, password)
    except (DBAPIError, psycopg.Error) as error:
        kind = type(getattr(error, "orig", error)).__name__
        raise Refusal(
            f"PostgreSQL に成績簿の役割を作れません（{kind}）。ALTER ROLE 利用者 CREATEROLE を実行してください。",
            f"the role of a book cannot be made in PostgreSQL ({kind}): run ALTER ROLE user CREATEROLE",
        ) from error
    opened = BookRows(found.schema, found.role, found.database, found.host, found.port, password)
    require_entry(database_url, opened)
    return opened


def driver_of(connection: Connection) -> Driver[tuple[object, ...]]:
    """psycopg's own connection."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, Driver)  # noqa: S101 - the address says psycopg
    return driver


def give_access(driver: Driver[tuple[object, ...]], rows: BookRows, password: str) -> None:
    """One schema's rows, no table's shape, and no other role's rights; the password goes there as a hash."""
    hashed = driver.pgconn.encrypt_password(password.encode(), rows.role.encode(), b"scram-sha-256")
    role, schema = sql.Identifier(rows.role), sql.Identifier(rows.schema)
    known = driver.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (rows.role,)).fetchone()
    options = sql.SQL(
        "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT {} PASSWORD {}"
        if not known
        else "LOGIN CONNECTION LIMIT {} PASSWORD {}"
    ).format(sql.Literal(CONNECTIONS), sql.Literal(hashed.decode()))
    verb = sql.SQL("ALTER ROLE" if known else "CREATE ROLE")
    driver.execute(sql.SQL(" ").join([verb, role, options]))
    driver.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, role))
    rights = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}"
    driver.execute(sql.SQL(rights).format(schema, role))


def require_entry(database_url: str, rows: BookRows) -> None:
    """Refuse to start a server whose role PostgreSQL would not let in, before an instructor waits for it."""
    way = in_schema(database_url, rows.schema).set(username=rows.role, password=rows.password)
    try:
        with connected(way) as connection:
            connection.exec_driver_sql("SELECT 1 FROM course")
    except OperationalError as error:
        raise Refusal(
            f"PostgreSQL が成績簿の役割 {rows.role} を入れません。pg_hba.conf に scram-sha-256 の行が要ります（OPERATING.ja.md）。",
            f"PostgreSQL does not let the role {rows.role} in: pg_hba.conf needs a line with scram-sha-256 (OPERATING.md)",
        ) from error
