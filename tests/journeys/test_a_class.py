"""A teacher opens a class; two pupils on phones whose network stops websockets come in by the code and reach full marks."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.journeys.lab import WEBAPP, release_of, sign_in, solutions_of
from tests.journeys.school import COURSE, LESSON, TEACHER, teachers_offering
from webapp.db import Database
from webapp.enrolment.models import Enrolment
from webapp.participation.models import Submission
from webapp.participation.school_classes.models import ClassSeat, ClassWork

pytestmark = [pytest.mark.journey, pytest.mark.browser, pytest.mark.sandbox]
ANSWER = "t2-1-answer"


@pytest.fixture
def database(platform):
    database = Database(f"sqlite:///{platform.data / 'tateyama.sqlite'}")
    yield database
    database.close()


@pytest.fixture
def offering(database):
    """The teachers' offering of the demo, in which its teacher is."""
    with database.sessions() as session:
        return teachers_offering(session)


@pytest.fixture
def open_browser(browser):
    """A browser profile of its own; with `blocked`, in a network that stops websockets."""
    contexts = []

    def open_browser(width, *, blocked=False, **more):
        context = browser.new_context(
            locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": width, "height": 780}, **more
        )
        context.set_default_timeout(60_000)
        if blocked:
            context.route_web_socket("**/*", lambda socket: socket.close())
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()


def come_in(page, platform, code):
    page.goto(f"{platform.url}class")  # as it stands on the blackboard
    page.get_by_label("黒板のコード").fill(code.lower())
    page.get_by_role("button", name="入る").click()
    page.wait_for_url("**/class/exercises")


def handed_in(database, offering):
    """The hand-ins of everybody in the offering; other journeys leave some."""
    with database.sessions() as session:
        theirs = select(Submission.id).join(Enrolment).where(Enrolment.offering_id == offering.id)
        return set(session.scalars(theirs))


def keep_picture(page, name):
    """For people to look at, where a folder for them is named."""
    if folder := os.environ.get("TATEYAMA_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_two_pupils_come_in_by_the_code_and_reach_full_marks_until_the_class_ends(
    platform, database, offering, open_browser
):
    handed_in_before = handed_in(database, offering)
    # What a pupil wants to see, they print.
    shown_too = solutions_of(release_of(platform, COURSE, LESSON))[ANSWER] + "\nprint(q2)"
    board = open_browser(1200)
    sign_in(board, platform, TEACHER, then=f"plain/{COURSE}/{LESSON}")
    board.get_by_role("link", name="授業でこのモジュールを使う").click()
    keep_picture(board, "teacher_before")
    board.get_by_role("button", name="クラスを開く").click()
    code = board.locator(".board-code").inner_text()
    assert re.fullmatch(r"\w{4} \w{4}", code)
    keep_picture(board, "teacher_open")

    pupils = [open_browser(360, blocked=True, has_touch=True), open_browser(360, blocked=True)]
    for page in pupils:
        page.goto(f"{platform.url}{WEBAPP}class")
        keep_picture(page, "pupil_enter")
        come_in(page, platform, code)
        keep_picture(page, "pupil_list")
        page.get_by_role("link", name="問1").click()
    first, second = pupils
    for page in pupils:
        answer = page.get_by_label("答え")
        answer.fill(shown_too)
        page.get_by_role("button", name="実行").click()
        expect(page.locator("#shown")).to_contain_text("39638", timeout=90_000)
        page.get_by_role("button", name="採点（何度でも可）").click()
        expect(page.locator("#shown")).to_contain_text("できた", timeout=90_000)
    keep_picture(first, "pupil_graded")

    # What was typed is in the tab alone: it is there after a reload, and in no other tab.
    first.reload()
    expect(first.get_by_label("答え")).to_have_value(shown_too)
    other_tab = first.context.new_page()
    other_tab.goto(first.url)
    expect(other_tab.get_by_label("答え")).not_to_have_value(shown_too)
    other_tab.close()

    # A phone number is stopped before it is sent.
    first.get_by_label("答え").fill("# 090-0000-0000\nprint(1)")
    first.get_by_role("button", name="実行").click()
    expect(first.get_by_role("heading", name="送る前に、確かめてください")).to_be_visible()
    expect(first.get_by_role("button", name="このまま送る")).to_have_count(0)
    keep_picture(first, "pupil_asked")
    first.get_by_role("button", name="直す").click()
    expect(first.get_by_label("答え")).to_have_value("# 090-0000-0000\nprint(1)")

    row = board.locator("#counts tbody tr").first
    expect(row.locator("td").nth(0)).to_have_text("2", timeout=20_000)
    expect(row.locator("td").nth(1)).to_have_text("2")
    expect(board.locator("#counts")).to_contain_text("席 2／45")
    keep_picture(board, "teacher_counts")
    board.get_by_role("button", name="English").click()
    keep_picture(board, "teacher_en")
    board.set_viewport_size({"width": 360, "height": 780})
    keep_picture(board, "teacher_360_en")
    board.get_by_role("button", name="日本語").click()
    keep_picture(board, "teacher_360")
    board.set_viewport_size({"width": 1200, "height": 780})
    second.get_by_role("button", name="English").click()
    keep_picture(second, "pupil_en")
    second.get_by_role("button", name="日本語").click()

    board.get_by_text("終わるとき・コードを変えるとき").click()
    board.get_by_role("button", name="クラスを終わる").click()
    expect(board.get_by_role("heading", name="前のクラス")).to_be_visible()
    second.get_by_role("button", name="実行").click()
    expect(second.get_by_text("クラスは終わりました", exact=False).first).to_be_visible()
    first.reload()
    expect(first.get_by_text("クラスは終わりました", exact=False).first).to_be_visible()
    keep_picture(first, "pupil_over")
    assert first.evaluate("Object.keys(sessionStorage).length") == 0
    with database.sessions() as session:
        assert session.scalars(select(ClassSeat)).all() == []
        assert session.scalars(select(ClassWork)).all() == []
    assert handed_in(database, offering) == handed_in_before


def test_without_scripts_a_pupils_texts_go_from_page_to_page(platform, offering, open_browser):
    solutions = solutions_of(release_of(platform, COURSE, LESSON))
    board = open_browser(1200)
    sign_in(board, platform, TEACHER, then=f"plain/{COURSE}/{LESSON}/class")
    board.get_by_role("button", name="クラスを開く").click()
    code = board.locator(".board-code").inner_text()
    page = open_browser(360, java_script_enabled=False)
    come_in(page, platform, code)
    page.get_by_role("link", name="問1").click()
    page.get_by_label("答え").fill(solutions[ANSWER])
    page.get_by_role("button", name="次の問へ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("問2")
    page.get_by_role("button", name="前の問へ").click()
    expect(page.get_by_label("答え")).to_have_value(solutions[ANSWER])
    page.get_by_role("button", name="採点（何度でも可）").click()
    for _ in range(60):
        if "できた" in page.locator("#shown").inner_text():
            break
        page.wait_for_timeout(500)
        page.get_by_role("button", name="結果を見る").click()
    expect(page.locator("#shown")).to_contain_text("できた")
    expect(page.get_by_label("答え")).to_have_value(solutions[ANSWER])
    board.get_by_text("終わるとき・コードを変えるとき").click()
    board.get_by_role("button", name="クラスを終わる").click()
