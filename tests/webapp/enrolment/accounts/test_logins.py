"""An account's login ID is its own, says nothing of the person, and nobody gets a second one's."""

import re

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.webapp.conftest import NOON
from webapp.audit import AuditEntry
from webapp.enrolment.accounts import logins
from webapp.enrolment.accounts.addresses import is_address
from webapp.enrolment.models import Learner, normal_address, normal_login_id


def test_a_login_id_is_readable_normal_and_no_mail_address():
    made = {logins.new_login_id() for _ in range(500)}
    assert len(made) > 490
    for login_id in made:
        assert re.fullmatch("([kstnhmr][aiueo]){2}-[2-9]{4}", login_id)
        assert normal_login_id(login_id) == login_id
        assert not is_address(login_id)


def test_an_account_opens_to_nobody_before_a_card_or_a_password(session):
    learner = logins.make_account(session, "架空 葵", "かくう あおい", "AOI@Example.jp", "ja", NOON)
    assert learner.password_hash is None
    assert learner.email == "aoi@example.jp"
    assert learner.email_confirmed_at is None
    assert session.scalars(select(AuditEntry.action)).all() == ["account_made"]


def test_a_login_id_that_is_taken_is_drawn_again(session, monkeypatch):
    drawn = iter(["taki-2222", "taki-2222", "taki-2222", "taki-3333"])
    monkeypatch.setattr(logins, "new_login_id", lambda: next(drawn))
    first, second = (logins.make_account(session, name, name, None, "ja", NOON) for name in ("a", "b"))
    assert (first.login_id, second.login_id) == ("taki-2222", "taki-3333")
    assert session.scalar(select(func.count()).select_from(Learner)) == 2


@given(st.text(max_size=300))
def test_what_is_an_address_can_begin_no_header(typed):
    if is_address(typed):
        assert not set(normal_address(typed)) & set('\r\n <>,;:"()[]\\')
