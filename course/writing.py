"""書き方の点検: slips of the pen in lesson.md and exercise.md, seen line by line before anything is built."""

import json
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from course.lines import FENCE, Page, tables
from course.mistake import ContentMistake
from course.syntax import parse

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
PAIRS = ("SOLUTION", "HIDDEN TESTS", "TEMPLATE")
FLAGS = ("grade", "locked", "solution", "task")
MAGIC = ("%", "!")
NOT_PYTHON = "Python として読めません / this is not Python"
Told = Mapping[str, Any] | None


def slips(folder: Path, texts: Mapping[str, str]) -> Iterator[ContentMistake]:
    """Every slip of the pen in these files of a lesson's folder, in the order of their lines."""
    for name, text in texts.items():
        page = Page(folder / name, text.splitlines())
        found = [*_header(page), *_cells(page), *_marks(page), *tables(page)]
        yield from sorted(found, key=lambda mistake: mistake.line or 0)


def _header(page: Page) -> Iterator[ContentMistake]:
    if not page.lines or page.lines[0] != "---":
        return
    end = next((n for n, line in enumerate(page.lines[1:], start=1) if line == "---"), None)
    if end is None:
        yield page.wrong(
            1, "頭の --- が閉じていません / the header is not closed", "--- の行を足す / add ---"
        )
        return
    try:
        yaml.safe_load("\n".join(page.lines[1:end]))
    except yaml.YAMLError as error:
        yield page.wrong(
            _yaml_line(error) + 2,
            f"頭の部分が YAML として読めません / the header is not YAML ({_short(error)})",
            "初級 B1 の頭の部分と同じに書く / write it as in beginner/b1",
        )


def _cells(page: Page) -> Iterator[ContentMistake]:
    """Fences that are not closed, cells whose metadata cannot be read, code that is not Python, ids used twice."""
    seen: dict[str, int] = {}
    number = 0
    while number < len(page.lines):
        line = page.lines[number]
        told: Told = None
        begun = number + 1
        if line.startswith("+++ {"):
            told = yield from _metadata(page, begun, line[4:], json.loads)
        elif fence := FENCE.match(line):
            end = _closing(page, number, fence["ticks"])
            if end is None:
                what = "``` の枠が閉じていません / this ``` block is not closed"
                yield page.wrong(begun, what, "``` の行を足す / add a line of ```")
                return
            if fence["kind"].startswith("{code-cell}"):
                begun, told = yield from _code(page, number + 1, end)
            number = end
        if told and "nbgrader" in told:
            yield from _graded(page, begun, told["nbgrader"], seen)
        number += 1


def _closing(page: Page, begun: int, ticks: str) -> int | None:
    after = range(begun + 1, len(page.lines))
    end = next((n for n in after if page.lines[n].rstrip() == ticks), None)
    opened = next((n for n in after if page.lines[n].startswith(ticks + "{code-cell}")), None)
    return None if end is None or (opened is not None and opened < end) else end


def _code(page: Page, first: int, end: int) -> Generator[ContentMistake, None, tuple[int, Told]]:
    """Look at a code cell between two lines; hands back where its metadata stands, and that."""
    code = first
    while code < end and re.match(r":[\w-]+:", page.lines[code]):
        code += 1
    options = "\n".join(line[1:] for line in page.lines[first:code])
    told = yield from _metadata(page, first + 1, options, yaml.safe_load)
    text = "\n".join("" if line.lstrip().startswith(MAGIC) else line for line in page.lines[code:end])
    try:
        parse(text)
    except SyntaxError as error:
        yield page.wrong(
            code + (error.lineno or 1), f"{NOT_PYTHON} ({error.msg})", "示された行を直す / mend that line"
        )
    return first + 1, told


def _metadata(
    page: Page, line: int, text: str, read: Callable[[str], Any]
) -> Generator[ContentMistake, None, Told]:
    try:
        told = read(text) or {}
    except (yaml.YAMLError, json.JSONDecodeError) as error:
        what = f"セルの : の行か +++ の行が読めません / a cell's metadata cannot be read ({_short(error)})"
        yield page.wrong(
            line + _yaml_line(error), what, "{ } と , と : を確かめる / look at its braces and commas"
        )
        return None
    return told if isinstance(told, dict) else None


def _graded(page: Page, line: int, told: Any, seen: dict[str, int]) -> Iterator[ContentMistake]:
    for what, mend in _faults(told):
        yield page.wrong(line, what, mend)
    name = told.get("grade_id") if isinstance(told, dict) else None
    if isinstance(name, str):
        if name in seen:
            what = f"grade_id {name} は {seen[name]} 行目にもあります / this grade_id stands in line {seen[name]} too"
            yield page.wrong(line, what, "片方の grade_id を変える / change one of them")
        seen.setdefault(name, line)


def _faults(told: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(told, dict):
        yield (
            "nbgrader の行が { } の形ではありません / nbgrader's line is not { … }",
            "B1 を写す / copy one of B1",
        )
        return
    if told.get("schema_version") != 3:
        yield "schema_version が 3 ではありません / schema_version is not 3", "3 にする / write 3"
    if not (isinstance(told.get("grade_id"), str) and ID.fullmatch(told["grade_id"])):
        yield (
            "grade_id がないか、使えない文字があります / grade_id is missing or no name",
            "英小文字・数字・ハイフンで書く / write small letters, digits and hyphens",
        )
    for flag in FLAGS:
        if not isinstance(told.get(flag), bool):
            yield (
                f"{flag} が true でも false でもありません / {flag} is neither true nor false",
                "書く / write it",
            )
    points = told.get("points")
    if told.get("grade") and (not isinstance(points, int) or points <= 0):
        yield (
            "points が正の整数ではありません / points is no positive number",
            "配点を書く / write the points",
        )


def _marks(page: Page) -> Iterator[ContentMistake]:
    """A BEGIN without its END, or an END without its BEGIN."""
    opened: tuple[str, int] | None = None
    for number, line in enumerate(page.lines, start=1):
        mark = re.match(rf"\s*### (BEGIN|END) ({'|'.join(PAIRS)})\s*$", line)
        if opened and (FENCE.match(line) or (mark and (mark[1], mark[2]) != ("END", opened[0]))):
            what = f"BEGIN {opened[0]} に END がありません / BEGIN {opened[0]} has no END"
            yield page.wrong(opened[1], what, f"### END {opened[0]} を足す / add it")
            opened = None
        elif mark and mark[1] == "END" and not opened:
            what = f"END {mark[2]} に BEGIN がありません / END {mark[2]} has no BEGIN"
            yield page.wrong(number, what, f"### BEGIN {mark[2]} を足す / add it")
        if mark:
            opened = (mark[2], number) if mark[1] == "BEGIN" else None


def _yaml_line(error: Exception) -> int:
    return getattr(getattr(error, "problem_mark", None), "line", 0)


def _short(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]
