"""送信箱に入れる: write a message in its reader's language and keep it until it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.mail.models import Message

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Written:
    """A message as its reader will see it."""

    subject: str
    body: str


@cache
def _texts() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEXTS), undefined=StrictUndefined, autoescape=False, trim_blocks=True
    )


def write(template: str, language: str, values: Mapping[str, Any]) -> Written:
    """文面: `texts/<template>.<language>.txt`, whose first line is the subject and second is empty."""
    text = _texts().get_template(f"{template}.{language}.txt").render(values)
    subject, _, body = text.partition("\n")
    # A line break in a name must not become a header of the message.
    return Written(" ".join(subject.split()), body.strip() + "\n")


def send(
    session: Session,
    template: str,
    address: str,
    language: str,
    values: Mapping[str, Any],
    at: datetime,
    *,
    key: str,
    essential: bool = True,
    learner_id: int | None = None,
    offering_id: int | None = None,
) -> Message:
    """メールを出す: keep the message for the background, once per `key`; part of the caller's transaction."""
    there = session.scalar(select(Message).filter_by(key=key))
    if there is not None:
        return there
    written = write(template, language, values)
    message = Message(
        key=key, template=template, address=address, language=language, subject=written.subject[:300],
        body=written.body, essential=essential, learner_id=learner_id, offering_id=offering_id,
        queued_at=at, next_try_at=at,
    )  # fmt: skip
    session.add(message)
    session.flush()
    return message
