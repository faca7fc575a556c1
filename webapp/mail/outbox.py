"""送信箱に入れる: write a message in its reader's language and keep it until it is sent."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.day_words import day_in, moment_in
from webapp.mail.models import Message
from webapp.mail.templates import TEMPLATES, Template

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = ("ja", "en")
SENDER = {"ja": "データサイエンス講座", "en": "Data science courses"}
COVER = {"ja": "（ここには表示されません）", "en": "(not shown here)"}


@dataclass(frozen=True)
class Written:
    """A message as its reader will see it."""

    subject: str
    body: str


@dataclass(frozen=True)
class Letter:
    """一通: to whom, in which language, with which values; its key makes it go out once."""

    key: str
    address: str
    language: str
    values: Mapping[str, Any]
    learner_id: int | None = None


def write(template: str, language: str, values: Mapping[str, Any]) -> Written:
    """文面: `texts/<template>.<language>.txt`, whose first line is the subject and second is empty."""
    known = TEMPLATES[template]
    told = {
        name: _clean(value, long=name in known.long) for name, value in {"sender": SENDER, **values}.items()
    }
    subject, _, body = (
        _texts(language).get_template(f"{template}.{language}.txt").render(told).partition("\n")
    )
    return Written(" ".join(subject.split()), body.strip() + "\n")


def covered(template: str, language: str, values: Mapping[str, Any]) -> str | None:
    """The same text without what opens something by itself; None where there is nothing of that kind."""
    secret = TEMPLATES[template].secret
    return write(template, language, {**values, **dict.fromkeys(secret, COVER)}).body if secret else None


def send(
    session: Session,
    template: str,
    address: str,
    language: str,
    values: Mapping[str, Any],
    at: datetime,
    *,
    key: str,
    learner_id: int | None = None,
    offering_id: int | None = None,
) -> Message:
    """メールを出す: keep the message for the background, once per `key`; part of the caller's transaction."""
    there = session.scalar(select(Message).filter_by(key=key))
    if there is not None:
        return there
    message = Message(
        **_columns(template, Letter(key, address, language, values, learner_id), at, offering_id)
    )
    try:
        with session.begin_nested():
            session.add(message)
    except IntegrityError:
        # Somebody else asked for the same at the same moment, and was first.
        return session.scalars(select(Message).filter_by(key=key)).one()
    return message


def send_many(
    session: Session,
    template: str,
    letters: Iterable[Letter],
    at: datetime,
    *,
    offering_id: int | None = None,
) -> int:
    """同じ案内を多くの人に: all at once, by keys that nobody has used (IntegrityError otherwise); how many they are."""
    rows = [_columns(template, letter, at, offering_id) for letter in letters]
    if rows:
        session.execute(insert(Message), rows)
    return len(rows)


def _columns(template: str, letter: Letter, at: datetime, offering_id: int | None) -> dict[str, Any]:
    language = letter.language if letter.language in LANGUAGES else "ja"
    written = write(template, language, letter.values)
    return {
        "key": letter.key, "template": template, "address": letter.address.strip(), "language": language,
        "subject": written.subject[:300], "body": written.body,
        "covered": covered(template, language, letter.values), "essential": TEMPLATES[template].essential,
        "learner_id": letter.learner_id, "offering_id": offering_id, "queued_at": at, "next_try_at": at,
        "useless_after": _useless_after(TEMPLATES[template], letter.values, at),
    }  # fmt: skip


def _useless_after(template: Template, values: Mapping[str, Any], at: datetime) -> datetime | None:
    return at + timedelta(minutes=int(values["minutes"])) if "minutes" in template.sample else None


def _clean(value: Any, *, long: bool) -> Any:
    """What people typed cannot lay out the message: a name is one line, and nothing holds control characters."""
    if isinstance(value, Mapping):
        return {key: _clean(each, long=long) for key, each in value.items()}
    if not isinstance(value, str):
        return value
    lines = [
        re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", line) for line in value.split("\n")
    ]
    return "\n".join(line.rstrip() for line in lines).strip() if long else " ".join(" ".join(lines).split())


def _in_words(language: str, value: Any) -> Any:
    """A value as this language writes it: days and moments (always Japan's), and one of a pair of words."""
    if isinstance(value, Mapping):
        return value[language]
    if isinstance(value, datetime):
        return moment_in(language, value)
    return day_in(language, value) if isinstance(value, date) else value


@cache
def _texts(language: str) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEXTS),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        finalize=partial(_in_words, language),
    )
