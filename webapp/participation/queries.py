"""進み具合: how far somebody is in each lesson, and which attempt counts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from course.catalogue import Exercise, Release, Releases, read_releases
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.completing.standing import CompletionStanding, standing_of
from webapp.participation.completion import passed_in
from webapp.participation.lateness import deadlines_of
from webapp.participation.models import Deadline, Score, Submission, SubmissionState
from webapp.participation.rules import rule_promised_to
from webapp.programme.models import Offering


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
    deadline: Deadline | None = None

    @property
    def basics(self) -> int:
        """How many 基本 exercises the lesson has."""
        return sum(item.exercise.kind == "basic" for item in self.exercises)

    @property
    def is_passed(self) -> bool:
        """Whether every 基本 exercise was passed."""
        return self.basics > 0 and self.basics_passed == self.basics

    @property
    def basics_passed(self) -> int:
        """How many of them were passed so far; only these count towards 修了."""
        return sum(item.exercise.kind == "basic" and item.passed for item in self.exercises)


@dataclass(frozen=True)
class OfferingProgress:
    """One enrolment with the progress in each released lesson of its course, in the syllabus's order.

    `required` and `one_of` are what its completion asks for by work; both are empty where attendance decides.
    `other_subjects` are those of `one_of` that only teachers of other subjects (教科) need.
    """

    enrolment: Enrolment
    lessons: tuple[LessonProgress, ...]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    other_subjects: tuple[str, ...] = ()
    standing: CompletionStanding | None = None

    @property
    def is_completed(self) -> bool:
        """Whether the person has completed, as the rule says now."""
        return self.standing is not None and self.standing.holds

    @property
    def own_path(self) -> tuple[str, ...]:
        """Those of `one_of` that are for one's kind of school, whatever one teaches."""
        return tuple(slug for slug in self.one_of if slug not in self.other_subjects)

    @property
    def is_chosen(self) -> bool:
        """Whether one of the lessons of which one is enough is passed."""
        return any(lesson.is_passed for lesson in self.lessons if lesson.release.lesson in self.one_of)

    def is_due(self, lesson: LessonProgress) -> bool:
        """Whether completion still asks for this lesson, or may be reached by it.

        One for teachers of other subjects is due once somebody has begun it: that is their choice.
        """
        slug = lesson.release.lesson
        chosen = self.one_of if lesson.attempts else self.own_path
        return slug in self.required or (slug in chosen and not self.is_chosen)

    def is_spare(self, lesson: LessonProgress) -> bool:
        """Whether completion asks for others than this one."""
        slug = lesson.release.lesson
        return bool(self.one_of) and slug not in self.required and (slug not in self.one_of or self.is_chosen)


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
    due = deadlines_of(session, [enrolment.offering_id for enrolment in enrolments])
    return [
        OfferingProgress(
            enrolment,
            _lessons(current, enrolment.offering, handed_in[enrolment.id], due),
            **_asked(rule_promised_to(session, enrolment)),
            standing=standing_of(session, enrolment, releases),
        )
        for enrolment in enrolments
    ]


def _asked(rule: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    names = {"required": "lessons", "one_of": "one_of", "other_subjects": "other_subjects"}
    return {name: tuple(rule.get(key, ())) for name, key in names.items()}


def counted_submissions(until: datetime | None = None, enrolment_id: int | None = None) -> Select[tuple[int]]:
    """The ids of the counted attempts: per enrolment and lesson the best points after what lateness took, the newest
    of equals; so work handed in late never lowers what counted before.

    With `until`, of what had been received before that moment; with `enrolment_id`, of that enrolment alone.
    """
    rank = func.row_number().over(
        partition_by=(Submission.enrolment_id, Submission.lesson_slug),
        order_by=(
            (Score.points - Score.late_penalty).desc(),
            Submission.received_at.desc(),
            Submission.id.desc(),
        ),
    )
    attempts = select(Submission.id.label("id"), rank.label("rank")).join(Score)
    if until is not None:
        attempts = attempts.where(Submission.received_at < until)
    if enrolment_id is not None:  # inside the ranking, so that one person's question reads one person's rows
        attempts = attempts.where(Submission.enrolment_id == enrolment_id)
    ranked = attempts.subquery()
    return select(ranked.c.id).where(ranked.c.rank == 1)


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


def _lessons(
    current: Releases,
    offering: Offering,
    handed_in: list[Submission],
    due: Mapping[tuple[int, str], Deadline],
) -> tuple[LessonProgress, ...]:
    course = current.course(offering.course_slug)
    return tuple(
        _lesson(
            release,
            [row for row in handed_in if row.lesson_slug == release.lesson],
            due.get((offering.id, release.lesson)),
        )
        for release in (course.lessons if course else ())
    )


def _lesson(release: Release, handed_in: list[Submission], deadline: Deadline | None) -> LessonProgress:
    scores = [row.score for row in handed_in if row.score]
    # The list is in order of receipt, so that of equal scores the last, the newest, is taken.
    counted = max(reversed(scores), key=lambda score: score.counted_points, default=None)
    passed = {id for score in scores for id in passed_in(score.sheet)}
    last = handed_in[-1] if handed_in else None
    return LessonProgress(
        release=release,
        points=counted.counted_points if counted else None,
        max_points=counted.max_points if counted else release.max_points,
        exercises=tuple(ExerciseProgress(item, item.id in passed) for item in release.exercises),
        attempts=len(handed_in),
        last_number=last.number if last else None,
        last_state=last.state if last else None,
        last_received_at=last.received_at if last else None,
        deadline=deadline,
    )
