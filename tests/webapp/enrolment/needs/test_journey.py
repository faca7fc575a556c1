"""From a visit to the letter: a phone without connection, a course composed on a desk, an offering, who asked is told."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from tests.webapp.demo_site import served
from tests.webapp.participation.browsing import look
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.models import Role
from webapp.mail.models import Message
from webapp.participation.rounds import build_courses
from webapp.programme.needs.models import Need, NeedState, Visit

P = "/services/tateyama"
pytestmark = pytest.mark.browser


@pytest.fixture
def coordinator(make_learner, make_partner, programme):
    return make_learner((Role.COORDINATOR, make_partner()), name="架空 美咲")


@pytest.fixture
def open_window(app, browser, coordinator):
    """A window of the coordinator's, so wide."""
    opened = []

    def open_window(address, width):
        opened.append(browser.new_context(viewport={"width": width, "height": 800}, locale="ja"))
        sign = app.session_interface.get_signing_serializer(app).dumps
        cookie = sign({"learner_id": coordinator.id, "hub_session": "hub-session", "second_factor": True})
        jar = {"tateyama": cookie, HUB_SESSION_COOKIE: "hub-session", "tateyama_language": "ja"}
        opened[-1].add_cookies([{"name": n, "value": v, "url": address} for n, v in jar.items()])
        return opened[-1].new_page()

    yield open_window
    for context in opened:
        context.close()


def write_the_visit(phone):
    phone.get_by_label("団体の名前").fill("架空県機械工業会")
    phone.get_by_label("団体の名前").press("Tab")
    phone.get_by_label("種類").select_option(label="経済団体・業界団体")
    phone.locator("#industry").select_option("E")
    phone.get_by_label("連絡先の方のお名前").fill("架空 一郎")
    phone.get_by_label("連絡先のメールアドレス").fill("ichiro@example.jp")
    phone.get_by_label("講座のお知らせをメールで受け取ることに").check()
    phone.get_by_label("会った人数").fill("6")
    phone.get_by_label("要望 1").fill("不良品の数を分析したい")
    phone.get_by_role("button", name="要望の欄をふやす").click()
    phone.get_by_label("要望 2").fill("若手に読み方の基本を学ばせたい")


def test_from_the_visit_to_the_letter(app, settings, database, open_window):
    with served(app) as address:
        phone = open_window(address, 360)
        phone.goto(f"{address}{P}/office/needs/visits/new")
        write_the_visit(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
        look(phone, "visit")
        # A car park without a connection: nothing is lost, also when the page is opened again.
        phone.context.set_offline(True)
        phone.get_by_role("button", name="記録する").click()
        expect(phone.locator("#waits")).to_be_visible()
        phone.context.set_offline(False)
        phone.goto(f"{address}{P}/office/needs/visits/new")
        expect(phone.get_by_text("前に送れなかった訪問記録")).to_be_visible()
        expect(phone.get_by_label("要望 2")).to_have_value("若手に読み方の基本を学ばせたい")
        phone.get_by_role("button", name="記録する").dblclick()
        expect(phone.get_by_role("heading", name="架空県機械工業会")).to_be_visible()
        look(phone, "visited")
        assert phone.evaluate("localStorage.getItem('tateyama-visit')") is None
        with database.sessions() as session:
            assert session.scalar(select(func.count()).select_from(Visit)) == 1
            assert session.scalar(select(func.count()).select_from(Need)) == 2

        desk = open_window(address, 1200)
        desk.goto(f"{address}{P}/office")
        desk.get_by_role("link", name="現場ニーズ（訪問記録と要望）").click()
        for box in desk.get_by_role("checkbox").all():
            box.check()
        desk.get_by_role("button", name="選んだ要望から講座を組み立てる").click()
        # Marking what a lesson answers chooses it, and the time adds up.
        desk.locator("input[name='answers-beginner/b3'][value='1']").check()
        desk.locator("input[name='lessons'][value='beginner/b1']").check()
        expect(desk.locator("#total")).to_have_text("3時間")
        desk.get_by_label("名前（日本語）").fill("工場の数字を読む")
        desk.get_by_label("名前（英語。").fill("Reading factory numbers")
        look(desk, "compose")
        desk.get_by_role("button", name="講座を組み立てる").click()
        expect(desk.get_by_text("教材の公開を準備しています")).to_be_visible()
        look(desk, "composed")
        assert build_courses(settings)  # what the worker does within seconds
        expect(desk.get_by_text("教材は公開済み")).to_be_visible(timeout=15_000)

        desk.get_by_role("link", name="この講座を開く").click()
        expect(desk.get_by_label("名前（日本語）")).to_have_value("工場の数字を読む")
        desk.get_by_label("始まりの日").fill("2027-01-12")
        desk.get_by_label("終わりの日").fill("2027-03-09")
        look(desk, "plan")
        desk.get_by_role("button", name="講座を登録する").click()
        desk.get_by_role("link", name="要望と団体へのお知らせ").click()
        look(desk, "tell")
        desk.get_by_role("button", name="選んだ団体にメールで知らせる").click()
        expect(desk.get_by_text("お知らせ済み", exact=True)).to_be_visible()

        desk.goto(f"{address}{P}/office/needs?state=planned")
        expect(desk.locator("ul.needs > li")).to_have_count(2)
        expect(desk.get_by_role("link", name="工場の数字を読む 第1期").first).to_be_visible()
        look(desk, "board")
    with database.sessions() as session:
        assert {need.state for need in session.scalars(select(Need))} == {NeedState.PLANNED}
        assert session.scalars(select(Message.address)).all() == ["ichiro@example.jp"]
