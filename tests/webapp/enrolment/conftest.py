"""An offering with three classes, three people in it, and somebody of the office of its host."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from webapp.enrolment.models import Enrolment, Learner, Role
from webapp.enrolment.operations import PersonAttributes, enrol, withdraw
from webapp.enrolment.teaching import give_to
from webapp.fiscal_year import JAPAN
from webapp.programme.audience import Audience
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering

SNOW = datetime(2026, 12, 1, 12, 0, tzinfo=JAPAN)


@dataclass(frozen=True)
class Snowed:
    """What a coordinator has before them on the day of the snow."""

    offering: Offering
    meetings: list[int]
    aoi: Learner
    left: Learner
    no_mail: Learner
    teacher: Learner
    coordinator: Learner
    other: Learner


@pytest.fixture
def snowed(database, make_learner, make_offering, make_partner):
    """Three evenings of December; it is noon of the first, and it snows."""
    host, other = make_partner("snow", "架空大学", "Imaginary University"), make_partner("elsewhere")
    offering = make_offering(host_id=host.id)
    people = {
        "aoi": make_learner(name="髙﨑 葵", name_kana="タカサキ アオイ", email="aoi@example.invalid"),
        "left": make_learner(name="架空 去", email="left@example.invalid"),
        "no_mail": make_learner(name="𠮷田 無", name_kana="よしだ なし"),
    }
    staff = {
        "teacher": make_learner(
            (Role.INSTRUCTOR, None), email="ren@example.invalid", language="en", name="Ren"
        ),
        "coordinator": make_learner((Role.COORDINATOR, host)),
        "other": make_learner((Role.COORDINATOR, other)),
    }
    with database.transaction() as session:
        given = session.get(Offering, offering.id)
        for person in people.values():
            enrol(session, session.get(Learner, person.id), given, PersonAttributes(Audience.PRIVATE), SNOW)
        left = session.scalars(select(Enrolment).filter_by(learner_id=people["left"].id)).one()
        withdraw(session, left, SNOW)
        give_to(session, given, staff["teacher"])
        evenings = [
            Meeting(
                offering_id=offering.id, number=number, mode=MeetingMode.IN_PERSON, state=MeetingState.PLANNED,
                starts_at=SNOW + timedelta(hours=6, days=7 * (number - 1)),
                ends_at=SNOW + timedelta(hours=8, days=7 * (number - 1)), place="第1講義室",
            )
            for number in (1, 2, 3)
        ]  # fmt: skip
        session.add_all(evenings)
        session.flush()
        ids = [evening.id for evening in evenings]
    return Snowed(offering, ids, **people, **staff)


def at_noon():
    return SNOW.astimezone(UTC)
