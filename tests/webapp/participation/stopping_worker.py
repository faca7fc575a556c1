"""A real worker with the real grader that says where it is and stands still at one point, to be killed there."""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.contract import GradingRequest
from grader.engine import zygotes
from grader.pipeline import grade_request
from webapp.db import Database
from webapp.participation.storage import SubmissionStore
from webapp.participation.worker import Desk, Worker

data, database_url, stops_at, ahead = sys.argv[1:]


def reached(point):
    if point == stops_at:
        print(json.dumps(point), flush=True)
        threading.Event().wait()


class Watched(ThreadPoolExecutor):
    """Grades as `engine.grade` does, and tells of the points inside a run."""

    def submit(self, fn, /, request):
        return super().submit(self.graded, request)

    def graded(self, request):
        sheet = grade_request(GradingRequest.from_json(request), zygotes(), reached=reached).to_json()
        reached("verdict sent")
        return sheet


desk = Desk(
    Database(database_url),
    SubmissionStore(Path(data) / "submissions"),
    Path(data) / "releases",
    Watched(1),
    key="the key",
    reached=reached,
)
minutes = timedelta(minutes=int(ahead))
Worker(desk, f"{stops_at} {ahead}", lambda: datetime.now(UTC) + minutes).work(threading.Event())
