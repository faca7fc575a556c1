"""講師の仕事: the numbers of the offerings that somebody looks after."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.books import has_book
from webapp.participation.gradebook.waiting import texts_waiting
from webapp.participation.models import LET_GO, Submission, SubmissionState
from webapp.programme.models import Offering


@dataclass(frozen=True)
class TaughtOffering:
    """One offering as its instructor sees it; `waiting` is None where no book can say."""

    offering: Offering
    people: int
    graded: int
    parked: int
    has_book: bool
    waiting: int | None


def with_numbers(session: Session, gradebooks: Path, offerings: Sequence[Offering]) -> list[TaughtOffering]:
    """Count people, hand-ins and what waits, for all of these offerings at once."""
    ids = [offering.id for offering in offerings]
    people = _people(session, ids)
    graded = _hand_ins(session, ids, Submission.state == SubmissionState.GRADED)
    waits = (Submission.state == SubmissionState.PARKED) & (Submission.sha256 != LET_GO)
    parked = _hand_ins(session, ids, waits)
    return [
        TaughtOffering(
            offering,
            people.get(offering.id, 0),
            graded.get(offering.id, 0),
            parked.get(offering.id, 0),
            has_book(gradebooks, offering.id),
            texts_waiting(session, gradebooks, offering.id) if has_book(gradebooks, offering.id) else None,
        )
        for offering in offerings
    ]


def _people(session: Session, offerings: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(Enrolment.offering_id, func.count())
        .where(Enrolment.offering_id.in_(offerings), Enrolment.withdrawn_at.is_(None))
        .group_by(Enrolment.offering_id)
    )
    return {row[0]: row[1] for row in rows}


def _hand_ins(session: Session, offerings: Sequence[int], which: ColumnElement[bool]) -> dict[int, int]:
    rows = session.execute(
        select(Enrolment.offering_id, func.count())
        .select_from(Submission)
        .join(Submission.enrolment)
        .where(Enrolment.offering_id.in_(offerings), which)
        .group_by(Enrolment.offering_id)
    )
    return {row[0]: row[1] for row in rows}
