"""Whose token opens what: hand-in and own results, and not a page more."""

import pytest

from tests.webapp.participation import classroom as room
from tests.webapp.participation.classroom import SUBMISSIONS
from tests.webapp.walking import WORDS, fill, parameters_of


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "token made-up"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": "token é"},
    ],
)
def test_without_a_token_that_the_hub_knows_nothing_is_taken_or_shown(client, post, hub, headers):
    assert room.refusal(post(headers)) == (401, "no_token")
    assert room.refusal(client.get(f"{SUBMISSIONS}/S-00000001", headers=headers)) == (401, "no_token")


def test_a_signed_in_browsers_cookie_counts_for_nothing_here(client, post, hub, classroom):
    with client.session_transaction() as cookie:
        cookie["learner_id"] = classroom.aoi.id
        cookie["hub_session"] = None
    assert client.get("/services/tateyama/my-page").status_code == 200
    assert room.refusal(post({})) == (401, "no_token")


def test_each_token_does_only_what_its_scopes_say(client, post, hub, classroom):
    submitting = hub.know("one", classroom.aoi.hub_user, ["custom:tateyama:submit"])
    looking = hub.know("other", classroom.aoi.hub_user, ["custom:tateyama:results"])
    number = post(submitting).json["number"]
    assert room.refusal(post(looking)) == (403, "no_scope")
    assert room.refusal(client.get(f"{SUBMISSIONS}/{number}", headers=submitting)) == (403, "no_scope")
    assert client.get(f"{SUBMISSIONS}/{number}", headers=looking).status_code == 200


def test_no_other_route_lets_a_token_in(app, client, aoi, classroom):
    with client.session_transaction() as cookie:  # not even beside a cookie that is good
        cookie["learner_id"] = classroom.aoi.id
        cookie["hub_session"] = None
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in {"participation", "passwords"}:
            continue
        path = fill(rule, {name: WORDS.get(name, "1") for name in parameters_of(rule)})
        method = "GET" if "GET" in rule.methods else "POST"
        answer = client.open(path, method=method, headers=aoi)
        assert answer.status_code in ({401} if method == "GET" else {400, 401}), rule


def test_a_hub_user_without_an_account_here_is_refused(post, hub):
    assert room.refusal(post(hub.know("nobody's", "u000000000000"))) == (403, "unknown_learner")


def test_results_are_ones_own_only(client, post, aoi, yui):
    number = post(aoi).json["number"]
    assert client.get(f"{SUBMISSIONS}/{number}", headers=aoi).status_code == 200
    assert room.refusal(client.get(f"{SUBMISSIONS}/{number}", headers=yui)) == (404, "no_such_submission")


@pytest.mark.parametrize(
    "number",
    [
        "S-1",
        "1",
        "S-00000002",
        "S-x",
        "S-",
        "S-" + "9" * 30,
        "S-" + "9" * 20,
        "S-" + "9" * 18,
        "S-2147483648",
        "S-１",
        "S--0000001",
    ],
)
def test_a_number_that_was_never_given_is_unknown(client, post, aoi, number):
    post(aoi)
    assert room.refusal(client.get(f"{SUBMISSIONS}/{number}", headers=aoi)) == (404, "no_such_submission")


def test_looking_often_asks_the_hub_once(client, post, aoi, hub):
    number = post(aoi).json["number"]
    for _ in range(5):
        client.get(f"{SUBMISSIONS}/{number}", headers=aoi)
    assert hub.asked == [("GET", "/hub/api/user")]
