"""運び手: who takes a message out of the house: a mail server, or a folder where none is set."""

import os
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from webapp.mail.models import MessageState, Problem
from webapp.mail_server import MailServer, Tls

TIMEOUT = 30.0  # seconds for each step of the talk with the server
MOST_PER_CONNECTION = 50


class NotDelivered(Exception):
    """The message did not go out; says why, and what the server answered."""

    def __init__(self, problem: Problem, answer: str = "") -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.answer = answer


class Refused(NotDelivered):
    """For ever: trying again would bring the same answer."""


class Deferred(NotDelivered):
    """For now: this message is tried again later."""


class Away(Deferred):
    """The server itself cannot be used: the other messages need not be tried now either."""


class Carrier(Protocol):
    """Takes one message at a time; may keep a connection until `close`."""

    delivered: MessageState
    sender: str
    readable: bool

    def carry(self, number: int, message: EmailMessage) -> None:
        """Deliver the message of this number, or raise Refused, Deferred or Away."""

    def close(self) -> None:
        """Let go of what was kept open."""


class Post:
    """郵便: hands messages to the mail server, several over one connection."""

    delivered = MessageState.SENT
    readable = False

    def __init__(self, server: MailServer, timeout: float = TIMEOUT) -> None:
        self._server = server
        self._timeout = timeout
        self._connection: smtplib.SMTP | None = None
        self._carried = 0
        self.sender = server.sender

    def carry(self, number: int, message: EmailMessage) -> None:
        """Hand one message over; what the server says about our own side is nobody's fault but ours, and temporary."""
        if self._carried >= MOST_PER_CONNECTION:
            self.close()
        try:
            self._connection = self._connection or self._connect()
            self._carried += 1
            self._connection.send_message(message, self._server.sender_address, [message["To"]])
        except smtplib.SMTPRecipientsRefused as error:
            ((code, said),) = error.recipients.values()
            raise self._judge(code, said) from error
        except smtplib.SMTPDataError as error:
            raise self._judge(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPResponseException as error:  # greeting, sign-in, or our own address
            self.close()
            raise Away(Problem.NO_SERVER, _words(error.smtp_code, error.smtp_error)) from error
        except OSError as error:  # also what smtplib raises when a connection breaks
            self.close()
            raise Away(Problem.NO_SERVER, type(error).__name__) from error

    def close(self) -> None:
        """Say goodbye, if anybody is still there."""
        connection, self._connection, self._carried = self._connection, None, 0
        if connection is not None:
            with suppress(OSError):
                if connection.sock is not None:
                    connection.sock.settimeout(1)
                connection.quit()
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        # Our own name in the greeting; looking it up could take as long as a name server that is away.
        name = server.sender_address.rpartition("@")[2]
        secure = ssl.create_default_context()
        if server.tls is Tls.TLS:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, name, timeout=self._timeout, context=secure
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, name, timeout=self._timeout)
        try:
            if server.tls is Tls.STARTTLS:
                connection.starttls(context=secure)
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _judge(self, code: int, said: bytes | str) -> NotDelivered:
        if code == 421:  # the server is closing: smtplib has hung up
            self.close()
            return Away(Problem.NO_SERVER, _words(code, said))
        if code >= 500:
            return Refused(Problem.REFUSED, _words(code, said))
        return Deferred(Problem.NOT_TAKEN, _words(code, said))


class Folder:
    """箱: writes each message into a file that only the operator can read; a second try replaces the same file."""

    delivered = MessageState.WRITTEN
    readable = True

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self.sender = sender

    def carry(self, number: int, message: EmailMessage) -> None:
        """Write the whole file or none of it."""
        file = self._folder / f"{number:08d}.eml"
        half = file.with_suffix(".tmp")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            half.unlink(missing_ok=True)
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as written:
                written.write(message.as_bytes())
                written.flush()
                os.fsync(written.fileno())
            half.rename(file)
        except OSError as error:
            raise Away(Problem.NO_SERVER, type(error).__name__) from error

    def close(self) -> None:
        """Nothing is kept open."""


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split())[:300]
