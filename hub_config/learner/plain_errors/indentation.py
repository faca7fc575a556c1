"""Explains where a line begins: what belongs to a def, for or if stands four spaces further in."""

import re

from .explanation import Cell, Explanation, explanation

# What Python calls the line that ends with a colon.
OPENED = re.compile(r"expected an indented block after (.+) on line (\d+)")
FUNCTION = "function definition"
MEND_JA = "先頭に半角の空白を4つ入れてください（Tab キーでも入ります）。"


def indentation(error: IndentationError, cell: Cell) -> Explanation:
    """A line that begins too far left or right."""
    message, number = str(error.msg), error.lineno or 1
    if opened := OPENED.search(message):
        return nothing_inside(opened[1], int(opened[2]), number, cell)
    if "expected an indented block" in message:
        return explanation(
            f"{number}行目は、上の行に続く中身なので、字下げが要ります。",
            f"Line {number} belongs to the line above it and must be indented.",
            f"行の{MEND_JA}",
            "Put four spaces at the beginning of the line (the Tab key does it).",
        )
    if "unexpected indent" in message:
        return explanation(
            f"{number}行目の先頭に、要らない空白があります。",
            f"Line {number} begins with spaces that do not belong there.",
            "先頭の空白を消して、上の行と左端をそろえてください。",
            "Delete them, so that the line begins where the line above begins.",
        )
    return explanation(
        f"{number}行目の字下げが、ほかの行とそろっていません。",
        f"The indentation of line {number} does not match the other lines.",
        "同じまとまりの行は、先頭の半角の空白を同じ数（4つずつ）にそろえてください。",
        "Lines that belong together begin with the same number of spaces, four for each step.",
    )


def nothing_inside(what: str, opened: int, number: int, cell: Cell) -> Explanation:
    """A line with a colon at its end, and below it nothing at all, or nothing that is indented."""
    below = [line.strip() for line in cell.source.splitlines()[opened:]]
    if all(not line or line.startswith("#") for line in below):
        return explanation(
            f"{opened}行目の下に、中身の行がありません。"
            + ("# の行は、中身に数えません。" if any(below) else ""),
            f"There is nothing below line {opened}, which ends with a colon."
            + (" A comment (#) does not count." if any(below) else ""),
            "次の行を、先頭に半角の空白を4つ入れて書き足してください（Tab キーでも入ります）。",
            "Add the next line, beginning with four spaces (the Tab key does it).",
        )
    if what == FUNCTION:
        return explanation(
            f"{opened}行目の def の中身（{number}行目から）が、字下げされていません。",
            f"What belongs to the def of line {opened} (from line {number} on) is not indented.",
            f"関数の中身の行は（return の行も）全部、{MEND_JA}",
            "Put four spaces at the beginning of every line of the function, return included (the Tab key does it).",
        )
    return explanation(
        f"{number}行目は、{opened}行目に続く中身なので、字下げが要ります。",
        f"Line {number} belongs to line {opened} and must be indented.",
        f"{opened}行目の中で動かす行は、どれも{MEND_JA}",
        f"Put four spaces at the beginning of each line that belongs to line {opened} (the Tab key does it).",
    )


def outside(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """A return or break whose line is not, or no longer, inside what it belongs to."""
    word = found[1]
    inside_ja, inside_en = (
        ("関数（def）", "function (def)")
        if word == "return"
        else ("繰り返し（for・while）", "loop (for, while)")
    )
    return explanation(
        f"{number}行目の {word} が、{inside_ja}の外にあります。",
        f"The {word} on line {number} stands outside its {inside_en}.",
        f"{inside_ja}の中の行なら、ほかの中身の行と同じだけ字下げしてください（半角の空白4つずつ）。",
        "Indent it as far as the other lines inside, four spaces for each step.",
    )
