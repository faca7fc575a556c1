"""A killed part comes back alone, what a learner's kernel holds is still there, and a terminal opens afterwards."""

import contextlib
import os
import re
import signal
import sqlite3
import time
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.journeys.lab import WEBAPP, Exercise, release_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.journey]
PROXY, WEBAPP_SERVICE, HUB, WORKER, GATE, CULLER = range(6)


def eventually(look, seconds=10.0):
    """Look until something is found; the figure is the promise."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if look():
            return
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s")


def answers(address):
    """Whether an address answers with success now."""
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return response.status == 200
    except OSError:
        return False


def kill_and_wait(platform, number):
    """kill -9 one service and wait until it and both pages are back."""
    before = platform.service_pids()
    os.kill(before[number], signal.SIGKILL)
    eventually(lambda: platform.service_pids()[number] != before[number])
    eventually(lambda: answers(platform.url + "hub/health") and answers(platform.url + WEBAPP + "health"))
    assert [pid for place, pid in enumerate(platform.service_pids()) if place != number] == [
        pid for place, pid in enumerate(before) if place != number
    ]


def test_a_variable_outlives_kill_9_of_each_part(platform, page):
    sign_in(page, platform, "yui")
    page.goto(platform.url + "hub/user-redirect/lab/tree/beginner/b1/exercise.ipynb")
    exercise = Exercise(page, release_of(platform))
    exercise.write("b1-1-answer", "kept = 41")
    exercise.run("b1-1-answer")
    for number in (WORKER, CULLER, GATE, WEBAPP_SERVICE, HUB, PROXY):
        kill_and_wait(platform, number)
    expect(page.get_by_text("Python 3 (ipykernel) | アイドル")).to_be_visible(timeout=60_000)
    exercise.write("b1-2-answer", "kept + 1")
    ran = exercise.run("b1-2-answer")
    expect(ran.locator(".jp-OutputArea-output").first).to_have_text(re.compile("42"))
    type_into_a_terminal(page, "echo $((6 * 7)) $(id -un) > from_terminal.txt")
    written = platform.data / "homes" / hub_user_of(platform, "yui") / "from_terminal.txt"
    eventually(lambda: written.exists() and written.read_text() == "42 learner\n", seconds=30)


def type_into_a_terminal(page, line):
    """Open a terminal as a person does, by Lab's menu, and type one line into it."""
    page.get_by_role("menuitem", name="ファイル", exact=True).click()
    page.locator(".lm-Menu-item[data-type=submenu]", has_text="新規").first.click()
    page.locator(".lm-Menu-item", has_text="ターミナル").click()
    screen = page.locator(".jp-Terminal .xterm-helper-textarea")
    screen.wait_for(state="attached")
    page.locator(".jp-Terminal").click()
    page.keyboard.type(line)
    page.keyboard.press("Enter")


def hub_user_of(platform, login_id):
    """The opaque name under which somebody's home stands."""
    with contextlib.closing(sqlite3.connect(platform.data / "tateyama.sqlite")) as rows:
        return rows.execute("select hub_user from learner where login_id = ?", (login_id,)).fetchone()[0]


def test_lab_opens_while_webapp_is_stopped(platform, page):
    """The spawner learns what to bind from the hub's groups and the releases folder alone."""
    sign_in(page, platform, "sensei")
    stopped = platform.service_pids()[WEBAPP_SERVICE]
    os.kill(stopped, signal.SIGSTOP)
    try:
        page.goto(platform.url + "hub/user-redirect/lab/tree/beginner/b1/exercise.ipynb")
        Exercise(page, release_of(platform))
    finally:
        os.kill(stopped, signal.SIGCONT)
