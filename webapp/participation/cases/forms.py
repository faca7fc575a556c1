"""活用事例の入力: reads the learner's and the office's forms; lines stay lines."""

import unicodedata
from collections.abc import Mapping, Sequence

from webapp.participation.cases.operations import CaseText
from webapp.programme.typed import NEEDED, Problem, Typed
from webapp.wording import mark

LONGEST = 600
TOO_LONG = mark("長すぎます。短くしてください。")
AGREE = mark("同意していただけるときだけ、申し出られます。内容を読んで、同意の欄に印を付けてください。")
NAMED = mark("団体名を載せるかどうかを選んでください。")
TEXTS = ("problem", "effort", "result")

Fields = Mapping[str, Sequence[str]]


def read_offer(fields: Fields) -> tuple[CaseText | None, list[Problem]]:
    """申し出: the three texts, named or not, and the consent."""
    typed = Typed(fields)
    texts = {name: lines(typed, fields, name, needed=True) for name in TEXTS}
    named = typed.text("named")
    if named not in ("yes", "no"):
        typed.refuse("named", NAMED)
    organisation = typed.text("organisation", 200, needed=named == "yes")
    if not typed.ticked("agrees"):
        typed.refuse("agrees", AGREE)
    said = CaseText("", organisation if named == "yes" else "", typed.text("field", 100), **texts)
    return (None, typed.problems) if typed.problems else (said, [])


def read_words(fields: Fields) -> tuple[CaseText | None, list[Problem]]:
    """文面 as the office writes it; a draft may be incomplete."""
    typed = Typed(fields)
    said = CaseText(
        typed.text("title", 80),
        typed.text("organisation", 200),
        typed.text("field", 100),
        **{name: lines(typed, fields, name) for name in TEXTS},
    )
    return (None, typed.problems) if typed.problems else (said, [])


def lines(typed: Typed, fields: Fields, name: str, *, needed: bool = False) -> str:
    """A text of several lines, without other control characters."""
    given = (fields.get(name) or [""])[0].replace("\r\n", "\n")
    text = "".join(
        letter for letter in given if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs")
    ).strip()
    if needed and not text:
        typed.refuse(name, NEEDED)
    if len(text) > LONGEST:
        typed.refuse(name, TOO_LONG)
    return text[:LONGEST]
