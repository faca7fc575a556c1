"""Whatever goes wrong, people read what happened and what to do, in their language."""

from dataclasses import replace

import pytest
from flask import abort

from webapp import create_app
from webapp.errors import WORDS
from webapp.languages import COOKIE


@pytest.fixture
def app(app):
    app.testing = False
    app.add_url_rule("/fail/<int:status>", "fail", lambda status: abort(status))
    app.add_url_rule("/api/fail/<int:status>", "fail_api", lambda status: abort(status))
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    return app


@pytest.mark.parametrize("status", sorted(WORDS))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_error_has_a_page_in_both_languages(client, status, language):
    client.set_cookie(COOKIE, language, path="/services/tateyama")
    answer = client.get(f"/fail/{status}")
    assert answer.status_code == status
    assert (WORDS[status][0] in answer.text) == (language == "ja")
    assert f'<html lang="{language}">' in answer.text


def test_an_error_without_words_of_its_own_borrows_them(client):
    answer = client.get("/fail/418")
    assert answer.status_code == 418
    assert WORDS[400][0] in answer.text


def test_a_bug_of_ours_shows_no_detail(client):
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert "保存済みの内容は残っています" in answer.text


def test_programs_get_json_in_both_languages(client, app):
    answer = client.get("/api/fail/429")
    assert answer.json["error"] == "http_429"
    assert set(answer.json["message"]) == {"ja", "en"}


def test_a_database_that_does_not_answer_is_a_503(settings):
    app = create_app(replace(settings, database_url=f"sqlite:///{settings.data}/missing/tateyama.sqlite"))
    answer = app.test_client().get("/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "1分ほど待って" in answer.text
    app.extensions["hub"].close()


def test_outside_our_prefix_there_is_nothing(app):
    answer = app.test_client().get("/my-page", base_url="http://localhost/elsewhere")
    assert answer.status_code == 404
    assert answer.text == "404\n"
