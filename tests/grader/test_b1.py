"""The real lesson B1 through the real grader."""

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.contract import GradingRequest, State
from grader.pipeline import grade_request

CHECKOUT = Path(__file__).parents[2]
pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """The newest built release of 初級 B1."""
    out = tmp_path_factory.mktemp("releases")
    subprocess.run([sys.executable, "-m", "course", "build", "--out", out], cwd=CHECKOUT, check=True, timeout=300,
                   capture_output=True)  # fmt: skip
    lessons = json.loads((out / "index.json").read_text("utf-8"))["courses"]["beginner"]["lessons"]
    return out / next(lesson["digest"] for lesson in lessons if lesson["lesson"] == "b1")


@pytest.fixture
def graded(release, desk):
    learner = release / "learner"
    files = {
        path.relative_to(learner).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in (learner / "data").iterdir()
    }
    source = (release / "source.ipynb").read_text("utf-8")
    return lambda work: grade_request(GradingRequest("b1", source, work, files))


def test_the_reference_solution_gets_full_marks(graded, release):
    sheet = graded((release / "source.ipynb").read_text("utf-8"))
    assert (sheet.state, sheet.points) == (State.GRADED, sheet.max_points)
    assert sheet.points > 0


def test_the_untouched_lesson_gets_nothing_and_a_sentence_per_exercise(graded, release):
    sheet = graded((release / "learner" / "exercise.ipynb").read_text("utf-8"))
    assert (sheet.state, sheet.points) == (State.GRADED, 0)
    assert all(exercise.message.ja for exercise in sheet.exercises if exercise.points is not None)


def test_typed_in_constants_get_nothing(graded, release):
    """Each answer replaced by what the visible checks accept; only other inputs tell the difference."""
    work = json.loads((release / "learner" / "exercise.ipynb").read_text("utf-8"))
    constants = {
        "b1-1-answer": "total_2020 = 1034814",
        "b1-2-answer": "n_by_kind = {'市': 10, '町': 4, '村': 1}",
        "b1-3-answer": "largest, share_pct = '富山市', 40.0",
        "b1-5-answer": "grew = ['舟橋村']",
        "b1-6-answer": "top2_share = 56.1",
    }
    for cell in work["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = constants.get(name, cell["source"])
    sheet = graded(json.dumps(work))
    assert (sheet.state, sheet.points) == (State.GRADED, 0)
