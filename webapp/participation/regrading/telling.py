"""得点の変更の知らせ: what a batch changed is shown to them until they have read it; who lost points is written to as well."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from course.catalogue import Releases, read_releases
from webapp.enrolment.models import Enrolment, Learner
from webapp.mail.outbox import send
from webapp.participation.regrading.models import Regrade, ScoreChange
from webapp.programme.naming import offering_name


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


def write_of_falls(session: Session, regrade: Regrade, releases: Path, link: str, at: datetime) -> int:
    """Queue a mail to everybody whose points fell by an applied batch and who has an address, once; how many fell so."""
    fallen = session.scalars(
        select(ScoreChange)
        .join(ScoreChange.enrolment)
        .join(Enrolment.learner)
        .where(
            ScoreChange.regrade_id == regrade.id,
            ScoreChange.points_after < ScoreChange.points_before,
            Learner.email != "",
        )
        .options(joinedload(ScoreChange.enrolment).joinedload(Enrolment.learner))
        .order_by(ScoreChange.id)
    ).all()
    titles = read_releases(releases)
    for change in fallen:
        learner, offering = change.enrolment.learner, change.enrolment.offering
        values = {
            "name": learner.name,
            "offering": offering_name(offering),
            "lesson": _lesson_name(titles, offering.course_slug, change.lesson_slug),
            "before": f"{change.points_before:g}",
            "after": f"{change.points_after:g}",
            "reason": regrade.reason,
            "link": link,
        }
        send(
            session, "score_fell", learner.email or "", learner.language, values, at,
            key=f"score-fell/{change.id}", learner_id=learner.id, offering_id=offering.id,
        )  # fmt: skip
    return len(fallen)


def _lesson_name(releases: Releases, course: str, lesson: str) -> dict[str, str]:
    found = next((r for r in getattr(releases.course(course), "lessons", ()) if r.lesson == lesson), None)
    titles = {"ja": found.title.ja, "en": found.title.en} if found else {"ja": "", "en": ""}
    return {language: f"{lesson.upper()} {title}".strip() for language, title in titles.items()}
