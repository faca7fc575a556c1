"""In a real browser: a coordinator fills a logic model and prints it; a learner's case goes from an offer to the report."""

import re
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, select

from tests.webapp.demo_site import FIRST_DAY, served
from tests.webapp.participation.browsing import look
from tests.webapp.reports.releases.hands import PREFIX, demo, press, windows
from webapp.enrolment.models import Enrolment
from webapp.fiscal_year import FiscalYear
from webapp.participation.cases.models import UseCase
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAsked
from webapp.programme.models import Offering, Partner
from webapp.programme.plans.models import LogicBox

YEAR = FiscalYear.of(FIRST_DAY)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with demo(tmp_path_factory.mktemp("journey")) as made:
        yield made


@pytest.fixture
def address(app):
    with served(app) as base:
        yield base + PREFIX


@pytest.fixture
def person(app, browser, address):
    with windows(app, browser, address) as window:
        yield window


def test_a_model_is_filled_shows_its_numbers_and_is_printed(app, address, person):
    with app.extensions["database"].transaction() as session:
        session.execute(delete(LogicBox).where(LogicBox.fiscal_year == YEAR.year))
    page = person("coordinator")
    page.goto(f"{address}/coordinator?year={YEAR.year}")
    page.get_by_role("link", name="事業とロジックモデル").click()
    expect(page.get_by_text("この年度のロジックモデルは、まだありません。")).to_be_visible()
    page.get_by_role("link", name="箱を置く").click()
    page.get_by_label("段階").select_option("output")
    page.get_by_label("これを表す指標").select_option("I06")
    page.get_by_label("担当").select_option(label="架空市")
    press(page, "箱を保存する")
    expect(page.get_by_role("alert")).to_contain_text("保存していません")
    expect(page.get_by_label("これを表す指標")).to_have_value("I06")
    page.get_by_label("箱の言葉 必須").fill("受講する人を増やす")
    page.get_by_label("出典").fill("受講状況報告書")
    press(page, "箱を保存する")
    box = page.locator(".box")
    expect(box).to_contain_text("受講する人を増やす")
    expect(box).to_contain_text("架空市")
    number = re.search(r"[\d,]+", box.locator(".value").inner_text())[0]
    # The table of targets says the same number.
    expect(page.locator("table.judged tbody tr").first).to_contain_text(number)
    expect(box).to_contain_text("達成率")
    look(page, "logic-model")
    phone = person("kencho", 360)
    phone.goto(page.url)
    expect(phone.locator(".box")).to_contain_text(number)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    paper = page.request.get(f"{address}/coordinator/programme/logic-model.pdf?year={YEAR.year}")
    assert paper.body().startswith(b"%PDF")
    assert number in text_of(paper.body())


@pytest.fixture
def asked(app):
    """Somebody of the demo who is asked about last year's course now: their login, the survey, and the course."""
    with app.extensions["database"].transaction() as session:
        survey, enrolment = session.execute(
            select(Survey, Enrolment)
            .join(Offering, Offering.id == Survey.offering_id)
            .join(Offering.host)
            .join(Enrolment, Enrolment.offering_id == Offering.id)
            .where(
                Survey.kind == SurveyKind.LATER,
                Offering.fiscal_year == YEAR.previous.year,
                Partner.slug == "university",
                Enrolment.withdrawn_at.is_(None),
                Enrolment.id.not_in(select(UseCase.enrolment_id)),
            )
            .order_by(Enrolment.id)
        ).first()
        survey.closes_at = datetime.now(UTC) + timedelta(days=14)
        session.add(SurveyAsked(survey_id=survey.id, enrolment_id=enrolment.id))
        return enrolment.learner.login_id, enrolment.learner.name, survey.id, enrolment.offering_id


def test_a_learner_offers_a_case_approves_its_words_and_reads_it_in_public_and_in_the_draft(
    address, person, asked
):
    login_id, name, survey_id, offering_id = asked
    phone = person(login_id, 360)
    phone.goto(f"{address}/my-page/surveys/{survey_id}")
    phone.get_by_role("group", name="使いましたか").get_by_label("使った", exact=True).check()
    phone.get_by_label("付けない（匿名）").check()
    press(phone, "回答を送信する")
    phone.get_by_role("link", name="活用事例を申し出る").click()
    phone.get_by_label("課題 必須").fill("集計に毎週半日かかっていた")
    phone.get_by_label("取り組み 必須").fill("初級の集計をまねた")
    phone.get_by_label("成果 必須").fill("1時間で終わるようになった")
    phone.get_by_label("載せない（匿名）").check()
    press(phone, "活用事例を申し出る")
    expect(phone.get_by_text("まだ送信されていません")).to_be_visible()
    expect(phone.get_by_label("課題 必須")).to_have_value("集計に毎週半日かかっていた")
    phone.get_by_label("上の内容を読み、同意します").check()
    look(phone, "case-offer")
    press(phone, "活用事例を申し出る")
    expect(phone.get_by_role("status")).to_contain_text("申し出を受け付けました")

    office = person("coordinator")
    office.goto(f"{address}/office/offerings/{offering_id}")
    office.get_by_role("link", name="活用事例をまとめる").click()
    office.locator("ul.offerings li", has_text=name).get_by_role("link").click()
    office.get_by_role("textbox", name="題 必須", exact=True).fill("半日の集計が1時間になった")
    press(office, "保存して、本人に確認を頼む")

    phone.goto(f"{address}/my-page")
    phone.get_by_role("link", name="文面を確かめて承認する").click()
    look(phone, "case-approve")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    press(phone, "この文面を承認する")
    office.reload()
    press(office, "公開する")

    anybody = person()
    anybody.goto(f"{address}/cases")
    anybody.get_by_role("link", name="半日の集計が1時間になった").click()
    expect(anybody.locator("article")).to_contain_text("初級の集計をまねた")
    expect(anybody.locator("body")).not_to_contain_text(name)

    office.goto(f"{address}/coordinator/reports/new")
    office.get_by_label("年度", exact=False).first.select_option(str(YEAR.previous.year))
    press(office, "起案を始める")
    office.get_by_label("半日の集計が1時間になった").check()
    press(office, "載せる事例を保存する")
    look(office, "draft-cases")
    office.get_by_role("link", name="プレビューを見る").click()
    expect(office.get_by_text("【半日の集計が1時間になった】")).to_be_visible()

    phone.reload()
    press(phone, "取り下げる")
    anybody.reload()
    expect(anybody.get_by_role("heading", name="半日の集計が1時間になった")).to_have_count(0)
    office.reload()
    expect(office.get_by_text("【半日の集計が1時間になった】")).to_have_count(0)


def text_of(pdf):
    """What a PDF says, without its spaces."""
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(told.stdout.decode().split())
