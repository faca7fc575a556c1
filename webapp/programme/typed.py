"""入力を読む: fields of a form become values; what cannot be read becomes a problem beside its field."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from webapp.fiscal_year import JAPAN
from webapp.wording import mark

WRONG = mark("この欄の値を読み取れません。書き方を確かめてください。")
NEEDED = mark("入力してください。")

ADDRESS = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+")

Value = TypeVar("Value")


@dataclass(frozen=True)
class Problem:
    """直すところ: which field, and what is to be done (a Japanese text that is its translation's key)."""

    field: str
    message_ja: str


class Typed:
    """入力: the fields of a form; what cannot be read is collected as problems."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self._fields = fields
        self.problems: list[Problem] = []

    def refuse(self, name: str, message_ja: str) -> None:
        """One more thing to mend; the first of a field is enough."""
        if name not in {problem.field for problem in self.problems}:
            self.problems.append(Problem(name, message_ja))

    def text(self, name: str, longest: int = 500, *, needed: bool = False) -> str:
        """Words, without control characters."""
        given = self._first(name)
        text = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", given).strip()
        if needed and not text:
            self.refuse(name, NEEDED)
        if len(text) > longest:
            self.refuse(name, mark("長すぎます。短くしてください。"))
        return text[:longest]

    def all(self, name: str) -> Sequence[str]:
        """Every value of a field that may have several."""
        return self._fields.get(name, ())

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self._first(name))

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number; None where nothing was typed."""
        given = self._first(name).strip()
        if not given:
            return None
        if not (given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most):
            self.refuse(name, WRONG)
            return None
        return int(given)

    def decimal(self, name: str, most: Decimal, places: int = 2) -> Decimal | None:
        """A number that is not below nothing, with so many decimals; None where nothing was typed."""
        given = unicodedata.normalize("NFKC", self._first(name)).strip().replace(",", "")
        if not given:
            return None
        if not re.fullmatch(rf"[0-9]{{1,12}}(\.[0-9]{{1,{places}}})?", given) or Decimal(given) > most:
            self.refuse(name, WRONG)
            return None
        return Decimal(given)

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """A day as a browser's field writes it."""
        return self._read(name, lambda given: date.fromisoformat(given), needed)

    def moment(self, name: str) -> datetime | None:
        """A moment in Japan as a browser's field writes it."""
        return self._read(name, lambda given: datetime.fromisoformat(given).replace(tzinfo=JAPAN), False)

    def one_of(self, name: str, read: Callable[[str], Value], usual: Value) -> Value:
        """One of a list of words."""
        try:
            return read(self._first(name))
        except ValueError:
            self.refuse(name, mark("一覧から選んでください。"))
            return usual

    def listed(self, name: str, known: Collection[str]) -> str | None:
        """A key of a list; None where nothing was chosen."""
        chosen = self._first(name).strip()
        if chosen and chosen not in known:
            self.refuse(name, mark("一覧から選んでください。"))
            return None
        return chosen or None

    def address(self, name: str) -> str:
        """A mail address, or nothing."""
        given = unicodedata.normalize("NFKC", self.text(name, 254))
        if given and not ADDRESS.fullmatch(given):
            self.refuse(name, mark("メールアドレスの形になっていません。"))
        return given

    def _read(self, name: str, read: Callable[[str], Value], needed: bool) -> Value | None:
        given = self._first(name).strip()
        if not given:
            if needed:
                self.refuse(name, NEEDED)
            return None
        try:
            return read(given)
        except (ValueError, OverflowError):
            self.refuse(name, WRONG)
            return None

    def _first(self, name: str) -> str:
        values = self._fields.get(name, ())
        return values[0] if values else ""
