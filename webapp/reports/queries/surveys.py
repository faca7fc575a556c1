"""アンケートの問い合わせ: what was asked, what came back and what it says, by line; no answer is anybody's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, String, Subquery, and_, case, cast, false, func, literal, or_, select

from webapp.fiscal_year import japanese_date
from webapp.participation.surveys.asking import not_asked_any_more
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyChoice
from webapp.participation.surveys.queries import paired_differences
from webapp.programme.models import Seminar
from webapp.programme.roadmap import seminars
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Key
from webapp.reports.queries.enrolled import enrolled, total
from webapp.reports.queries.held import held_offerings, held_seminars
from webapp.reports.queries.reader import Reader, named
from webapp.reports.scope import Scope


@dataclass
class Surveyed:
    """One line: asked and valid answers of closed surveys, by item how many chose each word, and what still takes answers."""

    asked: int = 0
    valid: int = 0
    pending: int = 0
    chosen: dict[str, dict[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Gain:
    """伸び: of n pairs of answers, the sum of the differences in points (of 100) and of their squares, exactly."""

    n: int = 0
    total: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)


def surveyed(reader: Reader, scope: Scope, by: Breakdown, *kinds: SurveyKind) -> Mapping[Key, Surveyed]:
    """I14 to I16, I25: the surveys about what was held, pooled; one that still takes answers at the データ締切 is 集計中."""
    return reader.once(("surveyed", scope, by, kinds), lambda: _surveyed(reader, scope, by, kinds))


def _surveyed(
    reader: Reader, scope: Scope, by: Breakdown, kinds: Sequence[SurveyKind]
) -> Mapping[Key, Surveyed]:
    found: dict[Key, Surveyed] = {}
    about_courses = [kind for kind in kinds if kind is not SurveyKind.SEMINAR]
    if about_courses:
        sent = _about_offerings(reader, scope, about_courses)
        _pool(reader, sent, reader.offering_line(sent.c, _whole(by), scope), found)
    # A seminar is of no course and no offering: it has a row of its own, and is in the whole.
    line = {Breakdown.PROGRAMME_ROW: [literal(seminars())]}.get(by, [])
    if SurveyKind.SEMINAR in kinds and (line or _whole(by) is Breakdown.TOTAL):
        _pool(reader, _about_seminars(scope), line, found)
    return found


def gains(reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, Gain]:
    """I24b: who gave their name before and after, in E; the later survey takes no more answers."""
    who, pairs = enrolled(reader, scope), paired_differences()
    line = named([*reader.offering_line(who.c, by, scope), cast(pairs.c.said, String)])
    difference = pairs.c.difference
    rows = (
        select(*line, func.count(), func.sum(difference), func.sum(difference * difference))
        .select_from(who.join(pairs, pairs.c.enrolment_id == who.c.id))
        .where(pairs.c.closes_at <= scope.recorded_before)
    )
    found: dict[Key, Gain] = {}
    for (*parts, items), (n, differences, squares) in reader.read(rows):
        key, one = tuple(parts), Fraction(100, int(items))
        before = found.get(key, Gain())
        found[key] = Gain(before.n + n, before.total + differences * one, before.squares + squares * one**2)
    return found


def _whole(by: Breakdown) -> Breakdown:
    return Breakdown.TOTAL if by is Breakdown.ITEM else by


def _about_offerings(reader: Reader, scope: Scope, kinds: Sequence[SurveyKind]) -> Subquery:
    """Held offerings with what was sent about them; where the three months are not over, with nothing yet (is_pending)."""
    held = held_offerings(reader, scope)
    late = and_(held.c.ends_on <= scope.period.day, Survey.opened_at < scope.recorded_before)
    # What is asked three months later lies after the 基準日 as a rule: it goes by the year of the offering.
    in_time = or_(Survey.opened_at < scope.period.until, late, Survey.kind == SurveyKind.LATER)
    sent = and_(Survey.offering_id == held.c.id, Survey.kind.in_(kinds), in_time)
    to_come = held.c.ends_on > not_asked_any_more(japanese_date(scope.recorded_before))
    waits = and_(Survey.id.is_(None), to_come) if SurveyKind.LATER in kinds else false()
    wanted = [] if SurveyKind.LATER in kinds else [Survey.id.is_not(None)]
    return (
        select(
            held.c.id.label("offering_id"), held.c.course_slug, held.c.audience, held.c.first_at,
            Survey.id.label("survey_id"), Survey.asked, _pending(scope, waits),
        )
        .select_from(held.outerjoin(Survey, sent))
        .where(*wanted)
        .subquery("sent")
    )  # fmt: skip


def _about_seminars(scope: Scope) -> Subquery:
    return (
        select(Survey.id.label("survey_id"), Survey.asked, _pending(scope, false()))
        .join(Seminar, Seminar.id == Survey.seminar_id)
        .where(*held_seminars(scope), Survey.opened_at < scope.recorded_before)
        .subquery("sent")
    )


def _pending(scope: Scope, waits: ColumnElement[bool]) -> ColumnElement[int]:
    return case((or_(waits, Survey.closes_at > scope.recorded_before), 1), else_=0).label("is_pending")


def _pool(reader: Reader, sent: Subquery, line: list[Any], found: dict[Key, Surveyed]) -> None:
    """Add up answers, never rates."""
    answers = (
        select(SurveyAnswer.survey_id, func.count().label("valid"))
        .group_by(SurveyAnswer.survey_id)
        .subquery("answers")
    )
    closed = case((sent.c.is_pending == 0, 1), else_=0)
    counted = select(
        *named(line), total(closed * sent.c.asked), total(closed * func.coalesce(answers.c.valid, 0)),
        total(sent.c.is_pending),
    ).select_from(sent.outerjoin(answers, answers.c.survey_id == sent.c.survey_id))  # fmt: skip
    for key, (asked, valid, pending) in reader.read(counted):
        # Without lines an aggregate over nothing is a row of nothing.
        if asked or pending or line:
            so_far = found.setdefault(key, Surveyed())
            so_far.asked, so_far.valid = so_far.asked + asked, so_far.valid + valid
            so_far.pending += pending
    words = (
        select(
            *named([*line, cast(SurveyChoice.item, String), cast(SurveyChoice.value, String)]), func.count()
        )
        .select_from(sent)
        .join(SurveyAnswer, SurveyAnswer.survey_id == sent.c.survey_id)
        .join(SurveyChoice, SurveyChoice.answer_id == SurveyAnswer.id)
        .where(sent.c.is_pending == 0)
    )
    for (*parts, item, value), (number,) in reader.read(words):
        of_item = found[tuple(parts)].chosen.setdefault(item, {})
        of_item[int(value)] = of_item.get(int(value), 0) + number
