"""Explains the blank of an exercise that is still empty: the first error that most beginners meet."""

from .explanation import Cell, Explanation, explanation

BLANK = "____"


def unfilled(error: BaseException, cell: Cell) -> Explanation | None:
    """An exercise's ____ was run as it stands: as a name or a column, or as any value on the line that failed."""
    wanted = error.name if isinstance(error, NameError) else error.args[0] if error.args else None
    named = isinstance(error, NameError | KeyError | AttributeError) and BLANK in str(wanted)
    place = None if named else cell.frame(error)
    # Libraries refuse a blank in words of their own, which do not repeat it: "invalid normalization form".
    if not named and (place is None or BLANK not in place[1]):
        return None
    return explanation(
        f"空らん「{BLANK}」が、まだうまっていません。",
        f"The blank {BLANK} is not filled in yet.",
        f"問の文を読み、{BLANK} を消して答えを書いてから、もう一度 Shift + Enter で実行してください。",
        f"Read the question, replace {BLANK} with your answer, then run the cell again with Shift + Enter.",
    )
