"""照合: what must hold of hand-ins and scores whatever was killed, filled up or restored; each breach is one line."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.completing.settling import is_decided
from webapp.participation.completing.standing import standing_of
from webapp.participation.models import LET_GO, Attendance, Score, Submission, SubmissionState
from webapp.participation.storage import LEFT_OVER_AFTER, SUFFIX, TEMPORARY, SubmissionStore, hash_of

# A worker that died leaves its lease behind; the next takes it up within half a minute. Ten minutes are nobody's turn.
STUCK_AFTER = timedelta(minutes=10)
ROUNDING = 1e-6


@dataclass(frozen=True)
class Breach:
    """食い違い: what does not hold, of which hand-in or file, in both languages."""

    subject: str
    ja: str
    en: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.ja} / {self.en}"


def breaches(session: Session, store: SubmissionStore, releases: Path, at: datetime) -> Iterator[Breach]:
    """Everything that does not hold of the record, its completions and its files; nothing is changed."""
    yield from _receipts(session, store)
    yield from _states(session, at)
    yield from _scores(session)
    yield from _completions(session, releases)
    yield from _orphans(session, store, time.time())


def counted(session: Session) -> dict[SubmissionState, int]:
    """How many hand-ins stand where; every state, also those in which none is."""
    rows = session.execute(select(Submission.state, func.count()).group_by(Submission.state))
    return dict.fromkeys(SubmissionState, 0) | {state: int(number) for state, number in rows}


def _receipts(session: Session, store: SubmissionStore) -> Iterator[Breach]:
    """Every receipt has its file, and the file is what was received."""
    looked_at: dict[str, str] = {}
    rows = session.execute(
        select(Submission.id, Submission.sha256, Submission.size)
        .where(Submission.sha256 != LET_GO)
        .execution_options(yield_per=1000)
    )
    for id, sha256, size in rows:
        if sha256 not in looked_at:
            looked_at[sha256] = _look_at(store.path_of(sha256), sha256, size)
        if looked_at[sha256] == "gone":
            yield Breach(
                _number(id), "受け取った提出物のファイルがありません", "the file that was received is gone"
            )
        elif looked_at[sha256] == "changed":
            yield Breach(
                _number(id), "ファイルが受け取ったものと違います", "the file is not what was received"
            )


def _look_at(path: Path, sha256: str, size: int) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return "gone"
    return "" if hash_of(content) == sha256 and len(content) == size else "changed"


def _states(session: Session, at: datetime) -> Iterator[Breach]:
    """A hand-in is graded and has a score, or waits where people can see it."""
    without = (
        select(Submission.id)
        .outerjoin(Score, Score.submission_id == Submission.id)
        .where(Submission.state == SubmissionState.GRADED, Score.submission_id.is_(None))
    )
    for id in session.scalars(without):
        yield Breach(_number(id), "採点済みなのに得点がありません", "graded, but there is no score")
    too_early = (
        select(Submission.id)
        .join(Score, Score.submission_id == Submission.id)
        .where(Submission.state != SubmissionState.GRADED)
    )
    for id in session.scalars(too_early):
        yield Breach(
            _number(id), "採点済みでないのに得点があります", "there is a score, but it is not graded"
        )
    stuck = select(Submission.id).where(
        Submission.state == SubmissionState.RUNNING, Submission.lease_until <= at - STUCK_AFTER
    )
    for id in session.scalars(stuck):
        yield Breach(
            _number(id), "採点中のまま、だれも採点していません", "being graded for long, by nobody any more"
        )
    strangers = (
        select(Submission.id)
        .join(Enrolment, Enrolment.id == Submission.enrolment_id)
        .where(Enrolment.learner_id != Submission.learner_id)
    )
    for id in session.scalars(strangers):
        yield Breach(_number(id), "提出者と受講者が違います", "who handed it in is not who is enrolled")


def _scores(session: Session) -> Iterator[Breach]:
    """Sums are those of their exercises and stay within their maxima."""
    for score in session.scalars(select(Score).execution_options(yield_per=200)):
        exercises = [each for each in score.sheet.get("exercises", ()) if each.get("points") is not None]
        points = sum(float(each["points"]) for each in exercises)
        beyond = [
            each["id"] for each in exercises if float(each["points"]) > float(each["max_points"]) + ROUNDING
        ]
        if beyond or not -ROUNDING <= score.points <= score.max_points + ROUNDING:
            yield Breach(
                _number(score.submission_id), "得点が満点を超えています", "points beyond the maximum"
            )
        elif exercises and abs(points - score.points) > ROUNDING:
            yield Breach(
                _number(score.submission_id), "得点が問題ごとの合計と違います", "points that do not add up"
            )
        elif not -ROUNDING <= score.late_penalty <= score.points + ROUNDING:
            yield Breach(
                _number(score.submission_id),
                "遅れの減点が得点を超えています",
                "more taken for lateness than there is",
            )


def _completions(session: Session, releases: Path) -> Iterator[Breach]:
    """Completions stand where the rule, read now, says so: of whoever handed in or came, and about whom nobody decided."""
    worked = exists().where(Submission.enrolment_id == Enrolment.id)
    came = exists().where(Attendance.enrolment_id == Enrolment.id)
    for enrolment in session.scalars(select(Enrolment).where(or_(worked, came))):
        if is_decided(session, enrolment):
            continue
        standing = standing_of(session, enrolment, releases)
        stands = enrolment.completed_at is not None
        # What hand-ins reached once stays, though a release or a score of them may be gone since.
        if standing.rule_met != stands and (not stands or standing.attended is not None):
            yield Breach(
                f"enrolment {enrolment.id}",
                "修了の記録が、修了要件を今読んだ結果と違います",
                "the completion on record is not what the rule says now",
            )


def _orphans(session: Session, store: SubmissionStore, now: float) -> Iterator[Breach]:
    """Files that no receipt names; a young one may be an upload whose receipt is just being written."""
    known = set(session.scalars(select(Submission.sha256).distinct()))
    for path in sorted(store.root.glob("*/*")) if store.root.is_dir() else ():
        if now - path.stat().st_mtime < LEFT_OVER_AFTER:
            continue
        if path.name.startswith(TEMPORARY):
            yield Breach(
                path.name, "途中で終わった受け取りの残りです", "left over from an upload that broke off"
            )
        elif path.name.removesuffix(SUFFIX) not in known:
            yield Breach(path.name, "どの提出にも属さないファイルです", "a file that belongs to no hand-in")


def _number(id: int) -> str:
    return f"S-{id:08d}"
