"""The button and the panel, in a real Chromium on a learner's real JupyterLab."""

import itertools
import json
import re

import nbformat
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SUBMIT = "提出して採点（何度でも可）"
LESSON = "beginner/b1/exercise.ipynb"


@pytest.fixture(scope="module")
def new_page(browser):
    """Opens pages as wide as a small laptop."""
    expect.set_options(timeout=30_000)

    def open_() -> Page:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(30_000)
        return page

    return open_


def open_notebook(page: Page, server, path: str = LESSON) -> None:
    """Opens a notebook in Lab, signed in."""
    page.goto(f"{server.url}lab/tree/{path}?reset&token={server.token}")
    expect(page.locator(".jp-Cell").first).to_be_visible()


@pytest.fixture(scope="module")
def opened(new_page, learner_server, exercise_file):
    """One Lab in Japanese with the exercise open, for all tests that only press and read."""
    page = new_page()
    open_notebook(page, learner_server)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield page
    page.close()


@pytest.fixture
def lab(opened, webapp):
    """The opened Lab, a while after the last press: two presses within a second are a double click."""
    webapp.last = next(NUMBERS) * 100
    opened.unroute_all()
    opened.evaluate("window.ready = performance.now() + 1000")
    opened.wait_for_function("performance.now() > window.ready")
    return opened


NUMBERS = itertools.count(1)


def button(page: Page):
    return page.get_by_role("button", name=SUBMIT)


def panel(page: Page):
    return page.get_by_role("region", name="提出と採点")


def see_score(page: Page, number: str) -> None:
    """The receipt of this very submission, and its score."""
    expect(panel(page).get_by_text(number)).to_be_visible()
    expect(panel(page).get_by_role("status").first).to_contain_text("2／4点")


def type_into_first_cell(page: Page, code: str) -> None:
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)


def test_a_press_saves_submits_and_shows_receipt_score_and_hint(lab, webapp, exercise_file):
    first = webapp.last + 1
    webapp.looks_before_score = 1_000
    type_into_first_cell(lab, "total = 40 + 2")
    button(lab).dblclick()
    expect(panel(lab).get_by_text("前に3件あります")).to_be_visible()
    webapp.looks_before_score = 0
    expect(panel(lab).get_by_text("2026年11月23日(月) 12:04:05")).to_be_visible()
    see_score(lab, f"S-{first:08d}")
    rows = panel(lab).get_by_role("listitem")
    expect(rows.nth(0)).to_contain_text("できた")
    expect(rows.nth(1)).to_contain_text("もう少し")
    expect(rows.nth(1)).to_contain_text("合計を人数で割ります。")
    (sent,) = webapp.received.values()
    assert "total = 40 + 2" in sent.decode()
    assert sent == exercise_file.read_bytes()


def test_full_marks_are_not_the_end_while_a_free_text_is_to_be_written(lab, webapp):
    first = webapp.last + 1
    button(lab).click()
    see_score(lab, f"S-{first:08d}")
    expect(panel(lab)).to_contain_text("記述課題 数字を3文で")
    expect(panel(lab)).to_contain_text("4点満点で別に採点します")


def test_what_nobody_has_begun_is_still_to_do_and_with_the_basics_done_the_panel_leads_on(
    lab, webapp, monkeypatch
):
    done, open_ = webapp.score["exercises"]
    challenge = open_ | {"kind": "challenge", "hint": None, "untouched": True}
    monkeypatch.setattr(webapp, "score", webapp.score | {"exercises": [done, challenge]})
    first = webapp.last + 1
    button(lab).click()
    see_score(lab, f"S-{first:08d}")
    expect(panel(lab).get_by_role("listitem").nth(1)).to_contain_text("－")
    expect(panel(lab).get_by_role("listitem").nth(1)).to_contain_text("これから")
    expect(panel(lab)).not_to_contain_text("もう少し")
    expect(panel(lab).get_by_role("link", name="マイページで次の一歩を見る")).to_have_attribute(
        "href", "/services/tateyama/my-page"
    )


def test_a_double_click_on_a_text_goes_on_to_writing_instead_of_to_labs_commands(lab):
    cells = lab.locator(".jp-Cell")
    text = lab.locator(".jp-MarkdownCell").first
    text.locator("h1").dblclick()
    expect(text.locator(".cm-content")).to_be_focused()
    # Each of these letters is a command of Lab's: a cell above, a cell below, copy.
    lab.keyboard.type("abc")
    expect(text.locator(".cm-content")).to_contain_text("abc")
    expect(cells).to_have_count(2)
    lab.keyboard.press("Shift+Enter")
    expect(text.locator("h1")).to_be_visible()


def test_a_new_press_is_a_new_submission_and_editing_afterwards_is_pointed_out(lab, webapp):
    first = webapp.last + 1
    button(lab).click()
    see_score(lab, f"S-{first:08d}")
    expect(panel(lab).get_by_text("まだ提出していません")).to_have_count(0)
    # Running a cell changes its outputs and nothing that is graded.
    cell = lab.locator(".jp-CodeCell").first
    cell.locator(".cm-content").click()
    lab.keyboard.press("Control+Enter")
    expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"))
    expect(panel(lab).get_by_text("まだ提出していません")).to_have_count(0)
    type_into_first_cell(lab, "total = 3")
    expect(panel(lab).get_by_text("まだ提出していません")).to_be_visible()


def test_everything_is_reached_by_keyboard_and_the_whole_fingerprint_is_copied(lab, webapp):
    first = webapp.last + 1
    button(lab).focus()
    lab.keyboard.press("Enter")
    see_score(lab, f"S-{first:08d}")
    copy = lab.get_by_role("button", name="指紋をコピー")
    copy.focus()
    lab.keyboard.press("Space")
    expect(lab.get_by_text("コピーしました")).to_be_visible()
    assert len(lab.evaluate("navigator.clipboard.readText()")) == 64


def test_while_webapp_is_away_the_learner_reads_what_is_kept_and_one_submission_arrives(lab, webapp):
    first = webapp.last + 1
    webapp.failures += [(503, {}, b"away")] * 2
    button(lab).click()
    expect(panel(lab).get_by_text("ノートブックは保存されています。")).to_be_visible()
    lab.get_by_role("button", name="今すぐ送る").click()
    see_score(lab, f"S-{first:08d}")
    assert len(webapp.received) == 1


def test_while_the_learners_own_server_cannot_be_reached_the_same_is_said(lab, webapp):
    first = webapp.last + 1
    lab.route("**/tateyama/api/submissions*", lambda route: route.abort(), times=2)
    button(lab).click()
    expect(panel(lab).get_by_text("今はつながらないため")).to_be_visible()
    see_score(lab, f"S-{first:08d}")
    assert len(webapp.received) == 1


def test_a_refusal_is_shown_in_webapps_words(lab, webapp):
    body = {"error": "not_enrolled", "message": {"ja": "この講座を受講していません。", "en": "Not enrolled."}}
    webapp.failures.append((403, {}, json.dumps(body).encode()))
    button(lab).click()
    expect(panel(lab).get_by_role("status").first).to_have_text("この講座を受講していません。")


def test_a_lost_result_is_fetched_when_the_connection_is_back(lab, webapp):
    first = webapp.last + 1
    lab.route("**/tateyama/api/submissions/S-*", lambda route: route.abort(), times=2)
    button(lab).click()
    expect(panel(lab).get_by_text("提出物は保存されています。")).to_be_visible()
    see_score(lab, f"S-{first:08d}")


def test_a_reloaded_page_still_shows_what_was_handed_in(lab, webapp):
    first = webapp.last + 1
    button(lab).click()
    see_score(lab, f"S-{first:08d}")
    lab.reload()
    lab.get_by_role("tab", name="提出と採点").wait_for()
    expect(lab.locator(".jp-Cell").first).to_be_visible()
    if not panel(lab).is_visible():
        lab.get_by_role("tab", name="提出と採点").click()
    see_score(lab, f"S-{first:08d}")
    assert len(webapp.received) == 1


def test_text_stands_out_from_its_ground_in_the_light_theme(lab, webapp):
    first = webapp.last + 1
    button(lab).click()
    see_score(lab, f"S-{first:08d}")
    check_contrast(lab)


def test_a_learner_sees_no_instructors_tools(lab):
    lab.get_by_role("menuitem", name="表示").click()
    expect(lab.get_by_role("menu")).to_be_visible()
    for name in ("Nbgrader", "Formgrader", "Course List", "Create Assignment", "Assignments", "Validate"):
        expect(lab.get_by_text(name)).to_have_count(0)
    lab.keyboard.press("Escape")


def test_a_notebook_that_is_no_exercise_has_no_button(new_page, learner_server):
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["tateyama"] = {"role": "lesson"}
    notebook.cells = [nbformat.v4.new_markdown_cell("本文")]
    nbformat.write(notebook, learner_server.home / "lesson.ipynb")
    page = new_page()
    open_notebook(page, learner_server, "lesson.ipynb")
    expect(page.get_by_role("paragraph").get_by_text("本文")).to_be_visible()
    expect(button(page)).to_have_count(0)
    page.close()


def test_in_a_network_that_stops_websockets_lab_says_so_and_leads_to_the_plain_page(
    new_page, learner_server, exercise_file
):
    page = new_page()
    page.route_web_socket("**/*", lambda socket: socket.close())
    page.route("**/services/tateyama/plain/**", lambda route: route.fulfill(body="plain"))
    open_notebook(page, learner_server)
    notice = page.get_by_role("alert").filter(has_text="WebSocket")
    expect(notice).to_contain_text("セルを実行できません", timeout=60_000)
    notice.get_by_role("button", name="JupyterLab を使わない画面を開く").click()
    page.wait_for_url("**/services/tateyama/plain/beginner/b1")
    page.close()


@pytest.fixture
def english_and_dark(learner_server):
    """Lab in English with its dark theme, as a learner chooses them in Lab's own menu."""
    names = {
        "lab/api/settings/@jupyterlab/translation-extension:plugin": {"locale": "default"},
        "lab/api/settings/@jupyterlab/apputils-extension:themes": {"theme": "JupyterLab Dark"},
    }
    with learner_server.client() as client:
        for name, choice in names.items():
            client.put(name, json={"raw": json.dumps(choice)})
        yield
        for name in names:
            client.put(name, json={"raw": "{}"})


def test_in_english_and_in_the_dark_all_is_there_too(
    english_and_dark, new_page, learner_server, webapp, exercise
):
    page = new_page()
    open_notebook(page, learner_server)
    page.get_by_role("button", name="Submit and score (any number of times)").click()
    english = page.get_by_role("region", name="Submit and score")
    expect(english.get_by_text("Not yet")).to_be_visible()
    expect(english.get_by_text("Mon 23 Nov 2026, 12:04:05 (Japan time)")).to_be_visible()
    expect(english.get_by_text("Divide the sum by the number of people.")).to_be_visible()
    assert not any("ぁ" <= character <= "ん" for character in english.inner_text())
    check_contrast(page)
    page.close()


def check_contrast(page: Page) -> None:
    """4.5 for text, 3 for marks."""
    page.mouse.move(0, 0)
    for selector in TEXT:
        assert page.evaluate(CONTRAST, selector) >= 4.5, selector
    for selector in MARKS:
        assert page.evaluate(CONTRAST, selector) >= 3, selector


TEXT = (
    ".tateyama-Submit-button",
    ".tateyama-Exercise-message",
    ".tateyama-Exercise-kind",
    ".tateyama-Receipt dt",
    ".tateyama-Panel-file",
)
MARKS = tuple(f".tateyama-mod-{state} .tateyama-Exercise-mark" for state in ("passed", "notYet"))
# Contrast as WCAG reckons it, with translucent colours laid over what is below them.
CONTRAST = """selector => {
  const parse = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const node = document.querySelector(selector);
  const grounds = [];
  for (let n = node; n; n = n.parentElement) grounds.unshift(parse(getComputedStyle(n).backgroundColor));
  const ground = grounds.reduce((below, top) => over(top, below), [255, 255, 255]);
  const ink = over(parse(getComputedStyle(node).color), ground);
  const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""


MY_PAGE = "**/services/tateyama/my-page"
SECOND = "second.ipynb"


@pytest.fixture
def second_exercise(learner_server, exercise_file):
    """An exercise that no other test's page has open."""
    path = learner_server.home / SECOND
    path.write_bytes(exercise_file.read_bytes())
    return path


def test_a_link_at_the_right_of_the_top_bar_leads_back_to_my_page_with_everything_saved(
    new_page, learner_server, second_exercise
):
    page = new_page()
    open_notebook(page, learner_server, SECOND)
    link = page.get_by_role("link", name="マイページ")
    place = link.bounding_box()
    assert place["y"] < 40
    assert 1200 < place["x"] + place["width"] <= 1280
    page.route(MY_PAGE, lambda route: route.fulfill(body="my page"))
    type_into_first_cell(page, "total = 7 * 6")
    # Lab asks before it gives up changes; here there are none left to give up.
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(MY_PAGE)
    assert not asked
    assert "total = 7 * 6" in second_exercise.read_text()
    page.close()


def left_area(page: Page):
    return page.locator("#jp-left-stack")


@pytest.mark.parametrize("width", [360, 740])
def test_on_a_small_window_the_notebook_is_there_from_the_start_and_the_panel_fits(
    width, new_page, learner_server, second_exercise, webapp
):
    page = new_page()
    page.set_viewport_size({"width": width, "height": 740})
    open_notebook(page, learner_server, SECOND)
    expect(left_area(page)).to_be_hidden()
    # Waited for: a cell that Lab is still drawing, or draws anew, has no box to measure.
    page.wait_for_function(
        "least => document.querySelector('.jp-Cell')?.getBoundingClientRect().width > least", arg=width * 0.6
    )
    expect(page.get_by_role("link", name="マイページ")).to_be_in_viewport(ratio=1)
    page.get_by_role("tab", name="提出と採点").click()
    expect(panel(page)).to_be_in_viewport(ratio=1)
    assert panel(page).bounding_box()["width"] > width * 0.7
    page.get_by_role("tab", name="提出と採点").click()
    expect(page.locator(".jp-Cell").first).to_be_in_viewport()
    page.close()


def test_the_panel_closes_the_file_browser_where_both_leave_too_little_for_the_notebook(
    new_page, learner_server, second_exercise, webapp
):
    page = new_page()
    page.set_viewport_size({"width": 1000, "height": 740})
    open_notebook(page, learner_server, SECOND)
    expect(left_area(page)).to_be_visible()
    button(page).click()
    see_score(page, "S-00000001")
    expect(left_area(page)).to_be_hidden()
    page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab").first.click()
    expect(left_area(page)).to_be_visible()
    page.close()


def test_on_a_laptop_the_file_browser_stays_beside_the_panel(
    new_page, learner_server, second_exercise, webapp
):
    page = new_page()
    open_notebook(page, learner_server, SECOND)
    button(page).click()
    see_score(page, "S-00000001")
    expect(left_area(page)).to_be_visible()
    page.close()


def test_a_kernel_without_memory_is_told_and_the_notebook_is_saved(new_page, small_server, webapp):
    path = small_server.home / "m.ipynb"
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "P"}})
    notebook.cells = [nbformat.v4.new_code_cell("")]
    nbformat.write(notebook, path)
    page = new_page()
    open_notebook(page, small_server, "m.ipynb")
    expect(page.get_by_role("button", name="アイドル")).to_be_visible()
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.insert_text("x = [bytearray(b'x' * 20_000_000) for _ in range(200)]")
    page.keyboard.press("Shift+Enter")
    notice = page.get_by_text("メモリが足りなくなりました。ノートブックは保存されています。")
    expect(notice.first).to_be_visible()
    assert "bytearray" in path.read_text()
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("print('また', '動く')")
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_text("また 動く")).to_be_visible()
    page.close()


def remembers(request, path: str) -> bool:
    """Whether Lab keeps, with this request, that a notebook is open."""
    kept = request.method == "PUT" and "/lab/api/workspaces" in request.url
    return kept and path in (request.post_data or "")


def test_who_comes_for_one_lesson_does_not_keep_the_notebooks_of_others_in_memory(
    new_page, learner_server, exercise_file, webapp
):
    other = learner_server.home / "beginner" / "b2" / "exercise.ipynb"
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(exercise_file.read_bytes())
    page = new_page()
    tabs = page.locator("#jp-main-dock-panel .lm-TabBar-tab")
    with page.expect_request(lambda request: remembers(request, "beginner/b2/exercise.ipynb")):
        open_notebook(page, learner_server, "beginner/b2/exercise.ipynb")
    expect(tabs).to_have_count(1)
    page.goto(f"{learner_server.url}lab/tree/{LESSON}?token={learner_server.token}")
    expect(tabs).to_have_count(1)
    expect(tabs).to_contain_text("exercise.ipynb")
    expect(page.locator(".jp-Cell").first).to_be_visible()
    page.close()
