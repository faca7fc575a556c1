"""設問: what is asked, read from `forms.toml`; a survey keeps its own copy of the form from the day it is sent."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from webapp.wording import mark

FILE = Path(__file__).with_name("forms.toml")
LONGEST_TEXT = 1000
NOT_A_CHOICE = "not_a_choice"
TOO_LONG = "too_long"


class SurveyKind(StrEnum):
    """事前, 事後, 3か月後, セミナー."""

    BEFORE = "before"
    AFTER = "after"
    LATER = "later"
    SEMINAR = "seminar"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _KINDS[self]


_KINDS = {
    SurveyKind.BEFORE: mark("事前アンケート"),
    SurveyKind.AFTER: mark("事後アンケート"),
    SurveyKind.LATER: mark("3か月後アンケート"),
    SurveyKind.SEMINAR: mark("セミナーのアンケート"),
}


class BadAnswers(ValueError):
    """Answers that cannot be kept; `problems` says what is wrong with which item, "" for the whole form."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{item}: {what}" for item, what in problems.items()))
        self.problems = problems


def read_form(kind: SurveyKind, course_slug: str = "") -> dict[str, Any]:
    """The newest form of a kind, with the knowledge items that this course has: {"version", "items"}."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    items = [
        {name: value for name, value in item.items() if name != "kinds"}
        for item in told["items"]
        if kind in item["kinds"]
    ]
    if kind in (SurveyKind.BEFORE, SurveyKind.AFTER):
        # Free text stays last, where it is least in the way on a phone.
        items[-1:-1] = [
            {"id": pair["id"], "type": "knowledge", **pair[kind.value]}
            for pair in told["pairs"]
            if pair["course"] == course_slug
        ]
    return {"version": told["version"], "items": items}


def parse_answers(form: Mapping[str, Any], typed: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """Choices (from 1) and texts by item, empty ones left out; raises BadAnswers where nothing or nonsense came."""
    choices: dict[str, int] = {}
    texts: dict[str, str] = {}
    problems: dict[str, str] = {}
    for item in form["items"]:
        said = typed.get(item["id"], "").strip()
        if not said:
            continue
        if item["type"] == "text":
            texts[item["id"]] = said
            if len(said) > LONGEST_TEXT:
                problems[item["id"]] = TOO_LONG
        elif said in {str(number) for number in range(1, len(item["words_ja"]) + 1)}:
            choices[item["id"]] = int(said)
        else:
            problems[item["id"]] = NOT_A_CHOICE
    if problems or not (choices or texts):
        raise BadAnswers(problems or {"": "nothing"})
    return choices, texts
