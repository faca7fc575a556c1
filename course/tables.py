"""TOML の表: one table of an authored file that says which file, line and key is wrong instead of raising KeyError."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from course.content import Text
from course.mistake import ContentMistake

Value = TypeVar("Value")
KINDS_OF_VALUE: Mapping[Any, tuple[str, str]] = {
    str: ("文字", "text"),
    int: ("整数", "a whole number"),
    int | float: ("数", "a number"),
    list: ("リスト", "a list"),
    dict: ("{ ja = …, en = … } の表", "a table"),
}


def read_table(file: Path) -> "Table":
    """Read a TOML file; raises ContentMistake with the line that cannot be read."""
    try:
        text = file.read_text(encoding="utf-8")
        return Table(file, tomllib.loads(text), text.splitlines())
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        what = f"TOML として読めません / this is not TOML ({error})"
        raise ContentMistake(
            file, what, "示された行を直す / mend that line", int(line[1]) if line else None
        ) from error
    except UnicodeDecodeError as error:
        what = f"UTF-8 ではありません / this is not UTF-8 ({error.reason})"
        raise ContentMistake(file, what, "UTF-8 で保存し直す / save it as UTF-8") from error


class Table:
    """One TOML table; `lines` are those of the file in which it stands, from `first` on."""

    def __init__(
        self, file: Path, values: Mapping[str, Any], lines: Sequence[str], first: int = 1, path: str = ""
    ) -> None:
        self.file = file
        self._path = path
        self._values = values
        self._lines = lines
        self.first = first

    def has(self, key: str) -> bool:
        """Whether the table has this key."""
        return key in self._values

    def string(self, key: str) -> str:
        """A text that is not empty."""
        text = self._get(key, str)
        if not text.strip():
            raise self.mistake(key, f"{key} が空です / {key} is empty", f"{key} を書く / write {key}")
        return text

    def words(self, key: str) -> str:
        """A text that may be empty, and is where the key is missing."""
        return self._get(key, str) if key in self._values else ""

    def whole(self, key: str) -> int:
        """A whole number."""
        return self._get(key, int)

    def number(self, key: str) -> float:
        """A number, whole or not."""
        value: int | float = self._get(key, int | float)  # type: ignore[arg-type]
        return value

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of numbers."""
        found = self._get(key, list)
        if not all(_is_number(one) for one in found):
            what = f"{key} に数でないものがあります / {key} holds what is no number"
            raise self.mistake(key, what, '"…" を取る / write it without "…"')
        return tuple(found)

    def points(self, key: str) -> tuple[tuple[float, float], ...]:
        """A list of pairs of numbers."""
        found = self._get(key, list)
        if not all(isinstance(one, list) and len(one) == 2 and all(map(_is_number, one)) for one in found):
            what = f"{key} が数の組のリストではありません / {key} is not a list of pairs of numbers"
            raise self.mistake(key, what, "[[横, たて], …] と書く / write [[x, y], …]")
        return tuple((one[0], one[1]) for one in found)

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self._get(key, list)
        if not all(isinstance(one, str) for one in found):
            what = f"{key} に文字でないものがあります / {key} holds what is not text"
            raise self.mistake(key, what, '"…" で囲む / put it in "…"')
        return tuple(found)

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts."""
        found = self._get(key, list)
        if not all(isinstance(one, list) and all(isinstance(cell, str) for cell in one) for one in found):
            what = f"{key} が文字のリストのリストではありません / {key} is not a list of lists of text"
            raise self.mistake(key, what, '[["…", "…"], …] と書く / write [["…", "…"], …]')
        return tuple(tuple(one) for one in found)

    def rows(self, key: str) -> tuple["Table", ...]:
        """A list of tables, each knowing at which line it begins."""
        found = self._get(key, list)
        if not all(isinstance(one, dict) for one in found):
            what = f"{key} が表のリストではありません / {key} is not a list of tables"
            raise self.mistake(key, what, f"[[{key}]] と書く / write [[{key}]]")
        path = f"{self._path}{key}"
        begins = [n for n, line in enumerate(self._lines, start=1) if line.strip() == f"[[{path}]]"]
        if self._path:  # Rows within a row: those of the rows before it are not its own.
            begins = [n for n in begins if n > self.first][: len(found)]
        places = begins if len(begins) == len(found) else [self._line(key) or self.first] * len(found)
        return tuple(
            Table(self.file, row, self._lines, place, f"{path}.")
            for row, place in zip(found, places, strict=True)
        )

    def text(self, key: str) -> Text:
        """The same words in both languages."""
        inner = self.inner(key)
        return Text(inner.string("ja"), inner.string("en"))

    def inner(self, key: str) -> "Table":
        """A table within this one, [series] say."""
        return Table(self.file, self._get(key, dict), self._lines, self._line(key) or self.first)

    def refuse_others(self, *known: str) -> None:
        """A key that nobody reads is a slip of the pen: raises ContentMistake for the first."""
        for key in self._values:
            if key not in known:
                what = f"キー {key!r} は使えません / {key!r} is no key of this table"
                mend = f"次のどれかにする / use one of: {', '.join(known)}"
                raise self.mistake(key, what, mend)

    def mistake(self, key: str | None, what: str, mend: str) -> ContentMistake:
        """What is wrong with a key of this table, at its line where it has one."""
        return ContentMistake(self.file, what, mend, (self._line(key) if key else None) or self.first)

    def _line(self, key: str) -> int | None:
        """The first line from this table's own on that writes the key; another table's beginning ends the search."""
        written = re.compile(rf"(^|[{{,\s\[]){re.escape(key)}(\s*=|\]\])")
        for number in range(self.first, len(self._lines) + 1):
            line = self._lines[number - 1]
            if written.search(line.split("#")[0] if '"' not in line else line):
                return number
            if number > self.first and line.startswith("[[") and (self.first > 1 or self._path):
                return None
        return None

    def _get(self, key: str, kind: type[Value]) -> Value:
        value = self._values.get(key)
        if isinstance(value, kind) and not isinstance(value, bool):
            return value
        ja, en = KINDS_OF_VALUE[kind]
        if value is None:
            what, mend = (
                f"キー {key!r} がありません / the key {key!r} is missing",
                f"{key} を書く / write {key}",
            )
        else:
            what = f"キー {key!r} が{ja}ではありません / {key!r} is not {en}"
            mend = f"{key} を{ja}にする / make {key} {en}"
        raise self.mistake(key, what, mend)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
