"""修了: met when every 基本 exercise of the rule's lessons was passed, in whichever attempts."""

from datetime import timedelta

import pytest

from tests.webapp.participation.classroom import NOW, RULE
from webapp.participation.completion import Attempt, completed_at

BASICS = frozenset({"b1-1", "b1-3"})


def attempt(day, *passed, lesson="b1", basics=BASICS):
    return Attempt(lesson, NOW + timedelta(days=day), frozenset(basics), frozenset(passed))


def test_all_basics_in_one_attempt_complete_at_the_time_of_that_hand_in():
    assert completed_at(RULE, [attempt(1, "b1-1"), attempt(2, "b1-1", "b1-3")]) == NOW + timedelta(days=2)


def test_basics_passed_in_different_attempts_count_together():
    assert completed_at(RULE, [attempt(1, "b1-1"), attempt(2, "b1-3")]) == NOW + timedelta(days=2)


def test_the_order_in_which_attempts_were_scored_does_not_matter():
    attempts = [attempt(1, "b1-1", "b1-3"), attempt(2, "b1-1"), attempt(3, "b1-1", "b1-3")]
    assert completed_at(RULE, reversed(attempts)) == NOW + timedelta(days=1)


def test_challenges_are_not_needed_and_do_not_replace_basics():
    assert completed_at(RULE, [attempt(1, "b1-1", "b1-2", "b1-4")]) is None


def test_every_lesson_of_the_rule_is_needed():
    rule = {**RULE, "lessons": ["b1", "b2"]}
    other = attempt(3, "b2-1", lesson="b2", basics={"b2-1"})
    assert completed_at(rule, [attempt(1, "b1-1", "b1-3")]) is None
    assert completed_at(rule, [attempt(1, "b1-1", "b1-3"), other]) == NOW + timedelta(days=3)


def test_nobody_completes_by_doing_nothing():
    assert completed_at(RULE, []) is None


def test_a_rule_that_nobody_wrote_is_no_silent_completion():
    with pytest.raises(ValueError, match="no such completion rule"):
        completed_at({**RULE, "kind": "attendance"}, [])
