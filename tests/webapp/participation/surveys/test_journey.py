"""アンケート、送信から結果まで: the office sends, people answer on a phone of 360 px, the result appears."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.webapp.demo_site import served
from tests.webapp.participation.surveys.people import SAID
from webapp.enrolment.models import Role
from webapp.participation.surveys.models import Survey
from webapp.participation.surveys.operations import answer
from webapp.programme.models import Offering, Partner

PREFIX = "/services/tateyama"


@pytest.fixture
def open_as(app, browser, sign_in):
    """A page of somebody who is signed in, with the cookies that the application made."""
    contexts = []

    def open_as(address, learner, width):
        client = sign_in(app.test_client(), learner)
        context = browser.new_context(viewport={"width": width, "height": 740}, locale="ja-JP")
        cookies = ((name, client.get_cookie(name)) for name in ("jupyterhub-session-id",))
        own = client.get_cookie("tateyama", path=PREFIX) or client.get_cookie("tateyama")
        context.add_cookies(
            [{"name": name, "value": cookie.value, "url": address} for name, cookie in cookies if cookie]
            + [{"name": "tateyama", "value": own.value, "url": address}]
        )
        contexts.append(context)
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()


def look(page, name):
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("TATEYAMA_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_from_the_office_to_a_phone_and_back(app, database, offering, enrol, make_learner, open_as):
    people = [enrol() for _ in range(12)]
    with database.sessions() as session:
        host = session.get(Partner, session.get(Offering, offering.id).host_id)
        aoi = session.merge(people[0]).learner
    with served(app) as address:
        office = open_as(address, make_learner((Role.COORDINATOR, host)), 1200)
        office.goto(f"{address}{PREFIX}/office/offerings/{offering.id}/surveys")
        office.get_by_label("種類").select_option("after")
        look(office, "send")
        office.get_by_role("button", name="送る", exact=True).click()
        expect(office.get_by_text("12人に依頼しました")).to_be_visible()
        phone = open_as(address, aoi, 360)
        phone.goto(f"{address}{PREFIX}/my-page")
        phone.get_by_role("link", name="アンケートに答える").click()
        phone.get_by_role("group", name="満足しましたか").get_by_label("やや満足した", exact=True).check()
        phone.get_by_label("ご意見やご要望").fill("夜の回が助かりました。")
        look(phone, "answer")
        phone.reload()
        expect(phone.get_by_label("ご意見やご要望")).to_have_value("夜の回が助かりました。")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
        phone.get_by_role("button", name="回答を送信する").click()
        expect(phone.get_by_role("alert")).to_be_visible()
        expect(phone.get_by_label("ご意見やご要望")).to_have_value("夜の回が助かりました。")
        phone.get_by_label("付けない（匿名）").check()
        phone.get_by_role("button", name="回答を送信する").click()
        expect(phone.get_by_role("heading", name="回答を受け付けました")).to_be_visible()
        look(phone, "thanks")
        with database.transaction() as session:
            survey = session.scalar(select(Survey))
            for person in people[1:10]:
                answer(session, survey, person.id, SAID, survey.opened_at, named=False)
        office.reload()
        expect(office.get_by_text("依頼12人、有効回答10人")).to_be_visible()
        expect(office.get_by_text("83.3%")).to_be_visible()
        expect(office.get_by_text("9人 (90.0%)").first).to_be_visible()
        look(office, "result")
