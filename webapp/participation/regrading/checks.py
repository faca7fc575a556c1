"""抜き取り再採点: a sample of hand-ins is graded a second time in fresh processes, and a difference is raised.

Warm processes serve many hand-ins; this is how we would hear of one that left something behind for the next.
"""

import hashlib
import hmac
import logging
from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grader.contract import ScoreSheet
from webapp.enrolment.models import Enrolment
from webapp.participation import queue
from webapp.participation.models import Score, Submission
from webapp.participation.regrading.models import Trial
from webapp.participation.regrading.replacing import trial_of
from webapp.participation.regrading.sheets import says_the_same
from webapp.programme.models import Offering

log = logging.getLogger(__name__)


def is_sampled(number: str, key: str, one_in: int) -> bool:
    """Whether this hand-in is one of the sample; who has not the installation's key cannot know. 0 samples nothing."""
    if one_in <= 0:
        return False
    digest = hmac.digest(key.encode(), f"cold check {number}".encode(), hashlib.sha256)
    return int.from_bytes(digest[:8], "big") % one_in == 0


def ask_for_check(session: Session, submission_id: int, release_digest: str) -> None:
    """Have a hand-in graded again in fresh processes, once nobody waits."""
    session.add(trial_of(submission_id, release_digest, cold=True))
    session.flush()


def record_trial(session: Session, trial_id: int, worker: str, sheet: ScoreSheet) -> bool:
    """Keep what a second grading said, where this worker still holds it; a cold one is compared with the score."""
    trial = queue.held(session, trial_id, worker, Trial)
    if trial is None:
        return False
    trial.sheet = sheet.as_dict()
    queue.done(trial)
    if trial.cold:
        _compare(session, trial)
    session.flush()
    return True


def differing(session: Session) -> Sequence[Trial]:
    """The hand-ins whose second grading said otherwise, the oldest first."""
    return session.scalars(select(Trial).where(Trial.differs.is_(True)).order_by(Trial.id)).all()


def differing_by_offering(session: Session, hosts: Collection[int]) -> dict[int, int]:
    """How many there are, by offering of these partners; offerings without any are left out."""
    rows = session.execute(
        select(Offering.id, func.count(Trial.id).label("number"))
        .select_from(Trial)
        .join(Trial.submission)
        .join(Submission.enrolment)
        .join(Enrolment.offering)
        .where(Trial.differs.is_(True), Offering.host_id.in_(hosts))
        .group_by(Offering.id)
    )
    return {row.id: row.number for row in rows}


def _compare(session: Session, trial: Trial) -> None:
    score = session.get(Score, trial.submission_id)
    if score is None or trial.sheet is None or score.graded_with != trial.release_digest:
        return  # it was graded otherwise meanwhile, and there is nothing to compare
    same = says_the_same(score.sheet, trial.sheet)
    trial.differs = None if same is None else not same
    if trial.differs:
        log.critical(
            "%s scored %g/%g when it was graded again in fresh processes, and %g/%g before"
            " (flask --app webapp differing); either its code draws lots, or our warm processes are not clean",
            trial.number,
            trial.sheet["points"],
            trial.sheet["max_points"],
            score.points,
            score.max_points,
        )
