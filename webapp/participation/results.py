"""結果: where one hand-in stands and what it scored, in the lesson's own words and with the author's hint."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.catalogue import Exercise, Task, Text, read_release
from webapp.participation.models import Score, Submission
from webapp.participation.queue import waiting_before
from webapp.participation.storage import SubmissionStore
from webapp.participation.written import answers_of, untouched_of, written_in

NUMBER_PREFIX = "S-"
LARGEST_ID = 2**31 - 1  # PostgreSQL refuses to look for more


def find_submission(session: Session, number: str) -> Submission | None:
    """A hand-in by its 受付番号; whose it is, the caller asks."""
    digits = number.removeprefix(NUMBER_PREFIX)
    if number == digits or not (digits.isascii() and digits.isdigit()) or len(digits) > 10:
        return None
    if int(digits) > LARGEST_ID:
        return None
    found = session.get(Submission, int(digits))
    return found if found and found.number == number else None


def results_of(
    session: Session, submission: Submission, releases: Path, store: SubmissionStore
) -> dict[str, Any]:
    """The state of a hand-in and, once it is scored, its score sheet in the lesson's own words."""
    return {
        "number": submission.number,
        "received_at": submission.received_at.isoformat(),
        "sha256": submission.sha256,
        "state": submission.state.value,
        "waiting": waiting_before(session, submission),
        "result": _result(session, submission, releases, store) if submission.score else None,
    }


def _result(
    session: Session, submission: Submission, releases: Path, store: SubmissionStore
) -> dict[str, Any]:
    score = submission.score
    assert score is not None  # noqa: S101 - the caller looked
    release = read_release(releases, submission.release_digest)
    scored = {exercise["id"]: exercise for exercise in score.sheet["exercises"]}
    failures = _failures(session, submission, releases, store)
    untouched = untouched_of(releases, store, submission)
    written = written_in(releases, release, answers_of(store, submission)) if release.tasks else frozenset()
    return {
        "state": score.state,
        "points": score.counted_points,
        "max_points": score.max_points,
        "message": _message(score),
        "exercises": [
            _exercise(exercise, scored[exercise.id], failures[exercise.id], exercise.id in untouched)
            for exercise in release.exercises
            if exercise.id in scored
        ],
        "tasks": [_task(task, task.id in written) for task in release.tasks],
    }


def _message(score: Score) -> dict[str, str]:
    """The whole run's sentence, and what lateness took."""
    message: dict[str, str] = score.sheet["message"]
    if not score.late_penalty:
        return message
    late = {
        "ja": f"提出期限を過ぎていたため、{score.late_penalty:g} 点を差し引いています。",
        "en": f"{score.late_penalty:g} points were taken off because the work came after its deadline.",
    }
    return {language: f"{message[language]} {late[language]}".strip() for language in late}


def exercise_result(exercise: Exercise, scored: dict[str, Any], failures: int) -> dict[str, Any]:
    """One exercise of a score sheet in the lesson's own words, with the hint that so many failures call for."""
    hint = None if scored["passed"] else _hint(exercise, failures)
    return {
        "id": exercise.id,
        "number": exercise.number,
        "title": exercise.title.to_json(),
        "kind": exercise.kind,
        "points": scored["points"],
        "max_points": scored["max_points"],
        "passed": scored["passed"],
        "message": scored["message"],
        "hint": hint.to_json() if hint else None,
    }


def _exercise(exercise: Exercise, scored: dict[str, Any], failures: int, untouched: bool) -> dict[str, Any]:
    """これから: what nobody has begun is not called nearly done, and has no use for a hint yet."""
    untouched = untouched and not scored["passed"]
    return exercise_result(exercise, scored, 0 if untouched else failures) | {"untouched": untouched}


def _task(task: Task, is_written: bool) -> dict[str, Any]:
    """A free text, so that nobody takes full marks for the end of the work, and whether this hand-in holds one."""
    return {
        "id": task.id, "title": task.title.to_json(), "max_points": task.points, "written": is_written,
    }  # fmt: skip


def _hint(exercise: Exercise, failures: int) -> Text | None:
    """The author's first hint at the first failing attempt, the second from the second on."""
    if failures == 0 or not exercise.hints:
        return None
    return exercise.hints[min(failures, len(exercise.hints)) - 1]


def _failures(
    session: Session, submission: Submission, releases: Path, store: SubmissionStore
) -> defaultdict[str, int]:
    """How often each exercise was tried and failed in this enrolment's attempts at the lesson, up to this one."""
    attempts = session.execute(
        select(Submission, Score.sheet)
        .join(Submission.score)
        .where(
            Submission.enrolment_id == submission.enrolment_id,
            Submission.lesson_slug == submission.lesson_slug,
            Submission.id <= submission.id,
        )
    )
    failures: defaultdict[str, int] = defaultdict(int)
    for attempt, sheet in attempts:
        failed = {one["id"] for one in sheet["exercises"] if one["passed"] is False}
        # Whoever hands in what is done so far has not failed at what they have not begun.
        for id in failed - untouched_of(releases, store, attempt) if failed else ():
            failures[id] += 1
    return failures
