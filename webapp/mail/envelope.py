"""封筒: a kept message as the internet's mail wants it, with headers that nothing typed can break out of."""

from __future__ import annotations

from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, parseaddr
from typing import Any

from webapp.fiscal_year import in_japan
from webapp.mail.links import OURS, written_out
from webapp.mail.models import Message
from webapp.mail_server import ADDRESS

NOBODY = "no-reply@tateyama.invalid"  # the sender in files, where no server says in whose name mail goes


class NoAddress(ValueError):
    """The address is none that a message could go to."""


class _AsItIs(UnstructuredHeader, BaseHeader):
    """A header of ASCII words without spaces: the usual folding would encode a long one, and nobody could read it."""

    def fold(self, *, policy: Policy[Any]) -> str:
        """One line, whatever its length; mail allows 998."""
        return f"{self.name}: {self}{policy.linesep}"


def _policy() -> Policy[Any]:
    headers = HeaderRegistry()
    for name in ("To", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post"):
        headers.map_to_type(name, _AsItIs)
    return SMTP.clone(header_factory=headers)


POLICY = _policy()


def envelope(
    message: Message, sender: str, stop_link: str, *, home: str = OURS, readable: bool = False
) -> EmailMessage:
    """The message to hand over, or to read in a file (`readable`); raises NoAddress."""
    if not ADDRESS.fullmatch(message.address):
        raise NoAddress
    made = EmailMessage(policy=POLICY)
    made["From"] = sender
    made["To"] = message.address
    made["Subject"] = message.subject
    made["Date"] = format_datetime(in_japan(message.queued_at))
    # The same at every try: should a server have taken it before, mail programs know it again.
    made["Message-ID"] = (
        f"<{message.id}.{message.queued_at.timestamp():.0f}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    )
    made["Auto-Submitted"] = "auto-generated"
    if not message.essential:
        made["List-Unsubscribe"] = f"<{stop_link}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(written_out(message.body, home), cte="8bit" if readable else "base64")
    return made
