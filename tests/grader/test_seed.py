"""Random inputs: the same for a re-grade, and beyond guessing for whoever lacks the installation's key."""

import hashlib

import pytest

from grader.seed import seed_of

SOURCE, WORK, KEY = "the source", "the work \ud800", "the key"


def test_a_regrade_draws_the_same_inputs():
    assert seed_of(SOURCE, WORK, KEY) == seed_of(SOURCE, WORK, KEY)


@pytest.mark.parametrize(
    "other", [("x", WORK, KEY), (SOURCE, "x", KEY), (SOURCE, WORK, "x"), (WORK, SOURCE, KEY)]
)
def test_another_source_another_work_or_another_key_draws_others(other):
    assert seed_of(*other) != seed_of(SOURCE, WORK, KEY)


def test_text_cannot_be_moved_from_one_notebook_to_the_other():
    assert seed_of("ab", "c", KEY) != seed_of("a", "bc", KEY)


def test_whoever_has_both_notebooks_still_lacks_the_key():
    guess = hashlib.sha256(f"{SOURCE}\0{WORK}".encode("utf-8", "surrogatepass")).hexdigest()
    assert seed_of(SOURCE, WORK, KEY) != guess
    assert seed_of(SOURCE, WORK, "") != seed_of(SOURCE, WORK, KEY)
