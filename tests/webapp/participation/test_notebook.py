"""What is no notebook of a lesson is refused before the receipt, with the reason."""

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.webapp.participation.classroom import FIRST_RELEASE, RIGHT, notebook, work
from webapp.participation.notebook import DEEPEST, LARGEST, MOST_BRACKETS, examine_notebook
from webapp.participation.refusals import REASONS, Refused


def nested(depth):
    return json.loads("[" * depth + "]" * depth)


def with_metadata(**ours):
    return work(metadata={"tateyama": {"role": "exercise", "release": FIRST_RELEASE, **ours}})


REFUSED = {
    "too large": (b" " * (LARGEST + 1), "too_large"),
    "another encoding": (work().replace("思".encode(), "思".encode("cp932")), "not_utf8"),
    "cut off": (work()[:-20], "not_json"),
    "empty": (b"", "not_json"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "not_utf8"),
    "nested too deeply": (work(extra=nested(DEEPEST + 1)), "too_deep"),
    "nested beyond the parser": (b"[" * 100_000 + b"]" * 100_000, "too_deep"),
    "nothing but brackets": (b"[" + b"[]," * MOST_BRACKETS + b"[]]", "too_deep"),
    "not a number": (work(extra=float("nan")), "not_finite"),
    "infinity": (work(extra=float("-inf")), "not_finite"),
    "a list": (b"[]", "not_nbformat4"),
    "nbformat 3": (work(nbformat=3), "not_nbformat4"),
    "nbformat true": (work(nbformat=True), "not_nbformat4"),
    "no cells": (work(cells=None), "not_nbformat4"),
    "a cell that is none": (work(cells=["x"]), "not_nbformat4"),
    "a cell of another kind": (work(cells=[{"cell_type": "heading", "source": "x"}]), "not_nbformat4"),
    "a cell whose kind is a list": (work(cells=[{"cell_type": [], "source": "x"}]), "not_nbformat4"),
    "a cell whose source is no text": (work(cells=[{"cell_type": "code", "source": [1]}]), "not_nbformat4"),
    "a cell whose metadata is none": (
        work(cells=[{"cell_type": "code", "source": "", "metadata": []}]),
        "not_nbformat4",
    ),
    "another notebook": (work(metadata={}), "unknown_release"),
    "metadata that is none": (work(metadata=[]), "unknown_release"),
    "the lesson's reading notebook": (with_metadata(role="lesson"), "not_an_exercise"),
    "a path instead of a digest": (with_metadata(release="../../secrets"), "unknown_release"),
    "a number instead of a digest": (with_metadata(release=1), "unknown_release"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_its_reason(content, code):
    with pytest.raises(Refused) as refused:
        examine_notebook(content)
    assert refused.value.code == code


def test_a_learners_notebook_says_its_release_and_its_exercises():
    handed_in = examine_notebook(work())
    assert handed_in.release == FIRST_RELEASE
    assert {"b1-1", "b1-1-answer", "b1-text"} <= handed_in.grade_ids


def test_a_notebook_as_deep_as_allowed_is_taken():
    assert examine_notebook(work(extra=nested(DEEPEST - 1)))


def test_a_byte_order_mark_does_no_harm():
    assert examine_notebook(b"\xef\xbb\xbf" + work())


def test_cells_that_the_learner_added_do_no_harm():
    added = [{"cell_type": "code", "source": ["x = 1\n", "x"], "metadata": {"nbgrader": "odd"}}]
    cells = notebook(RIGHT, release=FIRST_RELEASE)["cells"] + added
    assert examine_notebook(work(cells=cells))


def test_every_cut_of_a_notebook_is_refused():
    content = work()
    for percent in range(100):
        with pytest.raises(Refused):
            examine_notebook(content[: len(content) * percent // 100])


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=2) | some.dictionaries(some.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


def shaped(**fields):
    """An object with these fields, any of which may be missing or hold anything at all."""
    return some.fixed_dictionaries(
        {}, optional={name: right | ANYTHING for name, right in fields.items()}
    ) | some.fixed_dictionaries(fields)


CELLS = shaped(
    cell_type=some.sampled_from(("code", "markdown", "raw")),
    source=some.text(max_size=5) | some.lists(some.text(max_size=5), max_size=2),
    metadata=shaped(nbgrader=shaped(grade_id=some.just("b1-1"))),
)
NOTEBOOKS = shaped(
    nbformat=some.just(4),
    nbformat_minor=some.just(5),
    cells=some.lists(CELLS, max_size=3),
    metadata=shaped(
        tateyama=shaped(role=some.just("exercise"), release=some.just(FIRST_RELEASE)),
        kernelspec=shaped(language=some.just("python")),
    ),
)


# Slow only in its first draw, which builds all these strategies; a loaded machine must not fail it.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NOTEBOOKS)
def test_whatever_is_shaped_like_a_notebook_is_taken_or_refused(notebook):
    with suppress(Refused):
        assert examine_notebook(json.dumps(notebook).encode()).release == FIRST_RELEASE


def test_every_reason_is_said_in_both_languages_and_ends_as_a_sentence():
    for reason in REASONS.values():
        assert reason.ja.endswith("。")
        assert reason.en.endswith(".")
        assert reason.en.isascii()
