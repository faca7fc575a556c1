"""The real lesson B1 through the real grader."""

import base64
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader import words
from grader.assignment import read_assignment
from grader.contract import GradingRequest, State
from grader.merge import Run, merge
from grader.notebook import read_notebook
from grader.pipeline import grade_request
from grader.sandbox import Sandbox
from grader.warmth import warm_pair

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
    return lambda work: grade_request(GradingRequest("b1", source, work, files), desk.zygotes)


def test_the_reference_solution_gets_full_marks(graded, release):
    sheet = graded((release / "source.ipynb").read_text("utf-8"))
    assert (sheet.state, sheet.points) == (State.GRADED, sheet.max_points)
    assert sheet.points > 0


def test_the_untouched_lesson_gets_nothing_and_is_told_of_the_blank_in_every_exercise(graded, release):
    sheet = graded((release / "learner" / "exercise.ipynb").read_text("utf-8"))
    assert (sheet.state, sheet.points) == (State.GRADED, 0)
    told = [exercise.message for exercise in sheet.exercises if exercise.points is not None]
    assert told
    assert set(told) == {words.BLANK_LEFT}


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


SEARCH = """
import os, stat, sys
found, libraries = [], ('/usr', '/proc', '/sys', sys.prefix, sys.base_prefix)
def look(where, content):
    backwards = content[::-1]
    found.extend(f'{where}: {number}' for number, secret in enumerate(secrets) if secret in backwards)
for folder, folders, files in os.walk('/'):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in libraries]
    for path in (os.path.join(folder, name) for name in files):
        if stat.S_ISREG(os.lstat(path).st_mode):
            look(path, open(path, 'rb').read())
for name in ('environ', 'cmdline'):
    look(name, open(f'/proc/self/{name}', 'rb').read())
with open('/proc/self/maps') as maps, open('/proc/self/mem', 'rb', 0) as memory:
    for span, mode, *rest in map(str.split, maps.readlines()):
        start, end = (int(part, 16) for part in span.split('-'))
        if mode.startswith('rw') and end - start < 100_000_000:
            memory.seek(start)
            look(span, memory.read(end - start))
"""


def hidden_lines(release):
    """What no learner may see: hidden tests, solutions, hints and wrong answers, as far as the lesson hides them."""
    notebook = json.loads((release / "source.ipynb").read_text("utf-8"))
    lines, hidden = [], False
    for line in "\n".join("".join(cell["source"]) for cell in notebook["cells"]).splitlines():
        hidden = (hidden or "BEGIN HIDDEN" in line or "BEGIN SOLUTION" in line) and "### END" not in line
        lines += [line.strip()] * hidden
    manifest = json.loads((release / "lesson.json").read_text("utf-8"))
    lines += [hint["ja"] for exercise in manifest["exercises"] for hint in exercise["hints"]]
    for path in (CHECKOUT / "course" / "beginner" / "b1" / "wrong_answers").iterdir():
        lines += path.read_text("utf-8").splitlines()
    open_to_all = "".join(
        path.read_text("utf-8") for path in (release / "learner").rglob("*") if path.is_file()
    )
    plain = (
        open_to_all.encode()
        .decode("unicode_escape", "ignore")
        .encode("latin-1", "ignore")
        .decode("utf-8", "ignore")
    )
    seen = json.dumps(open_to_all, ensure_ascii=False) + open_to_all + plain
    # A short line of plain code may stand in a library's own documentation as well.
    own = {line.strip() for line in lines if len(line.strip()) >= (32 if line.isascii() else 12)}
    return sorted(line for line in own if line not in seen and json.dumps(line)[1:-1] not in seen)


@pytest.fixture
def searched(release, desk):
    """What a search of every file and its own memory finds in S, after it ran the untouched lesson's cells."""

    def search(secrets, extra=None):
        learner = release / "learner"
        data = {f"data/{path.name}": path.read_bytes() for path in (learner / "data").iterdir()} | (
            extra or {}
        )
        files = {name: base64.b64encode(content).decode() for name, content in data.items()}
        assignment = read_assignment((release / "source.ipynb").read_text("utf-8"))
        plan = merge(assignment, read_notebook((learner / "exercise.ipynb").read_bytes()))
        cells = [step.text for step in plan.steps if isinstance(step, Run)]
        backwards = [secret.encode()[::-1] for secret in secrets]
        with (
            warm_pair(desk.zygotes, plan) as warm,
            Sandbox(warm.submission, desk.limits, {"files": files}) as sandbox,
        ):
            sandbox.begin()
            for text in [*cells, f"secrets = {backwards!r}", SEARCH]:
                answer = ask(sandbox, {"do": "run", "text": text})
            assert answer == {"error": None}
            return ask(sandbox, {"do": "get", "name": "found"})["value"]

    return search


def ask(sandbox, request):
    deadline = time.monotonic() + 30
    sandbox.send(json.dumps(request).encode(), deadline)
    return json.loads(sandbox.receive(deadline))


def test_no_hidden_test_solution_hint_or_wrong_answer_is_anywhere_in_the_learners_process(searched, release):
    secrets = hidden_lines(release)
    assert len(secrets) > 40
    found = searched(secrets)
    assert found == [], [secrets[int(place.rpartition(" ")[2])] for place in found]


def test_the_same_search_does_find_what_is_planted(searched, release):
    secrets = hidden_lines(release)
    found = searched(secrets, {"data/forgotten.txt": secrets[3].encode()})
    assert any(place.startswith("/box/data/forgotten.txt: 3") for place in found)
