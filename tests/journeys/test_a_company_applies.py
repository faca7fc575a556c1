"""A company applies in a group: two get seats, one waits, and moves up when a seat comes free."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.lab import WEBAPP, open_phone, sign_in
from tests.journeys.test_main_job import assert_accessible
from webapp.fiscal_year import FiscalYear, in_japan

pytestmark = [pytest.mark.browser, pytest.mark.journey]

COMPANY = "株式会社架空運輸"
PASSWORD = "富山湾の白えびと春の雪"
COLLEAGUES = {
    "架空 一": "ichi@example.invalid",
    "架空 二": "ni@example.invalid",
    "架空 三": "san@example.invalid",
}


def plan_offering(office):
    """Open an offering of two seats, for which people may apply now; its page."""
    now = in_japan(datetime.now(UTC))
    day = min(now.date() + timedelta(days=14), FiscalYear.of(now).end)
    office.get_by_role("link", name="新しい講座を登録する").click()
    office.get_by_label("教材の講座").select_option("beginner")
    office.get_by_label("名前（日本語）").fill("初級（運輸の集い）")
    office.get_by_label("名前（英語）").fill("Beginner (haulage)")
    office.locator("#starts_on").fill(day.isoformat())
    office.locator("#ends_on").fill(day.isoformat())
    first = office.get_by_role("group", name="回 1")
    first.get_by_label("日", exact=True).fill(day.isoformat())
    first.get_by_label("始まり").fill("22:00")
    first.get_by_label("終わり").fill("23:30")
    first.get_by_label("会場").fill("見本会館")
    office.locator("#apply_from").fill(f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}")
    office.locator("#apply_until").fill(f"{day}T21:00")
    office.locator("#capacity").fill("2")
    office.get_by_label("B1").first.check()  # the first course; another may list the same lesson
    office.get_by_role("button", name="講座を登録する").click()
    expect(office.get_by_role("status")).to_contain_text("講座を登録しました")
    return office.url


def invite(office, seats):
    """Invite the company; the link, which the page shows once."""
    office.get_by_role("link", name="会社や学校を招待する").click()
    assert_accessible(office)
    office.get_by_label("会社・学校の名前").fill(COMPANY)
    office.locator("#seats").fill(str(seats))
    office.get_by_role("button", name="招待をつくる").click()
    link = office.get_by_label("招待のリンク").input_value()
    assert_accessible(office)
    return link


def name_colleagues(phone, link):
    """Somebody of the company names three people, each of whom gets a mail."""
    phone.goto(link)
    assert_accessible(phone)
    phone.get_by_role("link", name="同僚をまとめて申し込む").click()
    for number, (name, address) in enumerate(COLLEAGUES.items()):
        phone.locator(f"#name-{number}").fill(name)
        phone.locator(f"#kana-{number}").fill("かくう")
        phone.locator(f"#email-{number}").fill(address)
    assert_accessible(phone)
    phone.get_by_role("button", name="案内のメールを送る").click()
    expect(phone.get_by_text("3人に案内のメールを送りました。")).to_be_visible()


def link_mailed_to(office, platform, address, subject):
    """The link in the newest message of this subject, as the demo's mailbox shows it."""
    office.goto(f"{platform.url}{WEBAPP}office/mail?address={address}")
    office.locator(".messages li").filter(has_text=subject).first.get_by_role("link").click()
    return re.search(r"http\S+", office.locator(".letter").inner_text())[0]


def apply(phone, link):
    """Open the link of one's own, answer what the form still asks, and choose a password; the login ID."""
    phone.goto(link)
    phone.get_by_label("業種").select_option("H")
    phone.get_by_label("勤務先の市町村").select_option(index=1)
    phone.get_by_label("プログラミングの経験").select_option("none")
    phone.get_by_label("チラシ・ポスター").check()
    phone.get_by_label("個人情報の取扱いを読み、同意します。").check()
    phone.get_by_role("button", name="申し込む", exact=True).click()
    said = phone.locator("main .badge").inner_text()
    login_id = phone.locator(".login-id code").inner_text()
    phone.locator("#new").fill(PASSWORD)
    phone.locator("#again").fill(PASSWORD)
    phone.get_by_role("button", name="パスワードを決める").click()
    expect(phone.get_by_role("heading", name="パスワードを設定しました")).to_be_visible()
    return said, login_id


def test_who_waits_in_a_companys_group_moves_up_when_a_colleague_withdraws(platform, browser, page):
    sign_in(page, platform, "coordinator", then="office")
    offering = plan_offering(page)
    link = invite(page, seats=3)
    phone = open_phone(browser)
    name_colleagues(phone, link)

    applied = []
    for address in COLLEAGUES.values():
        colleague = open_phone(browser)
        applied.append(apply(colleague, link_mailed_to(page, platform, address, "お申込みをお願いします")))
        colleague.context.close()
    assert [said for said, _ in applied] == ["受講決定", "受講決定", "キャンセル待ち"]
    page.goto(f"{offering}/invitations")
    expect(page.locator("main")).to_contain_text("申込 3人、案内中 0人、残り 0人")

    leaver = open_phone(browser)
    sign_in(leaver, platform, applied[0][1], password=PASSWORD)
    leaver.get_by_role("link", name=re.compile("初級（運輸の集い）")).first.click()
    leaver.get_by_role("link", name=re.compile("辞退")).click()
    assert_accessible(leaver)
    leaver.get_by_role("button", name=re.compile("辞退")).click()
    expect(leaver.locator("main")).to_contain_text("辞退")
    leaver.context.close()

    waiter = open_phone(browser)
    sign_in(waiter, platform, applied[2][1], password=PASSWORD)
    waiter.goto(link_mailed_to(page, platform, COLLEAGUES["架空 三"], "席が空きました"))
    assert_accessible(waiter)
    waiter.get_by_role("button", name="受講する").click()
    expect(waiter.get_by_text("受講が決まっています")).to_be_visible()
    waiter.context.close()

    page.goto(f"{offering}/applications")
    assert_accessible(page)
    rows = page.locator("tbody tr")
    expect(rows.filter(has_text="架空 一")).to_contain_text("辞退")
    expect(rows.filter(has_text="架空 三")).to_contain_text("受講決定")
    phone.context.close()
