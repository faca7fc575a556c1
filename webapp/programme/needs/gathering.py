"""要望を集める: lines typed at a round table, and words that somebody wrote elsewhere; who wrote them is not taken along."""

import hmac
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.programme.industries import INDUSTRIES
from webapp.programme.needs.models import Need
from webapp.programme.needs.operations import Heard, Wanted, keep_need
from webapp.programme.needs.visits import LONGEST_NEED, lines_of
from webapp.programme.typed import Problem, Typed
from webapp.wording import mark

MOST_LINES = 50


@dataclass(frozen=True)
class Lines:
    """ラウンドテーブルの要望: one a line, on a day, of one 業種 or 校種 where all have the same."""

    day: date
    wanted: tuple[Wanted, ...]
    key: str


def read_lines(
    fields: Mapping[str, Sequence[str]], school_types: Collection[str], today: date
) -> tuple[Lines | None, list[Problem]]:
    """Read the form; empty lines and marks in front of a line (・, -, numbers' brackets) are passed over."""
    typed = Typed(fields)
    day = typed.day("heard_on", needed=True)
    if day is not None and day > today:
        typed.refuse("heard_on", mark("聞いた日は、今日までの日付にしてください。"))
    industry = typed.listed("industry", INDUSTRIES)
    school_type = typed.listed("school_type", school_types)
    said_by = typed.text("said_by", 200)
    lines = [line.strip().lstrip("・-*●○").strip() for line in lines_of(typed, "lines", 20_000).split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        typed.refuse("lines", mark("要望を1行に一つずつ書いてください。"))
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_NEED for line in lines):
        typed.refuse("lines", mark("一度に50行まで、1行は1000字までです。分けて入れてください。"))
    read = Lines(
        day or today,
        tuple(Wanted(line[:LONGEST_NEED], industry, school_type, said_by) for line in lines),
        typed.text("key", 40, needed=True),
    )
    return (None if typed.problems else read), typed.problems


def keep_lines(session: Session, lines: Lines, heard: Heard) -> list[Need]:
    """Keep each line; the same form sent twice keeps them once."""
    return [
        keep_need(session, wanted, heard, key=f"lines-{heard.host.id}-{lines.key}-{number}")
        for number, wanted in enumerate(lines.wanted)
    ]


def key_of_words(secret: bytes, kind: str, id: int | str) -> str:
    """取り上げた印: by it the same form or answer is taken up once; without the installation's secret it says nothing of whose."""
    return f"{kind}-{hmac.digest(secret, f'{kind} {id}'.encode(), 'sha256').hex()[:48]}"


def taken_up(session: Session, keys: Collection[str]) -> set[str]:
    """Which of these were taken up already."""
    found: set[str] = set()
    wanted = list(keys)
    for place in range(0, len(wanted), 500):
        rows = session.scalars(select(Need.key).where(Need.key.in_(wanted[place : place + 500])))
        found |= {key for key in rows if key is not None}
    return found
