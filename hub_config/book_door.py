"""The door from a book's sandbox to PostgreSQL: a socket through which one role reaches one database, and nobody else.

The sandbox has no network, and PostgreSQL's own socket may let our uid in as the platform without a password. So the hub
reads who asks, refuses any other role or database, and passes the bytes on, over TLS where PostgreSQL is elsewhere.
"""

import asyncio
import ssl
import struct
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url

from hub_config.book_role import BookRows

SOCKET = ".s.PGSQL.5432"
# PostgreSQL's protocol, "Message Formats": what the first message may be beside version 3 of the protocol.
SSL_REQUEST, GSS_REQUEST = 80877103, 80877104
MAJOR = 3
SASL = struct.pack("!i", 10)
LONGEST_GREETING = 10_000  # PostgreSQL's own limit
GREETING_SECONDS = 20.0
PIECE = 65536


class Refused(Exception):
    """Whoever came is not whom this door is for."""


class Door:
    """One book's door; open while its server runs, and opened again by a hub that was restarted."""

    def __init__(self, folder: Path, rows: BookRows, database_url: str) -> None:
        self.folder, self.rows, self.database_url = folder, rows, database_url
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        """Listen; what a killed hub left there goes first."""
        self.folder.mkdir(mode=0o711, exist_ok=True)
        path = self.folder / SOCKET
        path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(self._meet, str(path))
        path.chmod(
            0o666
        )  # the sandbox has a uid of its own; what is bound decides who gets here, and the password who gets in

    def close(self) -> None:
        """Listen no more, and end what was let in."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._open):
            writer.close()
        (self.folder / SOCKET).unlink(missing_ok=True)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held = {writer}
        self._open.add(writer)
        try:
            async with asyncio.timeout(GREETING_SECONDS):
                greeting = await self._greeting(reader, writer)
                answers, there = await reach(self.rows, self.database_url)
                held.add(there)
                self._open.add(there)
                there.write(greeting)
                writer.write(await first_answer(answers))
            await asyncio.gather(_pass_on(reader, there), _pass_on(answers, writer))
        except (Refused, OSError, TimeoutError, asyncio.IncompleteReadError):
            pass  # whoever came hears that nobody is there
        finally:
            self._open -= held
            for each in held:
                each.close()

    async def _greeting(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        """The first message, once it names the one role and database; a wish to encrypt is declined, as at any socket."""
        while True:
            head = await reader.readexactly(8)
            length, code = struct.unpack("!ii", head)
            if code in (SSL_REQUEST, GSS_REQUEST) and length == len(head):
                writer.write(b"N")
                continue
            if code >> 16 != MAJOR or not len(head) < length <= LONGEST_GREETING:
                raise Refused
            rest = await reader.readexactly(length - len(head))
            if not is_for(rest, self.rows):
                raise Refused
            return head + rest


def is_for(told: bytes, rows: BookRows) -> bool:
    """Whether a greeting's names and values say this role and this database, once each, and wish no replication."""
    words = told.removesuffix(b"\0").split(b"\0")[:-1]
    names, values = words[::2], words[1::2]
    said = dict(zip(names, values, strict=False))
    wanted = {b"user": rows.role.encode(), b"database": rows.database.encode()}
    once = len(set(names)) == len(names) == len(values)
    return once and b"replication" not in said and {name: said.get(name) for name in wanted} == wanted


async def reach(rows: BookRows, database_url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to PostgreSQL where webapp's setting finds it."""
    if rows.host.startswith("/"):
        return await asyncio.open_unix_connection(f"{rows.host}/.s.PGSQL.{rows.port}")
    reader, writer = await asyncio.open_connection(rows.host, rows.port)
    try:
        writer.write(struct.pack("!ii", 8, SSL_REQUEST))
        if await reader.readexactly(1) != b"S":
            raise Refused
        await writer.start_tls(trust_of(database_url), server_hostname=rows.host)
    except BaseException:
        writer.close()
        raise
    return reader, writer


async def first_answer(reader: asyncio.StreamReader) -> bytes:
    """What PostgreSQL asks first. Over TLS it offers to bind the password to that very channel, which ends at this door: a
    client that came through a socket would take the offer for an attack, so it is left out.
    """
    head = await reader.readexactly(5)
    kind, length = struct.unpack("!ci", head)
    if not 4 <= length <= LONGEST_GREETING:
        raise Refused
    told = await reader.readexactly(length - 4)
    if kind == b"R" and told[:4] == SASL:
        told = told.replace(b"SCRAM-SHA-256-PLUS\0", b"")
    return struct.pack("!ci", kind, len(told) + 4) + told


def trust_of(database_url: str) -> ssl.SSLContext:
    """TLS that checks the server's certificate and name, as `sslmode=verify-full` does."""
    query = make_url(database_url).normalized_query
    (root,) = query.get("sslrootcert", ("system",))
    context = ssl.create_default_context(cafile=None if root == "system" else root)
    if "sslcert" in query:
        context.load_cert_chain(query["sslcert"][0], query.get("sslkey", (None,))[0])
    return context


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    with suppress(OSError):
        writer.close()
