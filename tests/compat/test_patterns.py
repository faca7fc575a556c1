"""Tests written for nbgrader give honest work the same score here, or the author is told what to use instead."""

import json

import pytest

from grader.advice import advise
from grader.assignment import read_assignment

pytestmark = pytest.mark.sandbox


def await_what_it_needs(request, pattern):
    if needed := pattern.about.get("needs"):
        request.applymarker(pytest.mark.xfail(strict=True, reason=f"needs {needed}"))


def test_nbgrader_gives_honest_work_what_the_pattern_says(pattern, by_nbgrader):
    assert by_nbgrader(pattern) == float(pattern.about.get("honest", pattern.full_marks()))


def test_honest_work_gets_the_same_score_here(pattern, by_nbgrader, by_ours, request):
    await_what_it_needs(request, pattern)
    if pattern.unchanged:
        assert by_ours(pattern) == by_nbgrader(pattern)
    else:
        assert by_ours(pattern, test="adapted") == pattern.full_marks("adapted") > 0


def test_wrong_work_does_not_get_full_marks(pattern, by_ours):
    if pattern.about.get("wrong") == "unnoticed":
        assert by_ours(pattern, "wrong") == pattern.full_marks()
    else:
        kind = "test" if pattern.unchanged else "adapted"
        assert by_ours(pattern, "wrong", kind) < pattern.full_marks(kind)


def test_the_check_names_the_helper_where_a_test_cannot_work_and_nothing_where_it_can(pattern):
    findings = advise(read_assignment(json.dumps(pattern.notebook())))
    if pattern.unchanged or "helper" not in pattern.about:
        assert findings == []
    else:
        assert pattern.about["helper"] in {finding.helper for finding in findings}
        assert advise(read_assignment(json.dumps(pattern.notebook(test="adapted")))) == []
