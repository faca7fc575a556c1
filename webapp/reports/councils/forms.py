"""連絡協議会の入力: reads the forms of its pages; what cannot be kept stays beside its field."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from webapp.programme.needs.models import NeedState
from webapp.programme.typed import NEEDED, WRONG, Problem, Typed
from webapp.reports.councils.models import PaperKind
from webapp.reports.councils.operations import CouncilText, PaperText, RemarkText
from webapp.wording import mark

LONGEST = 4000
CHOOSE = mark("一覧から選んでください。")
ADDRESS = mark("https:// で始まるアドレスを入力してください。")

Fields = Mapping[str, Sequence[str]]


def read_council(fields: Fields) -> tuple[CouncilText | None, list[Problem]]:
    """会議: its number and moment are needed."""
    typed = Typed(fields)
    number, starts_at = typed.number("number", 1, 9999), typed.moment("starts_at")
    for name, value in (("number", number), ("starts_at", starts_at)):
        if value is None:
            typed.refuse(name, NEEDED)
    said = CouncilText(
        number or 0,
        starts_at or datetime.now(UTC),
        typed.text("place", 200),
        _address(typed, "online_url"),
        _lines(typed, fields, "agenda"),
        _lines(typed, fields, "gist"),
    )
    return (None, typed.problems) if typed.problems else (said, [])


def read_paper(fields: Fields, releases: Collection[int]) -> tuple[PaperText | None, list[Problem]]:
    """資料: a release must be one of those that were released; other papers need a title."""
    typed = Typed(fields)
    number = typed.number("paper_number", 1, 99)
    if number is None:
        typed.refuse("paper_number", NEEDED)
    kind = typed.one_of("paper_kind", PaperKind, PaperKind.OTHER)
    release, year = typed.text("paper_release"), typed.number("paper_year", 1990, 2200)
    if kind is PaperKind.RELEASE and release not in map(str, releases):
        typed.refuse("paper_release", CHOOSE)
    if kind is PaperKind.LOGIC_MODEL and year is None:
        typed.refuse("paper_year", NEEDED)
    said = PaperText(
        number or 0,
        kind,
        typed.text("paper_title", 200, needed=kind is PaperKind.OTHER),
        int(release) if kind is PaperKind.RELEASE and not typed.problems else None,
        year if kind in (PaperKind.LOGIC_MODEL, PaperKind.CASES) else None,
        _address(typed, "paper_url") if kind is PaperKind.OTHER else "",
    )
    return (None, typed.problems) if typed.problems else (said, [])


def read_remark(fields: Fields, owners: Collection[int]) -> tuple[RemarkText | None, list[Problem]]:
    """指摘と対応."""
    typed = Typed(fields)
    owner = typed.text("owner")
    if owner and owner not in map(str, owners):
        typed.refuse("owner", CHOOSE)
    said = RemarkText(
        typed.text("said_by", 100, needed=True),
        typed.text("said", 1000, needed=True),
        typed.text("response", 1000),
        typed.one_of("state", NeedState, NeedState.CONSIDERED),
        typed.day("due"),
        None if typed.problems or not owner else int(owner),
    )
    return (None, typed.problems) if typed.problems else (said, [])


def _address(typed: Typed, name: str) -> str:
    """An address that a browser may follow, or nothing."""
    given = typed.text(name, 500)
    if not given:
        return ""
    try:
        parts = urlsplit(given)
    except ValueError:
        typed.refuse(name, WRONG)
        return ""
    if parts.scheme not in ("https", "http") or not parts.netloc or " " in given:
        typed.refuse(name, ADDRESS)
    return given


def _lines(typed: Typed, fields: Fields, name: str) -> str:
    """Several lines, each without control characters."""
    given = (fields.get(name) or [""])[0]
    lines = [
        "".join(letter for letter in line if unicodedata.category(letter) not in ("Cc", "Cs")).strip()
        for line in given.splitlines()
    ]
    text = "\n".join(lines).strip()
    if len(text) > LONGEST:
        typed.refuse(name, mark("長すぎます。短くしてください。"))
    return text[:LONGEST]
