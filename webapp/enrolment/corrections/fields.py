"""訂正できる項目: the name, and what reports ask of a person in one fiscal year."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.applying.profile import AGE_BANDS
from webapp.enrolment.models import Learner, LearnerYear, Municipality
from webapp.programme.audience import Audience
from webapp.programme.industries import INDUSTRIES
from webapp.wording import mark

NAMES = {"name": mark("お名前"), "name_kana": mark("ふりがな")}
OF_YEAR = {
    "residence_code5": mark("住まいの市町村"),
    "workplace_code5": mark("勤務先の市町村"),
    "audience": mark("受講区分"),
    "industry": mark("業種"),
    "school_type": mark("校種"),
    "age_band": mark("年代"),
    "organisation": mark("所属（会社・団体）"),
    "school": mark("学校"),
}
LABELS = {**NAMES, **OF_YEAR}
# Without these there is no person, and no row of the year.
NEEDED = frozenset({"name", "audience"})


@dataclass(frozen=True)
class Field:
    """One field: what it is called, what stands there, and what may; no choices is free words."""

    name: str
    year: int | None
    label_ja: str
    value: str
    choices: Mapping[str, str]

    def words(self, value: str) -> str:
        """What a value is called; Japanese, and the key of its translation where there is one."""
        return self.choices.get(value, value)


def fields_of(
    session: Session, learner: Learner, years: list[LearnerYear], school_types: list[str]
) -> list[Field]:
    """The person's fields with their values, the newest year first."""
    kinds = choices(session, school_types)
    found = [Field(name, None, label, getattr(learner, name), {}) for name, label in NAMES.items()]
    for row in years:
        found += [
            Field(name, row.fiscal_year, label, _as_text(getattr(row, name)), kinds.get(name, {}))
            for name, label in OF_YEAR.items()
        ]
    return found


def choices(session: Session, school_types: list[str]) -> Mapping[str, Mapping[str, str]]:
    """What may be chosen, by field."""
    towns = {
        town.code5: town.name_ja
        for town in session.scalars(select(Municipality).order_by(Municipality.code5))
    }
    return {
        "residence_code5": towns,
        "workplace_code5": towns,
        "audience": {kind.value: kind.label_ja for kind in Audience},
        "industry": INDUSTRIES,
        "school_type": {name: name for name in school_types},
        "age_band": AGE_BANDS,
    }


def _as_text(value: object) -> str:
    return "" if value is None else str(value)
