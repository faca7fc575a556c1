"""A report of a leak: everybody whose data an account could see in that time, by number, and nobody's name."""

from datetime import timedelta

import pytest

from tests.webapp.conftest import NOON
from webapp.audit import AuditEntry, record
from webapp.enrolment.models import Enrolment, Role
from webapp.leaking import affected
from webapp.programme.audience import Audience

HOUR = timedelta(hours=1)


@pytest.fixture
def staff(make_learner):
    return make_learner((Role.COORDINATOR, None), login_id="office", name="架空 事務")


@pytest.fixture
def enrolled(database, make_learner, make_offering):
    """Two people in one offering, and one who came a day later."""
    offering = make_offering()
    people = [make_learner(name=f"架空 {number}") for number in range(3)]
    with database.transaction() as session:
        for place, learner in enumerate(people):
            session.add(
                Enrolment(
                    learner_id=learner.id, offering_id=offering.id, audience=Audience.PRIVATE,
                    enrolled_at=NOON + timedelta(days=1 if place == 2 else -1),
                )
            )  # fmt: skip
    return offering, people


def does(database, actor, action, subject, at=NOON):
    with database.transaction() as session:
        return record(session, at, actor.id, action, subject).id


def test_a_list_concerns_everybody_who_was_in_the_offering_by_then(database, staff, enrolled):
    offering, (first, second, _later) = enrolled
    does(database, staff, "people_exported", f"offering/{offering.id}")
    with database.sessions() as session:
        assert affected(session, staff.id, NOON - HOUR, NOON + HOUR).people == [first.id, second.id]


def test_what_was_opened_by_name_what_was_refused_and_what_others_did_are_told_apart(
    database, staff, enrolled, make_learner
):
    offering, (first, _second, third) = enrolled
    colleague = make_learner(name="同僚")
    does(database, staff, "card_issued", f"learner/{third.id}")
    does(database, staff, "refused", f"offering/{offering.id}")
    does(database, colleague, "card_issued", f"learner/{first.id}")
    does(database, staff, "card_issued", f"learner/{first.id}", at=NOON + HOUR)
    unclear = does(database, staff, "mail_sent_again", "message/7")
    with database.sessions() as session:
        leak = affected(session, staff.id, NOON - HOUR, NOON + HOUR)
    assert (leak.named, leak.of_lists, leak.unclear) == (frozenset({third.id}), frozenset(), (unclear,))
    assert leak.actions["refused"] == 1


def test_the_command_writes_a_draft_with_numbers_and_no_names_and_is_in_the_audit(
    app, database, staff, enrolled
):
    offering, people = enrolled
    does(database, staff, "applications_seen", f"offering/{offering.id}")
    with app.app_context():
        run = app.test_cli_runner().invoke
        period = ["--from", "2026-11-23", "--until", "2026-11-24T00:00"]
        done = run(args=["leak-report", "office", *period])
        assert run(args=["leak-report", "nobody", *period]).exit_code == 1
        assert run(args=["leak-report", "office", *period[2:], "--from", "2026-11-25"]).exit_code == 2
    assert done.exit_code == 0, done.output
    assert f"2: {people[0].id}, {people[1].id}" in done.output
    assert "架空" not in done.output
    with database.sessions() as session:
        told = session.query(AuditEntry).filter_by(action="leak_reported").one()
    assert (told.subject, told.detail) == (f"learner/{staff.id}", {"people": 2, "purpose": "account"})
