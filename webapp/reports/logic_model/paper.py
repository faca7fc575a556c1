"""ロジックモデルの1枚: the model on one sheet of A4 on its side, numbers, targets, owners and sources in its boxes."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from webapp.fiscal_year import FiscalYear
from webapp.languages import day, language, localised, moment
from webapp.programme.models import Programme
from webapp.reports.logic_model.seen import Measured, SeenStage
from webapp.reports.numerals import Sign, say
from webapp.reports.period import Period
from webapp.typesetting import printable, typeset

SHEET = Path(__file__).with_name("logic_model.typ")


def model_pdf(
    year: FiscalYear,
    programme: Programme | None,
    period: Period,
    stages: Sequence[SeenStage],
    at: datetime,
    *,
    invented: bool,
) -> bytes:
    """The sheet as PDF."""
    name = localised(programme, "name") if programme else ""
    budget = _("予算額 %(yen)s円", yen=f"{programme.budget_yen:,}") if programme else ""
    if programme and programme.settled_yen is not None:
        budget += " " + _("決算額 %(yen)s円", yen=f"{programme.settled_yen:,}")
    told = {
        "title": _("ロジックモデル"),
        "language": language(),
        "year": year.label_ja if language() == "ja" else year.label_en,
        "programme": name,
        "budget": budget,
        "as_of": _("%(day)s現在", day=day(period.day))
        if period.is_over
        else _("%(moment)s現在（日本時間）", moment=moment(at)),
        "internal": _("内部用・転記不可"),
        "invented": _("架空のデータ") if invented else "",
        "no_boxes": _("この年度のロジックモデルは、まだありません。"),
        "note": _("数は受講状況報告書の主要指標と同じ定義・同じ秘匿によります。xは、人が特定されないように伏せた数です。"),
        "stages": [_stage(stage) for stage in stages],
    }  # fmt: skip
    (made,) = typeset(SHEET.read_text(encoding="utf-8"), printable(told), made_at=at.replace(microsecond=0))
    return made


def _stage(stage: SeenStage) -> dict[str, Any]:
    return {
        "name": localised(stage.name),
        "boxes": [
            {
                "text": localised(each.box.text),
                "owner": localised(each.box.owner),
                "source": each.box.source,
                **_value(each.measured),
            }
            for each in stage.boxes
        ],
    }


def _value(value: Measured | None) -> dict[str, Any]:
    if value is None:
        return {"indicator": "", "value": "", "target": "", "share": -1}
    unit = localised(value.unit)
    number = say(value.actual, language())
    told = number if isinstance(value.actual, Sign) else _joined(number, unit)
    target = ""
    if value.has_target:
        reached = say(value.achieved, language())
        target = _(
            "目標 %(target)s・達成率 %(reached)s％（%(grade)s）",
            target=_joined(say(value.target, language()), unit),
            reached=reached,
            grade=value.grade,
        )
    return {
        "indicator": localised(value.name),
        "value": told,
        "target": target,
        "share": value.share if value.has_target and not isinstance(value.achieved, Sign) else -1,
    }


def _joined(number: str, unit: str) -> str:
    return f"{number}{unit}" if language() == "ja" else f"{number} {unit}"
