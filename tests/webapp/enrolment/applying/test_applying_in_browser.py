"""In a real browser, on a phone and on a desk: from the catalogue to a seat, alone and as a company."""

import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.webapp.demo_site import close, served, settings_for
from webapp import create_app, schema
from webapp.auth import HUB_SESSION_COOKIE, STAMP
from webapp.enrolment.applying.inviting import invite
from webapp.enrolment.applying.operations import take_back
from webapp.enrolment.models import Application, Learner
from webapp.enrolment.models import ApplicationState as S
from webapp.enrolment.towns import write_towns
from webapp.mail.models import Message
from webapp.programme.audience import Audience
from webapp.programme.models import (
    Meeting,
    MeetingMode,
    MeetingState,
    Offering,
    OfferingState,
    Partner,
    Programme,
)

pytestmark = pytest.mark.browser
PREFIX = "/services/tateyama"
PASSWORD = "雪の立山から富山湾まで"


@contextmanager
def running(data):
    """A platform with one offering that takes applications, over HTTP."""
    app = create_app(settings_for(data))
    database = app.extensions["database"]
    schema.upgrade(database.engine)
    with database.transaction() as session:
        write_towns(session, app.extensions["settings"].region)
        fill(session)
    with served(app) as address:
        yield app, f"{address}{PREFIX}"
    close(app)


def fill(session):
    now = datetime.now(UTC)
    first = now + timedelta(days=30)
    year = (first - timedelta(days=92)).year
    programme = Programme(fiscal_year=year, name_ja="事業", name_en="Programme", budget_yen=1)
    offering = Offering(
        programme=programme, fiscal_year=year, course_slug="beginner", number=2, title_ja="初級（夜間）",
        title_en="Beginner (evening)", audience=Audience.PRIVATE, capacity=2, state=OfferingState.OPEN,
        host=Partner(slug="university", name_ja="立山大学", name_en="Tateyama University"), minimum=1,
        apply_from=now - timedelta(days=1), apply_until=now + timedelta(days=20), starts_on=first.date(),
        ends_on=(first + timedelta(days=40)).date(), decide_on=(first - timedelta(days=7)).date(),
        eligibility_ja="どなたでも", eligibility_en="Everybody", office_hours_ja="水曜 18時〜19時",
        office_hours_en="Wednesdays 18:00 to 19:00",
        completion_rule={"version": 1, "kind": "all_basic", "lessons": ["b1"]},
        meetings=[
            Meeting(number=n + 1, starts_at=first + timedelta(days=7 * n), mode=MeetingMode.IN_PERSON,
                    ends_at=first + timedelta(days=7 * n, hours=2), state=MeetingState.PLANNED, place="見本会館")
            for n in range(3)
        ],
    )  # fmt: skip
    session.add_all([programme, offering])


@pytest.fixture
def site(tmp_path):
    with running(tmp_path) as found:
        yield found


def page_of(browser, width, cookies=()):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="ja-JP")
    context.add_cookies(list(cookies))
    return context.new_page()


def newest(app, template, address=None):
    with app.extensions["database"].sessions() as session:
        query = select(Message).filter_by(template=template).order_by(Message.id.desc())
        return session.scalars(query.filter_by(address=address) if address else query).first()


def path_in(message):
    return re.search(r"tateyama:(/\S+)", message.body)[1]


def cookies_of(app, address, name):
    with app.extensions["database"].sessions() as session:
        learner = session.scalars(select(Learner).filter_by(name=name)).one()
    told = {"learner_id": learner.id, "hub_session": "hub-session", STAMP: learner.session_stamp}
    signed = app.session_interface.get_signing_serializer(app).dumps(told)
    jar = {HUB_SESSION_COOKIE: "hub-session", "tateyama": signed}
    return [{"name": key, "value": value, "url": address} for key, value in jar.items()]


def fill_in(page, name=None, email=None):
    """Everything that somebody of a private company must answer; return how many answers that were."""
    if name:
        page.get_by_label("氏名").fill(name)
        page.get_by_label("ふりがな").fill("カクウ")
    if email:
        page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("勤務先・団体の名称").fill("株式会社架空")
    page.get_by_label("業種").select_option("E")
    page.get_by_label("勤務先の市町村").select_option("16201")
    page.get_by_label("プログラミングの経験").select_option("none")
    page.get_by_label("チラシ・ポスター").check()
    page.get_by_label("個人情報の取扱いを読み、同意します。").check()


def fits(page):
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [360, 1200])
def test_a_person_gets_from_the_catalogue_to_a_seat(site, browser, width):
    app, address = site
    page = page_of(browser, width)
    page.goto(f"{address}/")
    page.get_by_role("link", name="初級（夜間） 第2期").click()
    expect(page.get_by_text("次のレッスンの基本の問題に、すべて合格すること")).to_be_visible()
    page.get_by_role("link", name="申し込む", exact=True).click()
    assert page.locator("form.apply-form [required]").count() == 8  # and one box of the channels
    fill_in(page, "架空 花子", "hanako@example.invalid")
    assert fits(page)
    page.get_by_role("button", name="確認の番号を受け取る").click()
    code = re.search(r"^\s+(\d{6})$", newest(app, "apply_code").body, re.MULTILINE)[1]
    page.get_by_label("6桁の番号").fill(code)
    page.get_by_role("button", name="確認して申し込む").click()
    expect(page.get_by_text("受講決定")).to_be_visible()
    page.locator("#new").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.get_by_role("button", name="パスワードを決める").click()
    expect(page.get_by_role("heading", name="パスワードを設定しました")).to_be_visible()
    mine = page_of(browser, width, cookies_of(app, address, "架空 花子"))
    mine.goto(f"{address}/my-page")
    mine.get_by_role("link", name="初級（夜間） 第2期").first.click()
    expect(mine.get_by_text("受講が決まっています")).to_be_visible()
    assert fits(mine)


@pytest.mark.parametrize("width", [360, 1200])
def test_a_company_applies_in_a_group_and_who_waits_moves_up(site, browser, width):
    app, address = site
    database = app.extensions["database"]
    with database.transaction() as session:
        now = datetime.now(UTC)
        offering = session.scalars(select(Offering)).one()
        _, token = invite(session, offering, "株式会社架空", 3, now + timedelta(days=9), now, None)
    page = page_of(browser, width)
    page.goto(f"{address}/invitations/{token}")
    page.get_by_role("link", name="同僚をまとめて申し込む").click()
    for number, who in enumerate("一二三"):
        page.locator(f"#name-{number}").fill(f"架空 {who}")
        page.locator(f"#kana-{number}").fill("かくう")
        page.locator(f"#email-{number}").fill(f"{number}@example.invalid")
    assert fits(page)
    page.get_by_role("button", name="案内のメールを送る").click()
    expect(page.get_by_text("3人に案内のメールを送りました。")).to_be_visible()
    for number in range(3):
        colleague = page_of(browser, width)
        colleague.goto(address + path_in(newest(app, "colleague_invited", f"{number}@example.invalid")))
        fill_in(colleague)
        colleague.get_by_role("button", name="申し込む", exact=True).click()
        expect(colleague.get_by_text("受講決定" if number < 2 else "キャンセル待ち")).to_be_visible()
    waiting = page_of(browser, width, cookies_of(app, address, "架空 三"))
    waiting.goto(f"{address}/my-page")
    expect(waiting.get_by_text("キャンセル待ち 1番目")).to_be_visible()
    with database.transaction() as session:
        first = session.scalars(select(Application).order_by(Application.id)).first()
        take_back(session, first, datetime.now(UTC), first.learner_id)
    waiting.goto(address + path_in(newest(app, "seat_offered")))
    expect(waiting.get_by_text("席が空きました")).to_be_visible()
    waiting.get_by_role("button", name="受講する").click()
    expect(waiting.get_by_text("受講が決まっています")).to_be_visible()
    with database.sessions() as session:
        states = session.scalars(select(Application.state).order_by(Application.id)).all()
    assert states == [S.WITHDRAWN, S.ACCEPTED, S.ACCEPTED]
