"""An instructor marks a free text in formgrader, and the learner reads the mark, in a real browser."""

import re

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from tests.journeys.lab import WEBAPP, Exercise, release_of, sign_in
from tests.journeys.test_main_job import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.journey]
BOOK = re.compile(r"/user/course-\d+/formgrader/gradebook")


def reload_until(page, look, tries=40):
    """Load the page anew until something is on it: the worker looks every three seconds."""
    for _ in range(tries):
        if look():
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError(f"{page.url} did not show it")


def appears(thing):
    """Whether it is on the page within the time that formgrader's scripts need to draw a list."""
    try:
        thing.wait_for(timeout=3000)
    except PlaywrightTimeout:
        return False
    return True


def type_mark(page, points, comment):
    """Write points and a comment beside the free text, and wait until formgrader has kept them."""
    # What is typed before its scripts know the fields is lost.
    page.wait_for_function("window.formgrader?.grades?.loaded && formgrader.comments?.loaded")
    for field, text, path in (("b1-text", points, "grade"), ("b1-text-comment", comment, "comment")):
        with page.expect_response(
            lambda answer, path=path: answer.request.method == "PUT" and f"/api/{path}/" in answer.url
        ) as kept:
            page.locator(f"#{field}").fill(text)
            page.locator(f"#{field}").blur()
        assert kept.value.status == 200


def test_a_free_text_is_marked_in_the_book_and_the_learner_reads_the_mark(platform, browser, page):
    sign_in(page, platform, "yui")
    page.goto(platform.url + "hub/user-redirect/lab/tree/beginner/b1/exercise.ipynb")
    Exercise(page, release_of(platform)).submit("0／12")
    student = re.search(r"/user/(u[0-9a-f]{12})/", page.url)[1]

    office = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo").new_page()
    sign_in(office, platform, "ren", then="teaching")
    button = office.get_by_role("button", name="成績簿を開く")
    reload_until(office, lambda: button.count())
    assert_accessible(office)
    office.get_by_role("article").filter(has=button).get_by_role("link").first.click()
    assert_accessible(office)
    office.get_by_role("button", name="成績簿を開く").click()
    office.wait_for_url(BOOK, timeout=60_000)

    office.get_by_role("link", name="b1", exact=True).click()
    office.get_by_role("link", name="exercise", exact=True).click()
    # Work of others may be in the book as well; the row knows whose it is, though it does not show it.
    row = office.locator("tr", has_text=student)
    reload_until(office, lambda: appears(row))  # the book may have others' work before it has this
    row.get_by_role("link", name=re.compile("Submission #")).click()
    type_mark(office, "3", "身近な例でよく書けています")

    page.goto(platform.url + WEBAPP + "my-page")
    mark = page.get_by_text("身近な例でよく書けています")
    reload_until(page, lambda: mark.count())
    expect(page.locator("main")).to_contain_text("記述課題 3点")
    assert_accessible(page)
    office.context.close()
