"""これから始まる講座: offerings of this fiscal year that take applications on the day of the demo, or have just closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from webapp.demo.calendar import BY_WORK, lessons_asked_of
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.programme.audience import Audience
from webapp.programme.drafts import Draft, PlannedClass
from webapp.programme.models import MeetingMode, Selection

# The last days of a fiscal year are too few to apply, be told and come: nothing begins then.
FEWEST_DAYS = 3
# 受講条件 of a course that goes on from another.
ELIGIBLE = {
    "intermediate": (
        "初級を修了した方、または同じ内容（pandas での集計と結合、かんたんな関数）を学んだ方。受講中の方は、開講までに修了する見込みであればお申し込みください。区分は問いません（県・市町村職員の方も申し込めます）。",
        "Whoever finished the beginners' course or learned the same (grouping and joining with pandas, a simple function); those still taking it may apply if they expect to finish before the start. Open to every kind of applicant, staff of the prefecture and municipalities included.",
    )
}


@dataclass(frozen=True)
class Ahead:
    """An offering around the day: when people apply and when it begins, in days from then."""

    story: str
    title_ja: str
    title_en: str
    capacity: int
    opened: int
    closes: int
    starts: int
    hour: int = 18
    classes: int = 4
    course: str = "beginner"
    selection: Selection = Selection.FIRST_COME
    lottery_string: str | None = None
    minimum: int | None = None
    asks_superior: bool = False
    mode: MeetingMode = MeetingMode.IN_PERSON
    reserved: Mapping[str, int] = field(default_factory=dict)  # seats by the partner's slug

    def opens(self, at: date) -> datetime:
        """申込の始まり, seen from the day `at`."""
        return _at(at + timedelta(days=self.opened), 9)


LOTTERY = Ahead(
    "lottery",
    "データサイエンス初級（少人数・抽選）",
    "Beginner (small group, by lottery)",
    capacity=10,
    opened=-12,
    closes=8,
    starts=24,
    selection=Selection.LOTTERY,
    lottery_string="申込締切の翌日正午の、架空市の気温（架空気象台の発表値）",
)
DRAWN = Ahead(
    "drawn",
    "データサイエンス初級（昼・抽選）",
    "Beginner (daytime, by lottery)",
    capacity=8,
    opened=-24,
    closes=-4,
    starts=14,
    hour=13,
    selection=Selection.LOTTERY,
    lottery_string="締切翌日の架空新聞朝刊の発行号数（架空）",
)
REVIEWED = Ahead(
    "reviewed",
    "データ分析実践（選考）",
    "Analysing data (by selection)",
    capacity=8,
    opened=-16,
    closes=6,
    starts=21,
    hour=15,
    course="intermediate",
    selection=Selection.REVIEW,
    asks_superior=True,
)
RESERVED = Ahead(
    "reserved",
    "データ活用入門（企業・団体、オンライン）",
    "Using data (firms, online)",
    capacity=15,
    opened=-12,
    closes=12,
    starts=26,
    hour=16,
    mode=MeetingMode.ONLINE,
    reserved={"prefecture": 5, "city": 3},
)
TOO_FEW = Ahead(
    "too_few",
    "データサイエンス初級（早朝）",
    "Beginner (early mornings)",
    capacity=20,
    opened=-10,
    closes=10,
    starts=18,
    hour=7,
    minimum=8,
)
FULL = Ahead(
    "full",
    "データサイエンス中級（少人数）",
    "Intermediate (small group)",
    capacity=6,
    opened=-15,
    closes=9,
    starts=16,
    course="intermediate",
)
# As they begin, so that 第○期 counts up.
AHEAD = (DRAWN, FULL, TOO_FEW, REVIEWED, LOTTERY, RESERVED)


def is_possible(at: date) -> bool:
    """Whether the fiscal year has days enough for something to begin after the day."""
    return (FiscalYear.of(at).end - at).days >= FEWEST_DAYS


def draft_of(ahead: Ahead, at: date, partners: Mapping[str, int]) -> Draft:
    """The offering as its office wrote it down; near the year's end everything moves closer together.

    `partners` are ids by slug. The day must be `is_possible`.
    """
    year = FiscalYear.of(at)
    starts = min(ahead.starts, (year.end - at).days)
    starts_on = at + timedelta(days=starts)
    while _is_new_year(starts_on):
        starts_on += timedelta(days=1)
    days = [starts_on + timedelta(days=7 * week) for week in range(ahead.classes)]
    days = [day for day in days if day in year and not _is_new_year(day)]
    return Draft(
        course_slug=ahead.course,
        title_ja=ahead.title_ja,
        title_en=ahead.title_en,
        audience=Audience.PRIVATE,
        starts_on=starts_on,
        ends_on=days[-1],
        rule=_rule_of(ahead.course),
        eligibility_ja=ELIGIBLE.get(ahead.course, ("", ""))[0],
        eligibility_en=ELIGIBLE.get(ahead.course, ("", ""))[1],
        capacity=ahead.capacity,
        selection=ahead.selection,
        lottery_string=ahead.lottery_string,
        apply_from=ahead.opens(at),
        apply_until=_at(at + timedelta(days=min(ahead.closes, starts - 1)), 17),
        minimum=ahead.minimum,
        decide_on=at + timedelta(days=min(ahead.closes, starts - 1)) if ahead.minimum else None,
        asks_superior=ahead.asks_superior,
        office_hours_ja="受講期間中の水曜 18時〜19時（オンライン）",
        office_hours_en="Wednesdays 18:00 to 19:00, online, while the course runs",
        reserved={partners[slug]: seats for slug, seats in ahead.reserved.items()},
        classes=tuple(
            PlannedClass(_at(day, ahead.hour), _at(day, ahead.hour + 2), ahead.mode, _place_of(ahead.mode))
            for day in days
        ),
    )


def _rule_of(course: str) -> dict[str, Any]:
    """修了要件 as a form has it; its version is given when it is kept."""
    return {"kind": BY_WORK["kind"], "lessons": lessons_asked_of(course)}


def _is_new_year(day: date) -> bool:
    """年末年始: nobody comes to a class between 29 December and 3 January."""
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


def _place_of(mode: MeetingMode) -> str:
    return "架空大学 演習室1" if mode is MeetingMode.IN_PERSON else ""


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), JAPAN)
