"""配信停止: opening the link changes nothing, the button and the mail program do, and nobody stops somebody else's mail."""

import re

import pytest

from tests.webapp.mail.conftest import NOW
from webapp.mail.stopping import address_in, is_stopped, stop, token_of

PREFIX = "/services/tateyama"
ADDRESS = "aoi@example.jp"


@pytest.fixture
def link(settings):
    return f"{PREFIX}/mail/stop/{token_of(settings.secret_key, 'Aoi@Example.jp')}"


@pytest.fixture
def stopped(database):
    def stopped(address=ADDRESS):
        with database.sessions() as session:
            return is_stopped(session, address)

    return stopped


def press(client, link, address, **form):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(link).text)[1]
    return client.post(address, data={"csrf_token": token, **form}, follow_redirects=True)


def test_opening_the_link_changes_nothing_and_offers_the_button(client, link, stopped):
    page = client.get(link)
    assert (page.status_code, stopped()) == (200, False)
    assert ADDRESS in page.text
    assert "配信を止める" in page.text


def test_the_button_switches_off_and_on_again(client, link, stopped):
    assert "ご案内の配信を止めました" in press(client, link, link).text
    assert stopped()
    assert "ご案内の配信を再開しました" in press(client, link, f"{link}/resume").text
    assert not stopped()


def test_pressing_twice_is_pressing_once(client, link, stopped):
    assert [press(client, link, link).status_code for _ in range(2)] == [200, 200]
    assert stopped()
    assert [press(client, link, f"{link}/resume").status_code for _ in range(2)] == [200, 200]


def test_a_mail_program_switches_off_without_a_csrf_token(app, link, stopped):
    answer = app.test_client().post(link, data={"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.text) == (200, "")
    assert stopped()


@pytest.mark.parametrize("form", [{}, {"List-Unsubscribe": "Something"}, {"csrf_token": "wrong"}])
def test_anything_else_without_the_token_changes_nothing(client, link, stopped, form):
    assert client.post(link, data=form).status_code == 400
    assert client.post(f"{link}/resume", data=form).status_code == 400
    assert not stopped()


@pytest.mark.parametrize("token", ["1", "a.b", "x" * 5000, "%00", "ImFvaUBleGFtcGxlLmpwIg.forged"])
def test_a_token_that_we_did_not_sign_is_no_page(client, token):
    assert client.get(f"{PREFIX}/mail/stop/{token}").status_code == 404
    one_click = {"List-Unsubscribe": "One-Click"}
    assert client.post(f"{PREFIX}/mail/stop/{token}", data=one_click).status_code == 404


def test_a_token_of_another_platform_or_for_another_purpose_opens_nothing(settings, app):
    assert address_in(settings.secret_key, token_of("another key", ADDRESS)) is None
    with app.test_request_context():
        session_cookie = app.session_interface.get_signing_serializer(app).dumps({"learner_id": 1})
    assert address_in(settings.secret_key, session_cookie) is None


def test_capitals_make_no_difference(database, stopped):
    with database.transaction() as session:
        stop(session, " AOI@example.JP ", NOW)
        stop(session, ADDRESS, NOW)
    assert stopped("aoi@EXAMPLE.jp")
    assert not stopped("yui@example.jp")
