import json

import pytest

from course.evidence import gather
from course.secrecy import all_text, cells_are_closed, learner_sees_no_secret


def leaks(tiny):
    return [str(mistake) for mistake in learner_sees_no_secret(gather("tiny", tiny.lesson()))]


def test_no_line_of_b1s_solutions_tests_or_hints_reaches_a_learner(b1):
    evidence = gather("beginner", b1)
    assert list(learner_sees_no_secret(evidence)) == []
    assert list(cells_are_closed(evidence)) == []


@pytest.mark.parametrize(
    ("secret", "kind"),
    [
        ("total_apples = sum(apples)", "解答"),
        ('assert rerun("l1-1-answer", apples=[10, 20, 30])["total_apples"] == 60, "かごを変えると合いません。"', "隠れた確認"),
        ("足し算をする言葉が、教材の表にあります。", "ヒント"),
        ("りんごは全部で六つあり、一つの箱に入ることが分かりました。", "解答"),
        ("### BEGIN SOLUTION", "印"),
    ],
)  # fmt: skip
def test_a_secret_in_the_lesson_is_found(tiny, secret, kind):
    (leak,) = leaks(tiny.replace("l1/lesson.md", "1 + 1", f"1 + 1  # {secret}"))
    assert kind in leak
    assert "lesson.ipynb" in leak


def test_a_secret_in_a_cells_metadata_is_found_as_well(tiny):
    tiny.replace("l1/lesson.md", "1 + 1", ':note: "total_apples = sum(apples)"\n\n1 + 1')
    assert len(leaks(tiny)) == 1


def test_a_secret_in_a_data_file_is_found_as_well(tiny):
    tiny.replace("l1/data/apples.csv", "apples", "total_apples = sum(apples)")
    assert len(leaks(tiny)) == 1


def test_a_build_that_forgets_to_clear_its_cells_is_found(tiny, monkeypatch):
    evidence = gather("tiny", tiny.lesson())
    monkeypatch.setattr("course.secrecy.learner_notebook", lambda source: source)
    left = " ".join(str(mistake) for mistake in cells_are_closed(evidence))
    assert "total_apples = sum(apples)" in left
    assert "rerun" in left
    assert "りんごは全部で六つ" in left


def test_text_is_searched_as_a_reader_sees_it_and_not_as_json_escapes_it():
    body = json.dumps({"cells": [{"source": ["x = ", '"富山"']}]}).encode()
    assert 'x = "富山"' in all_text(body)


def test_a_file_that_is_no_json_and_no_utf8_is_searched_too():
    assert "apples" in all_text("りんご,apples".encode("cp932"))
