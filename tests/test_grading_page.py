"""GRADING.md says the same in both languages as the code does."""

import re
from pathlib import Path

import pytest

from grader.contract import State
from grader.inside.offers import Offers
from grader.inside.remote import Remote
from grader.inside.wire import MAX_LINE
from grader.limits import MEGABYTE, Limits

CHECKOUT = Path(__file__).parent.parent
SOURCE = (CHECKOUT / "tests/grader/test_differences_from_nbgrader.py").read_text("utf-8")


@pytest.fixture(params=["GRADING.md", "GRADING.ja.md"])
def page(request):
    return (CHECKOUT / request.param).read_text("utf-8")


def rows(page):
    return re.findall(r"^\| `([a-z-]+)` \| (\S+) \| (\S+) \|", page, re.MULTILINE)


def test_each_tested_difference_from_nbgrader_has_its_row_with_both_results(page):
    tested = SOURCE[SOURCE.index("DIFFERENCES =") : SOURCE.index("AGREEMENTS =")]
    cases = re.findall(r'Case\("([a-z-]+)", (\S+), (\S+), "', tested)
    apart = [("untouched-text", "0", "なし" if "なし" in page else "none"), ("moved-answer", "3", "0")]
    assert len(cases) > 10
    assert sorted(rows(page)) == sorted(cases + apart)
    assert all(name.replace("-", "_") in SOURCE.replace("-", "_") for name, _, _ in apart)


def test_the_limits_are_those_in_force(page):
    limits = Limits()
    seconds = (limits.submission_seconds, limits.cell_seconds, limits.call_seconds)
    in_words = [f"{number:.0f}" for number in (*seconds, limits.cpu_seconds)]
    memory = f"{limits.memory_bytes // MEGABYTE:,} MB"
    places = [f"{size // MEGABYTE} MB" for size in (limits.temporary_bytes, limits.shared_memory_bytes)]
    counts = [str(limits.processes), str(limits.open_files), f"{limits.inodes:,}"]
    for stated in (*in_words, memory, *places, *counts, f"{MAX_LINE // MEGABYTE} MB"):
        assert stated in page


def test_every_helper_that_tests_are_offered_is_explained(page):
    assert all(f"`{name}(" in page for name in Offers(Remote(None)).by_name)


def test_every_state_is_explained(page):
    assert all(f"`{state}`" in page for state in (*State, "FAULT"))


def test_the_number_of_written_down_attacks_is_that_of_the_folder(page):
    count = len(list((CHECKOUT / "tests/submissions/hostile").glob("*.md")))
    assert f"{count} " in page


def test_the_shares_of_public_tests_are_those_of_the_sample(page):
    readme = (CHECKOUT / "tests/compat/README.md").read_text("utf-8")
    for count in re.findall(r"^\| [a-z].* \| (\d+) \| [\d.]+ % \|$", readme, re.MULTILINE):
        assert re.search(rf"\b{count}\b", page) or f"{count} 個" in page


def test_the_files_and_commands_that_it_names_exist(page):
    for path in re.findall(r"`(tests/[a-z_/.]+)`", page):
        assert (CHECKOUT / path).exists()
