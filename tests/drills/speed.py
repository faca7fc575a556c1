"""How many hand-ins are graded in a second, where the queue is full and nobody hands in meanwhile."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from tests.drills.invariants import settle
from webapp.participation.models import Score, Submission

WITHIN = 180  # seconds
# The first ones wait until libraries are loaded; they are no measure of what a host grades in an hour.
WARMING = 20


def grade_all(built, desk, hand_ins, elsewhere):
    """Fill the queue while nobody grades, then let the worker grade it; the receipts."""
    with ThreadPoolExecutor(4) as pool:
        receipts = [each for each in pool.map(desk.hand_in, hand_ins) if each is not None]
    built.worker.environment = {**built.environment, "TATEYAMA_GRADER_WORKERS": "2"}
    if not elsewhere:
        del built.worker.environment["TATEYAMA_DASK_SCHEDULER"]
    built.worker.start()
    settle(built, WITHIN)
    built.worker.stop()
    built.worker.environment = built.environment
    return receipts


def speed_of(built, receipts):
    """How many of them were graded in a second, from when each score was recorded."""
    numbers = {receipt.number for receipt in receipts}
    with built.database.sessions() as session:
        rows = session.execute(
            select(Submission, Score.recorded_at).join(Score, Score.submission_id == Submission.id)
        )
        moments = sorted(at for row, at in rows if row.number in numbers)[WARMING:]
    return (len(moments) - 1) / (moments[-1] - moments[0]).total_seconds()
