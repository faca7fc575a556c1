"""A small assignment to grade, and the means to answer it."""

import base64
import json
import os
import re
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader import doctor, engine
from grader.contract import GradingRequest
from grader.limits import Limits
from grader.pipeline import grade_request
from grader.sandbox import Sandbox
from grader.zygote import Zygotes

SUBMISSIONS = Path(__file__).parent.parent / "submissions"
# Sandboxes run under a uid that no other grader on this host uses, nor another run of these tests.
GRADER_UID = 30_000 + os.getpid() % 9_000
# Words that must never be seen by a learner's code or in its feedback; each is in one place only.
HIDDEN, SOLUTION = "HIDDEN-CANARY-4711", "SOLUTION-CANARY-4712"


def encoded(text):
    """A data file's content as it travels."""
    return base64.b64encode(text.encode()).decode()


PRICES = encoded("店,値段\n甲,100\n甲,200\n乙,500\n")

SETUP = "import math\nprice = 100\ncount = 3"
TOTAL = "total = price * count"
SQUARES = "def squares(n):\n    return [i * i for i in range(n)]"
TOTAL_TEST = f"""assert total == 300, "合計がちがうようです。"
### BEGIN HIDDEN TESTS
# {HIDDEN}
assert rerun("total-answer", price=7, count=6).total == 42
### END HIDDEN TESTS"""
SQUARES_TEST = f"""assert squares(3) == [0, 1, 4]
### BEGIN HIDDEN TESTS
# {HIDDEN}
assert squares(5) == [0, 1, 4, 9, 16] and math.isclose(sum(squares(4)), 14)
### END HIDDEN TESTS"""


def cell(text, grade_id=None, kind="code", **about):
    """One notebook cell, with nbgrader's metadata when it has a grade_id."""
    nbgrader = {"grade_id": grade_id, "grade": False, "solution": False, "locked": True, "schema_version": 3}
    made = {"cell_type": kind, "metadata": {"nbgrader": nbgrader | about} if grade_id else {}, "source": text}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def locked(text, grade_id):
    return cell(text, grade_id)


def answer(text, grade_id):
    return cell(text, grade_id, solution=True, locked=False)


def check(text, grade_id, points):
    return cell(text, grade_id, grade=True, points=points)


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def assignment(total=f"# {SOLUTION}\n{TOTAL}", squares=SQUARES):
    """Two exercises of 2 and 3 points, and a free text that a person marks."""
    return notebook(
        locked(SETUP, "setup"),
        answer(total, "total-answer"),
        check(TOTAL_TEST, "total", 2),
        answer(squares, "squares-answer"),
        check(SQUARES_TEST, "squares", 3),
        cell("わかったことを書いてください。", "words", kind="markdown", grade=True, solution=True, points=4),
    )


# A later test uses what an earlier one defines, as instructors do.
HELPER = "\ndef counted(given):\n    return sum(one == other for one, other in zip(given, [7, 8]))"
# What stands in an answer cell that a specimen says nothing about.
WORTHLESS = {
    "total-answer": "total = 1",
    "squares-answer": "def squares(n):\n    return None",
    "share-answer": "share = []",
    "found-answer": "found = None",
}


def guarded(answers=None, test="type(found) is list and found == []"):
    """The small assignment with two exercises more: one with partial credit, and one that asks what was found.

    What a learner finds and should not have is to be put into a list; an empty one is worth a point.
    """
    given = {"total-answer": f"# {SOLUTION}\n{TOTAL}", "squares-answer": SQUARES}
    given |= {"share-answer": "share = [7, 8]", "found-answer": "found = []"}
    given = given if answers is None else WORTHLESS | answers
    work = assignment(given["total-answer"], given["squares-answer"])
    next(cell for cell in work["cells"] if cell["source"] == SQUARES_TEST)["source"] += HELPER
    hidden = f"### BEGIN HIDDEN TESTS\n# {HIDDEN}\n### END HIDDEN TESTS"
    for name, text, points in (("share", "counted(share)", 2), ("found", f"assert {test}", 1)):
        work["cells"] += [answer(given[f"{name}-answer"], f"{name}-answer")]
        work["cells"] += [check(f"{text}\n{hidden}", name, points)]
    return work


@pytest.fixture(scope="session")
def unfit():
    """Why this host cannot sandbox, if so."""
    return [finding.mend.en for finding in doctor.examine() if not finding.ok]


@pytest.fixture(autouse=True)
def _needs_namespaces(request):
    """Skip what needs the real sandbox where the doctor says that this host has none."""
    if request.node.get_closest_marker("sandbox") and (mends := request.getfixturevalue("unfit")):
        pytest.skip(f"this host cannot sandbox: {mends[0]}")


@pytest.fixture(scope="session")
def write():
    """The means to write notebooks down, and the words that only the instructor may see."""
    made = {"cell": cell, "locked": locked, "answer": answer, "check": check, "notebook": notebook}
    words = {"HIDDEN": HIDDEN, "SOLUTION": SOLUTION}
    return SimpleNamespace(**made, **words, assignment=assignment, guarded=guarded, encoded=encoded)


@pytest.fixture(scope="session")
def grader_uid():
    """The uid that these tests' sandboxes run as."""
    return GRADER_UID


@dataclass
class Desk:
    """Where submissions are graded in these tests."""

    limits: Limits
    zygotes: Zygotes
    files: dict = field(default_factory=lambda: {"data/prices.csv": PRICES})

    def grade(self, work, source=None):
        text = work if isinstance(work, str) else json.dumps(work)
        request = GradingRequest("test", json.dumps(source or assignment()), text, self.files)
        return grade_request(request, self.zygotes, self.limits)


@pytest.fixture(scope="session")
def zygotes():
    """Warm processes under a uid that no other grader on this host uses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TATEYAMA_GRADER_UID", str(GRADER_UID))
        made = Zygotes()
    with closing(made):
        yield made


@pytest.fixture
def desk(zygotes):
    """Grades with limits that a test can wait for."""
    limits = Limits(submission_seconds=20, cell_seconds=4, call_seconds=4, memory_bytes=400_000_000)
    return Desk(limits, zygotes)


@dataclass(frozen=True)
class Specimen:
    """A submission written down as Markdown; tests/submissions/README.md says how."""

    name: str
    cases: tuple
    expected: dict
    blocks: dict

    @classmethod
    def read(cls, path):
        text = path.read_text("utf-8")
        expected = dict(re.findall(r"^(case|state|points|runs|limits|open): (.+)$", text, re.MULTILINE))
        blocks = dict(re.findall(r"^```python (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
        cases = tuple(case for case in expected.pop("case", "").split(", ") if case)
        return cls(path.stem, cases, expected, {name: text.rstrip("\n") for name, text in blocks.items()})

    @property
    def answers(self):
        return {name: text for name, text in self.blocks.items() if name.endswith("-answer")}


def specimens(*kinds):
    """Every specimen of some kinds."""
    return [Specimen.read(path) for kind in kinds for path in sorted((SUBMISSIONS / kind).glob("*.md"))]


@pytest.fixture(scope="session")
def corpus():
    """Every attack that is written down."""
    return specimens("hostile")


# Which specimens a test is run with, by the name it gives them.
KINDS = {
    "good": lambda: specimens("good"),
    "wrong": lambda: specimens("wrong"),
    "honest": lambda: specimens("good", "wrong"),
    "hostile": lambda: specimens("hostile"),
    "searching": lambda: [specimen for specimen in specimens("hostile") if "planted" in specimen.blocks],
}


def pytest_generate_tests(metafunc):
    for kind in KINDS.keys() & set(metafunc.fixturenames):
        metafunc.parametrize(kind, [_parameter(specimen) for specimen in KINDS[kind]()])


def _parameter(specimen):
    """One case; an attack that still succeeds says so, and the test fails as soon as it does no more."""
    still = specimen.expected.get("open")
    return pytest.param(specimen, id=specimen.name, marks=[pytest.mark.xfail(reason=still)] if still else [])


@pytest.fixture(scope="session")
def nothing_left(zygotes):
    """Ask after a run which processes of the tests' grader uid are still there beside the warm ones.

    The warm ones are those of these tests, of the engine, and, where its pid is given, of a grading process.
    """

    def ask(grading_process=None):
        there = {int(pid) for pid in os.listdir("/proc") if pid.isdecimal() and _is_the_graders(pid)}
        ours = [*zygotes.pids(), *engine.zygotes().pids()]
        bubblewraps = [*ours, *(_children(grading_process) if grading_process else ())]
        return sorted(there - {pid for warm in bubblewraps for pid in (warm, *_children(warm))})

    return ask


def _children(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _is_the_graders(pid):
    """By its uid where we may give it one of its own, otherwise by its namespace."""
    try:
        if os.geteuid() == 0:
            return os.stat(f"/proc/{pid}").st_uid == GRADER_UID
        return os.readlink(f"/proc/{pid}/ns/pid") != os.readlink("/proc/self/ns/pid")
    except OSError:
        return False


@pytest.fixture
def begun(desk):
    """A way to have a sandbox of one's own for the learner's side."""

    @contextmanager
    def begin(zygotes=desk.zygotes, imports=()):
        with (
            zygotes.lent("submission", imports) as zygote,
            Sandbox(zygote, desk.limits, {"files": desk.files}) as sandbox,
        ):
            sandbox.begin()
            yield sandbox

    return begin


@pytest.fixture
def asked():
    """A way to ask a sandbox one thing, as the recorder does."""

    def ask(sandbox, request, seconds=30):
        deadline = time.monotonic() + seconds
        sandbox.send(json.dumps(request).encode(), deadline)
        return json.loads(sandbox.receive(deadline))

    return ask
