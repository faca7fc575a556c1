"""出席、会場の画面から出席簿まで: a screen, a phone that loses its connection, and the count that rises."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from tests.webapp.demo_site import served
from tests.webapp.participation.browsing import look
from webapp.participation.attendance.codes import screen_code
from webapp.participation.models import Attendance

PREFIX = "/services/tateyama"
pytestmark = pytest.mark.browser


def test_from_the_screen_to_a_phone_without_connection_and_to_the_sheet(
    app, settings, database, offering, meeting, enrol, coordinator, open_as, now
):
    person, other = enrol(name="架空 蒼"), enrol(name="架空 結")
    with database.sessions() as session:
        aoi = session.merge(person).learner
    with served(app) as address:
        staff = f"{address}{PREFIX}/teaching/{offering.id}/meetings/{meeting.id}"
        screen = open_as(address, coordinator, 1200)
        screen.goto(f"{staff}/reception")
        expect(screen.get_by_text("出席 0人 / 2人")).to_be_visible()
        look(screen, "reception")
        phone = open_as(address, aoi, 360)
        phone.goto(
            f"{address}{PREFIX}/attend/{meeting.id}/{screen_code(settings.secret_key, meeting.id, now)}"
        )
        look(phone, "attend")
        phone.context.set_offline(True)
        phone.get_by_role("button", name="出席を記録する").click()
        expect(phone.get_by_text("まだ送れていません")).to_be_visible()
        look(phone, "waiting")
        assert count(database) == 0
        phone.context.set_offline(False)
        # A try in the very moment in which the connection comes back may fail; the page tries again ten seconds later.
        expect(phone.get_by_text("出席が記録されています")).to_be_visible(timeout=15_000)
        # What waited is sent once more by a second tab that never heard of the answer.
        phone.evaluate(
            f"localStorage.setItem('tateyama-attendance', '{{\"{PREFIX}/attend/{meeting.id}\": \"{person.id}\"}}')"
        )
        phone.goto(f"{address}{PREFIX}/my-page")
        assert none_waits(phone)
        assert count(database) == 1
        expect(screen.get_by_text("出席 1人 / 2人")).to_be_visible()
        phone.goto(f"{address}{PREFIX}/my-page/attendance")
        look(phone, "mine")
        screen.goto(f"{staff}/attendance")
        screen.locator(f"input[name='presence-{other.id}'][value='']").focus()
        screen.keyboard.press("ArrowRight")
        screen.keyboard.press("ArrowRight")
        look(screen, "sheet")
        screen.get_by_role("button", name="出席簿を記録する").click()
        expect(screen.get_by_text("1人の記録を変えました")).to_be_visible()
        assert count(database) == 2
        screen.goto(f"{address}{PREFIX}/teaching/{offering.id}/attendance")
        expect(screen.get_by_text("出席 2人")).to_be_visible()
        look(screen, "overview")


def test_what_waits_is_not_sent_for_somebody_else_on_the_same_phone(
    app, settings, database, meeting, enrol, open_as, now
):
    person, other = enrol(), enrol()
    with database.sessions() as session:
        yui = session.merge(other).learner
    with served(app) as address:
        phone = open_as(address, yui, 360)
        phone.goto(
            f"{address}{PREFIX}/attend/{meeting.id}/{screen_code(settings.secret_key, meeting.id, now)}"
        )
        waits = f'{{"{PREFIX}/attend/{meeting.id}": "{person.id}"}}'
        phone.evaluate(f"localStorage.setItem('tateyama-attendance', '{waits}')")
        with phone.expect_response(lambda answer: f"/attend/{meeting.id}" in answer.url):
            phone.goto(f"{address}{PREFIX}/my-page")
        phone.wait_for_load_state("networkidle")
        assert phone.evaluate("localStorage.getItem('tateyama-attendance')") == waits
        assert count(database) == 0


def count(database):
    with database.sessions() as session:
        return session.scalar(select(func.count()).select_from(Attendance))


def none_waits(page, tries=100):
    """True once the browser keeps nothing to send. Asked again from here: a page's own policy forbids Playwright to."""
    for _ in range(tries):
        if page.evaluate("localStorage.getItem('tateyama-attendance')") == "{}":
            return True
        page.wait_for_timeout(100)
    return False
