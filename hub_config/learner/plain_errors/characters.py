"""Full-width characters (全角文字): which one, what it is called, and what to type instead."""

import re
import unicodedata

from .explanation import Explanation, explanation

BRACKETS = dict(zip("（）［］｛｝「」【】", '()[]{}""[]', strict=True))
QUOTES = dict(zip("“”＂″„‘’＇′", '"""""\'\'\'\'', strict=True))
SIGNS = dict(
    zip("、，．：；×÷−－ー〜～＊／％＋＜＞＝！＃＠＿｜＆＾", ",,.:;*/---~~*/%+<>=!#@_|&^", strict=True)
)
# Signs of school mathematics that Python writes with two, or with another one.
MATHEMATICS = {"≠": "!=", "≦": "<=", "≤": "<=", "≧": ">=", "≥": ">=", "÷": "/"}
SPACE = "\u3000"


def half_width(character: str) -> str:
    """What to type instead; empty when there is no such thing."""
    for table in (BRACKETS, QUOTES, SIGNS, MATHEMATICS):
        if character in table:
            return table[character]
    normal = unicodedata.normalize("NFKC", character)
    return normal if normal.isascii() else ""


def kind_of(character: str) -> tuple[str, str]:
    """What a beginner calls this character, in Japanese and in English."""
    if character in BRACKETS:
        return "全角のかっこ", "full-width bracket"
    if character in QUOTES:
        return "全角の引用符", "full-width quotation mark"
    if character in MATHEMATICS:
        return "算数の記号", "sign of arithmetic"
    if character.isdecimal():
        return "全角の数字", "full-width digit"
    if character.isalpha():
        return "全角の文字", "full-width letter"
    return "全角の記号", "full-width sign"


def explain_character(character: str, number: int) -> Explanation:
    """The character, its line, and the mend."""
    if character.isspace() or unicodedata.category(character) in ("Zs", "Cf"):
        return explain_space(character, number)
    instead = half_width(character)
    if not instead:
        return explanation(
            f"{number}行目に、Python の文では使えない文字「{character}」があります。",
            f"Line {number} has the character “{character}”, which Python code cannot use.",
            f'「{character}」を消すか、文字として使うなら前後を半角の引用符 " で囲んでください。',
            f'Delete “{character}”, or put it between quotation marks " if it is meant as text.',
        )
    kind_ja, kind_en = kind_of(character)
    return explanation(
        f"{number}行目に{kind_ja}「{character}」があります。",
        f"Line {number} has the {kind_en} “{character}”.",
        f"半角の {instead} に打ち直してください（日本語入力をオフにして打ちます）。",
        f"Type {instead} instead, with Japanese input switched off.",
    )


def explain_space(character: str, number: int) -> Explanation:
    """A space that looks like any other."""
    name_ja = "全角の空白（スペース）" if character == SPACE else "目に見えない特別な空白"
    name_en = "full-width space" if character == SPACE else "special invisible space"
    return explanation(
        f"{number}行目に{name_ja}があります。",
        f"Line {number} has a {name_en}.",
        "その空白を消して、半角の空白に打ち直してください（日本語入力をオフにして打ちます）。",
        "Delete it and type an ordinary space, with Japanese input switched off.",
    )


def wide_character(line: str) -> str | None:
    """The first character outside quotation marks that stands for a half-width one; None when there is none."""
    return next(
        (sign for sign in bare(line) if not sign.isascii() and (sign == SPACE or half_width(sign))), None
    )


def bare(line: str) -> str:
    """The line without its texts and its comment."""
    return re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line)


def quoted_twice(line: str, number: int) -> Explanation | None:
    """A name typed with its quotation marks into a blank that has them already: ""name""."""
    found = re.search(r"""(?<!["'])(["'])\1(\w+)\1\1(?!["'])""", line)
    if found is None:
        return None
    quote, name = found[1], found[2]
    return explanation(
        f"{number}行目の「{name}」に、引用符が二重についています。",
        f"“{name}” on line {number} has its quotation marks twice.",
        f"{quote}{name}{quote} のように、前と後ろに一つずつにしてください。",
        f"Leave one before and one after it: {quote}{name}{quote}.",
    )
