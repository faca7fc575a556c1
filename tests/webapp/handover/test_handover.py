"""引継書: it prints itself from what is there, in both languages, and names no learner."""

from datetime import UTC, date, datetime

import pytest

from webapp.enrolment.models import Enrolment, Role
from webapp.enrolment.office.todo import Task
from webapp.handover.contents import Reader, handover
from webapp.handover.printing_views import render_handover
from webapp.handover.words import TASKS
from webapp.programme.audience import Audience
from webapp.programme.models import Partner

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture
def host(database, make_partner, make_learner, make_offering):
    host = make_partner("host", "架空大学", "Imaginary University")
    make_learner((Role.COORDINATOR, host), name="架空 舞")
    offering = make_offering(host_id=host.id, ends_on=date(2027, 1, 19))
    learner = make_learner(name="受講 秘密")
    with database.transaction() as session:
        session.add(
            Enrolment(
                learner_id=learner.id, offering_id=offering.id, audience=Audience.PRIVATE, enrolled_at=NOW
            )
        )
    return host


def said(database, settings, host, english):
    with database.sessions() as session:
        reader = Reader(english, lambda ja: ja)
        partner = session.get_one(Partner, host.id)
        return handover(session, partner, settings.region, settings.url, NOW, reader, invented=True)


@pytest.mark.parametrize("english", [False, True])
def test_it_tells_the_courses_with_numbers_and_who_is_who_and_no_learner(database, settings, host, english):
    told = said(database, settings, host, english)
    courses, *_rest = told["parts"]
    assert courses["rows"][0][3] == "1 / 30"
    assert any("架空 舞" in row for part in told["parts"] for row in part["rows"])
    day = "Tue 19 January 2027" if english else "2027年1月19日(火)"
    assert any(row[0] == day for row in told["parts"][2]["rows"])
    assert "受講 秘密" not in str(told)
    assert ("Beginner" in str(courses)) is english


def test_whatever_waits_has_its_words():
    """Found by printing the demo year's: what had come to the list since could not be said."""
    assert set(TASKS) == set(Task)


def test_it_is_a_pdf(database, settings, host):
    (made,) = render_handover(said(database, settings, host, False))
    assert made.startswith(b"%PDF")


def test_the_office_prints_its_own_and_the_audit_knows(
    client, sign_in, database, host, make_learner, make_partner
):
    other = make_partner("other")
    sign_in(client, make_learner((Role.COORDINATOR, host)))
    answer = client.get("/services/tateyama/office/handover.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert client.get(f"/services/tateyama/office/handover.pdf?partner={other.slug}").status_code == 404
