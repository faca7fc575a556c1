"""Invitations: so many seats until some day, whoever comes at once; who is named decides for themselves."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.webapp.enrolment.applying.conftest import APRIL, PROFILE, Room
from tests.webapp.enrolment.applying.test_applying_pages import (
    FORM,
    code_in,
    mail,
    offer,
    path_in,
    post,
    towns,
)
from tests.webapp.enrolment.applying.test_waiting import at_once
from webapp.enrolment.applying.form import Form
from webapp.enrolment.applying.inviting import (
    Colleague,
    find_invitation,
    invite,
    name_colleagues,
    seats_left,
)
from webapp.enrolment.applying.models import ConsentKind, Invitation, InvitationUse, InvitedPerson
from webapp.enrolment.applying.operations import take_back
from webapp.enrolment.applying.retention import forget_unconfirmed
from webapp.enrolment.applying.submitting import submit
from webapp.enrolment.models import Application, Learner
from webapp.enrolment.models import ApplicationState as S
from webapp.enrolment.operations import NotPossible
from webapp.mail.models import Message
from webapp.programme.conditions import ReservedSeats
from webapp.programme.models import Offering

__all__ = ["offer", "towns"]  # fixtures
DAY = timedelta(days=1)
PREFIX = "/services/tateyama"
FILLED = Form("", "", "", PROFILE, {ConsentKind.PRIVACY: True})


def invited(session, room, seats=2, **given):
    offering = session.get(Offering, room.offering.id)
    return invite(session, offering, "株式会社架空", seats, APRIL + 10 * DAY, APRIL, None, **given)[0]


def come(session, room, invitation, learner=None, at=APRIL):
    offering = session.get(Offering, room.offering.id)
    return submit(session, learner or room.person(session), offering, FILLED, at, invitation=invitation)


def test_an_invitation_is_for_so_many_seats_and_what_is_taken_back_is_free_again(room, database):
    found = room(capacity=10)
    with database.transaction() as session:
        invitation = invited(session, found)
        first, _ = come(session, found, invitation), come(session, found, invitation)
        with pytest.raises(NotPossible):
            come(session, found, invitation)
        take_back(session, first, APRIL)
        assert seats_left(session, invitation, APRIL) == 1
        assert come(session, found, invitation).state is S.ACCEPTED


def test_an_invitation_that_is_over_opens_nothing(room, database):
    found = room()
    with database.transaction() as session:
        invitation = invited(session, found)
        with pytest.raises(NotPossible):
            come(session, found, invitation, at=APRIL + 10 * DAY)


def test_what_a_partner_sends_sits_on_its_reserved_seats(room, database):
    found = room(capacity=1)
    sender = found.partners[1].id
    with database.transaction() as session:
        session.add(ReservedSeats(offering_id=found.offering.id, partner_id=sender, seats=1))
        assert found.somebody_applies(session).state is S.WAITING
        application = come(session, found, invited(session, found, sent_by=sender))
        assert (application.state, application.sent_by_id) == (S.ACCEPTED, sender)


@pytest.mark.parametrize("round", range(3))
def test_two_who_come_at_once_for_the_last_seat_of_an_invitation_do_not_both_get_it(either, round):
    room = Room(either, capacity=10)
    with either.transaction() as session:
        invitation = invited(session, room, seats=1).id
        people = [room.person(session).id for _ in range(3)]

    def apply_as(learner_id):
        with either.transaction() as session:
            come(session, room, session.get(Invitation, invitation), session.get(Learner, learner_id))

    problems = at_once(*(lambda id=id: apply_as(id) for id in people))
    assert [type(problem) for problem in problems] == [NotPossible] * 2
    with either.sessions() as session:
        assert session.scalar(select(func.count()).select_from(InvitationUse)) == 1
        assert session.scalar(select(func.count()).select_from(Application)) == 1


def named(*numbers):
    return [Colleague(f"架空 {n}", "かくう", f"{n}@example.invalid") for n in numbers]


def test_a_seat_waits_for_who_was_named_and_is_free_when_they_do_not_answer(room, database):
    found = room()
    with database.transaction() as session:
        invitation = invited(session, found, seats=3)
        assert len(name_colleagues(session, invitation, named(1, 2), APRIL, "ja")) == 2
        assert name_colleagues(session, invitation, named(1), APRIL, "ja") == []
        with pytest.raises(NotPossible):
            name_colleagues(session, invitation, named(3, 4), APRIL, "ja")
        assert seats_left(session, invitation, APRIL + 7 * DAY) == 3
        assert forget_unconfirmed(session, APRIL + 7 * DAY) == 2
        assert session.scalar(select(func.count()).select_from(InvitedPerson)) == 0
        assert session.scalar(select(func.count()).select_from(Application)) == 0


@pytest.fixture
def company(database, offer):
    """An offering with two seats, and a company's invitation for three."""
    offering = offer(capacity=2)
    with database.transaction() as session:
        until = datetime.now(UTC) + 10 * DAY
        _, token = invite(session, session.merge(offering), "株式会社架空", 3, until, datetime.now(UTC), None)
    return offering, token


def test_a_company_applies_in_a_group_and_each_colleague_for_themselves(app, client, database, company):
    offering, token = company
    assert "残り3人" in client.get(f"{PREFIX}/invitations/{token}").text
    rows = {}
    for number, who in enumerate("abc"):
        rows |= {
            f"name-{number}": f"架空 {who}",
            f"kana-{number}": "カクウ",
            f"email-{number}": f"{who}@example.invalid",
        }
    wrong = post(client, f"/invitations/{token}/group", **rows | {"email-1": "b"})
    assert wrong.status_code == 422
    assert 'href="#email-1"' in wrong.text
    assert 'value="架空 c"' in wrong.text
    assert post(client, f"/invitations/{token}/group", **rows).status_code == 303
    with database.sessions() as session:
        messages = session.scalars(
            select(Message).filter_by(template="colleague_invited").order_by(Message.id)
        ).all()
    assert [message.address[0] for message in messages] == ["a", "b", "c"]
    mine = {key: value for key, value in FORM.items() if key != "email"}
    for message in messages:
        colleague, path = app.test_client(), path_in(message)
        page = colleague.get(PREFIX + path).text
        assert 'value="株式会社架空"' in page
        assert 'name="email"' not in page
        assert post(colleague, path, **mine | {"consent_privacy": ""}).status_code == 422
        done = post(colleague, path, **mine | {"name": f"架空 {message.address[0]}"})
        assert "/applications/begin/" in done.location
        assert colleague.get(PREFIX + path).status_code == 404
    with database.sessions() as session:
        states = session.scalars(select(Application.state).order_by(Application.id)).all()
        assert states == [S.ACCEPTED, S.ACCEPTED, S.WAITING]
        invitation = find_invitation(session, token)
        assert seats_left(session, invitation, datetime.now(UTC)) == 0
    assert "すべて使われています" in client.get(f"{PREFIX}/invitations/{token}").text
    assert offering.capacity == 2


def test_one_person_applies_with_the_invitation_and_needs_no_approval(client, database, company):
    offering, token = company
    with database.transaction() as session:
        session.merge(offering).asks_superior = True
    page = client.get(f"{PREFIX}/invitations/{token}/apply").text
    assert 'value="株式会社架空"' in page
    assert "superior_name" not in page
    post(client, f"/invitations/{token}/apply", **FORM)
    post(client, "/applications/code", code=code_in(mail(database, "apply_code")))
    with database.sessions() as session:
        assert session.scalars(select(Application.state)).all() == [S.ACCEPTED]
        assert session.scalar(select(func.count()).select_from(InvitationUse)) == 1


def test_only_the_hash_of_an_invitations_token_is_kept(database, company):
    _, token = company
    with database.sessions() as session:
        kept = session.scalars(select(Invitation.token_hash)).one()
    assert re.fullmatch("[0-9a-f]{64}", kept)
    assert token not in kept
