"""架空の年度: one fiscal year from its plans to its rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.demo.activity import write_activity
from webapp.demo.calendar import PlannedOffering, plan_year
from webapp.demo.cast import Cast
from webapp.demo.classroom import Participation, live_through
from webapp.demo.people import Person
from webapp.demo.rows import enrolment_values, learner_year_values, offering_row, seminar_row
from webapp.demo.seminars import plan_seminars
from webapp.demo.surveys import Attendee, write_surveys
from webapp.demo.wishes import Step, Wish, write_wishes
from webapp.enrolment.models import ApplicationState, Enrolment, LearnerYear, Teaching
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.participation.attendance.holding import CAME
from webapp.participation.attendance.operations import usual_how
from webapp.participation.models import Attendance, AttendanceSource
from webapp.programme.models import Offering, OfferingState, Programme

YEARS = 5
NO_SEAT = "席が空かなかったため"


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
    seminars = [
        seminar_row(plan, programme, cast.partners[plan.host]) for plan in plan_seminars(year, at, cast.dice)
    ]
    session.add_all(seminars)
    plans = plan_year(year, at, newest)
    regulars = {i: _regulars(cast, plan) for i, plan in enumerate(plans) if year == newest}
    taken = live_through(plans, at, cast.population, regulars)
    offerings = _write_offerings(cast, programme, plans)
    session.flush()
    _write_participations(cast, taken, offerings)
    _freeze(cast, year, taken)
    session.flush()
    enrolments = _enrolment_ids(session)
    _write_attendance(cast, taken, offerings, enrolments)
    courses = _courses(cast, taken, offerings, enrolments)
    write_surveys(session, year, at, courses, seminars)
    write_activity(session, year, at, courses)
    _write_teaching(cast, offerings)
    return programme


def _regulars(cast: Cast, plan: PlannedOffering) -> list[Person]:
    """Who of the demo's accounts is in an offering."""
    return [cast.student(login_id) for login_id in plan.shape.accounts]


def _write_offerings(cast: Cast, programme: Programme, plans: list[PlannedOffering]) -> dict[int, Offering]:
    numbers: dict[str, int] = {}
    rows: dict[int, Offering] = {}
    for plan in plans:
        course = plan.shape.course
        numbers[course] = numbers.get(course, 0) + 1
        rows[id(plan)] = offering_row(plan, programme, cast.partners[plan.shape.host], numbers[course])
    cast.session.add_all(rows.values())
    return rows


def _write_participations(cast: Cast, taken: list[Participation], offerings: dict[int, Offering]) -> None:
    wishes = [
        Wish(each.person, offering, each.applied_at, tuple(_steps_of(cast, each, offering)))
        for each in taken
        for offering in (offerings[id(each.offering)],)
    ]
    ids = write_wishes(cast, wishes)
    enrolled = [
        enrolment_values(each, cast.rows[each.person.number].id, wish.offering.id, id)
        for each, wish, id in zip(taken, wishes, ids, strict=True)
        if each.enrolled_at is not None
    ]
    if enrolled:
        cast.session.execute(insert(Enrolment), enrolled)


def _steps_of(cast: Cast, taken: Participation, offering: Offering) -> Iterator[Step]:
    """状態の移り: coming first decides at once; who waited until it began was told by the office."""
    if taken.enrolled_at is None:
        yield Step(ApplicationState.WAITING, taken.applied_at)
        if taken.application is ApplicationState.REJECTED:
            eve = datetime.combine(offering.starts_on, time(17), JAPAN) - timedelta(days=1)
            yield Step(ApplicationState.REJECTED, eve, cast.office_of(offering.host), NO_SEAT)
        return
    yield Step(ApplicationState.ACCEPTED, taken.enrolled_at)
    if taken.withdrawn_at is not None:
        yield Step(ApplicationState.WITHDRAWN, taken.withdrawn_at, own=True)


def _freeze(cast: Cast, year: FiscalYear, taken: list[Participation]) -> None:
    """年度の属性: written once per person, when their first counted enrolment of the year was decided."""
    first: dict[int, tuple[datetime, Person]] = {}
    for participation in taken:
        since, person = participation.enrolled_at, participation.person
        if since is None or not participation.counts:
            continue
        if person.number not in first or since < first[person.number][0]:
            first[person.number] = (since, person)
    if first:
        cast.session.execute(
            insert(LearnerYear),
            [
                learner_year_values(cast.rows[number].id, person, year, since)
                for number, (since, person) in first.items()
            ],
        )


def _write_attendance(
    cast: Cast,
    taken: list[Participation],
    offerings: dict[int, Offering],
    enrolments: Mapping[tuple[int, int], int],
) -> None:
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
                    "how": usual_how(meeting) if presence in CAME else None,
                    "source": AttendanceSource.SHEET,
                    "happened_at": meeting.starts_at,
                    "recorded_at": meeting.ends_at,
                }
            )
    if rows:
        cast.session.execute(insert(Attendance), rows)


def _courses(
    cast: Cast,
    taken: list[Participation],
    offerings: dict[int, Offering],
    enrolments: Mapping[tuple[int, int], int],
) -> list[tuple[Offering, list[Attendee]]]:
    """Each offering with whoever is or was enrolled in it."""
    people: defaultdict[int, list[Attendee]] = defaultdict(list)
    for each in taken:
        if each.enrolled_at is not None:
            key = (cast.rows[each.person.number].id, offerings[id(each.offering)].id)
            people[key[1]].append(Attendee(enrolments[key], each.enrolled_at, each.withdrawn_at))
    return [(offering, people[offering.id]) for offering in offerings.values()]


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
