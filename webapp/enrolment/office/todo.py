"""まずすること: what waits for the office in the offerings that a partner hosts, the most pressing first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from webapp.enrolment.applying.models import Approval, Draw
from webapp.enrolment.models import Application, ApplicationState, Enrolment
from webapp.enrolment.outreach.recruiting import applications_by_offering, standing_of
from webapp.enrolment.rosters.models import RosterImport, RosterRow, Standing
from webapp.fiscal_year import japanese_date
from webapp.programme.models import Offering, OfferingState, Selection
from webapp.programme.queries import takes_applications

COMING = (OfferingState.PLANNED, OfferingState.OPEN)
ALIVE = (*COMING, OfferingState.RUNNING)
# Whether an offering takes place is asked for this long before the day of the decision.
DECIDE_SOON = timedelta(days=14)
# Applications close within this time, and less than so much of the target in per cent has come: time to tell more people.
CLOSES_SOON = timedelta(days=14)
FILLS_SLOWLY = 50
# Who was asked to approve and has been silent for so long is reminded.
SILENT_FOR = timedelta(days=3)


class Task(StrEnum):
    """用件, in the order in which they press where their days are equal."""

    TAKE_PLACE = "take_place"
    SPREAD = "spread"
    DRAW = "draw"
    PUBLISH = "publish"
    DECIDE = "decide"
    REMIND = "remind"
    MEND = "mend"


@dataclass(frozen=True)
class ToDo:
    """まずすること: one thing in one offering; `number` people, applications or rows; `by` a day, where there is one."""

    offering: Offering
    task: Task
    number: int
    by: date | None = None


def what_waits(session: Session, hosts: Collection[int], at: datetime) -> list[ToDo]:
    """What an office does first: by day, and what has none after what has."""
    mine = select(Offering).where(Offering.host_id.in_(hosts), Offering.state.in_(ALIVE))
    offerings = {offering.id: offering for offering in session.scalars(mine)}
    found = [
        *_to_take_place(session, offerings, at),
        *_to_spread(session, offerings, at),
        *_to_draw(session, offerings, at),
        *_to_publish(offerings, at),
        *_counted(session, offerings, Task.DECIDE, _undecided()),
        *_counted(session, offerings, Task.REMIND, _unanswered(at)),
        *_counted(session, offerings, Task.MEND, _unmended()),
    ]
    order = list(Task)
    return sorted(
        found, key=lambda todo: (todo.by or date.max, order.index(todo.task), todo.offering.starts_on)
    )


def _to_take_place(session: Session, offerings: Mapping[int, Offering], at: datetime) -> list[ToDo]:
    """開講の判断: the day is near, and fewer people than the minimum are in."""
    near = japanese_date(at) + DECIDE_SOON
    asked = [
        offering
        for offering in offerings.values()
        if offering.state in COMING and offering.minimum and offering.decide_on and offering.decide_on <= near
    ]
    counts = _count(
        session,
        select(Enrolment.offering_id, func.count())
        .where(
            Enrolment.offering_id.in_([offering.id for offering in asked]), Enrolment.withdrawn_at.is_(None)
        )
        .group_by(Enrolment.offering_id),
    )
    return [
        ToDo(offering, Task.TAKE_PLACE, counts.get(offering.id, 0), offering.decide_on)
        for offering in asked
        if counts.get(offering.id, 0) < (offering.minimum or 0)
    ]


def _to_spread(session: Session, offerings: Mapping[int, Offering], at: datetime) -> list[ToDo]:
    """周知: applications close soon, and less than half of the target has come."""
    closing = [
        offering
        for offering in offerings.values()
        if takes_applications(offering, at)
        and offering.apply_until
        and offering.apply_until <= at + CLOSES_SOON
    ]
    counts = applications_by_offering(session, [offering.id for offering in closing])
    standings = [standing_of(offering, counts.get(offering.id, 0), at) for offering in closing]
    return [
        ToDo(one.offering, Task.SPREAD, one.applications, japanese_date(one.offering.apply_until or at))
        for one in standings
        if one.percent is not None and one.percent < FILLS_SLOWLY
    ]


def _to_draw(session: Session, offerings: Mapping[int, Offering], at: datetime) -> list[ToDo]:
    """抽選: applications have closed, somebody waits for the draw, and nobody has drawn."""
    closed = [
        offering.id
        for offering in offerings.values()
        if offering.selection is Selection.LOTTERY and offering.apply_until and offering.apply_until <= at
    ]
    counts = _count(
        session,
        select(Application.offering_id, func.count())
        .where(
            Application.offering_id.in_(closed),
            Application.state == ApplicationState.DRAWING,
            ~exists().where(Draw.offering_id == Application.offering_id),
        )
        .group_by(Application.offering_id),
    )
    return [
        ToDo(offerings[id], Task.DRAW, number, japanese_date(offerings[id].apply_until or at))
        for id, number in counts.items()
    ]


def _to_publish(offerings: Mapping[int, Offering], at: datetime) -> list[ToDo]:
    """抽選の文字列: it has to stand there before applications close."""
    return [
        ToDo(offering, Task.PUBLISH, 0, japanese_date(offering.apply_until) if offering.apply_until else None)
        for offering in offerings.values()
        if offering.selection is Selection.LOTTERY
        and offering.state in COMING
        and not offering.lottery_string
    ]


def _undecided() -> Select[int, int]:
    """申込の決定: applications that only the office moves on."""
    waits = exists().where(Approval.application_id == Application.id, Approval.decided_at.is_(None))
    return (
        select(Application.offering_id, func.count())
        .where(Application.state == ApplicationState.APPLIED, ~waits)
        .group_by(Application.offering_id)
    )


def _unanswered(at: datetime) -> Select[int, int]:
    """承認の催促: who was asked, and has been silent."""
    return (
        select(Application.offering_id, func.count())
        .join(Approval, Approval.application_id == Application.id)
        .where(
            Application.state == ApplicationState.APPLIED,
            Approval.decided_at.is_(None),
            or_(Approval.asked_at <= at - SILENT_FOR, Approval.approver_email.is_(None)),
        )
        .group_by(Application.offering_id)
    )


def _unmended() -> Select[int, int]:
    """名簿の直し: rows of a roster that cannot come in as they are."""
    return (
        select(RosterImport.offering_id, func.count())
        .join(RosterRow, RosterRow.import_id == RosterImport.id)
        .where(and_(RosterRow.standing == Standing.TO_MEND, RosterRow.outcome.is_(None)))
        .group_by(RosterImport.offering_id)
    )


def _counted(
    session: Session, offerings: Mapping[int, Offering], task: Task, asked: Select[int, int]
) -> list[ToDo]:
    column = asked.selected_columns[0]
    counts = _count(session, asked.where(column.in_(list(offerings))))
    return [ToDo(offerings[id], task, number) for id, number in counts.items()]


def _count(session: Session, asked: Select[int, int]) -> dict[int, int]:
    return dict(iter(session.execute(asked)))
