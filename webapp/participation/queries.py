"""What people ask about hand-ins: how far am I, what did this one score, which attempt counts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from course.catalogue import Exercise, Release, Releases, Text, read_release, read_releases
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.completion import passed_in
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.queue import waiting_before

NUMBER_PREFIX = "S-"


@dataclass(frozen=True)
class ExerciseProgress:
    """One exercise (演習課題の一問): whether the learner has ever passed it."""

    exercise: Exercise
    passed: bool


@dataclass(frozen=True)
class LessonProgress:
    """One lesson: the counted points, what was passed so far, and the newest hand-in."""

    release: Release
    points: float | None
    max_points: float
    exercises: tuple[ExerciseProgress, ...]
    attempts: int
    last_number: str | None
    last_state: SubmissionState | None
    last_received_at: datetime | None

    @property
    def basics(self) -> int:
        """How many 基本 exercises the lesson has."""
        return sum(item.exercise.kind == "basic" for item in self.exercises)

    @property
    def basics_passed(self) -> int:
        """How many of them were passed so far; only these count towards 修了."""
        return sum(item.exercise.kind == "basic" and item.passed for item in self.exercises)


@dataclass(frozen=True)
class OfferingProgress:
    """One enrolment with the progress in each released lesson of its course, in the syllabus's order."""

    enrolment: Enrolment
    lessons: tuple[LessonProgress, ...]


def progress_of(session: Session, learner: Learner, releases: Path) -> list[OfferingProgress]:
    """進み具合 of one person: every enrolment that stands, the newest first."""
    enrolments = session.scalars(
        select(Enrolment)
        .options(joinedload(Enrolment.offering))
        .where(Enrolment.learner_id == learner.id, Enrolment.withdrawn_at.is_(None))
        .order_by(Enrolment.enrolled_at.desc(), Enrolment.id.desc())
    ).all()
    handed_in = _hand_ins(session, [enrolment.id for enrolment in enrolments])
    current = read_releases(releases)
    return [
        OfferingProgress(
            enrolment, _lessons(current, enrolment.offering.course_slug, handed_in[enrolment.id])
        )
        for enrolment in enrolments
    ]


def counted_submissions(until: datetime | None = None) -> Select[tuple[int]]:
    """The ids of the counted attempts: per enrolment and lesson the best autoscore, the newest of equals.

    With `until`, of what had been received before that moment.
    """
    rank = func.row_number().over(
        partition_by=(Submission.enrolment_id, Submission.lesson_slug),
        order_by=(Score.points.desc(), Submission.received_at.desc(), Submission.id.desc()),
    )
    attempts = select(Submission.id.label("id"), rank.label("rank")).join(Score)
    if until is not None:
        attempts = attempts.where(Submission.received_at < until)
    ranked = attempts.subquery()
    return select(ranked.c.id).where(ranked.c.rank == 1)


def submission_of(session: Session, learner: Learner, number: str) -> Submission | None:
    """One's own hand-in by its 受付番号; somebody else's is as unknown as one that never was."""
    digits = number.removeprefix(NUMBER_PREFIX)
    if number == digits or not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
        return None
    found = session.get(Submission, int(digits))
    return found if found and found.learner_id == learner.id and found.number == number else None


def results_of(session: Session, submission: Submission, releases: Path) -> dict[str, Any]:
    """The state of a hand-in and, once it is scored, its score sheet in the lesson's own words."""
    return {
        "number": submission.number,
        "received_at": submission.received_at.isoformat(),
        "sha256": submission.sha256,
        "state": submission.state.value,
        "waiting": waiting_before(session, submission),
        "result": _result(session, submission, releases) if submission.score else None,
    }


def _result(session: Session, submission: Submission, releases: Path) -> dict[str, Any]:
    score = submission.score
    assert score is not None  # noqa: S101 - the caller looked
    release = read_release(releases, submission.release_digest)
    scored = {exercise["id"]: exercise for exercise in score.sheet["exercises"]}
    failures = _failures(session, submission)
    return {
        "state": score.state,
        "points": score.points,
        "max_points": score.max_points,
        "message": score.sheet["message"],
        "exercises": [
            _exercise_result(exercise, scored[exercise.id], failures[exercise.id])
            for exercise in release.exercises
            if exercise.id in scored
        ],
    }


def _exercise_result(exercise: Exercise, scored: dict[str, Any], failures: int) -> dict[str, Any]:
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


def _hint(exercise: Exercise, failures: int) -> Text | None:
    """The author's first hint at the first failing attempt, the second from the second on."""
    if failures == 0 or not exercise.hints:
        return None
    return exercise.hints[min(failures, len(exercise.hints)) - 1]


def _failures(session: Session, submission: Submission) -> defaultdict[str, int]:
    """How often each exercise failed in this enrolment's attempts at the lesson, up to this one."""
    sheets = session.scalars(
        select(Score.sheet)
        .join(Submission, Submission.id == Score.submission_id)
        .where(
            Submission.enrolment_id == submission.enrolment_id,
            Submission.lesson_slug == submission.lesson_slug,
            Submission.id <= submission.id,
        )
    )
    failures: defaultdict[str, int] = defaultdict(int)
    for sheet in sheets:
        for exercise in sheet["exercises"]:
            failures[exercise["id"]] += exercise["passed"] is False
    return failures


def _hand_ins(session: Session, enrolments: Sequence[int]) -> defaultdict[int, list[Submission]]:
    rows = session.scalars(
        select(Submission)
        .options(joinedload(Submission.score))
        .where(Submission.enrolment_id.in_(enrolments))
        .order_by(Submission.received_at, Submission.id)
    )
    grouped: defaultdict[int, list[Submission]] = defaultdict(list)
    for submission in rows:
        grouped[submission.enrolment_id].append(submission)
    return grouped


def _lessons(current: Releases, course_slug: str, handed_in: list[Submission]) -> tuple[LessonProgress, ...]:
    course = current.course(course_slug)
    return tuple(
        _lesson(release, [row for row in handed_in if row.lesson_slug == release.lesson])
        for release in (course.lessons if course else ())
    )


def _lesson(release: Release, handed_in: list[Submission]) -> LessonProgress:
    scores = [row.score for row in handed_in if row.score]
    # The list is in order of receipt, so that of equal scores the last, the newest, is taken.
    counted = max(reversed(scores), key=lambda score: score.points, default=None)
    passed = {id for score in scores for id in passed_in(score.sheet)}
    last = handed_in[-1] if handed_in else None
    return LessonProgress(
        release=release,
        points=counted.points if counted else None,
        max_points=counted.max_points if counted else release.max_points,
        exercises=tuple(ExerciseProgress(item, item.id in passed) for item in release.exercises),
        attempts=len(handed_in),
        last_number=last.number if last else None,
        last_state=last.state if last else None,
        last_received_at=last.received_at if last else None,
    )
