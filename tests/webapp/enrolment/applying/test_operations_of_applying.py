"""Applying, deciding, drawing, taking back: what an applicant and an office may do, and when."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.webapp.enrolment.applying.conftest import APRIL, PROFILE
from webapp.enrolment.applying.endings import call_off, draw
from webapp.enrolment.applying.models import Approval, ApprovalKind, Draw
from webapp.enrolment.applying.operations import apply, approve, decide, reply, take_back
from webapp.enrolment.applying.queue import place_in_queue
from webapp.enrolment.applying.seats import Seats
from webapp.enrolment.applying.waiting import fill_seats, look_after_waiting_lists
from webapp.enrolment.models import ApplicationState as S
from webapp.enrolment.models import Enrolment, IllegalMove, LearnerYear
from webapp.enrolment.operations import NotPossible
from webapp.mail.models import Message
from webapp.programme.conditions import ReservedSeats
from webapp.programme.models import OfferingState, Selection

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def templates(session):
    return session.scalars(select(Message.template).order_by(Message.id)).all()


def test_who_comes_first_gets_a_seat_and_the_next_wait_in_their_order(room, database):
    found = room(capacity=2)
    with database.transaction() as session:
        applied = [found.somebody_applies(session, APRIL + n * HOUR) for n in range(4)]
        assert [a.state for a in applied] == [S.ACCEPTED, S.ACCEPTED, S.WAITING, S.WAITING]
        assert [place_in_queue(session, a) for a in applied] == [0, 0, 1, 2]
        assert session.scalar(select(func.count()).select_from(Enrolment)) == 2


def test_pressing_twice_is_one_application_and_one_letter(room, database):
    found = room()
    with database.transaction() as session:
        first = found.somebody_applies(session, email="aoi@example.invalid")
        again = apply(session, first.learner, first.offering, PROFILE, APRIL + HOUR)
        assert again is first
        assert again.applied_at == APRIL
        assert templates(session) == ["accepted"]


@pytest.mark.parametrize("at", [APRIL - 2 * DAY, APRIL + 20 * DAY], ids=["before", "at the end"])
def test_outside_the_window_nobody_can_apply(room, database, at):
    found = room()
    with database.transaction() as session, pytest.raises(NotPossible):
        found.somebody_applies(session, at)


def test_what_a_person_said_of_themselves_is_frozen_for_the_year(room, database):
    found = room()
    with database.transaction() as session:
        learner = found.somebody_applies(session).learner
        year = session.get(LearnerYear, (learner.id, 2026))
        assert (year.organisation, year.industry) == ("株式会社架空", "E")


def test_a_seat_that_comes_free_is_offered_to_the_first_who_waits_and_goes_on_when_there_is_no_reply(
    room, database
):
    found = room(capacity=1)
    with database.transaction() as session:
        seated, second, third = (
            found.somebody_applies(session, APRIL, f"{n}@example.invalid") for n in "abc"
        )
        take_back(session, seated, APRIL + DAY, seated.learner_id)
        assert [a.state for a in (seated, second, third)] == [S.WITHDRAWN, S.OFFERED, S.WAITING]
        assert second.reply_by == APRIL + DAY + timedelta(hours=72)
        assert look_after_waiting_lists(session, second.reply_by - timedelta(seconds=1)) == 0
        assert look_after_waiting_lists(session, second.reply_by) == 1
        assert [a.state for a in (second, third)] == [S.CANCELLED, S.OFFERED]
        with pytest.raises(NotPossible):
            reply(session, second, accepts=True, at=APRIL + 5 * DAY)
        reply(session, third, accepts=True, at=APRIL + 5 * DAY)
        assert third.state is S.ACCEPTED
        assert templates(session) == [
            "accepted", "waiting", "waiting", "withdrawn", "seat_offered", "seat_expired", "seat_offered", "accepted",
        ]  # fmt: skip


def test_who_declines_gives_the_seat_to_the_next_at_once(room, database):
    found = room(capacity=1)
    with database.transaction() as session:
        seated, second, third = (found.somebody_applies(session) for _ in range(3))
        take_back(session, seated, APRIL + DAY)
        reply(session, second, accepts=False, at=APRIL + DAY)
        assert [a.state for a in (second, third)] == [S.CANCELLED, S.OFFERED]


def test_nobody_is_moved_up_after_the_offering_began(room, database):
    found = room(capacity=1)
    with database.transaction() as session:
        seated, second = (found.somebody_applies(session) for _ in range(2))
        take_back(session, seated, APRIL + 60 * DAY)
        assert second.state is S.WAITING


def test_an_offer_never_outlasts_the_beginning(room, database):
    found = room(capacity=1)
    with database.transaction() as session:
        seated, second = (found.somebody_applies(session) for _ in range(2))
        late = APRIL + 34 * DAY  # 10 May, noon; the first day is 11 May
        take_back(session, seated, late)
        assert second.reply_by - late == timedelta(hours=12)


def test_who_cancelled_may_apply_again_and_stands_at_the_end(room, database):
    found = room(capacity=1)
    with database.transaction() as session:
        _, second, third = (found.somebody_applies(session, APRIL + n * HOUR) for n in range(3))
        take_back(session, second, APRIL + DAY)
        apply(session, second.learner, second.offering, PROFILE, APRIL + 2 * DAY)
        assert [place_in_queue(session, a) for a in (third, second)] == [1, 2]


def test_who_withdrew_cannot_apply_again(room, database):
    found = room()
    with database.transaction() as session:
        seated = found.somebody_applies(session)
        take_back(session, seated, APRIL + DAY)
        with pytest.raises(NotPossible):
            apply(session, seated.learner, seated.offering, PROFILE, APRIL + 2 * DAY)


def test_reserved_seats_are_for_those_whom_the_partner_sent_until_applications_close(room, database):
    found = room(capacity=2)
    sender = found.partners[1].id
    with database.transaction() as session:
        session.add(ReservedSeats(offering_id=found.offering.id, partner_id=sender, seats=1))
        first, second = (found.somebody_applies(session) for _ in range(2))
        sent = found.somebody_applies(session, sent_by=sender)
        assert [a.state for a in (first, second, sent)] == [S.ACCEPTED, S.WAITING, S.ACCEPTED]


def test_reserved_seats_that_nobody_took_are_everybodys_when_applications_close(room, database):
    found = room(capacity=2)
    with database.transaction() as session:
        session.add(ReservedSeats(offering_id=found.offering.id, partner_id=found.partners[1].id, seats=1))
        _, second = (found.somebody_applies(session) for _ in range(2))
        assert second.state is S.WAITING
        look_after_waiting_lists(session, APRIL + 20 * DAY)
        assert second.state is S.OFFERED


def test_by_lottery_everybody_waits_for_the_draw_and_the_rest_stand_in_the_order_drawn(room, database):
    found = room(capacity=2, selection=Selection.LOTTERY, lottery_string="5月1日の正午の気温")
    with database.transaction() as session:
        applied = [found.somebody_applies(session) for _ in range(6)]
        assert {a.state for a in applied} == {S.DRAWING}
        offering = applied[0].offering
        with pytest.raises(NotPossible):
            draw(session, offering, APRIL, 1)
        done = draw(session, offering, APRIL + 21 * DAY, applied[0].learner_id)
        by_number = {a.id: a for a in applied}
        assert [by_number[n].state for n in done.order] == [S.ACCEPTED] * 2 + [S.WAITING] * 4
        assert [place_in_queue(session, by_number[n]) for n in done.order] == [0, 0, 1, 2, 3, 4]
        assert draw(session, offering, APRIL + 22 * DAY, applied[0].learner_id) is done
        assert session.scalar(select(func.count()).select_from(Draw)) == 1


def test_a_draw_needs_a_string_that_was_published(room, database):
    found = room(selection=Selection.LOTTERY)
    with database.transaction() as session:
        offering = found.somebody_applies(session).offering
        with pytest.raises(NotPossible):
            draw(session, offering, APRIL + 21 * DAY, 1)


def test_by_review_the_office_decides_and_can_add_a_seat_on_purpose_only(room, database):
    found = room(capacity=1, selection=Selection.REVIEW)
    with database.transaction() as session:
        first, second, third = (found.somebody_applies(session) for _ in range(3))
        by = found.person(session).id
        decide(session, first, S.ACCEPTED, APRIL, by)
        with pytest.raises(NotPossible):
            decide(session, second, S.ACCEPTED, APRIL, by)
        decide(session, second, S.ACCEPTED, APRIL, by, beyond_capacity=True)
        decide(session, third, S.REJECTED, APRIL, by, "応募要件に合わないため")
        decide(session, third, S.REJECTED, APRIL, by)
        assert [a.state for a in (first, second, third)] == [S.ACCEPTED, S.ACCEPTED, S.REJECTED]
        with pytest.raises(IllegalMove):
            decide(session, first, S.REJECTED, APRIL, by)


def asked(session, application, kind=ApprovalKind.SUPERIOR):
    approval = Approval(
        application_id=application.id, kind=kind, approver_name="課長", token_hash=kind.value, asked_at=APRIL
    )
    session.add(approval)
    session.flush()
    return approval


def test_an_application_waits_for_everybody_who_has_to_approve(room, database):
    found = room()
    with database.transaction() as session:
        application = found.somebody_applies(session, needs_approval=True)
        superior = asked(session, application)
        guardian = asked(session, application, ApprovalKind.GUARDIAN)
        approve(session, superior, True, "", APRIL)
        assert application.state is S.APPLIED
        approve(session, guardian, True, "", APRIL)
        assert application.state is S.ACCEPTED


def test_what_is_not_approved_is_not_selected_and_an_answer_is_given_once(room, database):
    found = room()
    with database.transaction() as session:
        application = found.somebody_applies(session, needs_approval=True)
        superior = asked(session, application)
        approve(session, superior, False, "業務の都合", APRIL)
        approve(session, superior, True, "", APRIL)
        assert (application.state, superior.approved, superior.note) == (S.REJECTED, False, "業務の都合")


def test_when_an_offering_is_called_off_everybody_alive_is_told_once_and_nobody_moves_up(room, database):
    found = room(capacity=1)
    with database.transaction() as session:
        _, waiting, gone = (found.somebody_applies(session, APRIL, f"{n}@example.invalid") for n in "abc")
        take_back(session, gone, APRIL)
        offering = waiting.offering
        assert call_off(session, offering, "最少催行人数に満たないため", APRIL + DAY) == 2
        assert call_off(session, offering, "もう一度", APRIL + DAY) == 0
        assert offering.state is OfferingState.CANCELLED
        assert fill_seats(session, offering, APRIL + DAY) == []


def test_a_person_without_an_address_is_not_written_to(room, database):
    found = room()
    with database.transaction() as session:
        found.somebody_applies(session)
        assert templates(session) == []


def test_seats_without_a_limit_are_free_for_everybody():
    assert Seats(None, {}, {None: 1000}).free_for(None)
    assert Seats(None, {}, {}).left is None
