"""A teacher without usable mail gets a 利用者カード at the counter, and opens a lesson with it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.lab import WEBAPP, open_phone
from tests.journeys.office import open_evening_course

pytestmark = [pytest.mark.browser, pytest.mark.journey]

PASSWORD = "雪の大谷を歩きたい春"


def test_a_card_from_the_office_opens_the_lessons_without_any_mail(platform, browser):
    office = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo").new_page()
    open_evening_course(office, platform)
    office.get_by_role("link", name="利用者カードの発行へ").click()
    # One of the demo's learners who never had a password.
    somebody = office.locator("label", has_text="まだ始めていません").first
    name = somebody.inner_text().split("\n")[0].strip()
    somebody.locator("input[type=checkbox]").check()
    office.get_by_role("button", name="カードを発行する").click()
    login_id, code = (office.locator(".card code").nth(place).inner_text() for place in (0, 1))
    assert office.locator(".card").count() == 1

    phone = open_phone(browser)
    phone.goto(f"{platform.url}hub/login")
    phone.get_by_role("link", name="利用者カードで始める").click()
    phone.get_by_label("ログインID").fill(login_id)
    phone.get_by_label("カードのコード").fill(code.lower())
    phone.get_by_label("新しいパスワード", exact=False).first.fill(PASSWORD)
    phone.get_by_label("新しいパスワード（もう一度）").fill(PASSWORD)
    phone.get_by_role("button", name="パスワードを決めて始める").click()
    expect(phone.get_by_text(login_id)).to_be_visible()
    phone.get_by_role("link", name="サインインへ進む").click()
    phone.fill("input[name=username]", login_id)
    phone.fill("input[name=password]", PASSWORD)
    phone.press("input[name=password]", "Enter")
    phone.wait_for_url(re.compile(WEBAPP))
    phone.goto(f"{platform.url}{WEBAPP}my-page")
    expect(phone.locator("main")).to_contain_text(name.split()[0])

    phone.goto(f"{platform.url}{WEBAPP}account/card")
    phone.get_by_label("ログインID").fill(login_id)
    phone.get_by_label("カードのコード").fill(code)
    phone.get_by_label("新しいパスワード", exact=False).first.fill(PASSWORD + "再")
    phone.get_by_label("新しいパスワード（もう一度）").fill(PASSWORD + "再")
    phone.get_by_role("button", name="パスワードを決めて始める").click()
    expect(phone.locator("main")).to_contain_text("違うか")
