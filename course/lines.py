"""行で見る: one authored file as its lines, and the tables in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course.mistake import ContentMistake

FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<kind>.*)$")


@dataclass(frozen=True)
class Page:
    """One file as lines; mistakes are told with its name."""

    file: Path
    lines: list[str]

    def wrong(self, line: int, what: str, mend: str) -> ContentMistake:
        """A finding in one of the lines."""
        return ContentMistake(self.file, what, mend, line)


def tables(page: Page) -> Iterator[ContentMistake]:
    """A table whose rows do not have as many cells as its head, or that has no line below its head."""
    wide, row, fenced = 0, 0, False
    for number, line in enumerate(page.lines, start=1):
        fenced ^= bool(FENCE.match(line))
        if fenced or not line.startswith("|"):
            wide = row = 0
            continue
        row += 1
        cells = len(re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")))
        wide = wide or cells
        if cells != wide:
            what = f"表の列が {cells} 個で、見出しの {wide} 個と合いません / {cells} cells below a head of {wide}"
            yield page.wrong(number, what, "| の数を合わせる / write as many | as in the head")
        elif row == 2 and not re.fullmatch(r"[|:\- ]+", line):
            what = "表の見出しの下に |---| の行がありません / a table's head has no |---| below it"
            yield page.wrong(number, what, "|---| の行を足す / add that line")
