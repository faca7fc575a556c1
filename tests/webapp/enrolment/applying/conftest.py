"""An offering that takes applications, and people who apply."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from webapp.db import Database
from webapp.enrolment.applying.operations import apply
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.models import Learner
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState, Partner, Programme, Selection
from webapp.schema import whole_metadata

APRIL = datetime(2026, 4, 6, 3, tzinfo=UTC)  # Monday noon in Japan
PROFILE = Profile(Audience.PRIVATE, organisation="株式会社架空", industry="E", experience="none")


class Room:
    """One offering and everybody who wants into it."""

    def __init__(self, database, **given):
        self.database = database
        self.numbers = count(1)
        with database.transaction() as session:
            self.partners = [
                Partner(slug=f"p{n}", name_ja=f"架空{n}", name_en=f"Imaginary {n}") for n in "ab"
            ]
            programme = Programme(fiscal_year=2026, name_ja="事業", name_en="Programme", budget_yen=1)
            known = {
                "programme": programme,
                "fiscal_year": 2026,
                "course_slug": "beginner",
                "number": 1,
                "title_ja": "初級",
                "title_en": "Beginner",
                "audience": Audience.PRIVATE,
                "host": self.partners[0],
                "capacity": 2,
                "state": OfferingState.OPEN,
                "selection": Selection.FIRST_COME,
                "apply_from": APRIL - timedelta(days=1),
                "apply_until": APRIL + timedelta(days=20),
                "starts_on": date(2026, 5, 11),
                "ends_on": date(2026, 7, 1),
                "completion_rule": {"version": 1, "kind": "all_basic", "lessons": ["b1"]},
            }
            self.offering = Offering(**{**known, **given})
            session.add_all([*self.partners, self.offering])

    def person(self, session, email=None):
        number = next(self.numbers)
        learner = Learner(
            hub_user=f"u{number:012x}", login_id=f"person{number}", name=f"架空 {number}", name_kana="かくう",
            email=email, created_at=APRIL,
        )  # fmt: skip
        session.add(learner)
        session.flush()
        return learner

    def somebody_applies(self, session, at=APRIL, email=None, **how):
        offering = session.get(Offering, self.offering.id)
        return apply(session, self.person(session, email), offering, PROFILE, at, **how)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either(request, tmp_path):
    """A database of each kind with every table."""
    sqlite = f"sqlite:///{tmp_path / 'applying.sqlite'}"
    database = Database(sqlite if request.param == "sqlite" else request.getfixturevalue("postgresql"))
    whole_metadata().create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def room(database):
    return lambda **given: Room(database, **given)
