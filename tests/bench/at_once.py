"""`make bench`: ten learners press 提出して採点 at the same moment, each in a JupyterLab and a browser page of their own.

Measured inside each page, from the click to the painted score, so that nobody's polling but the panel's own counts.
"""

import argparse
import json
import math
import shutil
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psutil
from argon2 import PasswordHasher
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
sys.path[:0] = [str(CHECKOUT), str(HERE)]

from measure import Learner as Hands  # noqa: E402 - after the path is set
from sqlalchemy import select  # noqa: E402 - the same

from tests.conftest import CHROMIUM_FLAGS  # noqa: E402 - the same
from tests.journeys.conftest import start_platform, stop_platform  # noqa: E402 - the same
from tests.journeys.lab import PASSWORD, SUBMIT, Exercise, release_of, sign_in, solutions_of  # noqa: E402 - the same
from webapp.db import Database  # noqa: E402 - the same
from webapp.enrolment.models import Enrolment, Learner  # noqa: E402 - the same
from webapp.participation.models import Score, Submission  # noqa: E402 - the same

GOALS = {"p50": 1.0, "p95": 2.0}
NOTICE = 2_000  # milliseconds between the order and the click, so that every page has its order in time
WATCH = (HERE / "at_once.js").read_text(encoding="utf-8")


def options():
    """How many, and how often."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=10)
    parser.add_argument(
        "--rounds", type=int, default=6, help="the first is for warming up and is not counted"
    )
    return parser.parse_args()


def enrol_beside(database, login_id, number):
    """Give that many people an account and a place in the offering of somebody who has one; their login IDs."""
    hashed = PasswordHasher().hash(PASSWORD)
    with database.transaction() as session:
        model = session.scalars(
            select(Enrolment).join(Learner).where(Learner.login_id == login_id).order_by(Enrolment.id.desc())
        ).first()
        for place in range(number):
            person = Learner(
                hub_user=f"u{0xBE << 36 | place:012x}",
                login_id=f"bench{place}",
                password_hash=hashed,
                name=f"架空 {place}",
                name_kana="かくう",
                language="ja",
                is_demo=True,
                created_at=datetime.now(UTC),
            )
            session.add(
                Enrolment(
                    learner=person,
                    offering_id=model.offering_id,
                    audience=model.audience,
                    enrolled_at=model.enrolled_at,
                )
            )
    return [f"bench{place}" for place in range(number)]


def solved(release):
    """The lesson's notebook with the author's answers in it."""
    notebook = json.loads((release / "learner" / "exercise.ipynb").read_text())
    answers = solutions_of(release)
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = answers.get(grade_id, cell["source"])
    return json.dumps(notebook, ensure_ascii=False)


def sit_down(platform, login_id, release):
    """One person, signed in, with a server of their own and the solved exercise in their home."""
    hands = Hands(platform, login_id)
    hands.spawn()
    home = platform.data / "homes" / hands.name / "beginner" / "b1"
    (home / "exercise.ipynb").write_text(solved(release))
    return hands


def open_lab(browser, platform, login_id, name, release):
    """One person's browser profile with the exercise open in their JupyterLab."""
    context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo")
    context.set_default_timeout(120_000)
    page = context.new_page()
    sign_in(page, platform, login_id)
    page.goto(f"{platform.url}user/{name}/lab/tree/beginner/b1/exercise.ipynb")
    Exercise(page, release)
    return page


def wait_for_quiet(seconds=60):
    """Wait until the machine has time, so that starting ten Labs is not measured."""
    deadline = time.monotonic() + seconds
    while psutil.cpu_percent(interval=2) > 30 and time.monotonic() < deadline:
        pass


def press_together(pages):
    """One round: every page clicks at the same moment; what each page saw, in milliseconds from its click."""
    moment = time.time() * 1000 + NOTICE
    for page in pages:
        page.evaluate(WATCH, {"moment": moment, "label": SUBMIT})
    return [page.evaluate("window.pressed") for page in pages]


def hand_in_together(everybody):
    """One round without browsers, whose own work takes these cores from the platform; seconds to the score."""
    together = threading.Barrier(len(everybody))

    def hand_in(hands):
        together.wait()
        began = time.monotonic()
        hands.submit("beginner/b1/exercise.ipynb")
        return time.monotonic() - began

    with ThreadPoolExecutor(len(everybody)) as pool:
        return list(pool.map(hand_in, everybody))


def seconds_in_the_queue(database):
    """From the receipt to the recorded score, per hand-in."""
    with database.sessions() as session:
        found = session.execute(
            select(Submission.received_at, Score.recorded_at).join(
                Score, Score.submission_id == Submission.id
            )
        )
        return [(recorded - received).total_seconds() for received, recorded in found]


def percentile(values, share):
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[math.ceil(share * len(ordered)) - 1]


def rows_of(name, seconds, goals):
    """Rows for the p50 and the p95 of some waiting."""
    for label, share in (("p50", 0.5), ("p95", 0.95)):
        value = round(percentile(seconds, share), 3)
        goal = goals.get(label)
        yield {
            "name": f"{name}, {label} of {len(seconds)}: s",
            "value": value,
            "goal": goal,
            "met": None if goal is None else value <= goal,
        }


def measure(data, chosen):
    """Every row."""
    platform = start_platform(data, TATEYAMA_SUBMISSIONS_PER_MINUTE="1000")
    database = Database(f"sqlite:///{data / 'tateyama.sqlite'}")
    try:
        people = enrol_beside(database, "aoi", chosen.learners)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS
            )
            time.sleep(5)  # the hub is told of new people within three seconds
            release = release_of(platform)
            everybody = [sit_down(platform, login_id, release) for login_id in people]
            pages = [
                open_lab(browser, platform, login_id, hands.name, release)
                for login_id, hands in zip(people, everybody, strict=True)
            ]
            wait_for_quiet()
            seen = [press_together(pages) for _ in range(chosen.rounds)]
            browser.close()
        counted = [each for rounds in seen[1:] for each in rounds]
        waits = seconds_in_the_queue(database)[chosen.learners :]
        wait_for_quiet()
        alone = [each for _ in range(chosen.rounds) for each in hand_in_together(everybody)][
            chosen.learners :
        ]
    finally:
        database.close()
        stop_platform(platform.process)
    at_once = f"{chosen.learners} at once"
    yield from rows_of(f"click to score shown, {at_once}", [each["score"] / 1000 for each in counted], GOALS)
    for step in ("saved", "received", "asked"):
        value = statistics.median(each[step] for each in counted) / 1000
        yield {
            "name": f"of this, click to {step}, {at_once}, median: s",
            "value": round(value, 3),
            "goal": None,
            "met": None,
        }
    yield from rows_of(f"of this, receipt to score recorded, {at_once}", waits, {})
    yield from rows_of(f"the same, browsers on other machines, {at_once}", alone, {})


def main():
    """Measure, print, write."""
    chosen = options()
    data = Path(tempfile.mkdtemp(prefix="tateyama-bench-"))
    data.chmod(0o755)
    try:
        rows = list(measure(data, chosen))
    finally:
        shutil.rmtree(data, ignore_errors=True)
    for row in rows:
        print(f"{row['name']:<68} {row['value']:8.3f}  goal {row['goal']}")
    place = CHECKOUT / "var" / "bench"
    place.mkdir(parents=True, exist_ok=True)
    (place / "at_once.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
