"""試算: whose counted points a batch would change, and by how much, before anything counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Subquery, and_, func, select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.models import Enrolment
from webapp.participation.lateness import deadlines_of, penalty_of
from webapp.participation.models import Deadline, Score, Submission, SubmissionState
from webapp.participation.regrading.models import Regrade, Trial
from webapp.participation.regrading.sheets import Sheet, passed, put_together


@dataclass(frozen=True)
class Progress:
    """進み具合: how many hand-ins a batch has, how many are graded again, and how many could not be."""

    total: int
    graded: int
    parked: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is waiting or running any more."""
        return self.graded + self.parked == self.total


@dataclass(frozen=True)
class Change:
    """One learner's counted points at a lesson before and after, with the exercises that pass or fail otherwise."""

    enrolment: Enrolment
    lesson: str
    points_before: float
    points_after: float
    max_points: float
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def difference(self) -> float:
        """Points after less points before."""
        return self.points_after - self.points_before


@dataclass(frozen=True)
class Preview:
    """What a batch would do: the changes, the greatest loss first, and how many learners' lessons stay as they are."""

    changes: tuple[Change, ...]
    unchanged: int

    @property
    def falls(self) -> int:
        """How many learners' lessons would lose points."""
        return sum(change.difference < 0 for change in self.changes)

    @property
    def rises(self) -> int:
        """How many would gain points."""
        return sum(change.difference > 0 for change in self.changes)


@dataclass(frozen=True)
class _Attempt:
    submission: Submission
    before: Sheet
    after: Sheet
    deadline: Deadline | None

    def counted(self, sheet: Sheet) -> float:
        """The points of a sheet less what lateness takes."""
        points: float = sheet["points"]
        return points - penalty_of(points, self.submission.received_at, self.deadline)


def progress_of(session: Session, regrade: Regrade) -> Progress:
    """Count a batch's trials by state."""
    rows = session.execute(
        select(Trial.state, func.count().label("number"))
        .where(Trial.regrade_id == regrade.id)
        .group_by(Trial.state)
    )
    counts = {row.state: row.number for row in rows}
    return Progress(
        sum(counts.values()),
        counts.get(SubmissionState.GRADED, 0),
        counts.get(SubmissionState.PARKED, 0),
    )


def preview(session: Session, regrade: Regrade) -> Preview:
    """Compare the counted attempts as they stand with those that the batch would make; trials not graded change nothing."""
    changes = []
    unchanged = 0
    for attempts in _attempts(session, regrade).values():
        change = _change(attempts)
        if change is None:
            unchanged += 1
        else:
            changes.append(change)
    changes.sort(key=lambda change: (change.difference, change.enrolment.learner.name_kana, change.lesson))
    return Preview(tuple(changes), unchanged)


def _attempts(session: Session, regrade: Regrade) -> dict[tuple[int, str], list[_Attempt]]:
    """Every scored attempt at the lessons that the batch touches, by enrolment and lesson."""
    graded = session.execute(
        select(Trial.submission_id, Trial.sheet).where(
            Trial.regrade_id == regrade.id, Trial.sheet.is_not(None)
        )
    )
    sheets: dict[int, Sheet | None] = {row.submission_id: row.sheet for row in graded}
    touched = (
        select(Submission.enrolment_id, Submission.lesson_slug)
        .join(Trial, Trial.submission_id == Submission.id)
        .where(Trial.regrade_id == regrade.id)
        .distinct()
        .subquery()
    )
    grouped: defaultdict[tuple[int, str], list[_Attempt]] = defaultdict(list)
    rows = list(_scored(session, touched))
    deadlines = deadlines_of(session, {submission.enrolment.offering_id for submission, _ in rows})
    for submission, standing in rows:
        again = sheets.get(submission.id)
        after = put_together(standing, again, regrade.grade_id) if again else standing
        grouped[submission.enrolment_id, submission.lesson_slug].append(
            _Attempt(
                submission,
                standing,
                after,
                deadlines.get((submission.enrolment.offering_id, submission.lesson_slug)),
            )
        )
    return grouped


def _scored(session: Session, touched: Subquery) -> Iterable[tuple[Submission, Sheet]]:
    theirs = and_(
        touched.c.enrolment_id == Submission.enrolment_id, touched.c.lesson_slug == Submission.lesson_slug
    )
    rows = session.execute(
        select(Submission, Score.sheet)
        .join(Score, Score.submission_id == Submission.id)
        .join(touched, theirs)
        .options(joinedload(Submission.enrolment).joinedload(Enrolment.learner))
        .order_by(Submission.received_at, Submission.id)
    )
    return ((row.Submission, row.sheet) for row in rows)


def _change(attempts: Sequence[_Attempt]) -> Change | None:
    """The difference that the attempts make together, as progress shows them: best points, ever passed."""
    before = max(attempt.counted(attempt.before) for attempt in attempts)
    # Of equals the newest counts, and its maximum is the one that is shown.
    counted = max(reversed(attempts), key=lambda attempt: attempt.counted(attempt.after))
    after = counted.counted(counted.after)
    passed_before = frozenset[str]().union(*(passed(attempt.before) for attempt in attempts))
    passed_after = frozenset[str]().union(*(passed(attempt.after) for attempt in attempts))
    if before == after and passed_before == passed_after:
        return None
    submission = attempts[0].submission
    return Change(
        enrolment=submission.enrolment,
        lesson=submission.lesson_slug,
        points_before=before,
        points_after=after,
        max_points=counted.after["max_points"],
        gained=tuple(sorted(passed_after - passed_before)),
        lost=tuple(sorted(passed_before - passed_after)),
    )
