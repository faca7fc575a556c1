"""What is logged can be read by people or programs, leads from an error page to its cause, and holds nothing of anybody."""

import json
import logging
import re
import subprocess
import sys
from datetime import datetime

import pytest
from sqlalchemy import text

from tests.webapp.oauth_hub import oauth_hub
from webapp.db import database as running_database
from webapp.logs import Json, Text
from webapp.passwords import hash_password

NAME, KANA, ADDRESS = "金糸雀 花子", "かなりあ はなこ", "canary@example.jp"
SECRET = "canary-Zx81-secret"
CANARIES = ("金糸雀", "かなりあ", "カナリア", "canary")
NUMBER = re.compile(r"<code>([2-9A-Z]{4}-[2-9A-Z]{4})</code>")


@pytest.fixture
def app(app):
    app.testing = False
    app.add_url_rule("/broken/<secret>", "broken", broken)
    app.add_url_rule("/refused/<secret>", "refused", refused)
    return app


def broken(secret):
    try:
        int(NAME)
    except ValueError as error:
        raise KeyError(ADDRESS) from error


def refused(secret):
    """A database that refuses a row quotes it."""
    with running_database().transaction() as session:
        session.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": NAME})


def canaries_in(said):
    return [canary for canary in CANARIES if canary.lower() in said.lower()]


def record_of(error=None, name="webapp.test", words="said %s", *told):
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.INFO, "file", 1, words, told, info)


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_record_for_programs_is_one_line_of_json_with_its_time_in_utc():
    line = Json().format(record_of(None, "webapp.test", "said %s", "二つ\nの行"))
    assert "\n" not in line
    told = json.loads(line)
    assert datetime.fromisoformat(told.pop("time")).utcoffset().total_seconds() == 0
    assert told == {"level": "info", "logger": "webapp.test", "message": "said 二つ\nの行"}


def test_a_record_for_people_is_the_line_that_it_always_was():
    assert re.fullmatch(
        r"[\d-]+ [\d:,]+ INFO webapp.test said so", Text().format(record_of(None, "webapp.test", "said so"))
    )


@pytest.mark.parametrize("form", [Text, Json])
def test_an_exception_is_told_by_kind_and_place_without_its_words(form):
    said = form().format(record_of(raised(ValueError(f"{NAME} is no number")), "webapp.test", "it broke"))
    assert "builtins.ValueError" in said
    assert "test_logs.py" in said
    assert not canaries_in(said)


@pytest.mark.parametrize("form", [Text, Json])
def test_another_formatter_that_came_first_lends_no_words(form):
    record = record_of(raised(ValueError(NAME)), "webapp.test", "it broke")
    assert canaries_in(logging.Formatter().format(record))
    assert not canaries_in(form().format(record))


def test_what_the_system_says_of_a_file_is_told():
    said = Text().format(record_of(raised(FileNotFoundError(2, "No such file", "/canary")), "w", "it broke"))
    assert said.endswith("builtins.FileNotFoundError (No such file)")


def test_an_exception_that_leads_to_itself_is_told_once():
    first, second = raised(ValueError()), raised(KeyError())
    first.__cause__, second.__cause__ = second, first
    assert Text().format(record_of(first, "w", "it broke")).count("ValueError\n") <= 1


def test_the_servers_addresses_are_cut_off():
    said = Text().format(
        record_of(None, "waitress", "Client disconnected while serving /calendar/canary.ics")
    )
    assert said.endswith("Client disconnected while serving /…")


@pytest.mark.parametrize("address", ["/broken/", "/refused/", "/nowhere/"])
def test_an_error_page_shows_a_number_that_leads_to_its_line_and_nothing_of_anybody(client, logged, address):
    answer = client.get(f"{address}{SECRET}?mail={ADDRESS}&name={NAME}")
    number = NUMBER.search(answer.text)[1]
    assert number in logged()
    assert not canaries_in(logged())


def test_each_request_has_a_number_of_its_own(client):
    assert len({NUMBER.search(client.get("/nowhere").text)[1] for _ in range(20)}) == 20


def test_programs_are_told_the_number_too(client, logged):
    assert client.get("/api/nowhere").json["request"] in logged()


def test_an_error_page_names_its_page_in_the_log_but_not_its_address(client, logged):
    client.get(f"/broken/{SECRET}")
    assert "broken broke" in logged()
    assert "KeyError" in logged()
    assert "/broken/" not in logged().replace("/broken.py", "")


def test_of_others_a_process_hears_warnings_alone():
    """flask-limiter tells at INFO whose login ID was typed too often, httpx every address that it asks."""
    program = (
        "import logging; from webapp.logs import set_up_logs; set_up_logs('json');"
        "logging.getLogger('flask-limiter').info('ratelimit (canary)'); logging.getLogger('webapp.x').info('heard');"
        "logging.getLogger('__main__').info('heard'); logging.getLogger('httpx').warning('heard')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert [json.loads(line)["message"] for line in done.stderr.splitlines()] == ["heard"] * 3


def test_signing_in_logs_nothing_of_the_person(app, client, settings, logged, make_learner):
    learner = make_learner(
        name=NAME, name_kana=KANA, email=ADDRESS, login_id=ADDRESS, password_hash=hash_password(SECRET)
    )
    told = {"Authorization": f"Bearer {settings.verify_token}"}
    for password in (SECRET, *["canary-wrong"] * 12):
        client.post("/internal/verify", headers=told, json={"login_id": ADDRESS, "password": password})
    with oauth_hub(settings) as hub:
        client.get(hub.authorize(client.get("/sign-in").location, learner.hub_user))
        assert NAME in client.get("/my-page").text
        stranger = app.test_client()
        stranger.get(hub.authorize(stranger.get("/sign-in?next=/canary").location, "canary"))
    client.get("/sign-in")
    client.get("/oauth_callback?code=canary&state=canary")
    assert logged()
    assert not canaries_in(logged())
    assert settings.hub_token not in logged()
    assert settings.verify_token not in logged()
