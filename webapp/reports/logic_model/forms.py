"""事業計画の入力: reads the forms of the page; what cannot be kept stays beside its field."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from webapp.programme.entering import Explained
from webapp.programme.plans.boxes import BoxText
from webapp.programme.plans.models import Stage
from webapp.programme.typed import NEEDED, Problem, Typed
from webapp.reports.assembling.summary import LINES
from webapp.wording import mark

MOST_YEN = 999_999_999
CHOOSE = mark("一覧から選んでください。")

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Share:
    """入力された分担; None where nothing was said."""

    budget_yen: int | None
    settled_yen: int | None
    note: str


@dataclass(frozen=True)
class Named:
    """入力された事業: its names and its budget."""

    name_ja: str
    name_en: str
    budget_yen: int


def read_share(fields: Fields) -> tuple[Share | None, list[Problem]]:
    """分担 of one partner."""
    typed = Typed(_plain(fields, "share_budget", "share_settled"))
    share = Share(
        typed.number("share_budget", 0, MOST_YEN),
        typed.number("share_settled", 0, MOST_YEN),
        typed.text("share_note", 300),
    )
    return (None, typed.problems) if typed.problems else (share, [])


def read_programme(fields: Fields) -> tuple[Named | None, list[Problem]]:
    """事業の名称と予算額; without English the Japanese stands in its place."""
    typed = Typed(_plain(fields, "budget_yen"))
    name_ja, name_en = typed.text("name_ja", 200, needed=True), typed.text("name_en", 200)
    yen = typed.number("budget_yen", 0, MOST_YEN)
    if yen is None:
        typed.refuse("budget_yen", NEEDED)
    return (None, typed.problems) if typed.problems else (Named(name_ja, name_en or name_ja, yen or 0), [])


def read_box(fields: Fields, owners: Collection[int]) -> tuple[BoxText | None, list[Problem]]:
    """ロジックモデルの箱; `owners` are the ids of the partners."""
    typed = Typed(fields)
    stage = typed.one_of("stage", Stage, Stage.INPUT)
    indicator, owner = typed.text("indicator"), typed.text("owner")
    if indicator and indicator not in LINES:
        typed.refuse("indicator", CHOOSE)
    if owner and owner not in map(str, owners):
        typed.refuse("owner", CHOOSE)
    said = BoxText(
        stage,
        typed.text("text_ja", 120, needed=True),
        typed.text("text_en", 200),
        indicator or None,
        None if typed.problems or not owner else int(owner),
        typed.text("source", 200),
    )
    return (None, typed.problems) if typed.problems else (said, [])


def read_reasons(fields: Fields) -> tuple[Explained | None, list[Problem]]:
    """要因と次年度対応 of a target."""
    typed = Typed(fields)
    said = Explained(
        typed.text("causes_ja", 500),
        typed.text("causes_en", 800),
        typed.text("next_steps_ja", 500),
        typed.text("next_steps_en", 800),
    )
    return (None, typed.problems) if typed.problems else (said, [])


def _plain(fields: Fields, *amounts: str) -> Fields:
    """Amounts without the commas that people put in."""
    return {
        name: [value.replace(",", "") for value in values] if name in amounts else values
        for name, values in fields.items()
    }
