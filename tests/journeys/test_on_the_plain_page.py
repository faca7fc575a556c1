"""A learner works on the plain page: on a phone whose network stops websockets, and in a browser without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.journeys.lab import WEBAPP, release_of, sign_in, solutions_of

pytestmark = [pytest.mark.journey, pytest.mark.browser, pytest.mark.sandbox]
SUBMIT = "提出して採点（何度でも可）"
NO_WEBSOCKET = "() => { window.WebSocket = class { constructor() { throw new Error('blocked'); } }; }"


@pytest.fixture
def phone(browser):
    """A phone of 360 pixels in a network that stops every websocket."""
    context = browser.new_context(
        locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": 360, "height": 780}, has_touch=True
    )
    context.set_default_timeout(60_000)
    opened = []
    context.route_web_socket("**/*", lambda socket: (opened.append(socket.url), socket.close()))
    page = context.new_page()
    page.on("websocket", lambda socket: opened.append(socket.url))
    yield page, opened
    context.close()


@pytest.fixture
def without_script(browser):
    context = browser.new_context(
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        viewport={"width": 360, "height": 780},
        java_script_enabled=False,
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def answer_of(page):
    return page.get_by_label("答え")


def test_on_a_phone_without_websockets_a_lesson_comes_to_full_marks(phone, platform):
    page, websockets = phone
    solutions = solutions_of(release_of(platform, lesson="b2"))
    sign_in(page, platform, "aoi")
    page.get_by_role("article").filter(has_text="B2").get_by_role("link", name="この画面で解く").click()
    page.get_by_role("link", name="問1").click()

    # A slip of the pen is explained, and nothing typed is lost.
    answer_of(page).fill("mean_2020 = municipalities（1）")
    page.get_by_role("button", name="実行").click()
    expect(page.locator("#shown")).to_contain_text("全角のかっこ", timeout=60_000)

    answer_of(page).fill(solutions["b2-1-answer"])
    page.get_by_role("button", name="実行").click()
    expect(page.locator("#shown")).to_contain_text("68987.6", timeout=60_000)
    # What is typed is saved by itself, and is there after a reload.
    answer_of(page).press("End")
    answer_of(page).press_sequentially("  # 保存")
    expect(page.locator("#saved")).to_contain_text("保存しました", timeout=15_000)
    page.reload()
    expect(answer_of(page)).to_have_value(solutions["b2-1-answer"] + "  # 保存")

    for number in range(1, 9):
        answer_of(page).fill(solutions[f"b2-{number}-answer"])
        page.get_by_role("button", name="保存して次の問へ").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(
            f"問{number + 1}" if number < 8 else "記述課題"
        )
    page.get_by_role("link", name="前へ: 問8").click()
    page.get_by_role("button", name=SUBMIT).click()
    expect(page.locator("#score")).to_contain_text("14／14点", timeout=90_000)
    page.get_by_role("link", name="全部の結果を見る").click()
    expect(page.get_by_text("満点です")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert websockets == []

    page.goto(f"{platform.url}{WEBAPP}my-page")
    expect(page.get_by_role("article").filter(has_text="B2")).to_contain_text("基本すべて合格")


def test_a_teacher_behind_a_network_without_websockets_does_a_module_and_takes_plan_and_worksheet(
    phone, platform
):
    page, websockets = phone
    solutions = solutions_of(release_of(platform, "teacher_training", "t2"))
    sign_in(page, platform, "sensei")
    page.get_by_role("article").filter(has_text="T2").get_by_role("link", name="この画面で解く").click()
    page.get_by_role("link", name="問1").click()
    answer_of(page).fill(solutions["t2-1-answer"])
    page.get_by_role("button", name="実行").click()
    expect(page.locator("#shown")).to_contain_text("動きました", timeout=60_000)
    for number in range(1, 9):
        answer_of(page).fill(solutions[f"t2-{number}-answer"])
        page.get_by_role("button", name="保存して次の問へ").click()
    page.get_by_role("link", name="前へ: 問8").click()
    page.get_by_role("button", name=SUBMIT).click()
    expect(page.locator("#score")).to_contain_text("15／15点", timeout=90_000)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert websockets == []

    # The same progress as in the notebook, and what is still missing for the series.
    page.goto(f"{platform.url}{WEBAPP}my-page/certificates")
    expect(page.get_by_role("region", name="教員研修（オンライン）")).to_contain_text("残り: T0, T5, T6")

    page.goto(f"{platform.url}{WEBAPP}courses/teacher_training")
    for paper in ("学習指導案", "ワークシート"):
        place = page.get_by_role("link", name=f"T2 {paper}（PDF）", exact=True).get_attribute("href")
        taken = page.request.get(f"{platform.url.rstrip('/')}{place}")
        assert taken.ok
        assert taken.body().startswith(b"%PDF")


def test_without_javascript_everything_works_by_buttons(without_script, platform):
    page = without_script
    solutions = solutions_of(release_of(platform))
    sign_in(page, platform, "yui", then="plain/beginner/b1/b1-1")
    answer_of(page).fill(solutions["b1-1-answer"])
    page.get_by_role("button", name="実行").click()
    # Without a script the page asks again by itself.
    expect(page.locator("#shown")).to_contain_text("1034814", timeout=60_000)
    for number in range(1, 8):
        answer_of(page).fill(solutions[f"b1-{number}-answer"])
        page.get_by_role("button", name="保存して次の問へ").click()
    page.get_by_role("link", name="前へ: 問7").click()
    page.get_by_role("button", name=SUBMIT).click()
    expect(page.locator("#score")).to_contain_text("12／12点", timeout=90_000)


def test_the_check_tells_a_blocked_websocket_from_an_open_one(browser, platform):
    for blocked in (False, True):
        context = browser.new_context(locale="ja-JP", viewport={"width": 1200, "height": 900})
        if blocked:
            context.add_init_script(f"({NO_WEBSOCKET})()")
        page = context.new_page()
        page.goto(f"{platform.url}{WEBAPP}check")
        expect(page.locator("#summary")).to_be_visible(timeout=30_000)
        expect(page.locator("#check-websocket .sign")).to_have_text("×" if blocked else "○")
        expect(page.locator("#summary")).to_contain_text(
            "「この画面で解く」で受講できます" if blocked else "すべて大丈夫です"
        )
        page.get_by_role("link", name="情報システム担当の方に渡す紙を開く").click()
        expect(page.get_by_role("row").filter(has_text="WebSocket（JupyterLab の通信）")).to_contain_text(
            "×" if blocked else "○"
        )
        context.close()
