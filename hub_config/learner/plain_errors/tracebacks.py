"""Shortens a traceback to what the learner wrote: of the inside of pandas a beginner can mend nothing.

Nothing is lost: after `%xmode Verbose` every step is shown again, and the shortened one says so.
"""

from types import TracebackType
from typing import Any

from ..words import bilingual, in_learners_language
from .explanation import Cell

USUAL_MODE = "Context"


def shorten(shell: Any) -> None:
    """From now on this kernel's tracebacks leave out the steps inside libraries."""
    whole = shell.InteractiveTB.structured_traceback

    def structured_traceback(
        kind: Any = None, error: Any = None, steps: Any = None, tb_offset: int | None = None, context: int = 5
    ) -> list[str]:
        if shell.InteractiveTB.mode != USUAL_MODE or not isinstance(steps, TracebackType):
            told: list[str] = whole(kind, error, steps, tb_offset, context)
            return told
        mine, left_out = of_the_learner(steps, Cell("", shell))
        if not left_out:
            return list(whole(kind, error, steps, tb_offset, context))
        shortened: list[str] = whole(kind, without_causes(error), mine, tb_offset, context)
        return [*shortened[:-1], note(left_out), shortened[-1]]

    shell.InteractiveTB.structured_traceback = structured_traceback


def lengthen(shell: Any) -> None:
    """Show whole tracebacks again."""
    vars(shell.InteractiveTB).pop("structured_traceback", None)


def of_the_learner(steps: TracebackType, cell: Cell) -> tuple[TracebackType, int]:
    """The steps in cells, and how many others there were; the first is IPython's own, which it skips itself."""
    first, *others = walk(steps)
    kept = [step for step in others if cell.is_mine(step.tb_frame)]
    if not kept:
        return steps, 0
    chain = None
    for step in reversed([first, *kept]):
        chain = TracebackType(chain, step.tb_frame, step.tb_lasti, step.tb_lineno)
    assert chain is not None  # noqa: S101 - there is at least one step
    return chain, len(others) - len(kept)


def walk(steps: TracebackType | None) -> list[TracebackType]:
    """One step after the other, the outermost first."""
    found = []
    while steps is not None:
        found.append(steps)
        steps = steps.tb_next
    return found


def without_causes(error: BaseException) -> BaseException:
    """The same error without what it was raised from inside the library."""
    try:
        alone = error.__class__.__new__(error.__class__, *error.args)
        alone.args, alone.__dict__ = error.args, error.__dict__
        alone.__suppress_context__ = True
    except Exception:
        return error
    return alone if str(alone) == str(error) else error


def note(left_out: int) -> str:
    """What is not shown, and how to see it."""
    return "\n" + in_learners_language(
        bilingual(
            f"（部品の中の {left_out} 段は省きました。%xmode Verbose を動かすと、次から全部出ます）",
            f"({left_out} steps inside libraries are left out; run %xmode Verbose to see all from now on)",
        )
    )
