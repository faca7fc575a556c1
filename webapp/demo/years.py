"""架空の年度: one fiscal year from its plans to its rows."""

from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.demo.calendar import PlannedOffering, plan_year
from webapp.demo.cast import Cast
from webapp.demo.classroom import Participation, live_through
from webapp.demo.people import Person
from webapp.demo.rows import enrolment_row, learner_year_row, offering_row, seminar_row
from webapp.demo.seminars import plan_seminars
from webapp.enrolment.models import Application, Enrolment, Teaching
from webapp.fiscal_year import FiscalYear
from webapp.participation.models import Attendance
from webapp.programme.models import Offering, OfferingState, Programme

YEARS = 5


def write_year(cast: Cast, year: FiscalYear, at: date, newest: FiscalYear) -> Programme:
    """One fiscal year as it stands when the day `at` begins: budget, seminars, offerings and everybody in them."""
    session = cast.session
    # The budget is invented like everything else here.
    programme = Programme(
        fiscal_year=year.year,
        name_ja="架空データサイエンス連携推進事業",
        name_en="Imaginary data science partnership",
        budget_yen=9_800_000 + 650_000 * (YEARS - 1 - (newest.year - year.year)),
    )
    session.add(programme)
    session.add_all(
        seminar_row(plan, programme, cast.partners[plan.host]) for plan in plan_seminars(year, at, cast.dice)
    )
    plans = plan_year(year, at, newest)
    regulars = {
        i: cast.students for i, plan in enumerate(plans) if plan.shape.for_demo_accounts and year == newest
    }
    taken = live_through(plans, at, cast.population, regulars)
    offerings = _write_offerings(cast, programme, plans)
    session.flush()
    for participation in taken:
        _write_participation(cast, participation, offerings[id(participation.offering)])
    _freeze(cast, year, taken)
    session.flush()
    _write_attendance(cast, taken, offerings)
    _write_teaching(cast, offerings)
    return programme


def _write_offerings(cast: Cast, programme: Programme, plans: list[PlannedOffering]) -> dict[int, Offering]:
    numbers: dict[str, int] = {}
    rows: dict[int, Offering] = {}
    for plan in plans:
        course = plan.shape.course
        numbers[course] = numbers.get(course, 0) + 1
        rows[id(plan)] = offering_row(plan, programme, cast.partners[plan.shape.host], numbers[course])
    cast.session.add_all(rows.values())
    return rows


def _write_participation(cast: Cast, taken: Participation, offering: Offering) -> None:
    learner = cast.learner_of(taken.person, taken.applied_at)
    application = Application(
        learner=learner, offering=offering, applied_at=taken.applied_at, state=taken.application
    )
    cast.session.add(application)
    if taken.enrolled_at is not None:
        cast.session.add(enrolment_row(taken, learner, offering, application))


def _freeze(cast: Cast, year: FiscalYear, taken: list[Participation]) -> None:
    """年度の属性: written once per person, when their first counted enrolment of the year was decided."""
    first: dict[int, tuple[datetime, Person]] = {}
    for participation in taken:
        since, person = participation.enrolled_at, participation.person
        if since is None or not participation.counts:
            continue
        if person.number not in first or since < first[person.number][0]:
            first[person.number] = (since, person)
    cast.session.add_all(
        learner_year_row(cast.rows[number], person, year, since) for number, (since, person) in first.items()
    )


def _write_attendance(cast: Cast, taken: list[Participation], offerings: dict[int, Offering]) -> None:
    enrolments = _enrolment_ids(cast.session)
    rows = []
    for participation in taken:
        offering = offerings[id(participation.offering)]
        meetings = {meeting.number: meeting for meeting in offering.meetings}
        key = (cast.rows[participation.person.number].id, offering.id)
        for number, presence in participation.presences:
            meeting = meetings[number]
            rows.append(
                {
                    "enrolment_id": enrolments[key],
                    "meeting_id": meeting.id,
                    "presence": presence,
                    "recorded_at": meeting.ends_at,
                }
            )
    if rows:
        cast.session.execute(insert(Attendance), rows)


def _enrolment_ids(session: Session) -> dict[tuple[int, int], int]:
    return {
        (learner_id, offering_id): enrolment_id
        for learner_id, offering_id, enrolment_id in session.execute(
            select(Enrolment.learner_id, Enrolment.offering_id, Enrolment.id)
        )
    }


def _write_teaching(cast: Cast, offerings: dict[int, Offering]) -> None:
    """担当: the demo's instructor gives what the demo's learners take."""
    cast.session.add_all(
        Teaching(offering_id=offering.id, learner_id=instructor.id)
        for offering in offerings.values()
        if offering.state is OfferingState.RUNNING
        for instructor in cast.instructors()
    )
