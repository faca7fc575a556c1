"""`make bench`: 45 pupils of one class run and grade as fast as people do, while a learner hands in again and again.

The class is one with T2 that the teacher of the demo opened.
The learner's time from hand-in to score stands beside the same without the class, and how long pupils wait.
"""

import argparse
import json
import random
import re
import shutil
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import httpx

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
sys.path[:0] = [str(CHECKOUT), str(HERE)]

from at_once import percentile, solved  # noqa: E402 - after the path is set
from measure import Learner as Hands  # noqa: E402 - the same
from sqlalchemy import select  # noqa: E402 - the same

from course.catalogue import read_releases  # noqa: E402 - the same
from tests.journeys.conftest import start_platform, stop_platform  # noqa: E402 - the same
from tests.journeys.lab import WEBAPP, release_of, solutions_of  # noqa: E402 - the same
from tests.journeys.school import COURSE, LESSON, TEACHER, teachers_offering  # noqa: E402 - the same
from webapp.db import Database  # noqa: E402 - the same
from webapp.enrolment.models import Learner  # noqa: E402 - the same
from webapp.participation.school_classes.opening import open_class  # noqa: E402 - the same

GOAL = 3.0  # seconds from hand-in to score, class or no class
BETWEEN = (5.0, 10.0)  # seconds between two presses of one pupil
GRADED = 0.3  # of all presses
FIRST_PRESSES_WITHIN = 10.0
UNDER_WAY_AFTER = 25.0  # by then the lesson's libraries are loaded, which the first presses wait for
LOOKS = (0.3, 0.5, 1.0, 2.0)  # the page's own rhythm
FETCH = {"X-Requested-With": "fetch"}


def options():
    """How many, and how long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=45)
    parser.add_argument("--seconds", type=float, default=75)
    parser.add_argument("--times", type=int, default=15, help="hand-ins without the class")
    return parser.parse_args()


class Pupil:
    """One phone in the class; its waits, by what was pressed."""

    def __init__(self, platform, code, solutions, seed):
        self.client = httpx.Client(base_url=platform.url + WEBAPP, follow_redirects=True, timeout=60)
        self.chance, self.solutions = random.Random(seed), solutions  # noqa: S311 - only when somebody presses
        self.waits = {"run": [], "grade": []}
        self.refused = 0
        page = self.client.get("class").text
        self.token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        self.client.post("class", data={"csrf_token": self.token, "code": code}).raise_for_status()

    def work_until(self, end):
        """Think, press, wait for the result, think again."""
        time.sleep(self.chance.uniform(0, FIRST_PRESSES_WITHIN))
        while time.monotonic() < end:
            self.press("grade" if self.chance.random() < GRADED else "run", self.chance.randint(1, 4))
            time.sleep(self.chance.uniform(*BETWEEN))

    def press(self, what, number):
        """Press one button as the page's script does, and look until the result is there."""
        place = f"class/exercises/{LESSON}-{number}"
        form = {"csrf_token": self.token, **{f"text-{id}": text for id, text in self.solutions.items()}}
        began = time.monotonic()
        told = self.client.post(f"{place}/{what}", data=form, headers=FETCH)
        if told.status_code != 200 or told.json()["state"] != "saved":
            self.refused += 1
            return
        for look in range(200):
            shown = self.client.get(f"{place}/shown").text
            if "data-under-way" not in shown:
                break
            again = re.search(r'data-again="(\d+)"', shown)
            time.sleep(max(LOOKS[min(look, 3)], int(again[1]) / 1000 if again else 0))
        self.waits[what].append((began, time.monotonic() - began))
        self.refused += "stuck" in shown or "failed" in shown


def opened(database, platform):
    """The code of a class that the demo's teacher opened."""
    release = read_releases(platform.data / "releases").current(COURSE, LESSON)
    with database.transaction() as session:
        offering = teachers_offering(session)
        teacher = session.scalars(select(Learner).where(Learner.login_id == TEACHER)).one()
        return open_class(session, teacher, offering, release, datetime.now(UTC)).code


def hand_in(hands):
    """Seconds from the hand-in to the score."""
    began = time.monotonic()
    hands.submit("beginner/b1/exercise.ipynb")
    return time.monotonic() - began


def with_a_class(platform, database, hands, chosen):
    """The learner's times while the class works, and the pupils."""
    code, solutions = opened(database, platform), solutions_of(release_of(platform, COURSE, LESSON))
    pupils = [Pupil(platform, code, solutions, seed) for seed in range(chosen.pupils)]
    start, busy = time.monotonic(), []
    end = start + chosen.seconds
    with ThreadPoolExecutor(chosen.pupils) as pool:
        working = [pool.submit(pupil.work_until, end) for pupil in pupils]
        threading.Event().wait(FIRST_PRESSES_WITHIN)
        while time.monotonic() < end:
            busy.append(hand_in(hands))
            time.sleep(1.0)
        for each in working:
            each.result()
    return busy, pupils, start + UNDER_WAY_AFTER


def rows_of(name, values, goal=None):
    """p50, p95 and the longest."""
    for label, value in (
        ("p50", percentile(values, 0.5)),
        ("p95", percentile(values, 0.95)),
        ("max", max(values)),
    ):
        bound = goal if label != "p50" else None
        met = None if bound is None else value <= bound
        yield {
            "name": f"{name}, {label} of {len(values)}: s",
            "value": round(value, 3),
            "goal": bound,
            "met": met,
        }


def measure(data, chosen):
    """Every row."""
    platform = start_platform(data, TATEYAMA_SUBMISSIONS_PER_MINUTE="1000")
    database = Database(f"sqlite:///{data / 'tateyama.sqlite'}")
    try:
        hands = Hands(platform, "aoi")
        hands.spawn()
        home = data / "homes" / hands.name / "beginner" / "b1"
        (home / "exercise.ipynb").write_text(solved(release_of(platform)))
        for _ in range(3):
            hand_in(hands)
        alone = []
        for _ in range(chosen.times):
            alone.append(hand_in(hands))
            time.sleep(1.0)
        busy, pupils, under_way = with_a_class(platform, database, hands, chosen)
    finally:
        database.close()
        stop_platform(platform.process)
    yield from rows_of("hand-in to score, no class", alone)
    yield from rows_of(f"hand-in to score, a class of {chosen.pupils} at work", busy, GOAL)
    for what, name in (("run", "a pupil's run to its result"), ("grade", "a pupil's grading to its result")):
        waits = [each for pupil in pupils for each in pupil.waits[what]]
        yield from rows_of(name, [wait for _, wait in waits])
        yield from rows_of(f"{name}, once under way", [wait for began, wait in waits if began > under_way])
    refused = sum(pupil.refused for pupil in pupils)
    yield {"name": "presses that came to no result", "value": refused, "goal": 0, "met": refused == 0}


def main():
    """Measure, print, write."""
    chosen = options()
    data = Path(tempfile.mkdtemp(prefix="tateyama-bench-"))
    data.chmod(0o755)
    try:
        rows = list(measure(data, chosen))
    finally:
        shutil.rmtree(data, ignore_errors=True)
    for each in rows:
        print(f"{each['name']:<68} {each['value']:8.3f}  goal {each['goal']}")
    place = CHECKOUT / "var" / "bench"
    place.mkdir(parents=True, exist_ok=True)
    (place / "a_class.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
