"""チラシ: an A4 page for a notice board, from an offering's facts, with a contact's own QR and address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from flask_babel import force_locale, gettext

from course.catalogue import Course
from webapp.config import Settings
from webapp.day_words import day_in
from webapp.enrolment.outreach.pictures import address_of, qr_file
from webapp.fiscal_year import in_japan, japanese_date, wareki_year
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering
from webapp.programme.outreach.models import Outreach
from webapp.typesetting import printable, typeset
from webapp.wording import mark

SHEET = Path(__file__).parent / "sheets" / "flyer.typ"
WEEKDAYS = "月火水木金土日"
MOST_CLASSES = 12
FOR_ALL = mark("はじめての方から、仕事や授業で使いたい方まで。必要なのはブラウザだけです。")
GONE = (MeetingState.CANCELLED, MeetingState.MOVED)
Facts = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Typed:
    """チラシに添えること: what no row says: a sentence in place of the course's, and what it costs, where somebody says so."""

    language: str = "ja"
    lead: str = ""
    fee: str = ""


def flyer(
    settings: Settings,
    contact: Outreach,
    offerings: Sequence[Offering],
    course: Course | None,
    typed: Typed,
    invented: bool,
) -> dict[str, Any]:
    """What the page says: of the contact's offering, or of these where it tells of courses in general."""
    with force_locale(typed.language):
        return _said(settings, contact, offerings, course, typed, invented)


def render(
    settings: Settings, contact: Outreach, said: dict[str, Any], kind: Literal["pdf", "png"] = "pdf"
) -> bytes:
    """One page, as PDF or as a picture."""
    files = {
        "qr.svg": qr_file(address_of(settings, contact), "svg"),
        "icon.svg": settings.region.icon.read_bytes(),
    }
    (page,) = typeset(SHEET.read_text(encoding="utf-8"), printable(said), kind, files=files)
    return page


def _said(
    settings: Settings,
    contact: Outreach,
    offerings: Sequence[Offering],
    course: Course | None,
    typed: Typed,
    invented: bool,
) -> dict[str, Any]:
    code, offering, region = typed.language, contact.offering, settings.region
    address = address_of(settings, contact).partition("://")[2]
    whom = region.contact_of(contact.host.slug)
    title = _in(code, offering, "title") if offering else str(getattr(region.line, code))
    closes = offering.apply_until if offering else None
    return {
        "language": code,
        "invented": invented,
        "invented_words": gettext("架空のデータ"),
        "brand": f"{getattr(region.brand, code)}　{getattr(region.line, code)}",
        "kicker": gettext("受講者募集"),
        "term": gettext("第%(number)s期", number=offering.number) if offering else "",
        "title": title,
        "title_parts": re.split(r"(?=（)|(?<=）)", title),
        "lead": typed.lead or (str(getattr(course.summary, code)) if course else gettext(FOR_ALL)),
        "facts": (_facts(offering, code) if offering else _several(offerings, code)) + _fee(typed),
        "call": gettext("お申し込みはこちら"),
        "deadline_words": gettext("申込締切") if closes else "",
        "deadline": _moment(code, closes) if closes else "",
        "how": gettext("読み取るか、次のアドレスを開いてください。"),
        "address": address,
        "address_size": 15 if len(address) <= 36 else 12 if len(address) <= 46 else 10.5 if len(address) <= 56 else 8,
        "hosts": [gettext("主催: %(host)s", host=_in(code, contact.host, "name"))],
        "contact": [
            line for line in (gettext("問い合わせ先"), getattr(whom.name, code), whom.phone, whom.mail) if line
        ],
    }  # fmt: skip


def _facts(offering: Offering, code: str) -> Facts:
    classes = [meeting for meeting in offering.meetings if meeting.state not in GONE]
    for_whom = [gettext(offering.audience.label_ja), _in(code, offering, "eligibility")]
    seats = gettext("%(capacity)s人", capacity=offering.capacity) if offering.capacity is not None else ""
    chosen = gettext(offering.selection.label_ja)
    facts = [
        (gettext("対象"), for_whom),
        (gettext("日程"), list(_dates(offering, classes, code))),
        (gettext("会場"), _places(classes)),
        (gettext("定員"), [gettext("%(seats)s（%(chosen)s）", seats=seats, chosen=chosen) if seats else ""]),
    ]
    return [(label, said) for label, lines in facts if (said := [line for line in lines if line])]


def _several(offerings: Sequence[Offering], code: str) -> Facts:
    told = []
    for offering in offerings[:6]:
        lines = [_in(code, offering, "title"), _period(offering, code)]
        if offering.apply_until:
            lines.append(gettext("申込締切 %(moment)s", moment=_moment(code, offering.apply_until)))
        told.append((gettext("講座"), lines))
    return told


def _fee(typed: Typed) -> Facts:
    """受講料: no row of the platform knows it; only what somebody typed stands there."""
    return [(gettext("受講料"), [typed.fee])] if typed.fee else []


def _dates(offering: Offering, classes: Sequence[Meeting], code: str) -> Iterator[str]:
    """日程: the classes of one hour as days in a row, others line by line; of many only the first and last."""
    count = len(classes)
    if not count or count > MOST_CLASSES:
        yield _period(offering, code)
        if count:
            yield gettext("全%(count)s回", count=count)
        return
    hours = {_hours(meeting) for meeting in classes}
    if len(hours) > 1:
        yield from (f"{_day(code, meeting)} {_hours(meeting)}" for meeting in classes)
        return
    yield (gettext("、")).join(_day(code, meeting, short=place > 0) for place, meeting in enumerate(classes))
    yield gettext("各回%(hours)s、全%(count)s回", hours=hours.pop(), count=count)


def _places(classes: Sequence[Meeting]) -> list[str]:
    rooms = list(dict.fromkeys(m.place for m in classes if m.mode is MeetingMode.IN_PERSON and m.place))
    modes = dict.fromkeys(meeting.mode for meeting in classes)
    told = [gettext(mode.label_ja) for mode in modes]
    return [gettext("・").join(told), *rooms[:3]] if told else []


def _period(offering: Offering, code: str) -> str:
    first, last = _whole_day(code, offering.starts_on), _whole_day(code, offering.ends_on)
    return (
        first
        if offering.starts_on == offering.ends_on
        else gettext("%(first)s〜%(last)s", first=first, last=last)
    )


def _hours(meeting: Meeting) -> str:
    return f"{in_japan(meeting.starts_at):%H:%M}–{in_japan(meeting.ends_at):%H:%M}"


def _day(code: str, meeting: Meeting, *, short: bool = False) -> str:
    day = japanese_date(meeting.starts_at)
    if short:
        return (
            f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"
            if code == "ja"
            else f"{day:%a} {day.day} {day:%B}"
        )
    return _whole_day(code, day)


def _whole_day(code: str, day: Any) -> str:
    """令和8年11月24日(火), in English Tue 24 November 2026."""
    if code != "ja":
        return day_in(code, day)
    return f"{wareki_year(day)}{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"


def _moment(code: str, when: Any) -> str:
    return f"{_whole_day(code, japanese_date(when))} {in_japan(when):%H:%M}"


def _in(code: str, thing: Any, name: str) -> str:
    return str(getattr(thing, f"{name}_{code}"))
