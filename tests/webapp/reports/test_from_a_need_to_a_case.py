"""The whole way, in a real browser: a need heard at a visit becomes a course, a flyer, a learner, a use and a case."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.scanning import scanned
from tests.webapp.demo_site import served
from tests.webapp.enrolment.applying.test_applying_in_browser import fill_in, newest
from tests.webapp.enrolment.outreach.conftest import BROWSER
from tests.webapp.reports.releases.hands import PREFIX, demo, press, windows
from webapp.fiscal_year import FiscalYear, in_japan
from webapp.participation.rounds import build_courses, move_up
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.operations import open_survey
from webapp.participation.surveys.queries import USED
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState
from webapp.region import load_region
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.period import Period
from webapp.reports.queries.reader import Reader
from webapp.reports.queries.surveys import surveyed
from webapp.reports.scope import Scope

pytestmark = pytest.mark.browser
TITLE = "工場の数字を読む"
NEED = "不良品の数を、表計算の先まで自分たちで分析したい"


@pytest.fixture
def app(tmp_path):
    with demo(tmp_path) as made:
        yield made


@pytest.fixture
def address(app):
    with served(app) as base:
        yield base + PREFIX


@pytest.fixture
def person(app, browser, address):
    with windows(app, browser, address) as window:
        yield window


def visit(phone, address):
    """訪問: one form, on a phone."""
    phone.goto(f"{address}/office/needs/visits/new")
    phone.get_by_label("団体の名前").fill("架空県工場協会")
    phone.get_by_label("団体の名前").press("Tab")  # a name that is not known yet asks for more
    phone.get_by_label("種類").select_option(label="経済団体・業界団体")
    phone.locator("#industry").select_option("E")
    phone.get_by_label("会った人数").fill("6")
    phone.get_by_label("要望 1").fill(NEED)
    press(phone, "記録する")
    expect(phone.get_by_role("heading", name="架空県工場協会")).to_be_visible()


def compose(desk, address, app):
    """講座を組み立てる and open it for applications."""
    desk.goto(f"{address}/office/needs")
    desk.locator("ul.needs > li", has_text=NEED).get_by_role("checkbox").check()
    press(desk, "選んだ要望から講座を組み立てる")
    desk.locator("input[name='answers-beginner/b3']").first.check()
    desk.get_by_label("名前（日本語）").fill(TITLE)
    desk.get_by_label("名前（英語。").fill("Reading factory numbers")
    press(desk, "講座を組み立てる")
    assert build_courses(app.extensions["settings"])  # what the worker does within seconds
    expect(desk.get_by_text("教材は公開済み")).to_be_visible(timeout=15_000)
    desk.get_by_role("link", name="この講座を開く").click()
    now = in_japan(datetime.now(UTC))
    soon = now + timedelta(days=2)
    # An offering belongs to one fiscal year, on 30 March as well.
    day = soon if FiscalYear.of(soon) == FiscalYear.of(now) else now
    for label in ("始まりの日", "終わりの日"):
        desk.get_by_label(label).fill(f"{day:%Y-%m-%d}")
    for label, moment in (
        ("申込の始まり", now - timedelta(days=1)),
        ("申込の終わり", now + timedelta(hours=1)),
    ):
        desk.get_by_label(label).fill(f"{moment:%Y-%m-%dT%H:%M}")
    press(desk, "講座を登録する")
    move_up(app.extensions["database"], datetime.now(UTC))


def apply_by(link, browser, address, app):
    """A phone follows the flyer's QR and applies."""
    phone = browser.new_context(
        viewport={"width": 360, "height": 800}, locale="ja-JP", user_agent=BROWSER
    ).new_page()
    phone.goto(f"{address}{link.partition(PREFIX)[2]}")
    expect(phone.get_by_role("heading", level=1)).to_contain_text(TITLE)
    phone.get_by_role("link", name="申し込む").first.click()
    expect(phone.get_by_label("チラシ・ポスター")).to_be_checked()
    fill_in(phone, "架空 工太", "kouta@example.invalid")
    press(phone, "確認の番号を受け取る")
    code = re.search(r"\b\d{6}\b", newest(app, "apply_code").body)[0]
    phone.get_by_label(re.compile("番号")).first.fill(code)
    phone.locator("main form button").first.click()
    login_id = phone.locator(".login-id code").inner_text()
    phone.context.close()
    return login_id


def three_months_on(app):
    """The course was given and is over, and everybody is asked; hand back the survey's and the offering's ids."""
    now = datetime.now(UTC)
    with app.extensions["database"].transaction() as session:
        offering = session.scalars(select(Offering).where(Offering.title_ja == TITLE)).one()
        offering.meetings = [
            Meeting(
                number=1, starts_at=now - timedelta(minutes=2), ends_at=now - timedelta(minutes=1),
                mode=MeetingMode.IN_PERSON, state=MeetingState.HELD,
            )
        ]  # fmt: skip
        offering.state = OfferingState.CLOSED
        offering.starts_on = offering.ends_on = in_japan(now).date()
        survey = open_survey(session, offering, SurveyKind.LATER, now + timedelta(days=14), now)
        return survey.id, offering.id


def used_in(app):
    """How many said in the year's surveys three months on that they had used it, as I25 counts them."""
    now = datetime.now(UTC)
    with app.extensions["database"].sessions() as session:
        # Its window is shut in two weeks; then it counts.
        scope = Scope.of(Period(FiscalYear.of(now), now), now + timedelta(days=15))
        rows = surveyed(Reader(session, load_region("toyama")), scope, Breakdown.TOTAL, SurveyKind.LATER)
        return sum(row.chosen.get("used", {}).get(USED, 0) for row in rows.values())


def test_a_need_heard_in_a_factory_becomes_a_use_and_a_case(app, browser, address, person):
    before = used_in(app)
    visit(person("coordinator", 360), address)
    desk = person("coordinator")
    compose(desk, address, app)
    desk.goto(f"{address}/office/recruiting")
    desk.get_by_role("link", name=re.compile(TITLE)).click()
    desk.get_by_role("link", name="チラシ・ポスター").click()
    desk.get_by_label("内容").fill("工場協会の会報に折り込み")
    press(desk, "記録する")
    shown = desk.get_by_role("textbox", name="この周知のリンク").input_value()
    flyer = desk.request.get(desk.locator("form", has_text="チラシをつくる").evaluate("form => form.action"))
    (link,) = scanned(flyer.body())
    assert link == shown
    login_id = apply_by(link, browser, address, app)
    desk.goto(f"{address}/office/recruiting")
    desk.get_by_role("link", name=re.compile(TITLE)).click()
    row = desk.get_by_role("row", name=re.compile("工場協会の会報に折り込み"))
    expect(row.get_by_role("cell").nth(2)).to_have_text("1")

    survey_id, offering_id = three_months_on(app)
    phone = person(login_id, 360)
    phone.goto(f"{address}/my-page/surveys/{survey_id}")
    phone.get_by_role("group", name="使いましたか").get_by_label("使った", exact=True).check()
    phone.get_by_label("付けない（匿名）").check()
    press(phone, "回答を送信する")
    phone.get_by_role("link", name="活用事例を申し出る").click()
    for label, words in (
        ("課題 必須", "不良品の数を手で数えていた"),
        ("取り組み 必須", "講座の集計をまねた"),
        ("成果 必須", "毎朝の表が自動になった"),
    ):
        phone.get_by_label(label).fill(words)
    phone.get_by_label("載せない（匿名）").check()
    phone.get_by_label("上の内容を読み、同意します").check()
    press(phone, "活用事例を申し出る")
    desk.goto(f"{address}/office/offerings/{offering_id}")
    desk.get_by_role("link", name="活用事例をまとめる").click()
    desk.locator("ul.offerings li", has_text="架空 工太").get_by_role("link").click()
    desk.get_by_role("textbox", name="題 必須", exact=True).fill("毎朝の表が自動になった")
    press(desk, "保存して、本人に確認を頼む")
    phone.goto(f"{address}/my-page")
    phone.get_by_role("link", name="文面を確かめて承認する").click()
    press(phone, "この文面を承認する")
    desk.reload()
    press(desk, "公開する")
    anybody = person()
    anybody.goto(f"{address}/cases")
    expect(anybody.get_by_role("link", name="毎朝の表が自動になった")).to_be_visible()

    assert used_in(app) == before + 1
    desk.goto(f"{address}/office/needs?state=planned")
    expect(desk.locator("ul.needs > li", has_text=NEED)).to_contain_text(TITLE)
