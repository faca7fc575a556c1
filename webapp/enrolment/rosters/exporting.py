"""書き出し: the people of an offering in the columns of our own form, so that the file comes in again as it went out."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.completed import completed_now
from webapp.enrolment.models import Application, Enrolment, Learner, LearnerYear
from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.towns import Towns
from webapp.enrolment.states import ApplicationState
from webapp.programme.audience import Audience
from webapp.programme.industries import INDUSTRIES
from webapp.programme.models import Offering
from webapp.spreadsheet import Sheet

COLUMNS = (
    Field.LOGIN_ID, Field.NAME, Field.KANA, Field.EMAIL, Field.AUDIENCE, Field.ORGANISATION, Field.SECTION,
    Field.TITLE, Field.INDUSTRY, Field.JOB, Field.WORKPLACE, Field.RESIDENCE, Field.SCHOOL_TYPE, Field.SCHOOL,
    Field.SUBJECT, Field.AGE_BAND, Field.PHONE, Field.NOTE,
)  # fmt: skip
STATE = "状態"
Somebody = tuple[Learner, Application | None, LearnerYear | None, str]


def learners_of(session: Session, offering: Offering) -> list[Somebody]:
    """受講者: who is in it, by ふりがな; who has withdrawn is among the applicants."""
    found = session.execute(
        select(Enrolment, LearnerYear)
        .join(Enrolment.learner)
        .outerjoin(
            LearnerYear,
            (LearnerYear.learner_id == Enrolment.learner_id)
            & (LearnerYear.fiscal_year == offering.fiscal_year),
        )
        .where(Enrolment.offering_id == offering.id, Enrolment.withdrawn_at.is_(None))
        .order_by(Learner.name_kana, Learner.id)
        .options(joinedload(Enrolment.learner), joinedload(Enrolment.application))
    )
    return [
        (
            enrolment.learner,
            enrolment.application,
            year,
            "修了" if completed_now(session, enrolment) else "受講中",
        )
        for enrolment, year in found
    ]


def applicants_of(session: Session, offering: Offering) -> list[Somebody]:
    """申込者: everybody who applied, whatever became of it."""
    found = session.execute(
        select(Application, LearnerYear)
        .join(Application.learner)
        .outerjoin(
            LearnerYear,
            (LearnerYear.learner_id == Application.learner_id)
            & (LearnerYear.fiscal_year == offering.fiscal_year),
        )
        .where(Application.offering_id == offering.id)
        .order_by(Learner.name_kana, Learner.id)
        .options(joinedload(Application.learner))
    )
    return [(one.learner, one, year, ApplicationState(one.state).label_ja) for one, year in found]


def sheet_of(session: Session, people: Sequence[Somebody]) -> Sheet:
    """The rows as a file has them; headings are Japanese in every language, since offices read them."""
    towns = Towns(session).names
    header = [field.label_ja for field in COLUMNS]
    return Sheet([], [*header, STATE], [[*_row(person, towns), person[3]] for person in people])


def _row(somebody: Somebody, towns: dict[str, str]) -> list[str]:
    learner, application, year, _state = somebody
    profile: dict[str, Any] = application.profile if application else {}

    def told(name: str, kept: str | None = None) -> str:
        return str(kept or profile.get(name) or "")

    audience = year.audience.value if year else str(profile.get("audience") or "")
    industry = told("industry", year.industry if year else None)
    workplace = told("workplace_code5", year.workplace_code5 if year else None)
    residence = told("residence_code5", year.residence_code5 if year else None)
    cells = {
        Field.LOGIN_ID: learner.login_id,
        Field.NAME: learner.name,
        Field.KANA: learner.name_kana,
        Field.EMAIL: learner.email or "",
        Field.AUDIENCE: Audience(audience).label_ja if audience else "",
        Field.ORGANISATION: told("organisation", year.organisation if year else None),
        Field.SECTION: told("section"),
        Field.TITLE: told("title"),
        Field.INDUSTRY: INDUSTRIES.get(industry, ""),
        Field.JOB: told("occupation"),
        Field.WORKPLACE: towns.get(workplace, ""),
        Field.RESIDENCE: towns.get(residence, ""),
        Field.SCHOOL_TYPE: told("school_type", year.school_type if year else None),
        Field.SCHOOL: told("school", year.school if year else None),
        Field.SUBJECT: told("subject"),
        Field.AGE_BAND: told("age_band", year.age_band if year else None),
        Field.PHONE: learner.phone or "",
        Field.NOTE: told("note"),
    }
    return [cells[field] for field in COLUMNS]
