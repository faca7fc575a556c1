"""Every answer carries the headers; forms need their token; reading changes nothing."""

import re

import pytest

from webapp.enrolment.models import Learner

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def test_every_answer_forbids_inline_scripts_and_foreign_content(client):
    for path in ("/", "/nowhere", "/static/tateyama.css"):
        with client.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self'; img-src 'self' data:")
        assert "unsafe" not in policy


def test_every_answer_says_how_it_may_be_used(client):
    headers = client.get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_what_names_a_person_is_not_kept_by_caches(client, sign_in, make_learner):
    sign_in(client, make_learner())
    assert client.get("/my-page").headers["Cache-Control"] == "no-store"


def test_pages_hold_no_inline_script_or_style(client):
    page = client.get("/").text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=", page)


@pytest.mark.parametrize("path", ["/language", "/sign-out"])
def test_a_form_without_its_token_is_refused(client, path):
    answer = client.post(path, data={"language": "en"})
    assert answer.status_code == 400
    assert "もう一度お試しください" in answer.text


def test_a_form_with_its_token_is_taken(client):
    token = TOKEN.search(client.get("/").text).group(1)
    answer = client.post(
        "/language", data={"csrf_token": token, "language": "en", "next": "/services/tateyama/"}
    )
    assert answer.status_code == 302


def test_another_browsers_token_is_refused(app, client):
    token = TOKEN.search(client.get("/").text).group(1)
    answer = app.test_client().post("/language", data={"csrf_token": token, "language": "en"})
    assert answer.status_code == 400


def test_a_learners_token_opens_no_page(client, sign_in, make_learner):
    sign_in(client, make_learner())
    for path in ("/", "/my-page", "/courses/beginner"):
        assert client.get(path, headers={"Authorization": "token abc"}).status_code == 401


def test_every_route_that_changes_something_is_reached_by_post(app):
    reading = {"GET", "HEAD", "OPTIONS"}
    changing = {rule.endpoint: rule.methods for rule in app.url_map.iter_rules() if rule.methods - reading}
    assert all(not methods & {"GET"} for methods in changing.values())
    assert {"languages.choose", "sign_in.sign_out", "passwords.verify"} <= set(changing)


def test_the_language_of_an_account_changes_with_the_switch(app, client, sign_in, make_learner, session):
    app.config["WTF_CSRF_ENABLED"] = False
    learner = make_learner()
    sign_in(client, learner)
    client.post("/language", data={"language": "en"})
    assert session.get(Learner, learner.id).language == "en"
