"""What tests in public assignments look like, written anew, and both graders to run it by."""

import csv
import json
import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbgrader.preprocessors import Execute
from nbgrader.utils import determine_grade

from grader import doctor
from grader.contract import GradingRequest
from grader.limits import Limits
from grader.pipeline import grade_request
from grader.zygote import Zygotes

HERE = Path(__file__).parent
POINTS = 2
# nose no longer installs; what it offered were unittest's assertions under names with underscores.
NOSE = """import re, sys, types, unittest
tools, case = types.ModuleType("nose.tools"), unittest.TestCase()
for name in (name for name in dir(case) if name.startswith("assert")):
    setattr(tools, re.sub("([A-Z])", lambda letter: "_" + letter[1].lower(), name), getattr(case, name))
sys.modules |= {"nose": types.ModuleType("nose"), "nose.tools": tools}"""


@dataclass(frozen=True)
class Pattern:
    """One way to write a test, with honest work and wrong work for it."""

    name: str
    about: dict
    cells: list

    @classmethod
    def read(cls, path):
        text = path.read_text("utf-8")
        about = dict(re.findall(r"^(unchanged|helper|needs|honest|wrong): (.+)$", text, re.MULTILINE))
        cells = re.findall(r"^```python (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        return cls(path.stem, about, [(kind, text.rstrip("\n")) for kind, text in cells])

    @property
    def unchanged(self):
        return self.about["unchanged"] == "yes"

    def notebook(self, answer="answer", test="test"):
        """The assignment as nbgrader writes it, with the honest or the wrong answer and one kind of test."""
        made = []
        for number, (kind, text) in enumerate(self.cells):
            if kind == answer:
                made.append(cell(text, "answer", solution=True, locked=False))
            elif kind == test:
                made.append(cell(text, f"{self.name}-{number}", grade=True, points=POINTS))
            elif kind in ("locked", "open"):
                made.append(cell(text, f"setup-{number}") if kind == "locked" else cell(text))
        return {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}

    def full_marks(self, test="test"):
        return POINTS * sum(kind == test for kind, _ in self.cells)


def cell(text, grade_id=None, **about):
    common = {"grade_id": grade_id, "grade": False, "solution": False, "locked": True, "schema_version": 3}
    metadata = {"nbgrader": common | about} if grade_id else {}
    return {"cell_type": "code", "metadata": metadata, "source": text, "outputs": [], "execution_count": None}


def patterns():
    return [Pattern.read(path) for path in sorted((HERE / "patterns").glob("*.md"))]


def pytest_generate_tests(metafunc):
    if "pattern" in metafunc.fixturenames:
        metafunc.parametrize("pattern", [pytest.param(each, id=each.name) for each in patterns()])


@pytest.fixture(scope="session")
def by_nbgrader():
    """What nbgrader gives honest work, by pattern: one real kernel, emptied between patterns."""
    cells = [cell(NOSE)]
    for pattern in patterns():
        cells += [cell("%reset -f"), *pattern.notebook()["cells"]]
    notebook = nbformat.from_dict({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
    done, _ = Execute().preprocess(notebook, {})
    graded = [each for each in done.cells if each.metadata.get("nbgrader", {}).get("grade")]
    points = {each.metadata.nbgrader.grade_id: determine_grade(each)[0] for each in graded}
    return lambda pattern: sum(
        given for name, given in points.items() if name.rpartition("-")[0] == pattern.name
    )


@pytest.fixture(scope="session")
def zygotes():
    with closing(Zygotes()) as made:
        yield made


@pytest.fixture
def by_ours(zygotes):
    """Our score sheet of a pattern's honest or wrong work."""
    if mends := [finding.mend.en for finding in doctor.examine() if not finding.ok]:
        pytest.skip(f"this host cannot sandbox: {mends[0]}")
    limits = Limits(submission_seconds=20, cell_seconds=4, call_seconds=4)

    def grade(pattern, answer="answer", test="test"):
        source, work = pattern.notebook("answer", test), pattern.notebook(answer, test)
        request = GradingRequest(pattern.name, json.dumps(source), json.dumps(work))
        return grade_request(request, zygotes, limits).points

    return grade


@pytest.fixture(scope="session")
def sources():
    """The rows of sources.csv: every test cell that was looked at."""
    with (HERE / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def pattern_by_name():
    return {each.name: each for each in patterns()}
