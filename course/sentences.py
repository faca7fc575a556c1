"""一文一行をつなぐ: authors write a sentence a line, and readers see no space between Japanese sentences."""

import re
from itertools import pairwise

FENCE = re.compile(r"\s*(```|~~~)")
# A heading, a rule or a table's row ends by itself; a list, a quotation or a row begins something new.
ENDS_ITSELF = re.compile(r"\s*(#|\||<|:::)")
BEGINS_ANEW = re.compile(r"#|\||<|:::|```|~~~|>|[-*+](\s|$)|\d+[.)](\s|$)|[-*_=]{3,}\s*$")
QUOTED = re.compile(r"^\s*>\s?")
JAPANESE = r"\u3000-\u9fff\uff00-\uffef"
# A full stop or a closing bracket needs no space after it, whatever comes next.
STOPS = "。、！？」』）"
MEETING = re.compile(rf"[{JAPANESE}]\n[{JAPANESE}]|[{STOPS}]\n\S")


def join_sentences(text: str) -> str:
    """Join the lines of one Markdown text where a line's end would be shown as a space between Japanese letters."""
    lines = text.split("\n")
    joined, in_code = [lines[0]], bool(FENCE.match(lines[0]))
    for before, line in pairwise(lines):
        fence = bool(FENCE.match(line))
        if in_code or fence or not _goes_on(before, line):
            joined.append(line)
        else:
            joined[-1] += _content(line)
        in_code ^= fence
    return "\n".join(joined)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the sentence or paragraph of the line before."""
    if bool(QUOTED.match(before)) != bool(QUOTED.match(line)):
        return False
    first, second = QUOTED.sub("", before, count=1), _content(line)
    if ENDS_ITSELF.match(first) or BEGINS_ANEW.match(second):
        return False
    # CommonMark reads ** beside a letter of the other line another way: such lines stay two.
    if second.startswith("*") and first[-1:] not in STOPS:
        return False
    return bool(MEETING.fullmatch(first.rstrip("`")[-1:] + "\n" + second.lstrip("*`")[:1]))


def _content(line: str) -> str:
    return QUOTED.sub("", line, count=1).lstrip(" ")
