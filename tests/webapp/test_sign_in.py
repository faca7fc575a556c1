"""People sign in at the hub and come back as themselves, to a page of ours, once."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.webapp.oauth_hub import oauth_hub
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.models import Enrolment
from webapp.programme.audience import Audience

MY_PAGE = "/services/tateyama/my-page"


@pytest.fixture
def hub(settings):
    with oauth_hub(settings) as hub:
        yield hub


@pytest.fixture
def aoi(make_learner):
    return make_learner(login_id="aoi", name="架空 葵")


def test_a_person_signs_in_and_lands_where_they_wanted_to_go(client, hub, aoi):
    asked = client.get("/my-page")
    assert asked.location == "/services/tateyama/sign-in?next=/services/tateyama/my-page"
    to_hub = client.get(asked.location)
    assert urlsplit(to_hub.location).path == "/hub/api/oauth2/authorize"
    back = client.get(hub.authorize(to_hub.location, aoi.hub_user))
    assert back.location == MY_PAGE
    assert "架空 葵" in client.get(MY_PAGE).text


def test_who_asked_for_no_page_goes_on_where_their_courses_are(client, hub, aoi, make_offering, database):
    def lands():
        back = client.get(
            hub.authorize(client.get("/sign-in?next=/services/tateyama/").location, aoi.hub_user)
        )
        client.delete_cookie("tateyama", path="/services/tateyama")
        return back.location

    assert lands() == "/services/tateyama/"
    offering = make_offering()
    with database.transaction() as session:
        session.add(
            Enrolment(
                learner_id=aoi.id, offering_id=offering.id,
                audience=Audience.PRIVATE, enrolled_at=datetime.now(UTC),
            )
        )  # fmt: skip
    assert lands() == MY_PAGE
    client.get(hub.authorize(client.get("/sign-in").location, aoi.hub_user))
    assert client.get("/sign-in").location == MY_PAGE  # signed in already


def test_the_cookie_is_ours_alone_and_hidden_from_scripts(client, hub, aoi):
    back = client.get(hub.authorize(client.get("/sign-in").location, aoi.hub_user))
    cookie = back.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/services/tateyama" in cookie


def test_an_answer_that_nobody_asked_for_is_refused(client, hub, aoi):
    assert client.get(hub.authorize(client.get("/sign-in").location, aoi.hub_user) + "x").status_code == 400
    assert client.get("/oauth_callback?code=code-0&state=guessed").status_code == 400
    assert client.get("/my-page").status_code == 302


def test_an_answer_for_another_browser_is_refused(app, client, hub, aoi):
    back = hub.authorize(client.get("/sign-in").location, aoi.hub_user)
    assert app.test_client().get(back).status_code == 400


def test_an_answer_is_good_once(client, hub, aoi):
    back = hub.authorize(client.get("/sign-in").location, aoi.hub_user)
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 400


def test_two_tabs_can_both_sign_in(client, hub, aoi):
    first, second = (client.get("/sign-in").location for _ in range(2))
    assert client.get(hub.authorize(first, aoi.hub_user)).status_code == 302
    assert client.get("/my-page").status_code == 200
    assert client.get(hub.authorize(second, aoi.hub_user)).status_code in (302, 400)
    assert client.get("/my-page").status_code == 200


def test_a_code_that_the_hub_does_not_know_opens_nothing(client, hub, aoi):
    state = parse_qs(urlsplit(client.get("/sign-in").location).query)["state"][0]
    assert client.get(f"/oauth_callback?code=invented&state={state}").status_code == 403
    assert client.get("/my-page").status_code == 302


def test_a_hub_user_without_an_account_here_is_nobody(client, hub, aoi):
    assert client.get(hub.authorize(client.get("/sign-in").location, "admin")).status_code == 403
    assert client.get("/my-page").status_code == 302


def test_while_the_hub_is_away_people_read_that_and_nothing_breaks(client, aoi):
    state = parse_qs(urlsplit(client.get("/sign-in").location).query)["state"][0]
    answer = client.get(f"/oauth_callback?code=x&state={state}")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "再起動中" in answer.text


def test_signing_out_ends_our_session_and_the_hubs(app, client, sign_in, aoi):
    app.config["WTF_CSRF_ENABLED"] = False
    sign_in(client, aoi)
    assert client.get("/my-page").status_code == 200
    assert client.post("/sign-out").location == "/hub/logout"
    assert client.get("/my-page").status_code == 302


def test_signing_out_needs_a_form(client):
    assert client.get("/sign-out").status_code == 405


@pytest.mark.parametrize("hub_session", [None, "somebody-else"])
def test_when_the_hubs_session_ends_ours_ends_with_it(client, sign_in, aoi, hub_session):
    sign_in(client, aoi)
    client.delete_cookie(HUB_SESSION_COOKIE)
    if hub_session:
        client.set_cookie(HUB_SESSION_COOKIE, hub_session)
    assert client.get("/my-page").status_code == 302


def test_who_is_signed_in_already_does_not_go_to_the_hub_again(client, sign_in, aoi):
    sign_in(client, aoi)
    assert client.get("/sign-in", query_string={"next": MY_PAGE}).location == MY_PAGE
