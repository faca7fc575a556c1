"""What must hold after every drill: each receipt is there once, whole and rightly graded, and `verify` finds nothing."""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from webapp.audit import broken_links
from webapp.audit_cli import lost_heads
from webapp.audit_heads import anchored
from webapp.participation.gradebook.comparison import compare_all
from webapp.participation.gradebook.library import Library
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.storage import hash_of
from webapp.participation.verification import breaches

BOOKS_WITHIN = 180  # seconds; what is not there then is found by the comparison
UNDONE = (SubmissionState.QUEUED, SubmissionState.RUNNING)


@dataclass(frozen=True)
class Findings:
    """What was looked for, and every sentence about what does not hold."""

    lost: list[str]
    twice: list[str]
    corrupt: list[str]
    wrong: list[str]
    differing: list[str]

    @property
    def faults(self):
        return (*self.lost, *self.twice, *self.corrupt, *self.wrong, *self.differing)

    @property
    def counts(self):
        return {name: len(found) for name, found in vars(self).items()}

    def __str__(self):
        return f"{len(self.lost)} lost, {len(self.twice)} twice, {len(self.corrupt)} corrupt"


def look(platform, hand_ins, receipts, graded=True):
    """Compare what people were told with what is there."""
    with platform.database.sessions() as session:
        rows = {row.number: row for row in session.scalars(select(Submission))}
        points = dict(session.execute(select(Score.submission_id, Score.points)).all())
    return Findings(
        list(lost_of(hand_ins, receipts, rows)),
        list(twice_of(rows.values())),
        list(corrupt_of(platform.store, rows.values())),
        list(wrong_of(receipts, rows, points)) if graded else [],
        differences(platform),
    )


def lost_of(hand_ins, receipts, rows):
    """Hand-ins whose person never had a receipt, and receipts that nothing stands behind."""
    told = {receipt.hand_in.key for receipt in receipts}
    yield from (f"no receipt for {each.key}" for each in hand_ins if each.key not in told)
    for receipt in receipts:
        row, sent = rows.get(receipt.number), receipt.hand_in
        if row is None or (row.idempotency_key, row.sha256) != (sent.key, sent.sha256):
            yield f"{receipt.number}: a receipt without its row"


def twice_of(rows):
    """Content that stands in more than one row, though each was handed in once."""
    times = Counter(row.sha256 for row in rows)
    yield from (f"{sha256[:12]} is there {number} times" for sha256, number in times.items() if number > 1)


def corrupt_of(store, rows):
    """Rows whose file is gone or holds something else."""
    for row in rows:
        path = store.path_of(row.sha256)
        if not path.is_file() or hash_of(path.read_bytes()) != row.sha256:
            yield f"{row.number}: its file is gone or holds something else"


def wrong_of(receipts, rows, points):
    """Receipts that did not get the score that their answers are worth."""
    for receipt in receipts:
        row = rows.get(receipt.number)
        if row is not None and points.get(row.id) != receipt.hand_in.points:
            yield f"{row.number}: {row.state}, {points.get(row.id)} points and not {receipt.hand_in.points}, {row.problem}"


def differences(platform):
    """What `verify` would say: of the record and its files, of the audit, of nbgrader's books."""
    with platform.database.sessions() as session:
        found = [
            str(breach)
            for breach in breaches(session, platform.store, platform.settings.releases, datetime.now(UTC))
        ]
        found += [f"audit line {id}" for id in broken_links(session)]
        found += [f"audit {head}" for head in lost_heads(session, anchored(platform.settings.audit_heads))]
    if platform.settings.gradebooks.is_dir():
        library = Library(platform.store, platform.settings.releases)
        found += map(str, compare_all(platform.database, platform.settings.gradebooks, library))
    return found


def undone(platform):
    """How many hand-ins wait to be graded."""
    return _count(platform, select(func.count()).where(Submission.state.in_(UNDONE)))


def not_in_the_books(platform):
    """How many scores nbgrader's books do not know of yet."""
    return _count(platform, select(func.count()).where(Score.projected_at.is_(None)))


def _count(platform, question):
    with platform.database.sessions() as session:
        return session.scalar(question)


def settle(platform, within):
    """Wait until all is graded and in nbgrader's books; the moment of the last score, or None where it is late."""
    graded = moment_of_none(undone, platform, within)
    moment_of_none(not_in_the_books, platform, BOOKS_WITHIN)
    return graded


def moment_of_none(count, platform, within):
    """Wait until nothing of this is left; when that was on the monotonic clock, or None."""
    began = time.monotonic()
    while time.monotonic() - began < within:
        if count(platform) == 0:
            return time.monotonic()
        time.sleep(0.1)
    return None
