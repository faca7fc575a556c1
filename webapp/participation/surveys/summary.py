"""結果の要約: what the office's page shows of one survey, small numbers covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.participation.surveys.models import Survey, SurveyText
from webapp.participation.surveys.queries import Response, counts, responses

FEWEST = 10  # answers to an item below which its result is an x


@dataclass(frozen=True)
class Part:
    """One word of an item: how many chose it, their share, and where its piece of the bar begins (both in %)."""

    words: Mapping[str, str]
    number: int
    share: Decimal
    begins: Decimal


@dataclass(frozen=True)
class ItemResult:
    """設問の結果: n valid answers to this item; no parts where n is under 10 (x)."""

    item: Mapping[str, Any]
    n: int
    parts: Sequence[Part]


@dataclass(frozen=True)
class Summary:
    """アンケートの結果: the response rate stands beside every result."""

    survey: Survey
    response: Response
    rate: Decimal | None
    items: Sequence[ItemResult]
    texts: Sequence[str]


def summary_of(session: Session, survey: Survey) -> Summary:
    """The numbers of one survey; free texts in an order that says nothing, and only where ten or more answered."""
    response = responses(session, [survey.id])[survey.id]
    chosen = counts(session, [survey.id])
    items = [_result(item, chosen.get(item["id"], {})) for item in survey.form["items"] if "words_ja" in item]
    texts: Sequence[str] = ()
    if response.valid >= FEWEST:
        texts = session.scalars(
            select(SurveyText.text).where(SurveyText.survey_id == survey.id).order_by(SurveyText.id)
        ).all()
    rate = _percent(response.valid, response.asked) if response.asked else None
    return Summary(survey, response, rate, items, texts)


def _result(item: Mapping[str, Any], chosen: Mapping[int, int]) -> ItemResult:
    n = sum(chosen.values())
    if n < FEWEST:
        return ItemResult(item, n, ())
    parts, before = [], 0
    for value, (ja, en) in enumerate(zip(item["words_ja"], item["words_en"], strict=True), start=1):
        number = chosen.get(value, 0)
        parts.append(Part({"ja": ja, "en": en}, number, _percent(number, n), _percent(before, n)))
        before += number
    return ItemResult(item, n, parts)


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
