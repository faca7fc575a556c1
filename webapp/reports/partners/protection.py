"""秘匿: which counts of an offering somebody who does not host it may see, so that no hidden one can be worked out.

A count is hidden where it, or a difference between two counts that would both be shown, stands for so few people that
one of them could be told. The reader knows whom their own partner sent, so the same is asked of everybody else's count.
A page with these marks tells no more of a hidden count than the mark itself; a test tries every possible table.
"""

from dataclasses import dataclass

from webapp.reports.numerals import Cell, Sign


@dataclass(frozen=True)
class Counts:
    """People of one offering: who applied (申込者数), of these who takes part (受講者数), of these who completed (修了者数).

    None is 集計中: nobody counts yet.
    """

    applied: int
    enrolled: int | None
    completed: int | None


@dataclass(frozen=True)
class Shown:
    """The same as it is printed: a number, － for nobody, x for what is hidden, 集計中."""

    applied: Cell
    enrolled: Cell
    completed: Cell


def protect(counts: Counts, known: Counts, threshold: int) -> Shown:
    """What is shown to a reader who knows `known` of these people; 受講者数 goes before the other two."""

    def shows(whole: int, known_of_it: int) -> bool:
        return not any(0 < people < threshold for people in (whole, whole - known_of_it))

    def cell(whole: int | None, mine: int | None, outer: int | None, outer_mine: int | None) -> Cell:
        """One count beside another that is shown already, of which it is a part or which is a part of it."""
        if whole is None:
            return Sign.PENDING
        if whole == 0:
            return Sign.NIL
        apart = outer is None or shows(abs(outer - whole), abs((outer_mine or 0) - (mine or 0)))
        return whole if shows(whole, mine or 0) and apart else Sign.HIDDEN

    enrolled = cell(counts.enrolled, known.enrolled, None, None)
    beside = (counts.enrolled, known.enrolled)
    applied = cell(counts.applied, known.applied, *beside)
    completed = cell(counts.completed, known.completed, *beside)
    if enrolled is Sign.HIDDEN:
        # Beside a hidden number the others would bound it.
        applied = Sign.HIDDEN
        completed = completed if completed in (Sign.NIL, Sign.PENDING) else Sign.HIDDEN
    return Shown(applied, enrolled, completed)
