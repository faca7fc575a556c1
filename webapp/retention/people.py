"""人の保存期間: who took a course is forgotten years after the last one, who never did a year after; figures stay."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Application, Enrolment, Learner, Role, RoleGrant, Teaching
from webapp.participation.erasing import ERASED
from webapp.programme.models import Offering
from webapp.retention.periods import Until

STAFF = (Role.INSTRUCTOR, Role.COORDINATOR, Role.OPERATOR)


def people_due(until: Until) -> Select[int]:
    """The numbers of people whose last course, or last wish for one, ended long enough ago; never staff's."""
    return select(Learner.id).where(
        Learner.name != ERASED,
        ~_is_staff(until),
        ~exists().where(Teaching.learner_id == Learner.id),
        ~_in_course_since(until.people),
        ~_applied_since(until.work),
        _took_one() | (Learner.created_at < until.work_at),
    )


def _is_staff(until: Until) -> ColumnElement[bool]:
    """Who has a role of the staff, or had one until a year ago; nothing would else ever forget who left."""
    had = RoleGrant.there_on(until.work)
    return exists().where(RoleGrant.learner_id == Learner.id, RoleGrant.role.in_(STAFF), had)


def _took_one() -> ColumnElement[bool]:
    return exists().where(Enrolment.learner_id == Learner.id)


def _in_course_since(day: date) -> ColumnElement[bool]:
    return exists().where(
        Enrolment.learner_id == Learner.id, Enrolment.offering_id == Offering.id, Offering.ends_on >= day
    )


def _applied_since(day: date) -> ColumnElement[bool]:
    return exists().where(
        Application.learner_id == Learner.id, Application.offering_id == Offering.id, Offering.ends_on >= day
    )


def homes_due(session: Session, until: Until) -> Sequence[str]:
    """The hub's names of people whose every course ended so long ago that their folder goes; never staff's."""
    return session.scalars(
        select(Learner.hub_user).where(
            ~_is_staff(until),
            ~exists().where(Teaching.learner_id == Learner.id),
            _took_one(),
            ~_in_course_since(until.work),
        )
    ).all()


def is_due(session: Session, number: int, until: Until) -> bool:
    """Whether this person still is, looked at again inside the transaction that forgets them."""
    return session.scalar(people_due(until).where(Learner.id == number)) is not None
