"""An office invites a company, hands over the link once, and ends the invitation."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.days import in_days
from webapp.enrolment.applying.inviting import Colleague, find_invitation, name_colleagues
from webapp.enrolment.applying.models import Invitation

LINK = re.compile(r'value="(http[^"]+/invitations/([\w-]+))"')


def wanted(**given):
    return {
        "organisation": "株式会社架空",
        "seats": "3",
        "until": in_days(5).isoformat(),
        "sent_by": "",
        "address": "",
    } | given


def invited(desk, **given):
    assert desk.send("invitations", **wanted(**given)).status_code == 303
    return LINK.search(desk.get("invitations").text)


def test_the_link_is_shown_once_and_opens_the_invitation(desk):
    link = invited(desk)
    assert link[1].startswith("http://127.0.0.1:8000/services/tateyama/invitations/")
    assert "株式会社架空の団体申込" in desk.client.get(f"/services/tateyama/invitations/{link[2]}").text
    again = desk.get("invitations").text
    assert LINK.search(again) is None
    assert "3人のうち、申込 0人、案内中 0人、残り 3人" in again


def test_the_link_goes_by_mail_where_an_address_is_given(desk):
    link = invited(desk, address="jinji@example.jp")
    (mail,) = desk.mails("invitation")
    assert mail.address == "jinji@example.jp"
    assert link[2] in mail.body
    assert link[2] not in mail.covered


def test_pressing_twice_makes_one_invitation(desk, database):
    desk.send("invitations", **wanted())
    desk.send("invitations", **wanted())
    with database.sessions() as session:
        assert len(session.scalars(select(Invitation)).all()) == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"organisation": " "}, "入力してください。"),
        ({"seats": "0"}, "この欄の値を読み取れません"),
        ({"seats": ""}, "1から200までの数で"),
        ({"until": in_days(-1).isoformat()}, "今日か、これからの日"),
        ({"until": in_days(40).isoformat()}, "申込の終わりより後の日"),
        ({"until": "9999-99-99"}, "この欄の値を読み取れません"),
        ({"until": "9999-12-31"}, "申込の終わりより後の日"),
        ({"sent_by": "999"}, "一覧から選んで"),
        ({"address": "jinji@"}, "メールアドレスの形になっていません"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_nothing_is_lost(desk, given, sentence, database):
    answer = desk.send("invitations", **wanted(**given))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{wanted(**given)["organisation"]}"' in answer.text
    with database.sessions() as session:
        assert session.scalars(select(Invitation)).all() == []


def test_a_new_link_closes_the_old_one(desk):
    old = invited(desk)[2]
    desk.send("invitations/1/renew")
    new = LINK.search(desk.get("invitations").text)[2]
    assert desk.client.get(f"/services/tateyama/invitations/{old}").status_code == 404
    assert desk.client.get(f"/services/tateyama/invitations/{new}").status_code == 200


def test_an_ended_invitation_takes_nobody_more_and_lets_go_of_who_was_named(desk, database):
    token = invited(desk)[2]
    with database.transaction() as session:
        given = find_invitation(session, token)
        name_colleagues(
            session, given, [Colleague("架空 一", "かくう はじめ", "a@example.jp")], datetime.now(UTC), "ja"
        )
    assert "案内中 1人、残り 2人" in desk.get("invitations").text
    desk.send("invitations/1/end")
    desk.send("invitations/1/end")
    page = desk.get("invitations").text
    assert "案内中 0人" in page
    assert "リンクを新しくする" not in page
    assert "いま申し込めません" in desk.client.get(f"/services/tateyama/invitations/{token}").text
    assert desk.audit().count("invitation_ended") == 1


def test_an_invitation_of_another_offering_is_not_found_here(desk, make_offering, database):
    elsewhere = make_offering()
    now = datetime.now(UTC)
    theirs = Invitation(
        offering_id=elsewhere.id, organisation="よそ", token_hash="x", seats=1,
        expires_at=now + timedelta(days=1), made_at=now,
    )  # fmt: skip
    with database.transaction() as session:
        session.add(theirs)
    assert desk.send("invitations/1/end").status_code == 404
    assert desk.send("invitations/1/renew").status_code == 404
