"""紙の出席簿: a class's people with boxes to tick, as PDF; in Japanese, as the office's files are."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from webapp.enrolment.letters.contents import WEEKDAYS, wareki
from webapp.enrolment.letters.document import SHEETS as LETTERS
from webapp.fiscal_year import in_japan, japanese_date
from webapp.participation.attendance.holding import CAME
from webapp.participation.attendance.queries import Line
from webapp.participation.models import AttendedHow, Presence
from webapp.programme.models import Meeting, MeetingMode
from webapp.programme.naming import offering_name
from webapp.typesetting import printable, typeset

SHEET = Path(__file__).parent / "sheets" / "attendance.typ"
COLUMNS = ("番号", "氏名", "ふりがな", "対面", "オンライン", "欠席連絡", "備考")
BOXES = (AttendedHow.IN_PERSON, AttendedHow.ONLINE, AttendedHow.NOTIFIED)
TICK = "○"
REMARKS = {Presence.LATE: "遅刻", Presence.EXCUSED: "公欠", Presence.ABSENT: "欠席"}


def paper(meeting: Meeting, lines: Sequence[Line], at: datetime, invented: bool) -> dict[str, Any]:
    """What the paper says: the people in the order of the form that it is typed into, ticked where it is known."""
    number = f"第{meeting.shown_number}回{'（振替）' if meeting.replaces_id else ''}"
    course = offering_name(meeting.offering)["ja"]
    return {
        "title": f"出席簿　{number}",
        "class": f"{course}　{number}",
        "invented": invented,
        "about": [
            ("講座", course),
            ("日時", _when(meeting)),
            ("会場", _where(meeting)),
            ("主催", meeting.offering.host.name_ja),
            ("人数", f"{len(lines)}人（{wareki(japanese_date(at))}現在）"),
        ],
        "columns": COLUMNS,
        "rows": [_row(place, line) for place, line in enumerate(lines, start=1)],
        "note": "あてはまる欄に○を付けてください。遅刻した人は、出席した欄の○と備考の「遅刻」。ほかの期で受けた人は、備考に「第○期で振替」。○が印刷された欄は、すでに記録があります。"
        "入力し終わったら、細断するなどして処分してください。",
    }


def render_paper(said: dict[str, Any], kind: Literal["pdf", "png"] = "pdf") -> list[bytes]:
    """One PDF, or one picture per page."""
    page = (LETTERS / "page.typ").read_text(encoding="utf-8")
    return typeset(f"{page}\n{SHEET.read_text(encoding='utf-8')}", printable(said), kind)


def _row(place: int, line: Line) -> list[str]:
    there, learner = line.attendance, line.enrolment.learner
    how = there.how if there is not None else None
    ticks = [TICK if how is box else "" for box in BOXES]
    if there is not None and there.made_up_at is not None:
        return [
            str(place),
            learner.name,
            learner.name_kana,
            "",
            "",
            "",
            f"第{there.made_up_at.offering.number}期で振替",
        ]
    known = REMARKS.get(there.presence, "") if there is not None and how is not AttendedHow.NOTIFIED else ""
    if there is not None and there.presence in CAME and how is None:
        known = known or "出席"
    return [str(place), learner.name, learner.name_kana, *ticks, known]


def _when(meeting: Meeting) -> str:
    begins, ends = in_japan(meeting.starts_at), in_japan(meeting.ends_at)
    return f"{wareki(begins.date())}（{WEEKDAYS[begins.weekday()]}）{begins:%H:%M}〜{ends:%H:%M}"


def _where(meeting: Meeting) -> str:
    if meeting.mode is MeetingMode.IN_PERSON and meeting.place:
        return meeting.place
    return meeting.mode.label_ja
