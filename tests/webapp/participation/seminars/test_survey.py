"""A seminar's guests answer without an account: once per browser, never more than heads, with the response rate beside it."""

import re

import pytest
from sqlalchemy import func, select

from webapp.participation.surveys.models import Survey, SurveyAnswer

PAGE = "/services/tateyama/office/seminars"
SAID = {"satisfaction": "5", "usefulness": "4"}


@pytest.fixture
def begun(office, seminar, database):
    """The survey of a seminar at which three people were counted."""
    office.post(f"{PAGE}/{seminar.id}/heads", data={"heads": "3"})
    assert office.post(f"{PAGE}/{seminar.id}/survey", data={"last_day": "2999-01-01"}).status_code == 422
    last = office.get(f"{PAGE}/{seminar.id}/survey").text
    last = re.search(r'name="last_day" value="([^"]+)"', last)[1]
    assert office.post(f"{PAGE}/{seminar.id}/survey", data={"last_day": last}).status_code == 303
    with database.sessions() as session:
        return session.scalars(select(Survey)).one()


@pytest.fixture
def count(database):
    def count():
        with database.sessions() as session:
            return session.scalar(select(func.count()).select_from(SurveyAnswer))

    return count


def address(survey):
    return f"/services/tateyama/surveys/{survey.token}"


def visit_in(page):
    return re.search(r'name="visit" value="([^"]+)"', page.text)[1]


def send(browser, survey, visit=None, **said):
    visit = visit or visit_in(browser.get(address(survey)))
    return browser.post(address(survey), data={"visit": visit, **(said or SAID)})


def test_without_a_head_count_there_is_nobody_of_whom_to_take_a_rate(office, seminar):
    assert "先に、会場で数えた参加者数" in office.get(f"{PAGE}/{seminar.id}/survey").text
    answer = office.post(f"{PAGE}/{seminar.id}/survey", data={"last_day": "2026-12-31"})
    assert answer.status_code in (409, 422)


def test_one_answer_per_browser_also_when_pressed_twice(app, begun, count):
    phone, slow = app.test_client(), app.test_client()
    assert "ありがとうございました" in send(phone, begun).text
    assert "ありがとうございました" in phone.get(address(begun)).text
    assert "ありがとうございました" in phone.post(address(begun), data=SAID).text
    # The second press of a double click goes out before the first answer has set its cookie.
    visit = visit_in(slow.get(address(begun)))
    send(slow, begun, visit)
    slow.delete_cookie(f"tateyama-survey-{begun.id}", path="/services/tateyama")
    assert "ありがとうございました" in send(slow, begun, visit).text
    assert count() == 2


def test_more_answers_than_heads_are_not_taken(app, begun, count):
    for _ in range(3):
        send(app.test_client(), begun)
    late = send(app.test_client(), begun)
    assert late.status_code == 409
    assert "参加者数と同じ数の回答" in late.text
    assert count() == 3


def test_what_cannot_be_kept_stays_on_the_page(app, begun, count):
    answer = send(app.test_client(), begun, satisfaction="9", comment="よかった")
    assert (answer.status_code, count()) == (422, 0)
    assert "よかった" in answer.text


def test_the_result_has_its_rate_of_the_head_count_and_a_mended_count_mends_it(app, office, begun, seminar):
    send(app.test_client(), begun)
    assert "依頼3人、有効回答1人" in office.get(f"{PAGE}/{seminar.id}/survey").text
    office.post(f"{PAGE}/{seminar.id}/heads", data={"heads": "4"})
    page = office.get(f"{PAGE}/{seminar.id}/survey").text
    assert "依頼4人、有効回答1人" in page
    assert "25.0%" in page
    assert "x（回答が10人に満たない" in page
    office.post(f"{PAGE}/{seminar.id}/heads", data={"heads": "0"})
    assert "依頼1人、有効回答1人" in office.get(f"{PAGE}/{seminar.id}/survey").text


def test_after_closing_nothing_is_taken(app, office, begun, seminar, count):
    office.post(f"{PAGE}/{seminar.id}/survey/close")
    assert send(app.test_client(), begun).status_code == 409
    assert "締め切りました" in app.test_client().get(address(begun)).text
    assert count() == 0


def test_a_word_that_is_no_survey_leads_nowhere(app):
    assert app.test_client().get("/services/tateyama/surveys/nobodys").status_code == 404
