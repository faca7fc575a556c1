"""Warm or cold, a submission finds the same libraries loaded, and no sandbox finds another's traces."""

import json

import pytest

from grader.assignment import read_assignment
from grader.merge import merge
from grader.notebook import read_notebook
from grader.warmth import before_the_learner, every_text_of_tests, imports


def plan(*cells, work=None):
    source = json.dumps(notebook(cells))
    return merge(read_assignment(source), read_notebook(json.dumps(notebook(work or cells))))


def notebook(cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def test_only_imports_are_taken_without_the_names_they_are_given():
    cells = [
        "import pandas as pd, math\nx = open('f')\n%matplotlib inline",
        "from numpy import *\nfrom a.b import c as d",
    ]
    assert imports(cells) == ("import pandas", "import math", "import numpy", "from a.b import c")


def test_an_import_below_the_top_is_not_taken_nor_one_of_a_cell_that_is_no_python():
    assert (
        imports(["if True:\n    import json", "import json ）", "from __future__ import annotations"]) == ()
    )


def test_the_locked_cells_before_the_learners_first_one_count_and_no_later_one(write):
    made = plan(
        write.locked("import math", "one"),
        write.locked("import json", "two"),
        write.answer("import statistics", "a-answer"),
        write.locked("import pandas", "three"),
    )
    assert imports(before_the_learner(made)) == ("import math", "import json")


def test_a_cell_that_the_learner_put_on_top_makes_the_start_cold(write):
    cells = [write.locked("import math", "one"), write.answer("a = 1", "a-answer")]
    assert imports(before_the_learner(plan(*cells, work=[write.cell("b = 2"), *cells]))) == ()


def test_the_learners_text_never_decides_what_the_tests_find_loaded(write):
    cells = [write.answer("a = 1", "a-answer"), write.check("import math\nassert a", "a", 1)]
    work = [write.answer("import pandas", "a-answer")]
    assert imports(every_text_of_tests(plan(*cells, work=work))) == ("import math",)


def uses(write, answer, locked="import matplotlib"):
    return write.notebook(
        write.locked(locked, "setup"),
        write.answer(answer, "a-answer"),
        write.check("assert answer == 3", "a", 1),
    )


@pytest.mark.sandbox
def test_a_part_of_a_library_that_was_not_imported_is_not_there_however_often_others_use_it(desk, write):
    forgotten = uses(write, "matplotlib.pyplot.plot([1, 2])\nanswer = 3")
    imported = uses(write, "plt.plot([1, 2])\nanswer = 3", locked="import matplotlib.pyplot as plt")
    for work, points in ((imported, 1), (forgotten, 0), (imported, 1), (forgotten, 0)):
        assert desk.grade(work, work).points == points


@pytest.mark.sandbox
def test_before_the_first_cell_of_a_lesson_without_imports_no_large_library_is_loaded(desk, write):
    work = uses(
        write, "import sys\nanswer = 3 + len({'numpy', 'pandas', 'matplotlib'} & sys.modules.keys())", ""
    )
    assert desk.grade(work, work).points == 1


@pytest.mark.sandbox
def test_a_library_that_only_the_tests_import_is_not_loaded_for_the_learner(desk, write):
    source = write.notebook(
        write.answer("import sys\nanswer = 'pandas' in sys.modules", "a-answer"),
        write.check("import pandas\nassert answer is False", "a", 1),
    )
    assert desk.grade(source, source).points == 1


@pytest.mark.sandbox
@pytest.mark.parametrize(
    "draw",
    [
        "import random\nanswer = random.random()",
        "answer = float(np.random.rand())",
        "answer = float(np.random.default_rng().random())",
        "import uuid\nanswer = uuid.uuid4().hex",
        "import tempfile\nanswer = tempfile.mkdtemp()",
    ],
)
def test_no_two_submissions_draw_the_same_random_numbers(draw, desk, write, begun, asked):
    drawn = []
    for _ in range(3):
        with begun(imports=("import numpy",)) as sandbox:
            assert asked(sandbox, {"do": "run", "text": f"import numpy as np\n{draw}"})["error"] is None
            drawn.append(asked(sandbox, {"do": "get", "name": "answer"})["value"])
    assert len(set(drawn)) == 3


@pytest.mark.sandbox
def test_a_figure_finds_the_list_of_fonts_made_already(begun, asked):
    with begun(imports=("import matplotlib.pyplot",)) as sandbox:
        look = "import glob, os\nfound = [os.path.basename(path) for path in glob.glob('/tmp/.matplotlib/fontlist*')]"
        asked(sandbox, {"do": "run", "text": look})
        assert len(asked(sandbox, {"do": "get", "name": "found"})["value"]) == 1


@pytest.mark.sandbox
@pytest.mark.parametrize(
    ("imports", "writers"), [((), []), (("import numpy",), ["grader.arrays"]), (("import math",), [])]
)
def test_what_writes_a_librarys_values_is_loaded_early_only_where_the_library_is(
    imports, writers, begun, asked
):
    with begun(imports=imports) as sandbox:
        look = "import sys\nfound = [name for name in sorted(sys.modules) if name in ('grader.arrays', 'grader.tables', 'pandas')]"
        asked(sandbox, {"do": "run", "text": look})
        assert asked(sandbox, {"do": "get", "name": "found"})["value"] == writers
