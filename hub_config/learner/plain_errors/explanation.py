"""What is known about a failed cell, and what is said about it."""

import difflib
import json
import linecache
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import Any

from ..words import bilingual

MOST_NOTEBOOK_BYTES = 10_000_000
LONGEST_REPEATED = 30


@dataclass(frozen=True)
class Explanation:
    """Two lines: what was found (the character or the name), and the mend."""

    what: dict[str, str]
    mend: dict[str, str]


def explanation(what_ja: str, what_en: str, mend_ja: str, mend_en: str) -> Explanation:
    """Both lines in both languages."""
    return Explanation(bilingual(what_ja, what_en), bilingual(mend_ja, mend_en))


class Cell:
    """The failed cell, the names known to its kernel, and the other cells of its notebook."""

    def __init__(self, source: str, shell: Any) -> None:
        self.source = source
        self.names: dict[str, Any] = shell.user_ns
        self._files: dict[str, Any] = getattr(shell.compile, "_filename_map", {})

    def line(self, number: int | None) -> str:
        """One line of the cell, counted from 1; empty when there is none."""
        lines = self.source.splitlines()
        return lines[number - 1] if number and 0 < number <= len(lines) else ""

    def frame(self, error: BaseException) -> tuple[FrameType, str] | None:
        """The innermost frame that the learner wrote, with its line; None when the error came before running."""
        found, step = None, error.__traceback__
        while step is not None:
            if self.is_mine(step.tb_frame):
                line = linecache.getline(step.tb_frame.f_code.co_filename, step.tb_lineno)
                found = (step.tb_frame, line)
            step = step.tb_next
        return found

    def before_dot(self, error: BaseException, name: str) -> str | None:
        """What stands before the dot of a name on the failing line, where that is short enough to be repeated."""
        place = self.frame(error)
        found = (
            re.search(rf"([^\W\d][\w.]*(?:\[[^\[\]]*\])?)\.{re.escape(name)}\b", place[1]) if place else None
        )
        return found[1] if found and len(found[1]) <= LONGEST_REPEATED else None

    def is_mine(self, frame: FrameType) -> bool:
        """Whether the learner wrote what ran here, in this cell or in one before."""
        file = frame.f_code.co_filename
        return file in self._files or file.startswith("<ipython-input")

    @cached_property
    def notebook(self) -> list[str]:
        """The code cells of the notebook as it was last saved; empty where the kernel has no notebook."""
        path = Path(os.environ.get("JPY_SESSION_NAME", ""))
        try:
            if path.suffix != ".ipynb" or path.stat().st_size > MOST_NOTEBOOK_BYTES:
                return []
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        except (OSError, ValueError, KeyError, TypeError):
            return []


def nearest(name: str, candidates: Iterable[Any]) -> str | None:
    """The candidate that the learner most likely meant: the same but for width and case, else the most alike."""
    names = [candidate for candidate in candidates if isinstance(candidate, str) and candidate != name]
    for candidate in names:
        if plain(candidate) == plain(name):
            return candidate
    alike = difflib.get_close_matches(name, names, n=1, cutoff=0.65)
    return alike[0] if alike else None


def plain(name: str) -> str:
    """The name without the differences that one does not see: width, case, space."""
    return "".join(unicodedata.normalize("NFKC", name).lower().split())
