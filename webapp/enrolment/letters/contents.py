"""文書の中身: what each kind of letter says, as data for its sheet; always in Japanese, as its readers' files are."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.letters.addressing import person_line
from webapp.enrolment.letters.models import Letter, LetterHead, LetterKind
from webapp.enrolment.letters.operations import recipient
from webapp.enrolment.models import Enrolment, LearnerYear
from webapp.fiscal_year import in_japan, japanese_date, wareki_year
from webapp.programme.conditions import OfferingPartner, Part
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering
from webapp.wording import mark

WEEKDAYS = "月火水木金土日"
# 名簿の列: key → (head, width as a share or "auto"). What is no key here is no column.
COLUMNS = {
    "number": (mark("番号"), "auto"),
    "name": (mark("氏名"), "2"),
    "kana": (mark("ふりがな"), "2.2"),
    "organisation": (mark("所属"), "3"),
    "audience": (mark("受講区分"), "2"),
    "email": (mark("メールアドレス"), "3.4"),
    "phone": (mark("電話番号"), "2"),
    "presence": (mark("出欠"), "1.2"),
    "notes": (mark("備考"), "2"),
}
USUAL_COLUMNS = ("number", "name", "kana", "organisation", "presence")


def wareki(day: date) -> str:
    """令和8年11月24日."""
    return f"{wareki_year(day)}{day.month}月{day.day}日"


def acceptances(session: Session, letters: Sequence[Letter], invented: bool) -> dict[str, Any]:
    """受講決定通知 of one person or of many, each on pages of its own."""
    return {
        "title": LetterKind.ACCEPTANCE.label_ja,
        "invented": invented,
        "letters": [_acceptance(session, letter) for letter in letters],
    }


def nomination(session: Session, letter: Letter, invented: bool) -> dict[str, Any]:
    """受講者推薦依頼 to an organisation."""
    offering, asked = letter.offering, letter.detail
    facts = [
        *_facts(session, offering),
        ("推薦人数", [f"{asked['seats']}人まで"]),
        ("回答期限", [wareki(date.fromisoformat(asked["deadline"]))]),
    ]
    opening = [
        "日ごろから、データサイエンスの人材育成に御協力いただき、ありがとうございます。",
        "下記の講座を開講しますので、受講者を推薦してくださいますようお願いします。"
        "推薦は、回答期限までに、受講を希望する方の氏名と連絡先を下記の問い合わせ先にお知らせください。",
    ]
    said = _envelope(session, letter) | {
        "to": asked["to"],
        "subject": "講座の受講者の推薦について（依頼）",
        "opening": opening,
        "facts": facts,
        "contact": _lines(asked["contact"]),
    }
    return {"title": LetterKind.NOMINATION.label_ja, "invented": invented, "letters": [said]}


def roster(session: Session, letter: Letter, invented: bool) -> dict[str, Any]:
    """受講者名簿 of the people whom it was made for, in their order of then."""
    offering, keys = letter.offering, [key for key in letter.detail["columns"] if key in COLUMNS]
    people = {
        row.id: row
        for row in session.scalars(
            select(Enrolment)
            .options(joinedload(Enrolment.learner))
            .where(Enrolment.id.in_(letter.detail["enrolments"]))
        )
    }
    rows = [people[id] for id in letter.detail["enrolments"] if id in people]
    employers = _organisations(session, offering, [row.learner_id for row in rows])
    day = wareki(japanese_date(letter.made_at))
    return {
        "title": f"{LetterKind.ROSTER.label_ja}　{_title(offering)}",
        "invented": invented,
        "number": letter.shown_number,
        "date": day,
        "about": [
            f"主催　{offering.host.name_ja}　　期間　{_period(offering)}",
            f"{len(rows)}人（{day}現在）",
        ],
        "columns": [COLUMNS[key] for key in keys],
        "rows": [
            [_cell(key, place, row, employers.get(row.learner_id, "")) for key in keys]
            for place, row in enumerate(rows, start=1)
        ],
        "note": "この名簿は、講座の運営のためにだけ使ってください。使い終わったら、細断するなどして処分してください。",
    }


def _acceptance(session: Session, letter: Letter) -> dict[str, Any]:
    learner, offering = recipient(letter), letter.offering
    employer = _organisations(session, offering, [learner.id]).get(learner.id)
    return _envelope(session, letter) | {
        "to": [*([employer] if employer else []), person_line(learner.name)],
        "subject": "講座の受講決定について（通知）",
        "opening": ["お申し込みのありました下記の講座について、受講を決定しましたので通知します。"],
        "facts": _facts(session, offering),
    }


def _envelope(session: Session, letter: Letter) -> dict[str, Any]:
    head = session.get_one(LetterHead, letter.partner_id)
    return {
        "number": letter.shown_number,
        "date": wareki(japanese_date(letter.made_at)),
        "from": [letter.partner.name_ja, *_lines(head.signatory)],
        "omits_seal": head.omits_seal,
        "contact": _lines(head.contact),
    }


def _facts(session: Session, offering: Offering) -> list[tuple[str, list[str]]]:
    partners = session.scalars(
        select(OfferingPartner)
        .options(joinedload(OfferingPartner.partner))
        .where(OfferingPartner.offering_id == offering.id)
        .order_by(OfferingPartner.partner_id)
    ).all()
    carried = [
        (part.label_ja, [row.partner.name_ja for row in partners if row.part is part]) for part in Part
    ]
    classes = [
        _class(meeting)
        for meeting in offering.meetings
        if meeting.state not in (MeetingState.CANCELLED, MeetingState.MOVED)
    ]
    facts = [("講座名", [_title(offering)]), ("期間", [_period(offering)]), ("日程", classes)]
    facts += [("主催", [offering.host.name_ja]), *carried]
    return [(label, lines) for label, lines in facts if lines]


def _class(meeting: Meeting) -> str:
    again = "（振替）" if meeting.replaces_id else ""
    starts_at, ends_at = in_japan(meeting.starts_at), in_japan(meeting.ends_at)
    if meeting.mode is MeetingMode.ON_DEMAND:
        when = f"{wareki(starts_at.date())}から随時"
    else:
        when = (
            f"{wareki(starts_at.date())}（{WEEKDAYS[starts_at.weekday()]}）{starts_at:%H:%M}〜{ends_at:%H:%M}"
        )
    place = meeting.place if meeting.mode is MeetingMode.IN_PERSON else ""
    return "　".join(
        part for part in (f"第{meeting.shown_number}回{again}", when, meeting.mode.label_ja, place) if part
    )


def _organisations(session: Session, offering: Offering, learners: Sequence[int]) -> dict[int, str]:
    years = session.scalars(
        select(LearnerYear).where(
            LearnerYear.learner_id.in_(learners), LearnerYear.fiscal_year == offering.fiscal_year
        )
    )
    return {year.learner_id: year.organisation or year.school or "" for year in years}


def _cell(key: str, place: int, row: Enrolment, employer: str) -> str:
    learner = row.learner
    return {
        "number": str(place),
        "name": learner.name,
        "kana": learner.name_kana,
        "organisation": employer,
        "audience": row.audience.label_ja,
        "email": learner.email or "",
        "phone": learner.phone or "",
    }.get(key, "")


def _title(offering: Offering) -> str:
    return f"{offering.title_ja}　第{offering.number}期"


def _period(offering: Offering) -> str:
    return f"{wareki(offering.starts_on)}から{wareki(offering.ends_on)}まで"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
