"""退会: a person gives back the seats they hold and is erased; what was counted, and what was printed, stays as it is."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.applying.mine import as_mine
from webapp.enrolment.applying.operations import take_back
from webapp.enrolment.models import Application, Enrolment, Learner, Role
from webapp.enrolment.operations import NotPossible
from webapp.erasing_outside import clear_around, clear_hub, erase_and_note, noted_as
from webapp.erasures import Erasure
from webapp.hub import Hub
from webapp.programme.models import Offering
from webapp.wording import mark

STILL_STAFF = mark(
    "職員の役割があるあいだは退会できません。役割を後任に引き継ぎ、終えてから退会してください。"
)


def must_stay(learner: Learner, day: date) -> bool:
    """Whether a role of the staff holds this person: somebody else has to take it over first."""
    return any(grant.role is not Role.LEARNER for grant in learner.roles_on(day))


def seats_given_back(session: Session, learner: Learner) -> list[Application]:
    """What the person has applied for or takes part in, and could take back today."""
    mine = session.scalars(
        select(Application).join(Application.offering).where(Application.learner_id == learner.id)
        .order_by(Offering.starts_on, Application.id)
    )  # fmt: skip
    return [application for application in mine if as_mine(session, application).can_be_taken_back]


def leave(session: Session, settings: Settings, learner: Learner, at: datetime, day: date) -> Erasure:
    """退会する: seats go on to who waits, then the person is forgotten; raises NotPossible for staff.

    What lies outside the database goes after the commit (`clear_after`).
    """
    if must_stay(learner, day):
        raise NotPossible(STILL_STAFF)
    for application in seats_given_back(session, learner):
        take_back(session, application, at, learner.id)
    return noted_as(learner, erase_and_note(session, settings, learner, at, by=learner.id), at)


def clear_after(database: Database, settings: Settings, hub: Hub, erasure: Erasure) -> bool:
    """Files, letters, folder and hub user; the pages of nbgrader's books go with the day's round. False where the hub is away."""
    clear_around(database, settings, erasure)
    return clear_hub(hub, erasure)


def was_enrolled(session: Session, learner: Learner) -> int:
    """In how many offerings figures go on counting the person, as nobody."""
    return len(session.scalars(select(Enrolment.id).where(Enrolment.learner_id == learner.id)).all())
