"""In a real browser: a contact is recorded and its flyer made, a phone follows the QR and applies, and somebody waits."""

import re
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import select

from tests.webapp.enrolment.applying.test_applying_in_browser import (
    fill_in,
    newest,
    page_of,
    path_in,
    running,
)
from tests.webapp.enrolment.outreach.conftest import BROWSER
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.models import Learner, Role, RoleGrant
from webapp.mail.models import Message
from webapp.participation.rounds import move_up, tell_who_waits
from webapp.programme.models import Offering, OfferingState, Partner

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path):
    with running(tmp_path) as found:
        yield found


@pytest.fixture
def office(site, browser):
    """The page of the host's coordinator at a desk."""
    app, address = site
    with app.extensions["database"].transaction() as session:
        coordinator = Learner(
            hub_user="u00000000000a", login_id="jimu", name="架空 事務", name_kana="かくう じむ",
            email="jimu@example.invalid", created_at=datetime.now(UTC),
            roles=[RoleGrant(role=Role.COORDINATOR, partner=session.scalars(select(Partner)).one())],
        )  # fmt: skip
        session.add(coordinator)
        session.flush()
        told = {"learner_id": coordinator.id, "hub_session": "hub-session", "second_factor": True}
    signed = app.session_interface.get_signing_serializer(app).dumps(told)
    jar = {HUB_SESSION_COOKIE: "hub-session", "tateyama": signed}
    page = page_of(
        browser, 1200, [{"name": key, "value": value, "url": address} for key, value in jar.items()]
    )
    page.goto(f"{address}/office")
    return page


def looks_right(page):
    # A click that leads on comes back while the next page has no content yet.
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert Axe().run(page).response["violations"] == []


def test_a_flyer_brings_a_phone_that_applies_and_is_counted_under_its_contact(site, browser, office):
    app, address = site
    office.get_by_role("link", name=re.compile("初級（夜間）")).click()
    office.get_by_role("link", name="募集状況を見る・周知する").click()
    looks_right(office)
    office.get_by_role("link", name="チラシ・ポスター").click()
    office.get_by_label("内容").fill("商工会議所の会報に折り込み")
    office.get_by_label("団体（会社").fill("架空商工会議所")
    office.get_by_label("費用").fill("12000")
    looks_right(office)
    office.get_by_role("button", name="記録する").click()
    expect(office.get_by_role("status")).to_contain_text("周知を記録しました")
    looks_right(office)
    link = office.get_by_role("textbox", name="この周知のリンク").input_value()
    office.get_by_role("link", name="社内・校内向けの案内文").click()
    expect(office.get_by_role("textbox", name="案内文")).to_have_value(re.compile(re.escape(link)))
    looks_right(office)
    office.go_back()

    query = office.locator("form[action$='flyer.pdf']").get_attribute("action")
    made = office.request.get(
        f"{address.removesuffix('/services/tateyama')}{query}?language=ja&fee=無料"
    ).body()
    said = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()
    assert said.count("\f") == 1
    assert link.partition("://")[2] in said.replace("\n", "")

    # Chromium without a window says that it is no reader; this one says that it is a phone.
    phone = browser.new_context(
        viewport={"width": 360, "height": 800}, locale="ja-JP", user_agent=BROWSER
    ).new_page()
    phone.goto(f"{address}{link.partition('/services/tateyama')[2]}")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("初級（夜間）")
    looks_right(phone)
    phone.get_by_role("link", name="申し込む").click()
    expect(phone.get_by_label("チラシ・ポスター")).to_be_checked()
    fill_in(phone, "架空 花", "hana@example.invalid")
    phone.get_by_role("button", name="確認の番号を受け取る").click()
    phone.get_by_label(re.compile("番号")).first.fill(
        re.search(r"\b\d{6}\b", newest(app, "apply_code").body)[0]
    )
    phone.locator("main form button").first.click()
    expect(phone.locator(".login-id code")).to_be_visible()

    office.goto(f"{address}/office/recruiting")
    looks_right(office)
    office.get_by_role("link", name=re.compile("初級（夜間）")).click()
    row = office.get_by_role("row", name=re.compile("商工会議所の会報に折り込み"))
    expect(row.get_by_role("cell")).to_have_text(["チラシ・ポスター", "1", "1", "12,000", "12,000"])
    looks_right(office)


def test_the_words_to_pass_on_are_printed_as_a_letter_on_one_page(site, office):
    _app, address = site
    office.goto(f"{address}/office/outreach/new")
    office.get_by_label("経路", exact=False).select_option("flyer")
    office.get_by_label("内容", exact=False).fill("商工会議所の会報に折り込み")
    office.get_by_role("button", name="記録する").click()
    link = office.get_by_role("textbox", name="この周知のリンク").input_value()
    office.get_by_role("link", name="社内・校内向けの案内文").click()
    expect(office.get_by_text("皆さまへ")).to_be_hidden()
    printed = office.pdf(format="A4", print_background=True)
    said = subprocess.run(["pdftotext", "-raw", "-", "-"], input=printed, capture_output=True, check=True)
    words = said.stdout.decode()
    assert words.count("\f") == 1
    for shown in ("社員・教職員の皆さまへ", "データサイエンス講座のご案内", "問い合わせ先", link):
        assert shown in words.replace("\n", "")
    for of_the_site in ("講座一覧", "サインアウト", "コピーする", "メールで送る", "個人情報の取扱い"):
        assert of_the_site not in words


def test_somebody_waits_for_a_closed_course_and_is_told_once(site, browser):
    app, address = site
    database, settings = app.extensions["database"], app.extensions["settings"]
    with database.transaction() as session:
        offering = session.scalars(select(Offering)).one()
        offering.state, offering.apply_from = OfferingState.PLANNED, datetime.now(UTC) + timedelta(days=2)
        number = offering.id
    phone = page_of(browser, 360)
    phone.goto(f"{address}/offerings/{number}")
    phone.get_by_role("link", name="開講の知らせを受け取る").click()
    looks_right(phone)
    phone.get_by_label("メールアドレス").fill("matsu@example.invalid")
    phone.get_by_role("button", name="確認のメールを受け取る").click()
    expect(phone.get_by_role("heading", name="確認のメールを送りました")).to_be_visible()
    looks_right(phone)
    phone.goto(f"{address}{path_in(newest(app, 'interest_confirm'))}")
    looks_right(phone)
    phone.get_by_role("button", name="登録する").click()
    expect(phone.get_by_text("登録が済んでいます。")).to_be_visible()
    looks_right(phone)

    tell_who_waits(database, settings)
    assert newest(app, "interest_opened") is None
    opened = datetime.now(UTC) + timedelta(days=3)
    for _ in range(3):
        move_up(database, opened)
        tell_who_waits(database, settings, opened)
    with database.sessions() as session:
        letters = session.scalars(select(Message).filter_by(template="interest_opened")).all()
    assert [letter.address for letter in letters] == ["matsu@example.invalid"]
    phone.goto(address + re.search(r"tateyama:(/notices/\S+)", letters[0].body)[1])
    phone.get_by_role("button", name="登録しない・取り消す").click()
    expect(phone.get_by_text("登録を取り消し、アドレスを消しました。")).to_be_visible()
