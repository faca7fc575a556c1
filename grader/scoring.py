"""Turns evidence into points: no result is 0, and partial credit is a number in 0..max or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from grader import words
from grader.contract import ExerciseScore, ScoreSheet, State, Words
from grader.merge import Check, Manual, Plan
from grader.recorder import Evidence

# What an exercise's template leaves for the learner to fill in (空らん).
BLANK = "____"

SENTENCES: Mapping[State, Words] = {
    State.GRADED: words.NOTHING,
    State.TIMED_OUT: words.TIMED_OUT,
    State.OUT_OF_MEMORY: words.OUT_OF_MEMORY,
    State.CRASHED: words.CRASHED,
}


def score(plan: Plan, evidence: Evidence) -> ScoreSheet:
    """The score sheet (採点結果) for a run."""
    exercises = tuple(
        _check(step, plan, evidence) if isinstance(step, Check) else _manual(step)
        for step in plan.steps
        if isinstance(step, Check | Manual)
    )
    return _sheet(evidence.state, exercises, SENTENCES[evidence.state])


def rejected(plan: Plan, reason: Words) -> ScoreSheet:
    """The score sheet of a file that could not be read: nothing ran, every exercise is 0."""
    exercises = tuple(
        ExerciseScore(step.grade_id, 0.0, step.points, False, words.NOT_REACHED)
        if isinstance(step, Check)
        else _manual(step)
        for step in plan.steps
        if isinstance(step, Check | Manual)
    )
    return _sheet(State.REJECTED, exercises, reason)


def _sheet(state: State, exercises: tuple[ExerciseScore, ...], message: Words) -> ScoreSheet:
    counted = [exercise for exercise in exercises if exercise.points is not None]
    points = sum(exercise.points or 0.0 for exercise in counted)
    return ScoreSheet(state, points, sum(exercise.max_points for exercise in counted), exercises, message)


def _manual(task: Manual) -> ExerciseScore:
    return ExerciseScore(task.grade_id, None, task.points, None)


def _check(check: Check, plan: Plan, evidence: Evidence) -> ExerciseScore:
    verdict = evidence.verdicts.get(check.grade_id)
    if verdict is None:
        return _failed(check, _why(check, plan, evidence, None))
    return replace(_judged(check, plan, evidence, verdict), observed=verdict.get("observed") is True)


def _judged(check: Check, plan: Plan, evidence: Evidence, verdict: Mapping[str, Any]) -> ExerciseScore:
    if verdict.get("passed") is not True:
        return _failed(check, _why(check, plan, evidence, verdict))
    credit = verdict.get("credit", check.points)
    if type(credit) is not float or not 0 <= credit <= check.points:
        return _failed(check, words.BAD_PARTIAL_CREDIT)
    whole = credit == check.points
    return ExerciseScore(
        check.grade_id, credit, check.points, whole, words.NOTHING if whole else words.PARTLY_RIGHT
    )


def _failed(check: Check, message: Words) -> ExerciseScore:
    return ExerciseScore(check.grade_id, 0.0, check.points, False, message)


def _why(check: Check, plan: Plan, evidence: Evidence, verdict: Mapping[str, Any] | None) -> Words:
    """The sentence for an exercise that did not pass; only authored text and bounded type names go into it."""
    if any(name not in plan.answers for name in check.answers):
        return words.MISSING_ANSWER
    # Whatever error a blank leads to: the learner has to hear of the blank, not of its KeyError.
    if any(BLANK in plan.answers[name] for name in check.answers):
        return words.BLANK_LEFT
    if verdict is not None and verdict.get("message"):
        return Words.authored(str(verdict["message"]))
    if error := next((evidence.errors[name] for name in check.answers if name in evidence.errors), None):
        return words.cell_failed(error.name, error.line)
    if verdict is None:
        return words.NOT_REACHED
    name = str(verdict.get("name", ""))
    match verdict.get("why"):
        case "name":
            return words.name_not_made(name)
        case "raised":
            return words.function_failed(name)
        case "kind":
            return words.kind_not_checked(name)
        case "unreadable":
            return words.ANSWER_UNREADABLE
        case "visible":
            return words.VISIBLE_TEST_FAILED
        case "credit":
            return words.BAD_PARTIAL_CREDIT
    return words.HIDDEN_TEST_FAILED
