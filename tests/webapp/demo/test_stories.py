"""What an office looks after in the demo: lotteries, a selection, reserved seats, a waiting list, an invitation."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from tests.webapp.demo_site import close, demo_app, person
from webapp.demo import seed_demo
from webapp.demo.ahead import AHEAD, draft_of, is_possible
from webapp.enrolment.applying.inviting import seats_left, waited_for
from webapp.enrolment.applying.lottery import draw_order
from webapp.enrolment.applying.models import Approval, Draw, Invitation, InvitationUse
from webapp.enrolment.applying.queue import queue_of
from webapp.enrolment.applying.seats import seats_of
from webapp.enrolment.applying.waiting import begins_at, look_after_waiting_lists
from webapp.enrolment.models import Application, Enrolment, Learner
from webapp.enrolment.models import ApplicationState as S
from webapp.enrolment.rosters.models import RosterImport, RosterState, Standing
from webapp.enrolment.rosters.operations import counts_of
from webapp.fiscal_year import JAPAN, FiscalYear, japanese_date
from webapp.mail.models import Message, MessageState
from webapp.programme.conditions import ReservedSeats
from webapp.programme.models import Offering, OfferingState, Partner, Selection
from webapp.programme.planning import keep_states
from webapp.programme.queries import takes_applications


def midnight(day):
    return datetime.combine(day, time(0), JAPAN)


def hosted(session, *conditions):
    """Offerings of the coordinator's partner that have not begun."""
    return session.scalars(
        select(Offering)
        .join(Offering.host)
        .where(Partner.slug == "university", Offering.state == OfferingState.OPEN, *conditions)
    ).all()


def applications_of(session, offering, *states):
    return session.scalars(
        select(Application).where(Application.offering_id == offering.id, Application.state.in_(states or S))
    ).all()


def lotteries(session):
    """The lottery that waits, and the one that is drawn."""
    found = hosted(session, Offering.selection == Selection.LOTTERY)
    drawn = [offering for offering in found if session.get(Draw, offering.id)]
    return [offering for offering in found if offering not in drawn], drawn


def test_the_demo_has_a_lottery_that_waits_to_be_drawn(demo, day):
    (lottery,), _ = lotteries(demo)
    assert lottery.lottery_string
    assert takes_applications(lottery, midnight(day))
    waiting = applications_of(demo, lottery)
    assert {application.state for application in waiting} == {S.DRAWING}
    assert len(waiting) > lottery.capacity


def test_the_demo_has_a_lottery_whose_order_anybody_can_compute_again(demo, day):
    _, (lottery,) = lotteries(demo)
    draw, by_number = demo.get(Draw, lottery.id), {a.id: a for a in applications_of(demo, lottery)}
    assert draw.published == lottery.lottery_string
    assert list(draw_order(draw.published, list(by_number)).numbers) == draw.order
    assert lottery.apply_until < draw.drawn_at < midnight(day)
    assert not takes_applications(lottery, midnight(day))
    states = [by_number[number].state for number in draw.order]
    assert states == [S.ACCEPTED] * lottery.capacity + [S.WAITING] * (len(states) - lottery.capacity)
    assert [application.id for application in queue_of(demo, lottery)] == draw.order[lottery.capacity :]


def test_the_demo_has_a_selection_for_which_some_superiors_have_not_answered(demo):
    (offering,) = hosted(demo, Offering.selection == Selection.REVIEW)
    assert offering.asks_superior
    asked = demo.scalars(
        select(Approval).join(Approval.application).where(Application.offering_id == offering.id)
    ).all()
    assert {approval.approved for approval in asked} == {True, False, None}
    for approval in asked:
        decided = approval.application.state
        assert (
            decided
            in {None: {S.APPLIED}, False: {S.REJECTED}, True: {S.APPLIED, S.ACCEPTED}}[approval.approved]
        )
    assert {S.APPLIED, S.ACCEPTED} <= {each.application.state for each in asked if each.approved}


def test_the_demo_has_seats_that_are_kept_for_partners(demo, day):
    rows = demo.scalars(select(ReservedSeats)).all()
    (offering,) = {row.offering for row in rows}
    assert offering in hosted(demo)
    assert {row.partner.slug for row in rows} == {"prefecture", "city"}
    assert seats_of(demo, offering, midnight(day)).reserved == {row.partner_id: row.seats for row in rows}


def test_the_demo_has_an_invitation_by_which_some_came_and_others_were_named(demo, day):
    invitation = demo.scalars(select(Invitation)).one()
    assert invitation.offering in hosted(demo)
    used = demo.scalars(select(InvitationUse).filter_by(invitation_id=invitation.id)).all()
    named = waited_for(demo, invitation, midnight(day))
    assert len(used) == len(named) == 2
    assert {use.application.sent_by_id for use in used} == {invitation.sent_by_id}
    assert seats_left(demo, invitation, midnight(day)) == invitation.seats - 4


def test_the_demo_has_a_list_that_came_in_and_one_whose_rows_have_to_be_mended(demo):
    came, waiting = demo.scalars(select(RosterImport).order_by(RosterImport.id))
    assert came.offering is waiting.offering
    assert came.offering in hosted(demo)
    assert came.state is RosterState.APPLIED
    assert counts_of(demo, came)[Standing.ENROLLED] + came.rows_done == came.rows_in_all
    assert waiting.state is RosterState.CHECKING
    assert counts_of(demo, waiting)[Standing.TO_MEND]


def test_the_demo_has_a_course_that_may_not_take_place_and_is_decided_soon(demo, day):
    (offering,) = hosted(demo, Offering.minimum.is_not(None))
    enrolled = demo.scalar(select(func.count()).where(Enrolment.offering_id == offering.id))
    assert 0 < enrolled < offering.minimum
    assert day < offering.decide_on < min(offering.starts_on, day + timedelta(weeks=4))


def test_the_demo_has_a_full_course_whose_seat_was_offered_to_who_waited_longest(demo, day):
    (offered,) = demo.scalars(select(Application).filter_by(state=S.OFFERED))
    offering = offered.offering
    assert offering in hosted(demo)
    assert midnight(day) + timedelta(hours=24) <= offered.reply_by <= begins_at(offering)
    queue = queue_of(demo, offering)
    assert len(queue) >= 3
    assert all(offered.applied_at < waiting.applied_at for waiting in queue)
    assert len(applications_of(demo, offering, S.WITHDRAWN)) == 1
    assert len(applications_of(demo, offering, S.ACCEPTED)) == offering.capacity - 1


def test_the_mailbox_of_the_demo_holds_a_handful(demo, day):
    messages = demo.scalars(select(Message)).all()
    assert {"approval_asked", "seat_offered", "colleague_invited"} <= {each.template for each in messages}
    assert len(messages) < 20
    assert {each.state for each in messages} == {MessageState.QUEUED, MessageState.WRITTEN}
    assert all(each.address.endswith(".invalid") for each in messages)
    assert {each.offering_id for each in messages} <= {offering.id for offering in hosted(demo)}


@pytest.mark.parametrize("hour", [0, 18])
def test_whoever_looks_after_the_waiting_lists_finds_nothing_to_do(demo, day, hour):
    at = midnight(day) + timedelta(hours=hour)
    assert keep_states(demo, at) == 0
    before = demo.scalar(select(func.count()).select_from(Message))
    assert look_after_waiting_lists(demo, at) == 0
    assert demo.scalar(select(func.count()).select_from(Message)) == before


def test_everything_that_has_a_story_is_hosted_by_the_coordinators_partner(demo):
    titles = {offering.title_ja for offering in hosted(demo)}
    assert {ahead.title_ja for ahead in AHEAD} <= titles


@pytest.mark.parametrize("day_of_march", [29, 30, 31])
def test_in_the_last_days_of_a_fiscal_year_nothing_lies_ahead(empty, day_of_march):
    seed_demo(empty, date(2027, 3, day_of_march))
    assert empty.scalar(select(func.count()).select_from(Draw)) == 0
    assert empty.scalar(select(func.count()).select_from(Learner)) > 100


def test_what_lies_ahead_stays_inside_its_fiscal_year_on_any_day():
    for distance in range(800):
        day = date(2026, 4, 1) + timedelta(days=distance)
        for ahead in AHEAD if is_possible(day) else ():
            draft, year = draft_of(ahead, day, {"prefecture": 1, "city": 2}), FiscalYear.of(day)
            assert day < draft.starts_on <= draft.ends_on <= year.end
            assert draft.classes
            assert draft.apply_from < draft.apply_until
            assert japanese_date(draft.apply_until) < draft.starts_on


def test_who_came_first_has_the_seat(demo):
    for offering in demo.scalars(select(Offering).where(Offering.selection == Selection.FIRST_COME)):
        seated = applications_of(demo, offering, S.ACCEPTED, S.WITHDRAWN)
        for waiting in applications_of(demo, offering, S.WAITING):
            assert len(seated) >= offering.capacity
            assert all(application.applied_at < waiting.applied_at for application in seated)


def test_every_story_opens_in_the_office_of_the_coordinator(settings, sign_in):
    app = demo_app(settings.data)
    with app.extensions["database"].sessions() as session:
        office = sign_in(app.test_client(), person(session, "coordinator"))
        waiting, drawn = lotteries(session)
        pages = ["/office", "/office/mail", "/", f"/offerings/{drawn[0].id}/draw"]
        pages += [f"/office/offerings/{offering.id}/lottery" for offering in (*waiting, *drawn)]
        for offering in hosted(session):
            place = f"/office/offerings/{offering.id}"
            pages += [place, f"{place}/applications", f"{place}/rosters", f"/offerings/{offering.id}"]
            pages += [f"{place}/applications/{each.id}" for each in applications_of(session, offering)[::4]]
        for page in pages:
            assert office.get(page).status_code == 200, page
    close(app)
