"""A learner's day and the coordinator's numbers, whole, in a real browser."""

import csv
import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.lab import WEBAPP, Exercise, release_of, sign_in, solutions_of

pytestmark = [pytest.mark.browser, pytest.mark.journey]


def assert_accessible(page):
    """No axe violation on this page, wide and narrow, and no sideways scrolling on a phone."""
    opened = page.viewport_size
    for width in (1200, 360):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert found == [], (
            f"{page.url} at {width} px: {[(rule['id'], rule['nodes'][0]['html']) for rule in found]}"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} scrolls sideways"
    page.set_viewport_size(opened)


def test_from_the_catalogue_to_full_marks_and_into_the_coordinators_numbers(platform, browser, page):
    release = release_of(platform)
    answers = solutions_of(release)

    page.goto(platform.url)
    expect(page).to_have_url(re.compile(WEBAPP + "$"))
    expect(page.get_by_text("架空のデータ").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="データサイエンス初級", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("初級")
    assert_accessible(page)

    sign_in(page, platform, "aoi")
    assert_accessible(page)
    page.goto(platform.url + "hub/user-redirect/lab/tree/beginner/b1/exercise.ipynb")
    exercise = Exercise(page, release)

    exercise.run("b1-data")
    exercise.write("b1-1-answer", "print（1）")
    explained = exercise.run("b1-1-answer")
    expect(explained).to_contain_text("全角のかっこ")

    for grade_id, answer in answers.items():
        exercise.write(grade_id, answer)
    exercise.write("b1-3-answer", 'largest = "富山市"\nshare_pct = 40.0')
    exercise.run("b1-1-answer")
    expect(exercise.run("b1-1")).to_contain_text("ここまでは合っています")
    panel = exercise.submit("10／12")
    expect(panel).to_contain_text("もう少し")
    expect(panel).to_contain_text("ヒント")

    exercise.write("b1-3-answer", answers["b1-3-answer"])
    panel = exercise.submit("12／12")
    expect(panel).not_to_contain_text("もう少し")

    page.goto(platform.url + WEBAPP + "my-page")
    expect(page.locator("main")).to_contain_text("12")
    expect(page.locator("main")).to_contain_text("修了")
    assert_accessible(page)

    office = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo").new_page()
    sign_in(office, platform, "coordinator", then="coordinator")
    assert_accessible(office)
    office.get_by_role("link", name=re.compile("初級（夜間）")).first.click()
    row = office.get_by_role("row").filter(has_text="架空 葵")
    expect(row).to_contain_text("12")
    assert_accessible(office)

    with office.expect_download() as download:
        office.locator("a", has_text="名簿をCSVで").click()
    text = download.value.path().read_bytes().decode("utf-8-sig")
    assert "架空のデータ" in text
    named = [line for line in csv.reader(io.StringIO(text)) if any("架空 葵" in cell for cell in line)]
    assert len(named) == 1
    assert any(cell.startswith("12") for cell in named[0])
    office.context.close()
