"""設問: every item in both languages, and paired tests that ask as much before as after."""

import pytest

from webapp.participation.surveys.forms import SurveyKind, read_form


@pytest.mark.parametrize("kind", list(SurveyKind))
def test_every_item_stands_in_both_languages_and_ids_are_told_apart(kind):
    items = read_form(kind, "beginner")["items"]
    assert len({item["id"] for item in items}) == len(items) > 1
    for item in items:
        assert item["ja"]
        assert item["en"]
        assert len(item.get("words_ja", ())) == len(item.get("words_en", ()))
        assert (
            len(item.get("words_ja", ()))
            == {"scale": 5, "choice": 4, "knowledge": 3, "text": 0}[item["type"]]
        )
        assert item["type"] != "knowledge" or 1 <= item["correct"] <= 3


def test_beginners_have_five_pairs_and_no_question_twice():
    before, after = (
        {
            item["id"]: item["ja"]
            for item in read_form(kind, "beginner")["items"]
            if item["type"] == "knowledge"
        }
        for kind in (SurveyKind.BEFORE, SurveyKind.AFTER)
    )
    assert before.keys() == after.keys()
    assert len(before) == 5
    assert not set(before.values()) & set(after.values())


def test_other_courses_are_asked_no_knowledge():
    assert all(item["type"] != "knowledge" for item in read_form(SurveyKind.BEFORE, "intermediate")["items"])
