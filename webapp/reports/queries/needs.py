"""現場ニーズの問い合わせ: what was open on 1 April or heard since, and in which state it stood on the 基準日."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, or_, select

from webapp.fiscal_year import japanese_date
from webapp.programme.needs.models import Need, NeedState
from webapp.programme.needs.states import state_on
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Key
from webapp.reports.queries.keys import NOT_ASKED, UNKNOWN
from webapp.reports.queries.reader import Reader, named
from webapp.reports.scope import Scope

States = Mapping[str, int]


def needs(reader: Reader, scope: Scope, by: Breakdown) -> Mapping[Key, States]:
    """How many needs of each line stand in each state (by its word); a repeated one counts once, with the first."""
    return reader.once(("needs", scope, by), lambda: _needs(reader, scope, by))


def _needs(reader: Reader, scope: Scope, by: Breakdown) -> Mapping[Key, States]:
    # `until` is the first moment that no longer counts: a paper as of 30 September has midnight after it.
    year, day = scope.period.year, japanese_date(scope.period.until - timedelta(microseconds=1))
    state = state_on(day, scope.recorded_before).label("state")
    eve = state_on(year.previous.end, scope.recorded_before)
    # What was met before the year began is that year's; what could not be met stays open.
    was_open = or_(Need.heard_on >= year.start, eve != NeedState.MET.value)
    line = named(_line(by))
    each = select(Need.id, *line, state).where(
        Need.merged_into_id.is_(None),
        Need.heard_on <= day,
        Need.recorded_at < scope.recorded_before,
        was_open,
    )
    if scope.hosts is not None:
        each = each.where(Need.host_id.in_(scope.hosts))
    rows = each.subquery("each")
    keys = [rows.c[column.name] for column in line]
    counted = select(*keys, *(_in_state(rows.c.state, each) for each in NeedState))
    return {
        key: {each.value: number for each, number in zip(NeedState, numbers, strict=True)}
        for key, numbers in reader.read(counted.select_from(rows))
    }


def _in_state(word: Any, state: NeedState) -> ColumnElement[int]:
    return func.count(case((word == state.value, 1)))


def _line(by: Breakdown) -> list[ColumnElement[Any]]:
    """The key of a need: a school's is no line of the industries, nor a firm's of the schools; of neither is 不明."""
    school, industry = Need.school_type, Need.industry
    lines: Mapping[Breakdown, list[ColumnElement[Any]]] = {
        Breakdown.TOTAL: [],
        Breakdown.INDUSTRY: [_first((school, literal(NOT_ASKED)), (industry, industry))],
        Breakdown.SCHOOL_TYPE: [_first((school, school), (industry, literal(NOT_ASKED)))],
    }
    return lines[by]


def _first(*choices: tuple[Any, Any]) -> ColumnElement[str]:
    return case(*((told.is_not(None), key) for told, key in choices), else_=literal(UNKNOWN))
