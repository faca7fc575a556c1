"""check → merge → run → score: a submission's way through the grader."""

from __future__ import annotations

from collections.abc import Callable

from grader.assignment import read_assignment
from grader.contract import GradingRequest, ScoreSheet, Words
from grader.limits import Limits
from grader.merge import merge
from grader.notebook import Rejected, read_notebook
from grader.recorder import Recorder, go_on
from grader.scoring import rejected, score
from grader.seed import seed_of
from grader.warmth import warm_pair
from grader.zygote import Zygotes

__all__ = ["grade_request", "refuse"]


def grade_request(
    request: GradingRequest,
    zygotes: Zygotes,
    limits: Limits | None = None,
    reached: Callable[[str], None] = go_on,
) -> ScoreSheet:
    """Score one submission (採点する); raises only for failures of ours, never for what a learner did.

    `reached` is called with the name of each point of the run; drills end the process there.
    """
    assignment = read_assignment(request.source)
    try:
        cells = read_notebook(request.submission)
    except Rejected as refusal:
        return rejected(merge(assignment, ()), refusal.reason)
    plan = merge(assignment, cells)
    seed = seed_of(request.source, request.submission, request.key)
    with warm_pair(zygotes, plan) as warm:
        evidence = Recorder(plan, request.files, limits or Limits(), seed, warm, reached).run()
    return score(plan, evidence)


def refuse(source: str, reason: Words) -> ScoreSheet:
    """The score sheet of a file that is no text at all and so cannot even be put into a request."""
    return rejected(merge(read_assignment(source), ()), reason)
