"""Explains what Python could not even read: characters, brackets, quotes, colons."""

import re

from .characters import QUOTES, explain_character, quoted_twice, wide_character
from .comparisons import comparison
from .explanation import Cell, Explanation, explanation
from .indentation import indentation, outside

CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")


def syntax(error: SyntaxError, cell: Cell) -> Explanation | None:
    """The special cases first; for the rest at least the line."""
    error = complete(error, cell)
    if isinstance(error, IndentationError):
        return indentation(error, cell)
    message, number = str(error.msg), error.lineno or 1
    if code := CODE_POINT.search(message):
        return explain_character(chr(int(code[1], 16)), number)
    if twice := quoted_twice(cell.line(number), number):
        return twice
    # What Python guesses of such a sign is mostly wrong: it knows none that is written so.
    if "unterminated" not in message and (sign := comparison(cell.line(number), number)):
        return sign
    for pattern, words in CASES:
        if found := re.search(pattern, message):
            return words(found, number, cell)
    if wide := wide_character(cell.line(number)):
        return explain_character(wide, number)
    return general(number)


def complete(error: SyntaxError, cell: Cell) -> SyntaxError:
    """What Python says of the whole cell; IPython, hoping for more lines, says only "incomplete input"."""
    if "incomplete input" in str(error.msg):
        try:
            compile(cell.source, "<cell>", "exec", dont_inherit=True)
        except SyntaxError as clearer:
            return clearer
    return error


def unclosed_quote(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """A text that never ends, often because it ends with a full-width quote."""
    if wrong := next((sign for sign in cell.line(number) if sign in QUOTES), None):
        return explain_character(wrong, number)
    return explanation(
        f"{number}行目の文字列が閉じていません。",
        f"The text on line {number} is not closed.",
        "文字の前と後ろを、同じ半角の引用符（\" と \"、または ' と '）で囲んでください。",
        "Put the same quotation mark (\" or ') before and after the text.",
    )


def unclosed_bracket(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """An opening bracket without its partner."""
    opening = found[1]
    closing = {"(": ")", "[": "]", "{": "}"}[opening]
    return explanation(
        f"{number}行目の「{opening}」が閉じていません。",
        f"The “{opening}” on line {number} is never closed.",
        f"対になる「{closing}」を書き足してください。開くかっこと閉じるかっこは同じ数です。",
        f"Add the matching “{closing}”: there are as many closing brackets as opening ones.",
    )


def unmatched_bracket(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """A closing bracket without its partner."""
    return explanation(
        f"{number}行目の「{found[1]}」に、対になる開くかっこがありません。",
        f"The “{found[1]}” on line {number} has no opening bracket of its kind.",
        "余分なら消し、足りなければ開くかっこを書き足してください。",
        "Delete it if there is one too many, or add the opening bracket.",
    )


def missing_colon(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """for, if and def end with a colon."""
    return explanation(
        f"{number}行目の終わりに「:」（コロン）がありません。",
        f"Line {number} needs a colon (:) at its end.",
        "if・for・def などの行の終わりに、半角の : を書き足してください。",
        "Lines that begin with if, for or def end with a colon: add it.",
    )


def single_equals(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """One equals sign puts a value in, two compare."""
    return explanation(
        f"{number}行目の「=」の使い方が合っていません。",
        f"The “=” on line {number} does not fit there.",
        "同じかどうかを比べるときは == と2つ書きます。値を入れるときは、名前を左に書きます（例：x = 3）。",
        "To compare, write == (two signs). To store a value, the name stands on the left: x = 3.",
    )


def missing_comma(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """Two things side by side."""
    return explanation(
        f"{number}行目で、値と値の間に何か足りません。",
        f"Something is missing between two values on line {number}.",
        "半角のカンマ「,」や、+ などの記号を書き忘れていないか確かめてください。",
        "Check whether a comma (,) or a sign such as + was left out.",
    )


def print_brackets(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """Print needs brackets."""
    return explanation(
        f"{number}行目の {found[1]} に、かっこがありません。",
        f"{found[1]} on line {number} has no brackets.",
        f"{found[1]}(…) のように、表示するものを半角のかっこで囲んでください。",
        f"Put what it is given between brackets: {found[1]}(…).",
    )


def number_then_letter(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """A full-width sign, a unit or the rest of a name directly behind a digit."""
    if wide := wide_character(cell.line(number)):
        return explain_character(wide, number)
    return explanation(
        f"{number}行目に、数字のすぐ後ろに文字が続く所があります。",
        f"On line {number} a letter follows directly after a digit.",
        "名前は数字から始められません。単位（人・円など）は付けず、数だけを書いてください。",
        "A name cannot begin with a digit, and a number is written without its unit.",
    )


def number_with_commas(found: re.Match[str], number: int, cell: Cell) -> Explanation:
    """1,034,814 as people write it; to Python a comma separates two things."""
    if not re.search(r"\d,\d{3}", cell.line(number)):
        return general(number)
    return explanation(
        f"{number}行目の数に、位取りのカンマが入っています。",
        f"A number on line {number} is written with commas.",
        "カンマを消して、1034814 のように数字だけで書いてください。",
        "Write its digits alone, without commas: 1034814.",
    )


def general(number: int) -> Explanation:
    """At least the line."""
    return explanation(
        f"{number}行目の書き方を、Python が読み取れませんでした。",
        f"Python could not read line {number}.",
        "上の ^ の印の前後で、かっこ・引用符・カンマ・コロンの書き忘れや余分がないか確かめてください。",
        "Look around the ^ mark above for a bracket, quotation mark, comma or colon too many or too few.",
    )


CASES = (
    (r"unterminated", unclosed_quote),
    (r"'([(\[{])' was never closed", unclosed_bracket),
    (r"(?:unmatched|closing parenthesis) '([)\]}])'", unmatched_bracket),
    (r"expected ':'", missing_colon),
    (r"'(return|break|continue)' (?:outside|not properly)", outside),
    (r"[Mm]aybe you meant '=='|cannot assign to", single_equals),
    (r"forgot a comma", missing_comma),
    (r"Missing parentheses in call to '(\w+)'", print_brackets),
    (r"leading zeros in decimal", number_with_commas),
    (r"invalid (?:decimal|imaginary|hexadecimal) literal", number_then_letter),
)
