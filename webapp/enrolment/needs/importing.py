"""要望を取り込む: rows of a file as needs; what a row says is read here, and its mistakes are told beside it."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.rosters.dates import parse_day
from webapp.enrolment.rosters.words import industry_of, school_types_by_word, squeeze
from webapp.programme.needs.models import Need
from webapp.programme.needs.operations import Heard, Wanted, keep_need
from webapp.programme.needs.visits import LONGEST_NEED
from webapp.wording import mark

MOST_ROWS = 200
FARTHEST_HEADER = 20
COLUMNS = ("day", "wanted", "industry", "school_type", "said_by")
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "wanted": ("要望", "ニーズ", "内容", "意見", "学びたいこと", "need"),
    "day": ("日付", "受付日", "聞いた日", "日", "date", "day"),
    "industry": ("業種", "産業", "industry"),
    "school_type": ("校種", "学校種", "school"),
    "said_by": ("団体", "会社", "企業", "所属", "学校名", "organisation", "organization"),
}


@dataclass(frozen=True)
class Row:
    """取り込む行: its cells as they were written, and beside each column what is to be mended."""

    cells: Mapping[str, str]
    problems: Mapping[str, str]
    day: date | None
    wanted: Wanted


def rows_in(sheet: Sequence[tuple[int, Sequence[str]]]) -> list[dict[str, str]]:
    """The rows below the first line that has a heading for the need; nothing where there is none."""
    for place, (_number, cells) in enumerate(sheet[:FARTHEST_HEADER]):
        columns = _columns(cells)
        if "wanted" in columns:
            found = [
                {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
                for _number, cells in sheet[place + 1 :]
            ]
            return [{name: row.get(name, "") for name in COLUMNS} for row in found if row["wanted"]]
    return []


def read_row(cells: Mapping[str, str], school_types: Collection[str], today: date) -> Row:
    """One row; without a day it was heard today."""
    problems: dict[str, str] = {}
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]+", " ", cells["wanted"]).strip()
    if not text:
        problems["wanted"] = mark("入力してください。")
    elif len(text) > LONGEST_NEED:
        problems["wanted"] = mark("長すぎます。短くしてください。")
    day: date | None = today
    if cells["day"]:
        try:
            day = parse_day(cells["day"])
        except ValueError:
            day = None
    if day is None or day > today or day.year < 2000:
        problems["day"] = mark("今日までの日付を、2026-04-01 のように書いてください。")
    industry = industry_of(cells["industry"])
    school = school_types_by_word(school_types).get(squeeze(cells["school_type"]))
    if cells["industry"] and industry is None:
        problems["industry"] = mark("日本標準産業分類の大分類（製造業 または E など）を書いてください。")
    if cells["school_type"] and school is None:
        problems["school_type"] = mark("校種（小学校、高等学校など）を書いてください。")
    wanted = Wanted(text[:LONGEST_NEED], industry, school, cells["said_by"].strip()[:200])
    return Row(cells, problems, day, wanted)


def keep_rows(session: Session, rows: Sequence[Row], heard: Heard) -> tuple[int, int]:
    """Keep each row, once: how many are new, and how many were kept before (the same file again, a row mended since)."""
    new = 0
    for row in rows:
        key = _key(heard.host.id, row)
        if session.scalar(select(Need.id).filter_by(key=key)) is None:
            of_row = Heard(heard.host, row.day or heard.day, heard.source, heard.by, heard.at)
            keep_need(session, row.wanted, of_row, key=key)
            new += 1
    return new, len(rows) - new


def _key(host: int, row: Row) -> str:
    told = [
        host,
        str(row.day),
        row.wanted.text,
        row.wanted.industry,
        row.wanted.school_type,
        row.wanted.said_by,
    ]
    return f"import-{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:48]}"


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by headings; the whole heading before a part of it, and each column once."""
    plain = [unicodedata.normalize("NFKC", cell).strip().lower() for cell in cells]
    found: dict[str, int] = {}
    for whole in (True, False):
        for name, words in HEADINGS.items():
            for at, cell in enumerate(plain):
                fits = cell in words if whole else len(cell) < 30 and any(word in cell for word in words)
                if fits and name not in found and at not in found.values():
                    found[name] = at
    return found
