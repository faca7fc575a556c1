"""自分の情報の包み: one zip with JSON, a CSV per table, who looked, and the notebooks that were handed in."""

import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.accounts.told import Told, told_about
from webapp.enrolment.models import Learner
from webapp.fiscal_year import in_japan
from webapp.participation.models import Submission
from webapp.participation.storage import SubmissionStore
from webapp.rights.own_data.labels import reasons
from webapp.rights.own_data.reading import Section, sections_of
from webapp.spreadsheet import Encoding, Sheet, write_csv

# Of the notebooks, the newest first, until so many bytes are in it; all of them are listed.
MOST_BYTES = 200 * 1024 * 1024
MOST_LOOKS = 10_000


@dataclass(frozen=True)
class Packed:
    """What went in: rows of tables, looks, and notebooks of how many that are kept."""

    rows: int
    looks: int
    notebooks: int
    notebooks_in_all: int


def pack(
    session: Session,
    store: SubmissionStore,
    learner: Learner,
    at: datetime,
    into: IO[bytes],
    english: Callable[[str], str],
) -> Packed:
    """包む: write the zip into this file; every word of ours in both languages, `english` says the other."""
    sections = [
        *sections_of(session, learner),
        looks := _looks(told_about(session, learner, most=MOST_LOOKS), english),
    ]
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
        inside, in_all = _put_notebooks(package, session, store, learner)
        package.writestr("data.json", _as_json(sections, learner, at))
        for section in sections:
            package.writestr(f"csv/{section.name}.csv", _as_csv(section))
        package.writestr("README.txt", "\r\n".join(_note(sections, at, inside, in_all)).encode("utf-8-sig"))
    rows = sum(len(section.rows) for section in sections) - len(looks.rows)
    return Packed(rows, len(looks.rows), inside, in_all)


def _looks(lines: Sequence[Told], english: Callable[[str], str]) -> Section:
    columns = {
        "number": "行 / Line",
        "at": "日時 / When",
        "who": "見た人 / Who",
        "what": "したこと / What",
        "purpose": "利用目的 / Purpose",
        "people": "並んでいた人数 / People on the list",
    }
    return Section(
        "who_looked", "情報の取扱いの記録 / Who looked", columns, [_look(line, english) for line in lines]
    )


def _look(line: Told, english: Callable[[str], str]) -> dict[str, Any]:
    if line.by_me:
        who = "あなた / you"
    elif line.by_platform:
        who = "システム / the platform"
    elif line.by:
        who = f"{line.by.name_ja}の事務局 / the office of {line.by.name_en}"
    else:
        who = f"職員 / staff ({line.role.value if line.role else '-'})"
    return {
        "number": line.number, "at": in_japan(line.at).isoformat(timespec="seconds"), "who": who,
        "what": f"{line.what} / {english(line.what)}",
        "purpose": f"{line.purpose.label_ja} / {english(line.purpose.label_ja)}" if line.purpose else None, "people": line.people or None,
    }  # fmt: skip


def _put_notebooks(
    package: zipfile.ZipFile, session: Session, store: SubmissionStore, learner: Learner
) -> tuple[int, int]:
    mine = select(Submission).where(Submission.learner_id == learner.id).order_by(Submission.id.desc())
    kept = [submission for submission in session.scalars(mine) if not submission.is_let_go]
    inside = size = 0
    for submission in kept:
        file = store.path_of(submission.sha256)
        if size + submission.size > MOST_BYTES or not file.is_file():
            continue
        package.write(
            file, f"notebooks/{submission.course_slug}-{submission.lesson_slug}-{submission.number}.ipynb"
        )
        inside, size = inside + 1, size + submission.size
    return inside, len(kept)


def _as_json(sections: Iterable[Section], learner: Learner, at: datetime) -> bytes:
    told = {
        "person": learner.login_id,
        "made_at": in_japan(at).isoformat(timespec="seconds"),
        "tables": {
            section.name: {"title": section.title, "columns": dict(section.columns), "rows": section.rows}
            for section in sections
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()


def _as_csv(section: Section) -> bytes:
    rows = [[_cell(row[column]) for column in section.columns] for row in section.rows]
    return write_csv(Sheet([], list(section.columns.values()), rows), Encoding.UTF_8, "")


def _cell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "はい / yes" if value else "いいえ / no"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _note(sections: Iterable[Section], at: datetime, inside: int, in_all: int) -> list[str]:
    return [
        "自分の情報 / What is kept of you",
        f"作成 / made: {in_japan(at):%Y-%m-%d %H:%M} JST",
        "",
        "data.json: すべて / everything;  csv/: 表ごと / table by table;  notebooks/: 提出したノートブック / notebooks handed in "
        f"({inside}/{in_all})",
        "名前を出さずに答えたアンケートは、だれの回答か分からないため入っていません / anonymous survey answers are nobody's and not in it",
        "",
        *(f"csv/{section.name}.csv: {section.title}（{len(section.rows)}）" for section in sections),
        "",
        "入れていないものと理由 / what is not in it, and why",
        *(f"- {name}: {why}" for name, why in reasons().items()),
        "",
    ]
