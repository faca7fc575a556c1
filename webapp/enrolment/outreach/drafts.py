"""周知の入力を読む: one contact's form, and many organisations pasted line by line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

from webapp.programme.models import Offering, Partner, Seminar
from webapp.programme.organisations import OrganisationKind
from webapp.programme.outreach.channels import CHANNELS
from webapp.programme.outreach.codes import new_code
from webapp.programme.outreach.models import Outreach
from webapp.programme.outreach.recording import known_organisation, record_outreach
from webapp.programme.typed import Problem, Typed
from webapp.wording import mark

Fields = Mapping[str, Sequence[str]]
MOST_PEOPLE, MOST_YEN = 99_999_999, 99_999_999
MOST_LINES = 200
NOBODYS = mark("一覧から選んでください。")


@dataclass(frozen=True)
class ContactDraft:
    """周知の内容: what was done when, for which course, and what it cost in yen."""

    host: Partner
    made_on: date
    channel: str
    what: str
    about: Offering | Seminar | None
    organisation: str
    kind: OrganisationKind
    people_reached: int | None
    cost_yen: int | None


@dataclass(frozen=True)
class Line:
    """貼り付けた一行: an organisation, and how many people were reached there."""

    organisation: str
    people_reached: int | None


def read_contact(
    fields: Fields, hosts: Sequence[Partner], about: Mapping[str, Offering | Seminar]
) -> tuple[ContactDraft | None, list[Problem]]:
    """The draft, or what is to be mended; `about` are the courses and seminars it may be for, as the form names them."""
    typed = Typed(fields)
    host = typed.one_of("host", lambda given: _of(hosts, given), hosts[0]) if len(hosts) > 1 else hosts[0]
    made_on = typed.day("made_on", needed=True)
    channel = typed.one_of("channel", _channel, "other")
    what = typed.text("what", 300, needed=True)
    wanted = next(iter(typed.all("about")), "")
    for_what = about.get(wanted)
    if wanted and (for_what is None or for_what.host_id != host.id):
        typed.refuse("about", NOBODYS)
    draft = ContactDraft(
        host, made_on or date.min, channel, what, for_what, typed.text("organisation", 200),
        typed.one_of("kind", OrganisationKind, OrganisationKind.OTHER) if typed.all("kind") else OrganisationKind.OTHER,
        typed.number("people_reached", 0, MOST_PEOPLE), typed.number("cost_yen", 0, MOST_YEN),
    )  # fmt: skip
    return (None if typed.problems else draft), typed.problems


def read_lines(fields: Fields) -> tuple[list[Line], list[Problem], list[int]]:
    """団体を一行ずつ: a name, and after a tab or comma how many people; the same name twice is one line too many.

    The third is the numbers of the lines that cannot be read.
    """
    rows = [row for row in next(iter(fields.get("lines", ())), "").splitlines() if row.strip()]
    if not rows:
        return [], [Problem("lines", mark("団体の名前を、一行に一つずつ入力してください。"))], []
    if len(rows) > MOST_LINES:
        told = mark("一度に記録できるのは200行までです。分けて入力してください。")
        return [], [Problem("lines", told)], []
    read, seen, wrong = [], set(), []
    for number, row in enumerate(rows, start=1):
        line = _line(row)
        if line is None or line.organisation in seen:
            wrong.append(number)
        else:
            seen.add(line.organisation)
            read.append(line)
    if wrong:
        told = mark("人数が読めないか、同じ団体が二度出てくる行があります。")
        return [], [Problem("lines", told)], wrong
    return read, [], []


def record_draft(session: Session, draft: ContactDraft, code: str | None, by: int, at: datetime) -> Outreach:
    """周知を記録する: as it was typed; the same `code` twice records once."""
    about = draft.about
    organisation = (
        known_organisation(session, draft.host, draft.organisation, draft.kind, at)
        if draft.organisation
        else None
    )
    return record_outreach(
        session, host=draft.host, made_on=draft.made_on, channel=draft.channel, what=draft.what,
        organisation=organisation,
        offering=about if isinstance(about, Offering) else None,
        seminar=about if isinstance(about, Seminar) else None,
        people_reached=draft.people_reached, cost_yen=draft.cost_yen, code=code, by=by, at=at,
    )  # fmt: skip


def form_key(secret_key: str) -> str:
    """What a form carries so that sending it twice records once: the code that its contact will have, signed."""
    return str(_signer(secret_key).dumps(new_code()))


def code_in(secret_key: str, key: str) -> str | None:
    """The code that we put into a form; None where we did not."""
    try:
        return str(_signer(secret_key).loads(key))
    except BadData:
        return None


def _signer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="outreach form")


def _channel(given: str) -> str:
    if given not in CHANNELS:
        raise ValueError(given)
    return given


def _of(hosts: Sequence[Partner], given: str) -> Partner:
    found = next((host for host in hosts if str(host.id) == given), None)
    if found is None:
        raise ValueError(given)
    return found


def _line(row: str) -> Line | None:
    name, _, number = re.sub(r"[,，、]\s*(\d+)\s*$", r"\t\1", row.strip()).partition("\t")
    name, number = " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", name).split()), number.strip()
    if (
        not name
        or len(name) > 200
        or (number and not (number.isascii() and number.isdigit() and len(number) < 9))
    ):
        return None
    return Line(name, int(number) if number else None)
