import pytest


def test_a_lesson_is_found_by_its_slug(tiny):
    assert tiny.load().lesson("l1").title.ja == "りんごを数える"


def test_a_lesson_that_a_course_does_not_have_is_a_key_error(tiny):
    with pytest.raises(KeyError, match="l9"):
        tiny.load().lesson("l9")


def test_free_text_is_not_part_of_the_autograded_maximum(tiny):
    assert tiny.lesson().max_points == 3


def test_words_are_given_in_both_languages(tiny):
    assert tiny.load().title.to_json() == {"ja": "小さな講座", "en": "A tiny course"}
