"""担当: who looks after which offering."""

from datetime import UTC, datetime

import pytest

from tests.webapp.participation.classroom import fill
from webapp.db import Database
from webapp.enrolment.models import Learner, Role, RoleGrant
from webapp.enrolment.teaching import give_to, take_from, taught_offerings, who_looks_after
from webapp.programme.models import Partner
from webapp.schema import whole_metadata


@pytest.fixture
def session(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'small.sqlite'}")
    whole_metadata().create_all(database.engine)
    with database.transaction() as session:
        yield session
    database.close()


@pytest.fixture
def offering(session):
    return fill(session).offering


def person(session, role, partner=None):
    learner = Learner(
        hub_user="u00000000000a", login_id="ren", name="架空 蓮", name_kana="かくう れん",
        created_at=datetime(2026, 4, 1, tzinfo=UTC),
    )  # fmt: skip
    learner.roles = [RoleGrant(role=role, partner=partner)]
    session.add(learner)
    session.flush()
    return learner


def test_an_instructor_looks_after_what_they_were_given_and_nothing_else(session, offering):
    ren = person(session, Role.INSTRUCTOR)
    assert taught_offerings(session, ren) == []
    give_to(session, offering, ren)
    give_to(session, offering, ren)
    assert taught_offerings(session, ren) == [offering]
    take_from(session, offering, ren)
    take_from(session, offering, ren)
    assert taught_offerings(session, ren) == []


def test_a_coordinator_looks_after_what_their_partner_hosts(session, offering):
    misaki = person(session, Role.COORDINATOR, offering.host)
    assert taught_offerings(session, misaki) == [offering]


def test_another_partners_coordinator_looks_after_nothing_of_it(session, offering):
    other = Partner(slug="other", name_ja="別の県", name_en="Another prefecture")
    assert taught_offerings(session, person(session, Role.COORDINATOR, other)) == []


def test_being_given_an_offering_counts_only_for_an_instructor(session, offering):
    learner = person(session, Role.LEARNER)
    give_to(session, offering, learner)
    assert taught_offerings(session, learner) == []


def test_asked_the_other_way_round_the_same_people_come_out(session, offering):
    assert who_looks_after(session) == {}
    misaki = person(session, Role.COORDINATOR, offering.host)
    assert who_looks_after(session) == {offering.id: {misaki.hub_user}}
    ren = Learner(
        hub_user="u00000000000b", login_id="ren2", name="架空 蓮", name_kana="かくう れん",
        created_at=misaki.created_at, roles=[RoleGrant(role=Role.INSTRUCTOR)],
    )  # fmt: skip
    session.add(ren)
    session.flush()
    give_to(session, offering, ren)
    assert who_looks_after(session) == {offering.id: {misaki.hub_user, ren.hub_user}}
    take_from(session, offering, ren)
    assert who_looks_after(session) == {offering.id: {misaki.hub_user}}


def test_who_is_no_instructor_any_more_looks_after_nothing_they_were_given(session, offering):
    ren = person(session, Role.LEARNER)
    give_to(session, offering, ren)
    assert who_looks_after(session) == {}
    assert taught_offerings(session, ren) == []
