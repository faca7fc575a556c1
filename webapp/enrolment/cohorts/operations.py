"""受講団体を扱う: a group is set up, seats are kept for it, its people come in with a roster."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.enrolment.cohorts.models import Cohort, CohortKind, CohortMember, CohortSeats, Ground, Training
from webapp.enrolment.models import Enrolment
from webapp.programme.conditions import ReservedSeats
from webapp.programme.models import Offering
from webapp.programme.operations import NotPossible
from webapp.wording import mark

NAME_TAKEN = mark("この年度には、同じ名前の受講団体がもうあります。")
NOT_ITS = mark("この受講団体と同じ機関・同じ年度の講座を選んでください。")
TOO_MANY = mark("優先枠と団体枠の合計が定員を超えます。")


@dataclass(frozen=True)
class CohortText:
    """受講団体の内容: what group it is, who sends it, and on which ground the sponsor is told of its people by name."""

    name: str
    kind: CohortKind
    training: Training | None
    sponsor: str
    sponsor_partner_id: int | None
    ground: Ground
    ground_text: str


def keep_cohort(
    session: Session, cohort: Cohort | None, host_id: int, fiscal_year: int, said: CohortText, at: datetime
) -> Cohort:
    """受講団体を登録する・直す; raises NotPossible where the host has another of this name in the year."""
    kept = cohort or Cohort(host_id=host_id, fiscal_year=fiscal_year, made_at=at)
    for name, value in asdict(said).items():
        setattr(kept, name, value)
    try:
        with session.begin_nested():
            session.add(kept)
    except IntegrityError:
        raise NotPossible(NAME_TAKEN) from None
    return kept


def keep_seats(session: Session, cohort: Cohort, offering: Offering, seats: int) -> None:
    """団体枠を取り置く; nothing keeps none. Raises NotPossible where the offering has not so many."""
    if (offering.host_id, offering.fiscal_year) != (cohort.host_id, cohort.fiscal_year):
        raise NotPossible(NOT_ITS)
    # One after the other: two groups must not get the same last seats.
    session.refresh(offering, with_for_update=True)
    kept = session.get(CohortSeats, (cohort.id, offering.id))
    if not seats:
        if kept is not None:
            session.delete(kept)
        session.flush()
        return
    if offering.capacity is not None and _others(session, cohort, offering) + seats > offering.capacity:
        raise NotPossible(TOO_MANY)
    kept = kept or CohortSeats(cohort_id=cohort.id, offering_id=offering.id)
    kept.seats = seats
    session.add(kept)
    session.flush()


def join(session: Session, cohort_id: int, enrolment: Enrolment, told_on: date | None, row: int) -> None:
    """名簿で入る: an enrolment belongs to one cohort; the first roster says which."""
    member = session.get(CohortMember, enrolment.id)
    if member is None:
        session.add(
            CohortMember(enrolment_id=enrolment.id, cohort_id=cohort_id, told_on=told_on, row_number=row)
        )
    elif member.cohort_id == cohort_id:
        member.told_on = member.told_on or told_on
        member.row_number = row
    session.flush()


def say_told(session: Session, cohort: Cohort, told_on: date) -> int:
    """本人に知らせた日を記録する, for those of whom it was not said yet; how many these are."""
    result = session.execute(
        update(CohortMember)
        .where(CohortMember.cohort_id == cohort.id, CohortMember.told_on.is_(None))
        .values(told_on=told_on)
    )
    return max(0, int(getattr(result, "rowcount", 0)))


def kept_for_cohorts(session: Session, offering: Offering) -> int:
    """Seats of an offering that wait for people of cohorts who have not come yet."""
    came = (
        select(CohortMember.cohort_id, func.count().label("people"))
        .join(CohortMember.enrolment)
        .where(Enrolment.offering_id == offering.id, Enrolment.withdrawn_at.is_(None))
        .group_by(CohortMember.cohort_id)
        .subquery()
    )
    rows = session.execute(
        select(CohortSeats.seats, func.coalesce(came.c.people, 0))
        .outerjoin(came, came.c.cohort_id == CohortSeats.cohort_id)
        .where(CohortSeats.offering_id == offering.id)
    )
    return sum(max(0, seats - people) for seats, people in rows)


def _others(session: Session, cohort: Cohort, offering: Offering) -> int:
    reserved = select(func.sum(ReservedSeats.seats)).where(ReservedSeats.offering_id == offering.id)
    others = select(func.sum(CohortSeats.seats)).where(
        CohortSeats.offering_id == offering.id, CohortSeats.cohort_id != cohort.id
    )
    return (session.scalar(reserved) or 0) + (session.scalar(others) or 0)
