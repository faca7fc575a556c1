"""Tests written for nbgrader give honest work the same score here, or the author is told what to use instead."""

import json
import re
from pathlib import Path

import pytest

from grader.advice import advise
from grader.assignment import read_assignment

pytestmark = pytest.mark.sandbox


def test_nbgrader_gives_honest_work_what_the_pattern_says(pattern, by_nbgrader):
    assert by_nbgrader(pattern) == float(pattern.about.get("honest", pattern.full_marks()))


def test_honest_work_gets_the_same_score_here(pattern, by_nbgrader, by_ours):
    if pattern.scores_honest_work:
        assert by_ours(pattern) == by_nbgrader(pattern)
    if not pattern.unchanged:
        assert by_ours(pattern, test="adapted") == pattern.full_marks("adapted") > 0


def test_wrong_work_does_not_get_full_marks(pattern, by_ours):
    if pattern.about.get("wrong") == "unnoticed":
        assert by_ours(pattern, "wrong") == pattern.full_marks()
    else:
        kind = "test" if pattern.unchanged else "adapted"
        assert by_ours(pattern, "wrong", kind) < pattern.full_marks(kind)


def test_the_check_names_the_helper_where_a_test_cannot_work_and_nothing_where_it_can(pattern):
    findings = advise(read_assignment(json.dumps(pattern.notebook())))
    if pattern.unchanged:
        assert findings == []
    else:
        assert pattern.about["helper"] in {finding.helper for finding in findings}
        assert advise(read_assignment(json.dumps(pattern.notebook(test="adapted")))) == []


def test_every_cell_that_was_looked_at_has_its_patterns_and_every_pattern_its_cell(sources, pattern_by_name):
    assert {name for row in sources for name in names(row)} == set(pattern_by_name)
    assert len(sources) >= 40
    assert len({row["repository"] for row in sources}) >= 10
    assert len({(row["repository"], row["path"], row["cell"]) for row in sources}) == len(sources)


def test_no_row_holds_the_text_of_a_cell(sources):
    for row in sources:
        assert list(row) == ["repository", "commit", "path", "cell", "digest", "pattern"]
        assert re.fullmatch(r"[0-9a-f]{40}", row["commit"])
        assert re.fullmatch(r"[0-9a-f]{64}", row["digest"])


def share(sources, pattern_by_name, holds):
    """The share of the cells of which something holds for each pattern; a cell may follow two at once."""
    return sum(all(holds(pattern_by_name[name]) for name in names(row)) for row in sources) / len(sources)


def test_nine_of_ten_cells_run_unchanged_with_nbgraders_score_on_honest_work(sources, pattern_by_name):
    assert share(sources, pattern_by_name, lambda pattern: pattern.scores_honest_work) >= 0.9


def test_the_readme_tells_how_many_cells_run_unchanged(sources, pattern_by_name):
    readme = Path(__file__).with_name("README.md").read_text("utf-8")
    for holds in (lambda pattern: pattern.scores_honest_work, lambda pattern: pattern.unchanged):
        count = round(share(sources, pattern_by_name, holds) * len(sources))
        assert f"| {count} | {100 * count / len(sources):.1f} % |" in readme


def names(row):
    return row["pattern"].split("+")
