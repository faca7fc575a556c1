"""Pages are Japanese until somebody chooses English; times are Japan's in both."""

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from webapp.languages import clock, day, localised, moment

EVENING = datetime(2026, 4, 1, 10, 30, tzinfo=UTC)  # 19:30 in Japan


@pytest.fixture
def switch(app, client):
    app.config["WTF_CSRF_ENABLED"] = False
    return lambda language, then=None: client.post("/language", data={"language": language, "next": then})


def test_a_page_is_japanese_whatever_the_browser_prefers(client):
    page = client.get("/", headers={"Accept-Language": "en"}).text
    assert '<html lang="ja">' in page
    assert "講座一覧" in page


def test_english_is_a_choice_that_stays(client, switch):
    switch("en")
    page = client.get("/").text
    assert '<html lang="en">' in page
    assert "Courses" in page
    switch("ja")
    assert '<html lang="ja">' in client.get("/").text


def test_the_hubs_pages_are_told_too(switch):
    cookie = switch("en").headers["Set-Cookie"]
    assert cookie.startswith("tateyama_language=en;")
    assert "Path=/;" in cookie


def test_the_switch_leads_back_to_the_page(switch):
    assert (
        switch("en", "/services/tateyama/courses/beginner").location == "/services/tateyama/courses/beginner"
    )
    assert switch("en", "https://evil.example/").location == "/services/tateyama/"


def test_a_language_we_do_not_speak_changes_nothing(client, switch):
    assert "Set-Cookie" not in switch("fr").headers
    assert '<html lang="ja">' in client.get("/").text


def test_an_account_keeps_its_language_on_another_computer(client, sign_in, make_learner):
    sign_in(client, make_learner(language="en"))
    assert '<html lang="en">' in client.get("/").text


@pytest.mark.parametrize(
    ("language", "shown"),
    [("ja", "2026年4月1日(水) 19:30"), ("en", "Wed 1 April 2026 19:30")],
)
def test_a_moment_is_shown_on_a_clock_in_japan(app, language, shown):
    with app.test_request_context(), force_locale(language):
        assert moment(EVENING) == shown


def test_a_day_and_a_time_stand_alone_too(app):
    with app.test_request_context():
        assert day(date(2027, 3, 31)) == "2027年3月31日(水)"
        assert clock(datetime(2026, 4, 1, 0, 5, tzinfo=UTC)) == "09:05"


def test_words_of_rows_mappings_and_pairs_follow_the_page(app, make_partner):
    partner = make_partner()
    with app.test_request_context(), force_locale("en"):
        assert localised(partner, "name") == "Tateyama University"
        assert localised({"ja": "平均", "en": "mean"}) == "mean"
    with app.test_request_context():
        assert localised(partner, "name") == "立山大学"
