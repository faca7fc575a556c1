"""団体申込のフォームを読む: up to twenty colleagues, each row checked by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.enrolment.accounts.addresses import is_address
from webapp.enrolment.applying.form import (
    LONGEST_NAME,
    MISSING,
    NO_ADDRESS,
    NO_KANA,
    STRANGE,
    TOO_LONG,
    Typed,
    clean_line,
    is_kana,
    kana_of,
)
from webapp.enrolment.applying.inviting import Colleague
from webapp.enrolment.models import normal_address
from webapp.wording import mark

ROWS = 20
TWICE = mark("同じメールアドレスが、上の行にもあります。一人に一つずつ入力してください。")
ALREADY = mark("この方には、すでに案内を送っています。この行は消してください。")


@dataclass(frozen=True)
class Row:
    """一行: what was typed of one colleague, and what is wrong with it, by field."""

    name: str = ""
    name_kana: str = ""
    email: str = ""
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody was typed here."""
        return not (self.name or self.name_kana or self.email)

    def problem_of(self, field: str) -> str:
        """What is wrong with one field, in Japanese."""
        return dict(self.problems).get(field, "")


def read_group(typed: Typed, already: Sequence[str] = ()) -> list[Row]:
    """Read the rows as they stand; those without problems are colleagues (`colleagues_in`)."""
    rows: list[Row] = []
    seen: set[str] = set()
    for number in range(ROWS):
        values = [next(iter(typed.get(f"{field}-{number}", ())), "") for field in ("name", "kana", "email")]
        name, kana = clean_line(values[0])[:1000], kana_of(values[1][:1000])
        email = normal_address(values[2][:1000])
        row = Row(name, kana, email)
        if row.is_empty:
            continue
        problems = dict([*_wrong_name("name", name), *_wrong_kana(kana), *_wrong_address(email)])
        if "email" not in problems and email in already:
            problems["email"] = ALREADY
        elif "email" not in problems and email in seen:
            problems["email"] = TWICE
        seen.add(email)
        rows.append(Row(name, kana, email, tuple(problems.items())))
    return rows


def colleagues_in(rows: Sequence[Row]) -> list[Colleague]:
    """The colleagues, once every row is right."""
    return [Colleague(row.name, row.name_kana, row.email) for row in rows]


def _wrong_name(field: str, text: str) -> list[tuple[str, str]]:
    if not text:
        return [(field, MISSING)]
    if len(text) > LONGEST_NAME:
        return [(field, TOO_LONG)]
    return [] if text.isprintable() else [(field, STRANGE)]


def _wrong_kana(text: str) -> list[tuple[str, str]]:
    wrong = _wrong_name("kana", text)
    return wrong or ([] if is_kana(text) else [("kana", NO_KANA)])


def _wrong_address(email: str) -> list[tuple[str, str]]:
    if not email:
        return [("email", MISSING)]
    return [] if is_address(email) else [("email", NO_ADDRESS)]
