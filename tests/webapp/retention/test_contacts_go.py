"""Who voiced a need, and whom to tell in an organisation: kept while it is of use, gone a year later, five years at most."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.twins import dump
from webapp.audit import AuditEntry
from webapp.enrolment.models import Learner
from webapp.hub import Hub
from webapp.participation.erasing import erase
from webapp.programme.needs.models import Need, NeedMove, NeedSource, NeedState, Visit
from webapp.programme.needs.operations import Heard, Wanted, keep_need, link, merge, move
from webapp.programme.needs.visits import OrganisationDraft, VisitDraft, record_visit
from webapp.programme.organisations import Organisation
from webapp.retention import applying
from webapp.retention.applying import apply

HEARD = date(2026, 5, 1)
SETTLED = date(2026, 9, 30)
WANTED = Wanted("売上の数字を読みたい", "I", None, "株式会社架空", "架空 花子", "Hanako@example.invalid")
INN = OrganisationDraft("架空旅館", contact_name="架空 一郎", contact_email="ichiro@example.invalid")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(applying, "BREATH", 0)


@pytest.fixture
def on(database, settings):
    """Apply the periods at noon of a day."""
    hub = Hub(settings.hub_socket, settings.hub_token)
    yield lambda day: apply(database, settings, hub, noon(day))
    hub.close()


@pytest.fixture
def partner(make_partner):
    return make_partner()


@pytest.fixture
def keep(database, partner):
    """A need that somebody left their address with, and the day on which it was settled, if any."""

    def keep(settled=None, state=NeedState.MET, wanted=WANTED):
        with database.transaction() as session:
            heard = Heard(session.merge(partner), HEARD, NeedSource.FORM, None, noon(HEARD))
            need = keep_need(session, wanted, heard)
            if settled:
                move(session, need, state, "理由", settled, None, noon(settled))
            return need.id

    return keep


@pytest.fixture
def visit(database, partner, make_learner):
    """A visit to the inn, with notes, a contact and what was asked for there."""
    person = make_learner(name="職員")

    def visit(day, key, needs=()):
        draft = VisitDraft(INN, day, "架空 事務子", 3, "社長の話", needs, key)
        with database.transaction() as session:
            return record_visit(session, session.merge(partner), draft, person.id, noon(day))[0].id

    return visit


def noon(day):
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def contact(database, need_id):
    with database.sessions() as session:
        need = session.get(Need, need_id)
        return (need.said_by, need.contact_name, need.contact_email, need.contact_agreed_on)


def organisation(database):
    with database.sessions() as session:
        known = session.scalars(select(Organisation)).one()
        return (known.name, known.contact_name, known.contact_email, known.contact_agreed_on)


GONE = ("", None, None, None)


@pytest.mark.parametrize("state", [NeedState.MET, NeedState.DIFFICULT])
def test_a_contact_goes_a_year_after_its_need_was_settled_and_what_was_wanted_stays(
    database, keep, on, state
):
    number = keep(SETTLED, state)
    assert on(date(2027, 9, 30))["need_contacts"] == 0
    assert contact(database, number)[1:3] == ("架空 花子", "Hanako@example.invalid")
    assert on(date(2027, 10, 1))["need_contacts"] == 1
    assert contact(database, number) == GONE
    with database.sessions() as session:
        need = session.get(Need, number)
        assert (need.wanted, need.industry, need.state) == ("売上の数字を読みたい", "I", state)
        assert session.scalars(select(AuditEntry.subject).where(AuditEntry.action == "retention")).all() == [
            "retention/need_contacts"
        ]
    assert on(date(2027, 10, 2))["need_contacts"] == 0


def test_while_it_is_considered_or_planned_the_contact_waits_but_five_years_at_most(database, keep, on):
    waiting, planned = keep(), keep(SETTLED, NeedState.PLANNED)
    assert on(date(2031, 5, 1))["need_contacts"] == 0
    assert on(date(2031, 5, 2))["need_contacts"] == 2
    assert contact(database, waiting) == contact(database, planned) == GONE


def test_a_need_that_was_opened_again_is_not_settled(database, keep, on):
    number = keep(SETTLED)
    with database.transaction() as session:
        day = date(2026, 10, 1)
        move(session, session.get(Need, number), NeedState.PLANNED, "", day, None, noon(day))
    assert on(date(2028, 1, 1))["need_contacts"] == 0


def test_a_merged_need_is_settled_with_the_one_that_counts(database, keep, on):
    root, twin = keep(), keep()
    with database.transaction() as session:
        merge(session, session.get(Need, twin), session.get(Need, root))
    assert on(date(2028, 1, 1))["need_contacts"] == 0
    with database.transaction() as session:
        day = date(2028, 1, 1)
        move(session, session.get(Need, root), NeedState.MET, "", day, None, noon(day))
    assert on(date(2029, 1, 2))["need_contacts"] == 2
    assert contact(database, twin) == GONE


def test_who_was_told_of_a_course_is_kept_for_a_year_from_then(database, keep, on):
    number = keep(SETTLED)
    with database.transaction() as session:
        told = link(session, session.get(Need, number), "beginner", noon(SETTLED))
        told.told_at = noon(date(2027, 3, 1))
    assert on(date(2027, 10, 1))["need_contacts"] == 0
    assert on(date(2028, 3, 2))["need_contacts"] == 1


def test_an_organisations_contact_goes_a_year_after_the_last_visit(database, visit, on):
    visit(HEARD, "first")
    visit(SETTLED, "second")
    assert on(date(2027, 9, 30))["organisation_contacts"] == 0
    assert on(date(2027, 10, 1))["organisation_contacts"] == 1
    assert organisation(database) == ("架空旅館", None, None, None)


def test_an_organisation_whose_need_waits_keeps_its_contact_but_five_years_at_most(database, visit, on):
    visit(HEARD, "first", (Wanted("来月の人の入りを見積もりたい"),))
    assert on(date(2031, 5, 1))["organisation_contacts"] == 0
    assert on(date(2031, 5, 2))["organisation_contacts"] == 1
    assert organisation(database) == ("架空旅館", None, None, None)


def test_a_year_after_its_need_was_settled_an_organisations_contact_goes(database, visit, on):
    visit(HEARD, "first", (Wanted("来月の人の入りを見積もりたい"),))
    with database.transaction() as session:
        need = session.scalars(select(Need)).one()
        move(session, need, NeedState.MET, "", SETTLED, None, noon(SETTLED))
    assert on(date(2027, 9, 30))["organisation_contacts"] == 0
    assert on(date(2027, 10, 1))["organisation_contacts"] == 1


def test_who_visited_and_the_notes_go_after_five_years_and_the_visit_stays(database, visit, on):
    number = visit(HEARD, "first", (Wanted("来月の人の入りを見積もりたい"),))
    assert on(date(2031, 5, 1))["visit_notes"] == 0
    assert on(date(2031, 5, 2))["visit_notes"] == 1
    with database.sessions() as session:
        kept = session.get(Visit, number)
        assert (kept.visitors, kept.noted, kept.visited_on) == ("", "", HEARD)
        assert kept.outreach.people_reached == 3
        assert [need.wanted for need in kept.needs] == ["来月の人の入りを見積もりたい"]


def test_numbers_by_state_are_the_same_before_and_after(database, keep, visit, on):
    keep(SETTLED), keep()
    visit(HEARD, "first", (Wanted("来月の人の入りを見積もりたい"),))
    counted = ("need_move", "need_answer", "outreach")
    before = {name: rows for name, rows in dump(database).items() if name in counted}
    on(date(2036, 5, 2))
    after = {name: rows for name, rows in dump(database).items() if name in counted}
    assert after == before
    with database.sessions() as session:
        assert len(session.scalars(select(NeedMove)).all()) == 1
        assert len(session.scalars(select(Need)).all()) == 3


def test_who_is_erased_is_no_contact_any_more_whatever_the_capitals_of_the_address(
    database, keep, visit, make_learner
):
    visit(HEARD, "first")
    number, other = keep(), keep(wanted=Wanted("別の要望です", said_by="別の人"))
    learner = make_learner(name="花子", email="hanako@example.invalid", second_email="ichiro@example.invalid")
    with database.transaction() as session:
        erase(session, session.get(Learner, learner.id), noon(SETTLED) + timedelta(days=1), None)
    assert contact(database, number) == GONE
    assert contact(database, other)[0] == "別の人"
    assert organisation(database) == ("架空旅館", None, None, None)
