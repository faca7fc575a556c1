"""`make bench`: how long a page and a hand-in's receipt take while the worker grinds through a backlog, beside idle."""

import argparse
import json
import shutil
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
sys.path[:0] = [str(CHECKOUT), str(HERE)]

from at_once import enrol_beside, percentile, solved  # noqa: E402 - after the path is set
from measure import Learner as Hands  # noqa: E402 - the same
from sqlalchemy import func, select  # noqa: E402 - the same

from tests.journeys.conftest import start_platform, stop_platform  # noqa: E402 - the same
from tests.journeys.lab import WEBAPP, release_of  # noqa: E402 - the same
from webapp.db import Database  # noqa: E402 - the same
from webapp.enrolment.models import Learner  # noqa: E402 - the same
from webapp.participation.models import Submission, SubmissionState  # noqa: E402 - the same
from webapp.participation.operations import look_at_work, receive_submission  # noqa: E402 - the same
from webapp.participation.storage import SubmissionStore  # noqa: E402 - the same

ALWAYS_GOOD = 0.2  # seconds at p95 that nobody calls slow, whatever idle is
MOST_TIMES_IDLE = 2.0
PAUSE = 0.25  # seconds between two askings: one person's hand, not a load test


def options():
    """How much waits, and how often is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--backlog", type=int, default=400)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--people", type=int, default=20)
    return parser.parse_args()


def fill_queue(database, platform, people, number):
    """Queue solved notebooks, as many from each person."""
    store, release = SubmissionStore(platform.data / "submissions"), release_of(platform)
    content = solved(release).encode()
    with database.transaction() as session:
        learners = session.scalars(select(Learner).where(Learner.login_id.in_(people))).all()
        for place in range(number):
            learner = learners[place % len(learners)]
            work = look_at_work(session, store, release.parent, learner, content)
            receive_submission(session, learner, work, uuid.uuid4(), datetime.now(UTC))


def waiting(database):
    """How many hand-ins have no score yet."""
    undone = (SubmissionState.QUEUED, SubmissionState.RUNNING)
    with database.sessions() as session:
        return session.scalar(select(func.count()).where(Submission.state.in_(undone)))


def seconds_of(ask):
    """How long one asking takes."""
    began = time.monotonic()
    ask().raise_for_status()
    return time.monotonic() - began


def askings(hands):
    """What is asked, by name."""
    api = f"user/{hands.name}/tateyama/api/submissions"
    headers = hands.token(f"/user/{hands.name}/")

    def hand_in():
        order = {"path": "beginner/b1/exercise.ipynb", "key": str(uuid.uuid4())}
        return hands.client.post(api, json=order, headers=headers)

    return {"the catalogue's page": lambda: hands.client.get(WEBAPP), "a hand-in's receipt": hand_in}


def latencies(asked, times):
    """Seconds per asking, taken in turn."""
    found = {name: [] for name in asked}
    for _ in range(times):
        for name, ask in asked.items():
            found[name].append(seconds_of(ask))
            time.sleep(PAUSE)
    return found


def rows_of(idle, busy):
    """Rows of p50 and p95 beside each other, with the goal on the busy p95."""
    for name in idle:
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            quiet, loaded = percentile(idle[name], share), percentile(busy[name], share)
            goal = round(max(ALWAYS_GOOD, MOST_TIMES_IDLE * quiet), 4) if label == "p95" else None
            yield row(f"{name}, nothing to grade, {label}: s", quiet, None)
            yield row(f"{name}, while a backlog is graded, {label}: s", loaded, goal)


def row(name, value, goal):
    """One row as all benchmarks write them."""
    return {
        "name": name,
        "value": round(value, 4),
        "goal": goal,
        "met": None if goal is None else value <= goal,
    }


def measure(data, chosen):
    """Every row."""
    platform = start_platform(data, TATEYAMA_SUBMISSIONS_PER_MINUTE="1000")
    database = Database(f"sqlite:///{data / 'tateyama.sqlite'}")
    try:
        people = enrol_beside(database, "aoi", chosen.people)
        time.sleep(5)  # the hub is told of new people within three seconds
        hands = Hands(platform, "aoi")
        hands.spawn()
        home = data / "homes" / hands.name / "beginner" / "b1"
        (home / "exercise.ipynb").write_text(solved(release_of(platform)))
        asked = askings(hands)
        latencies(asked, 5)
        idle = latencies(asked, chosen.times)
        fill_queue(database, platform, people, chosen.backlog)
        began, before = time.monotonic(), waiting(database)
        busy = latencies(asked, chosen.times)
        left, took = waiting(database), time.monotonic() - began
    finally:
        database.close()
        stop_platform(platform.process)
    if left == 0:
        raise SystemExit("the backlog was gone before the last asking: give a larger --backlog")
    yield row(
        f"backlog graded meanwhile, of {chosen.backlog}: per s", (before + chosen.times - left) / took, None
    )
    yield from rows_of(idle, busy)


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
        print(f"{each['name']:<68} {each['value']:8.4f}  goal {each['goal']}")
    place = CHECKOUT / "var" / "bench"
    place.mkdir(parents=True, exist_ok=True)
    (place / "while_grading.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
