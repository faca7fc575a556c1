"""申込の問い合わせ: distinct applications, and by which channel people heard of the course."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.models import Application, ApplicationState
from webapp.programme.outreach.channels import CHANNELS
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Key
from webapp.reports.queries.enrolled import persons, somebody, total
from webapp.reports.queries.held import held_offerings
from webapp.reports.queries.reader import Reader, named
from webapp.reports.scope import Scope

ANSWERED = ""  # beside the channels: who named any


def applications(
    reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL, limited: bool = False
) -> Mapping[Key, tuple[int, int]]:
    """I04: applications and applicants by line; with `limited`, of offerings with a capacity only."""
    asked = ("applications", scope, by, limited)
    return reader.once(asked, lambda: _applications(reader, scope, by, limited))


def _applications(
    reader: Reader, scope: Scope, by: Breakdown, limited: bool
) -> Mapping[Key, tuple[int, int]]:
    held = held_offerings(reader, scope)
    line = named(reader.offering_line(held.c, by, scope))
    rows = (
        select(*line, func.count(), persons(Application.learner_id))
        .select_from(Application)
        .join(held, held.c.id == Application.offering_id)
        .where(*_counted(scope, held), *([held.c.capacity.is_not(None)] if limited else []))
    )
    return {key: (numbers[0], numbers[1]) for key, numbers in reader.read(rows)}


def channels(reader: Reader, scope: Scope) -> tuple[Mapping[str, tuple[int, int]], tuple[int, int]]:
    """I22: applications and applicants naming each channel, and those who answered at all; several may be named."""
    held = held_offerings(reader, scope)
    told = cast(Application.profile["channels"], String).label("told")
    # Each person's answers once, and only then looked into for every channel.
    answers = (
        select(Application.learner_id, told, func.count().label("number"))
        .select_from(Application)
        .join(held, held.c.id == Application.offering_id)
        .where(*_counted(scope, held))
        .group_by(Application.learner_id, told)
        .subquery("answers")
    )
    named_ones = answers.c.told
    answered = and_(named_ones.is_not(None), named_ones.not_in(("[]", "null", '"[]"')))
    names = [*CHANNELS, ANSWERED]
    conditions = [*(named_ones.like(f'%"{channel}"%') for channel in CHANNELS), answered]
    each = (
        select(
            *(
                func.sum(case((condition, answers.c.number), else_=0)).label(f"named_{place}")
                for place, condition in enumerate(conditions)
            )
        )
        .group_by(answers.c.learner_id)
        .subquery("each")
    )
    counted: list[ColumnElement[Any]] = []
    for place in range(len(names)):
        counted += [total(each.c[f"named_{place}"]), somebody(each.c[f"named_{place}"])]
    numbers = [int(number or 0) for number in reader.session.execute(select(*counted)).one()]
    pairs = dict(zip(names, zip(numbers[::2], numbers[1::2], strict=True), strict=True))
    return {channel: pairs[channel] for channel in CHANNELS}, pairs[ANSWERED]


def by_contact(reader: Reader, scope: Scope) -> Mapping[int | None, tuple[int, int]]:
    """I22: applications and applicants by the contact (周知) whose own code brought them; None is who came by no code."""
    held = held_offerings(reader, scope)
    rows = (
        select(Application.outreach_id, func.count(), persons(Application.learner_id))
        .join(held, held.c.id == Application.offering_id)
        .where(*_counted(scope, held))
        .group_by(Application.outreach_id)
    )
    return {contact: (number, people) for contact, number, people in reader.session.execute(rows)}


def _counted(scope: Scope, held: FromClause) -> list[ColumnElement[bool]]:
    """Cancelled before applications closed is no application, as it stood on the 基準日; the waiting list is one."""
    cancelling, later = aliased(ApplicationMove), aliased(ApplicationMove)
    taken_up_again = exists().where(
        later.application_id == cancelling.application_id,
        later.moved_at > cancelling.moved_at,
        later.moved_at < scope.period.until,
    )
    cancelled_in_time = exists().where(
        cancelling.application_id == Application.id,
        cancelling.after == ApplicationState.CANCELLED,
        cancelling.moved_at < scope.period.until,
        or_(held.c.apply_until.is_(None), cancelling.moved_at <= held.c.apply_until),
        ~taken_up_again,
    )
    late = and_(held.c.ends_on <= scope.period.day, Application.applied_at < scope.recorded_before)
    return [
        or_(Application.applied_at < scope.period.until, late),
        ~cancelled_in_time,
    ]
