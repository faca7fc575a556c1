"""It snows: the office moves a class online in two clicks, and a learner finds the way in on their phone."""

import re

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.journeys.lab import WEBAPP, open_phone, sign_in
from tests.journeys.office import open_evening_course
from tests.journeys.test_main_job import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.journey]

JOIN = "https://example.invalid/j/snow"
COUNT_CLICKS = (
    "addEventListener('click', () => { sessionStorage.clicks = 1 + Number(sessionStorage.clicks) }, true)"
)


def move_online(page):
    """Move the next class in a room online; which one it was."""
    planned = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="オンラインに切り替える"))
    number = planned.first.get_by_role("heading").inner_text().split()[0]
    planned.first.get_by_role("link", name="オンラインに切り替える").click()
    page.get_by_label(re.compile("参加用のURL")).fill(JOIN)
    page.get_by_role("button", name="変更して知らせる").click()
    expect(page.get_by_role("listitem").filter(has_text=JOIN)).to_contain_text(number)
    return number


def mails_to(page, address):
    """Filter the mailbox by an address; the messages that are there."""
    page.get_by_label(re.compile("^宛先")).fill(address)
    page.get_by_role("button", name="絞り込む").click()
    return page.locator(".messages li").filter(has_text=address)


def calendar_of(page):
    """The learner's own calendar, fetched as a telephone would: by its address alone."""
    page.get_by_text("自分のカレンダーに日程を表示する").click()
    address = page.get_by_role("link", name=re.compile(r"\.ics$")).inner_text()
    answer = page.context.browser.new_context().request.get(address)
    assert answer.status == 200
    return Calendar.from_ical(answer.body()).walk("VEVENT")


def test_a_class_goes_online_in_two_clicks_and_a_learner_finds_the_way_in_on_a_phone(platform, browser, page):
    page.add_init_script(COUNT_CLICKS)
    open_evening_course(page, platform)
    page.get_by_role("link", name="日程を見る・変える").click()
    assert_accessible(page)
    page.evaluate("sessionStorage.clicks = 0")
    number = move_online(page)
    assert page.evaluate("sessionStorage.clicks") == "2"
    expect(page.get_by_role("status")).to_contain_text("人にメールで知らせます")
    assert_accessible(page)

    page.goto(platform.url + WEBAPP + "office/mail")
    assert_accessible(page)
    mail = mails_to(page, "aoi@example.invalid").filter(has_text="オンライン開催に変わりました")
    expect(mail).to_contain_text(number)
    mail.get_by_role("link").click()
    expect(page.locator(".letter")).to_contain_text(f"の{number}は、オンラインで行います")
    expect(page.locator(".letter")).to_contain_text(JOIN)
    expect(page.locator(".letter")).to_contain_text("大雪のため")
    assert_accessible(page)

    phone = open_phone(browser)
    sign_in(phone, platform, "aoi")
    told = phone.get_by_role("region", name="オンラインで行います")
    expect(told).to_contain_text(number)
    expect(told.get_by_role("link", name="オンラインで参加する")).to_have_attribute("href", JOIN)
    planned = phone.get_by_role("region", name="次の予定").get_by_role("listitem").filter(has_text=number)
    expect(planned).to_contain_text("オンライン")
    expect(planned.get_by_role("link", name="オンラインで参加する")).to_have_attribute("href", JOIN)
    assert_accessible(phone)

    online = [event for event in calendar_of(phone) if event["url"] == JOIN]
    assert [event["location"] for event in online] == ["オンライン"]
    assert number in online[0]["summary"]
    assert JOIN in online[0]["description"]

    phone.goto(platform.url + WEBAPP + "courses/beginner")
    course = phone.get_by_role("article").filter(has_text="初級（夜間）")
    course.get_by_text(re.compile(r"全\d+回の日時")).click()
    expect(course.get_by_role("listitem").filter(has_text=number)).to_contain_text("オンライン")
    assert JOIN not in phone.content()
    phone.context.close()
