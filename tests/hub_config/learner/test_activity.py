"""What a learner saves and runs is told to webapp as numbers by course: once, now and then, and never what was written."""

import asyncio
import json
import time

import nbformat.v4
import pytest
from playwright.sync_api import expect

from hub_config.learner import activity as counting
from hub_config.learner.activity import MOST_AT_ONCE, MOST_COURSES, RUNS, SAVES, Activity, course_of
from hub_config.learner.words import Trouble
from tests.hub_config.learner.conftest import start_learner_server, stop


@pytest.mark.parametrize(
    ("path", "course"),
    [("beginner/b1/exercise.ipynb", "beginner"), ("/beginner/b1/exercise.ipynb", "beginner"), ("own.ipynb", ""),
     ("beginner/notes.txt", ""), (".tateyama/x.ipynb", ""), (None, "")],
)  # fmt: skip
def test_a_notebook_belongs_to_the_course_in_whose_folder_it_lies(path, course):
    assert course_of(path) == course


class Told:
    """webapp as the server's client sees it: keeps what came, and is away when asked to."""

    def __init__(self, monkeypatch):
        self.came, self.trouble = [], None
        monkeypatch.setattr(counting.webapp_api, "post_activity", self.post)

    async def post(self, content, key):
        self.came.append((json.loads(content)["courses"], key))
        if self.trouble:
            raise self.trouble


@pytest.fixture
def told(monkeypatch):
    return Told(monkeypatch)


def test_nothing_done_is_nothing_told(told):
    asyncio.run(Activity().tell())
    assert told.came == []


def test_what_could_not_be_told_is_told_again_under_the_same_key_and_the_rest_after_it(told):
    done = Activity()
    done.add("beginner/b1/exercise.ipynb", RUNS, 3)
    told.trouble = Trouble(503, "unavailable", "", "", retriable=True)
    asyncio.run(done.tell())
    done.add("beginner/b1/exercise.ipynb", SAVES)
    told.trouble = None
    asyncio.run(done.tell())
    asyncio.run(done.tell())
    first, again, rest = told.came
    assert first == again == ({"beginner": {"saves": 0, "runs": 3}}, first[1])
    assert rest[0] == {"beginner": {"saves": 1, "runs": 0}}
    assert rest[1] != first[1]


def test_what_webapp_refuses_is_dropped(told):
    done = Activity()
    done.add("beginner/b1/exercise.ipynb", RUNS)
    told.trouble = Trouble(403, "unknown_learner", "", "")
    asyncio.run(done.tell())
    asyncio.run(done.tell())
    assert len(told.came) == 1


def test_numbers_and_courses_stay_within_what_webapp_takes(told):
    done = Activity()
    for number in range(MOST_COURSES + 5):
        done.add(f"course{number}/a.ipynb", RUNS, 10**9)
    asyncio.run(done.tell())
    ((courses, _),) = told.came
    assert len(courses) == MOST_COURSES
    assert {each["runs"] for each in courses.values()} == {MOST_AT_ONCE}


@pytest.fixture(scope="module")
def busy_server(short_folder, lab_extension, webapp_process):
    """A learner's server that tells every second."""
    server = start_learner_server(
        short_folder(), lab_extension, webapp_process.address, TATEYAMA_ACTIVITY_SECONDS=0.5
    )
    folder = server.home / "beginner" / "b1"
    folder.mkdir(parents=True)
    (folder / "lesson.ipynb").write_text(
        nbformat.writes(
            nbformat.v4.new_notebook(
                cells=[nbformat.v4.new_code_cell("1 + 1"), nbformat.v4.new_markdown_cell("a text")],
                metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            )
        )
    )
    yield server
    stop(server)


def total(webapp, what):
    return sum(courses["beginner"][what] for courses in webapp.activity)


def until(fulfilled, seconds=20):
    deadline = time.monotonic() + seconds
    while not fulfilled():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.browser
def test_cells_that_run_in_lab_and_saves_arrive_as_numbers_alone(browser, busy_server, webapp):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{busy_server.url}lab/tree/beginner/b1/lesson.ipynb?reset&token={busy_server.token}")
    cell = page.locator(".jp-CodeCell .cm-content").first
    expect(cell).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="アイドル")).to_be_visible(timeout=60_000)
    cell.click()
    prompt = page.locator(".jp-CodeCell .jp-InputPrompt").first
    for number, keys in enumerate(("Control+Enter", "Control+Enter", "Shift+Enter"), start=1):
        page.keyboard.press(keys)
        expect(prompt).to_have_text(f"[{number}]:", timeout=60_000)
    # The text cell is shown anew, and does not run.
    page.keyboard.press("Control+Enter")
    until(lambda: total(webapp, "runs") == 3)
    page.keyboard.press("Control+s")
    until(lambda: total(webapp, "saves") >= 1)
    assert total(webapp, "runs") == 3
    assert all(set(courses) == {"beginner"} for courses in webapp.activity)
    page.close()


def test_nobody_tells_of_runs_without_the_servers_token(busy_server, webapp):
    with busy_server.client() as client:
        del client.headers["Authorization"]
        answer = client.post("tateyama/api/activity", json={"path": "beginner/a.ipynb", "runs": 1})
    assert answer.status_code == 403


@pytest.mark.parametrize("runs", [0, -1, True, "3", None])
def test_what_is_no_number_of_runs_is_refused(busy_server, webapp, runs):
    with busy_server.client() as client:
        sent = client.post("tateyama/api/activity", json={"path": "beginner/a.ipynb", "runs": runs})
    assert sent.status_code == 400
