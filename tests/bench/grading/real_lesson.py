"""初級 B1 itself, as the course builds it; its tests ask for values that no peer can give, so it has no ratio."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

from processes import Standing

from grader.contract import GradingRequest

CHECKOUT = Path(__file__).resolve().parents[3]


def b1(folder: Path, count: int) -> list[float]:
    """Seconds from hand-over to score sheet; the reference answer and the untouched lesson are handed in in turn.

    CPU seconds are not told: what copies of the learner's process used is lost when the kernel ends them with it.
    """
    requests = [str(path) for path in _requests(folder, count)]
    worker = Standing("worker.py", {"warm": requests[0]})
    try:
        told = worker.ask({"jobs": requests, "workers": 1})
    finally:
        worker.close()
    return [result["seconds"] for result in told["results"].values()]


def _requests(folder: Path, count: int) -> list[Path]:
    releases = folder / "releases"
    subprocess.run([sys.executable, "-m", "course", "build", "--out", releases], cwd=CHECKOUT, check=True, capture_output=True)  # fmt: skip
    lessons = json.loads((releases / "index.json").read_text("utf-8"))["courses"]["beginner"]["lessons"]
    release = releases / next(lesson["digest"] for lesson in lessons if lesson["lesson"] == "b1")
    source = (release / "source.ipynb").read_text("utf-8")
    untouched = (release / "learner" / "exercise.ipynb").read_text("utf-8")
    files = {
        path.relative_to(release / "learner").as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in (release / "learner" / "data").iterdir()
    }
    made = []
    for number in range(count):
        path = folder / f"{number}.json"
        work = untouched if number % 2 else source
        path.write_bytes(GradingRequest(str(number), source, work, files).to_json())
        made.append(path)
    return made
