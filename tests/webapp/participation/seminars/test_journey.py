"""A guest's phone in the hall: the QR code, one button pressed twice, a wish, a survey, and the coordinator who sees it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from tests.webapp.demo_site import served
from tests.webapp.participation.browsing import look
from webapp.participation.seminars.models import GuestContact, SeminarGuest
from webapp.participation.surveys.models import SurveyAnswer

PREFIX = "/services/tateyama"
pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser):
    """A browser of 360 pixels in which nobody is signed in."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ja-JP")
    yield context.new_page()
    context.close()


def count(database, table):
    with database.sessions() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_guest_checks_in_on_a_phone_once_and_the_coordinator_sees_it(
    app, database, coordinator, seminar, phone, open_as
):
    with served(app) as address:
        screen = open_as(address, coordinator, 1200)
        screen.goto(f"{address}{PREFIX}/office/seminars/{seminar.id}/reception")
        expect(screen.get_by_text("来場 0人")).to_be_visible()
        look(screen, "seminar-reception")
        code = screen.get_by_role("link", name="この端末で受付のページを開く").get_attribute("href")
        phone.goto(address + code[code.index(PREFIX) :])
        look(phone, "guest-first")
        phone.get_by_text("ご連絡を希望する方へ（任意）").click()
        phone.get_by_label("次回の講座やセミナーの案内").check()
        phone.get_by_role("button", name="来場を受け付ける").click()
        # Nothing is lost where something is missing.
        expect(phone.get_by_text("お名前を入力してください").first).to_be_visible()
        expect(phone.get_by_label("次回の講座やセミナーの案内")).to_be_checked()
        assert count(database, SeminarGuest) == 0
        phone.get_by_label("お名前").fill("架空 花子")
        phone.get_by_label("所属").fill("株式会社架空")
        phone.get_by_label("メールアドレス").fill("hanako@example.jp")
        look(phone, "guest-arrive")
        phone.get_by_role("button", name="来場を受け付ける").dblclick()
        expect(phone.get_by_role("heading", name="来場を受け付けました")).to_be_visible()
        look(phone, "guest-received")
        phone.goto(address + code[code.index(PREFIX) :])
        expect(phone.get_by_role("heading", name="来場を受け付けました")).to_be_visible()
        assert (count(database, SeminarGuest), count(database, GuestContact)) == (1, 1)
        expect(screen.get_by_text("来場 1人")).to_be_visible(timeout=20_000)
        screen.goto(f"{address}{PREFIX}/office/seminars")
        screen.get_by_role("link", name="来場者の連絡先").click()
        expect(screen.get_by_text("hanako@example.jp")).to_be_visible()
        look(screen, "guest-contacts")


def test_a_seminar_is_planned_counted_and_asked_and_a_half_written_answer_outlives_a_reload(
    app, database, programme, coordinator, today, phone, open_as
):
    with served(app) as address:
        office = open_as(address, coordinator, 1200)
        office.goto(f"{address}{PREFIX}/office")
        office.get_by_role("link", name="セミナーの受付と参加者数").click()
        office.get_by_role("link", name="新しいセミナーを登録する").click()
        office.get_by_label("名前（日本語）").fill("データ活用 昼のセミナー")
        office.get_by_label("名前（英語）").fill("Lunch seminar")
        office.locator("#held_on").fill(today.isoformat())
        office.get_by_label("会場").fill("見本会館 3階")
        look(office, "seminar-plan")
        office.get_by_role("button", name="登録する").click()
        office.get_by_label("参加者数（会場で数えた全員）").fill("12")
        office.get_by_role("button", name="参加者数を保存する").click()
        expect(office.get_by_text("参加者数 12人")).to_be_visible()
        look(office, "seminars")
        office.get_by_role("link", name="アンケート").click()
        office.get_by_role("button", name="アンケートを始める").click()
        link = office.get_by_role("link", name="アンケートのページを開く").get_attribute("href")
        look(office, "seminar-survey")
        phone.goto(address + link[link.index(PREFIX) :])
        satisfied = phone.get_by_role("group", name="全体として").get_by_label("やや満足した")
        satisfied.check()
        phone.get_by_label("ご意見やご要望").fill("書きかけ")
        phone.reload()
        expect(satisfied).to_be_checked()
        expect(phone.get_by_label("ご意見やご要望")).to_have_value("書きかけ")
        phone.context.set_offline(True)
        phone.get_by_role("button", name="回答を送信する").click()
        expect(phone.get_by_text("まだ送れていません")).to_be_visible()
        look(phone, "seminar-answer")
        assert count(database, SurveyAnswer) == 0
        phone.context.set_offline(False)
        phone.get_by_role("button", name="回答を送信する").dblclick()
        expect(phone.get_by_role("heading", name="回答を受け付けました")).to_be_visible()
        phone.reload()
        assert phone.evaluate("sessionStorage.length") == 0
        assert count(database, SurveyAnswer) == 1
        office.reload()
        expect(office.get_by_text("依頼12人、有効回答1人")).to_be_visible()
