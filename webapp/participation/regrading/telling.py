"""得点の変更の知らせ: what a batch changed in somebody's points is shown to them until they have read it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.regrading.models import ScoreChange


def see_change(session: Session, learner: Learner, change_id: int, at: datetime) -> bool:
    """確認: the learner has seen what changed; False where there is no such change of theirs."""
    change = session.get(ScoreChange, change_id)
    if change is None or change.enrolment.learner_id != learner.id:
        return False
    change.seen_at = change.seen_at or at
    return True


def unseen_changes(session: Session, learner: Learner) -> Sequence[ScoreChange]:
    """What changed in this person's points and was not confirmed yet, the oldest first."""
    return session.scalars(
        select(ScoreChange)
        .join(ScoreChange.enrolment)
        .where(Enrolment.learner_id == learner.id, ScoreChange.seen_at.is_(None))
        .order_by(ScoreChange.id)
    ).all()
