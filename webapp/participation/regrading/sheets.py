"""採点結果の差し替え: what a second grading changes in a score sheet, as plain data."""

from typing import Any

Sheet = dict[str, Any]


def put_together(standing: Sheet, again: Sheet, grade_id: str | None) -> Sheet:
    """The score sheet after a second grading; with a grade_id only that exercise is taken from it."""
    if grade_id is None:
        return again
    found = {exercise["id"]: exercise for exercise in again["exercises"]}
    kept = [found.get(grade_id, each) if each["id"] == grade_id else each for each in standing["exercises"]]
    if grade_id in found and all(each["id"] != grade_id for each in kept):
        kept.append(found[grade_id])
    scored = [each for each in kept if each["points"] is not None]
    return {
        **standing,
        "exercises": kept,
        "points": sum(each["points"] for each in scored),
        "max_points": sum(each["max_points"] for each in scored),
    }


def passed(sheet: Sheet) -> frozenset[str]:
    """The exercises that a sheet calls passed."""
    return frozenset(each["id"] for each in sheet["exercises"] if each["passed"])


def says_the_same(one: Sheet, other: Sheet) -> bool | None:
    """Whether two gradings of the same work agree in state, points and every exercise; None where the environments differ."""
    if one.get("environment") != other.get("environment"):
        return None
    return _verdict(one) == _verdict(other)


def _verdict(sheet: Sheet) -> object:
    exercises = {
        each["id"]: (each["points"], each["max_points"], each["passed"]) for each in sheet["exercises"]
    }
    return sheet["state"], sheet["points"], sheet["max_points"], exercises
