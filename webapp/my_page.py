"""マイページ: what a learner does next, how far they are, and when the next class is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, g, render_template
from sqlalchemy import select

from webapp.auth import require, signed_in_learner
from webapp.db import session
from webapp.enrolment.applying.mine import my_applications
from webapp.enrolment.calendars import token_for
from webapp.enrolment.letters.operations import own_letters
from webapp.participation.cases.queries import may_offer, own_cases
from webapp.participation.given_marks import marks_given_to
from webapp.participation.queries import LessonProgress, OfferingProgress, progress_of
from webapp.participation.regrading.telling import unseen_changes
from webapp.participation.storage import SubmissionStore
from webapp.participation.surveys.mine import waiting_surveys
from webapp.participation.written import texts_waiting
from webapp.programme.changes import changes_to_tell
from webapp.programme.models import Meeting, MeetingState, OfferingState
from webapp.readiness.remembered import lab_is_blocked

blueprint = Blueprint("my_page", __name__)

LEARNING = (OfferingState.RUNNING, OfferingState.CLOSED)


@dataclass(frozen=True)
class NextStep:
    """次の一歩: the lesson to open now."""

    offering: OfferingProgress
    lesson: LessonProgress

    @property
    def left(self) -> int:
        """How many 基本 exercises are still to be passed; none where only 挑戦 is left."""
        return self.lesson.basics - self.lesson.basics_passed

    @property
    def is_begun(self) -> bool:
        """Whether work on it was handed in before."""
        return self.lesson.attempts > 0


@blueprint.get("/my-page")
@require()
def show() -> str:
    """One's own page."""
    learner = signed_in_learner()
    progress = progress_of(session(), learner, g.settings.releases)
    at = datetime.now(UTC)
    return render_template(
        "my_page/my_page.html",
        progress=progress,
        applications=my_applications(session(), learner, datetime.now(UTC)),
        changes=unseen_changes(session(), learner),
        surveys=waiting_surveys(session(), learner.id, at),
        cases=own_cases(session(), learner.id),
        offers_cases=bool(may_offer(session(), learner.id, at)),
        step=next_step(progress),
        lab_is_blocked=lab_is_blocked(),
        written=texts_waiting(
            session(), SubmissionStore(g.settings.submissions), g.settings.releases, progress
        ),
        marks=marks_given_to(session(), SubmissionStore(g.settings.submissions), learner),
        meetings=next_meetings(progress, at),
        class_changes=changes_to_tell(session(), [entry.enrolment.offering_id for entry in progress], at),
        letters=own_letters(session(), learner.id),
        calendar=token_for(session(), learner.id, g.settings.secret_key),
    )


def next_step(progress: Sequence[OfferingProgress]) -> NextStep | None:
    """The first lesson of a running offering with 基本 exercises to pass; after all of these, with 挑戦.

    What completion asks for goes first; modules of other kinds of school are nobody's next step.
    """
    steps = [
        NextStep(offering, lesson)
        for offering in progress
        if offering.enrolment.offering.state is OfferingState.RUNNING
        for lesson in offering.lessons
        if not all(item.passed for item in lesson.exercises) and not offering.is_spare(lesson)
    ]
    due = [step for step in steps if step.left and step.offering.is_due(step.lesson)]
    return next((step for step in (*due, *steps) if step.left), steps[0] if steps else None)


def next_meetings(progress: Sequence[OfferingProgress], at: datetime, most: int = 3) -> list[Meeting]:
    """The next classes (回) that this person may attend."""
    offerings = [entry.enrolment.offering_id for entry in progress]
    soon = (
        select(Meeting)
        .where(
            Meeting.offering_id.in_(offerings),
            Meeting.ends_at > at,
            Meeting.state.in_((MeetingState.PLANNED, MeetingState.HELD)),
        )
        .order_by(Meeting.starts_at)
        .limit(most)
    )
    return list(session().scalars(soon))
