"""Signs of comparison as people write them who come from school, from a spreadsheet or from another language."""

import re

from .characters import bare
from .explanation import Explanation, explanation

# What is written → what Python writes, and what it says; none of these stands anywhere in Python.
SIGNS = {
    "=>": (">=", "以上", "At least"),
    "=<": ("<=", "以下", "At most"),
    "=!": ("!=", "等しくない", "Not equal"),
    "<>": ("!=", "等しくない", "Not equal"),
}
APART = re.compile(r"([<>!])\s+=(?!=)")


def comparison(line: str, number: int) -> Explanation | None:
    """A sign the wrong way round, with a space inside, or one that Python does not have; None where there is none."""
    code = bare(line)
    for written, (right, ja, en) in SIGNS.items():
        if written in code:
            return _instead(written, right, number, ja, en)
    if apart := APART.search(code):
        return explanation(
            f"{number}行目の「{apart[1]}」と「=」の間に、空白があります。",
            f"A space stands between “{apart[1]}” and “=” on line {number}.",
            f"間をあけずに、{apart[1]}= と続けて書いてください。",
            f"Write {apart[1]}= without a space.",
        )
    return None


def _instead(written: str, right: str, number: int, ja: str, en: str) -> Explanation:
    if written != right[::-1]:
        return explanation(
            f"{number}行目の「{written}」は、Python では使えません。",
            f"Python has no “{written}” (line {number}).",
            f"「{ja}」は、{right} と書きます。",
            f"{en} is written {right}.",
        )
    return explanation(
        f"{number}行目の「{written}」は、順番が逆です。",
        f"The “{written}” on line {number} is the wrong way round.",
        f"「{ja}」は、{right} と書きます（= はあとです）。",
        f"{en} is written {right}, the = last.",
    )
