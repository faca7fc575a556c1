"""開講の下書き: what a coordinator typed about an offering, read into values or into problems beside their fields."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from course.catalogue import SeriesPath
from webapp.fiscal_year import JAPAN, FiscalYear, japanese_date
from webapp.programme.audience import Audience
from webapp.programme.models import MeetingMode, Selection
from webapp.programme.operations import MeetingPlan
from webapp.programme.paths import promised
from webapp.programme.rule_kinds import KINDS, WORK, asks_attendance, asks_work
from webapp.programme.typed import Problem, Typed
from webapp.wording import mark

MOST_MEETINGS = 60
LONGEST_REPLY_HOURS = 24 * 30
LARGEST_CAPACITY = 100_000


@dataclass(frozen=True)
class PlannedClass(MeetingPlan):
    """回の予定 with where it is held."""

    place: str = ""
    join_url: str = ""


@dataclass(frozen=True)
class Draft:
    """開講の下書き, whole and consistent in itself; whether people may be told so is for the operations."""

    course_slug: str
    title_ja: str
    title_en: str
    audience: Audience
    starts_on: date
    ends_on: date
    rule: Mapping[str, Any]
    capacity: int | None = None
    selection: Selection = Selection.FIRST_COME
    lottery_string: str | None = None
    apply_from: datetime | None = None
    apply_until: datetime | None = None
    minimum: int | None = None
    decide_on: date | None = None
    reply_hours: int = 72
    asks_superior: bool = False
    admits_minors: bool = False
    eligibility_ja: str = ""
    eligibility_en: str = ""
    office_hours_ja: str = ""
    office_hours_en: str = ""
    issuer: int | None = None
    co_hosts: frozenset[int] = frozenset()
    supporters: frozenset[int] = frozenset()
    reserved: Mapping[int, int] = field(default_factory=dict)
    classes: tuple[PlannedClass, ...] = ()


def read_draft(
    fields: Mapping[str, Sequence[str]],
    courses: Mapping[str, Collection[str]],
    partners: Collection[int],
    paths: Mapping[str, Sequence[SeriesPath]] | None = None,
) -> tuple[Draft | None, list[Problem]]:
    """Read a form; `courses` are the lessons by course, `partners` the ids that may carry an offering.

    `paths` are those of a course whose 修了 asks for one lesson by kind of school (校種).
    """
    typed = Typed(fields)
    slug = typed.text("course_slug")
    if slug not in courses:
        typed.refuse("course_slug", mark("一覧から選んでください。"))
    starts_on, ends_on = typed.day("starts_on", needed=True), typed.day("ends_on", needed=True)
    known: dict[str, Any] = {
        "title_ja": typed.text("title_ja", 200, needed=True),
        "title_en": typed.text("title_en", 200, needed=True),
        "audience": typed.one_of("audience", Audience, Audience.OTHER),
        "rule": _rule(typed, courses.get(slug, ()), (paths or {}).get(slug, ())),
        "capacity": typed.number("capacity", 0, LARGEST_CAPACITY),
        "selection": typed.one_of("selection", Selection, Selection.FIRST_COME),
        "lottery_string": typed.text("lottery_string", 200) or None,
        "apply_from": typed.moment("apply_from"),
        "apply_until": typed.moment("apply_until"),
        "minimum": typed.number("minimum", 1, LARGEST_CAPACITY),
        "decide_on": typed.day("decide_on"),
        "reply_hours": typed.number("reply_hours", 1, LONGEST_REPLY_HOURS) or 72,
        "asks_superior": typed.ticked("asks_superior"),
        "admits_minors": typed.ticked("admits_minors"),
        "eligibility_ja": typed.text("eligibility_ja"),
        "eligibility_en": typed.text("eligibility_en"),
        "office_hours_ja": typed.text("office_hours_ja"),
        "office_hours_en": typed.text("office_hours_en"),
        "issuer": _partner(typed, "issuer", partners),
        "co_hosts": _partners(typed, "co_hosts", partners),
        "supporters": _partners(typed, "supporters", partners),
        "reserved": {id: n for id in partners if (n := typed.number(f"seats-{id}", 0, LARGEST_CAPACITY))},
        "classes": tuple(_classes(typed)),
    }
    if starts_on is None or ends_on is None:
        return None, typed.problems
    draft = Draft(course_slug=slug, starts_on=starts_on, ends_on=ends_on, **known)
    _hold_together(typed, draft)
    return (None if typed.problems else draft), typed.problems


def _rule(typed: Typed, lessons: Collection[str], paths: Sequence[SeriesPath]) -> Mapping[str, Any]:
    kind = typed.text("rule_kind")
    rule: dict[str, Any] = {"kind": kind if kind in KINDS else WORK}
    if asks_attendance(rule):
        rule["min"] = _share(typed)
    if asks_work(rule):
        rule |= _work(typed, lessons, paths)
    return rule


def _share(typed: Typed) -> str:
    share = typed.text("rule_min", 20) or "2/3"
    try:
        fraction = Fraction(share)
    except (ValueError, ZeroDivisionError):
        fraction = Fraction(0)
    if not 0 < fraction <= 1:
        typed.refuse("rule_min", mark("「2/3」のように、0より大きく1以下の分数で入力してください。"))
    return str(fraction)


def _work(typed: Typed, lessons: Collection[str], paths: Sequence[SeriesPath]) -> Mapping[str, Any]:
    # Another course may list the same lesson: it stands on the form twice and counts once, in this course's order.
    chosen = [lesson for lesson in lessons if lesson in set(typed.all("rule_lessons"))]
    if not chosen:
        typed.refuse("rule_lessons", mark("修了に必要なレッスンを一つ以上選んでください。"))
    asked: dict[str, Any] = {"lessons": chosen}
    if paths and typed.ticked("rule_paths"):
        asked["paths"] = [promised(path) for path in paths]
    return asked


def _partner(typed: Typed, name: str, partners: Collection[int]) -> int | None:
    chosen = typed.text(name, 12)
    if not chosen:
        return None
    if not (chosen.isascii() and chosen.isdigit() and int(chosen) in partners):
        typed.refuse(name, mark("一覧から選んでください。"))
        return None
    return int(chosen)


def _partners(typed: Typed, name: str, partners: Collection[int]) -> frozenset[int]:
    return frozenset(
        int(id)
        for id in typed.all(name)
        if id.isascii() and id.isdigit() and len(id) < 10 and int(id) in partners
    )


def _classes(typed: Typed) -> list[PlannedClass]:
    found = []
    for number in range(min(len(typed.all("class_day")), MOST_MEETINGS)):
        planned = _class(typed, number)
        if planned is not None:
            found.append(planned)
    return sorted(found, key=lambda each: each.starts_at)


def _class(typed: Typed, number: int) -> PlannedClass | None:
    def cell(name: str) -> str:
        values = typed.all(name)
        return values[number].strip() if number < len(values) else ""

    if not cell("class_day"):
        return None
    try:
        day = date.fromisoformat(cell("class_day"))
        begins, ends = (time.fromisoformat(cell(name)) for name in ("class_start", "class_end"))
        mode = MeetingMode(cell("class_mode") or MeetingMode.IN_PERSON)
    except ValueError:
        typed.refuse(f"class-{number}", mark("日付、始まりと終わりの時刻、形態を入力してください。"))
        return None
    if ends <= begins:
        typed.refuse(f"class-{number}", mark("終わりの時刻を、始まりより後にしてください。"))
        return None
    url = cell("class_url")[:500]
    if url and not re.fullmatch(r"https?://[^\s<>\"]+", url):
        typed.refuse(f"class-{number}", mark("参加用のアドレスは https:// で始めてください。"))
    return PlannedClass(
        datetime.combine(day, begins, JAPAN),
        datetime.combine(day, ends, JAPAN),
        mode,
        cell("class_place")[:200],
        url,
    )


def _hold_together(typed: Typed, draft: Draft) -> None:
    if draft.ends_on < draft.starts_on:
        typed.refuse("ends_on", mark("終わりの日を、始まりの日より後にしてください。"))
    if FiscalYear.of(draft.starts_on) != FiscalYear.of(draft.ends_on):
        typed.refuse("ends_on", mark("講座は3月31日をまたげません。年度ごとに2つの講座に分けてください。"))
    if draft.apply_from and draft.apply_until and draft.apply_until <= draft.apply_from:
        typed.refuse("apply_until", mark("申込の終わりを、始まりより後にしてください。"))
    if draft.apply_until and japanese_date(draft.apply_until) > draft.ends_on:
        typed.refuse("apply_until", mark("申込の終わりを、講座の終わりより前にしてください。"))
    if draft.selection is Selection.LOTTERY and (draft.apply_until is None or draft.capacity is None):
        typed.refuse("selection", mark("抽選には、定員と申込の終わりが要ります。"))
    if draft.minimum is not None and draft.decide_on is None:
        typed.refuse("decide_on", mark("最少催行人数を決めたら、開講を判断する日も入力してください。"))
    if draft.capacity is not None and sum(draft.reserved.values()) > draft.capacity:
        typed.refuse("reserved", mark("優先枠の合計が定員を超えています。"))
    if draft.minimum is not None and draft.capacity is not None and draft.minimum > draft.capacity:
        typed.refuse("minimum", mark("最少催行人数が定員を超えています。"))
    if draft.co_hosts & draft.supporters:
        typed.refuse("supporters", mark("同じ機関を共催と後援の両方には選べません。"))
    for number, planned in enumerate(draft.classes):
        if not draft.starts_on <= japanese_date(planned.starts_at) <= draft.ends_on:
            typed.refuse(f"class-{number}", mark("回の日時が講座の期間に入っていません。"))
