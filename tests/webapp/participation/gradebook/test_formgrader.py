"""nbgrader's own programs read the book, and show what the record says."""


import pytest

from tests.webapp.participation.gradebook.conftest import LATER
from tests.webapp.participation.gradebook.formgrader import formgrader, nbgrader


@pytest.fixture
def kept(attempt, classroom, keeper, course):
    """Two learners' work in the book: aoi's best attempt was not the last, yui has failed everything."""
    attempt("b1-2")
    attempt("b1-1")
    attempt(learner=classroom.yui)
    keeper.look(LATER)
    return course


def test_formgrader(kept, tmp_path, classroom):
    with formgrader(kept, tmp_path) as running:
        print(running.get("assignments"))
        print(running.get("submissions/b1"))
        print(running.get("students"))
        print(running.get("submitted_notebooks/b1/exercise"))
        g = running.get("grades?submission_id=S-00000001")
        print(g)
        print(running.get("comments?submission_id=S-00000001"))
        print(running.put(f"grade/{g[2]['id']}", {"manual_score": 3, "extra_credit": None}))
        print(running.page("/formgrader/submissions/S-00000001/")[-5000:])
    print(nbgrader(kept, tmp_path, "export", "--to", "out.csv"), (kept / "out.csv").read_text())
    print(nbgrader(kept, tmp_path, "db", "student", "list"))
    print(nbgrader(kept, tmp_path, "db", "assignment", "list"))
    print(nbgrader(kept, tmp_path, "autograde", "b1", "--force"))
    print((tmp_path / "formgrader.log").read_text())
    assert 0
