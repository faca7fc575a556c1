"""Explains the blank of an exercise that is still empty: the first error that most beginners meet."""

from .explanation import Explanation, explanation

BLANK = "____"


def unfilled(error: BaseException) -> Explanation | None:
    """An exercise's ____ was run as it stands, as a name, a key or a column."""
    wanted = error.name if isinstance(error, NameError) else error.args[0] if error.args else None
    if not isinstance(error, NameError | KeyError | AttributeError) or BLANK not in str(wanted):
        return None
    return explanation(
        f"空らん「{BLANK}」が、まだうまっていません。",
        f"The blank {BLANK} is not filled in yet.",
        f"問の文を読み、{BLANK} を消して答えを書いてから、もう一度 Shift + Enter で実行してください。",
        f"Read the question, replace {BLANK} with your answer, then run the cell again with Shift + Enter.",
    )
