"""From plan to row: one function per table; the long tables as plain values, which are written all at once."""

from datetime import datetime
from typing import Any

from webapp.demo.calendar import PlannedOffering
from webapp.demo.classroom import Participation
from webapp.demo.people import Person
from webapp.demo.seminars import PlannedSeminar
from webapp.fiscal_year import FiscalYear
from webapp.programme.models import Meeting, Offering, Partner, Programme, Seminar


def offering_row(plan: PlannedOffering, programme: Programme, host: Partner, number: int) -> Offering:
    """開講講座 with its classes."""
    shape = plan.shape
    return Offering(
        programme=programme,
        fiscal_year=programme.fiscal_year,
        course_slug=shape.course,
        number=number,
        title_ja=shape.title_ja,
        title_en=shape.title_en,
        audience=shape.audience,
        host=host,
        capacity=plan.capacity,
        state=plan.state,
        apply_from=plan.apply_from,
        apply_until=plan.apply_until,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        completion_rule=plan.rule,
        meetings=[
            Meeting(number=m.number, starts_at=m.starts_at, ends_at=m.ends_at, mode=m.mode, state=m.state)
            for m in plan.meetings
        ],
    )


def learner_year_values(learner_id: int, person: Person, year: FiscalYear, since: datetime) -> dict[str, Any]:
    """年度の属性 of one person."""
    return {
        "learner_id": learner_id,
        "fiscal_year": year.year,
        "residence_code5": person.residence_code5,
        "workplace_code5": person.workplace_code5,
        "audience": person.audience,
        "industry": person.industry,
        "school_type": person.school_type,
        "age_band": person.age_band,
        "organisation": person.organisation,
        "school": person.school,
        "frozen_at": since,
    }


def seminar_row(plan: PlannedSeminar, programme: Programme, host: Partner) -> Seminar:
    """セミナー with its head-count."""
    return Seminar(
        programme=programme,
        fiscal_year=programme.fiscal_year,
        title_ja=plan.title_ja,
        title_en=plan.title_en,
        host=host,
        held_on=plan.held_on,
        place="見本会館 大ホール",
        capacity=plan.capacity,
        headcount=plan.headcount,
        state=plan.state,
    )


def enrolment_values(
    taken: Participation, learner_id: int, offering_id: int, application_id: int
) -> dict[str, Any]:
    """受講: what followed an accepted application."""
    if taken.enrolled_at is None:
        raise ValueError("nobody is enrolled without a decision")
    return {
        "learner_id": learner_id,
        "offering_id": offering_id,
        "application_id": application_id,
        "audience": taken.person.audience,
        "enrolled_at": taken.enrolled_at,
        "withdrawn_at": taken.withdrawn_at,
        "completed_at": taken.completed_at,
        "completion_rule_version": taken.offering.rule["version"] if taken.completed_at else None,
    }
