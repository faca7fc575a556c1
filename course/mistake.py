"""教材の誤り: what an author is told instead of a traceback."""

from pathlib import Path


class ContentMistake(Exception):
    """教材の誤り: something in the authored files is wrong; says where, what and how to mend it, as 日本語 / English."""

    def __init__(self, file: Path, what: str, mend: str, line: int | None = None) -> None:
        self.file = file
        self.line = line
        self.what = what
        self.mend = mend
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{where}: {self.what} → {self.mend}"
