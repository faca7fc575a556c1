"""Five fiscal years with so many invented learners, written by one statement per table; the same rows on either database.

Each learner has ten events: two enrolments (of two years), six classes, most of them attended, and two hand-ins. Beside
them stand what they come from: two applications, and the attributes of each year.
"""

# ruff: noqa: S608 - statements of names and numbers that stand in this file

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.models import Application, Enrolment, Learner, LearnerYear, Municipality
from webapp.fiscal_year import FiscalYear
from webapp.participation.models import Attendance, Deadline, Score, Submission
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyChoice
from webapp.programme.audience import Audience
from webapp.programme.models import (
    Meeting,
    MeetingMode,
    MeetingState,
    Offering,
    OfferingState,
    Partner,
    Programme,
    Seminar,
)

FIRST_YEAR, YEARS, CLASSES, PEOPLE = 2021, 5, 3, 200
COURSES = ("beginner", "intermediate", "teacher_training", "staff")
AUDIENCES = tuple(Audience)


def fill(session, learners, region):
    """Everything; hand back how many rows there are of people's events."""
    a_year = max(4, learners * 2 // YEARS // PEOPLE)
    _write_offerings(session, a_year, region)
    session.execute(text(f"CREATE TEMPORARY TABLE numbers AS {_series(session, learners)}"))
    towns = ", ".join(f"({n}, '{town.code5}')" for n, town in enumerate(region.towns))
    session.execute(text("CREATE TEMPORARY TABLE towns (n INTEGER, code5 TEXT)"))
    session.execute(text(f"INSERT INTO towns VALUES {towns}"))
    _write_people(session, a_year, len(region.towns))
    session.execute(text("DROP TABLE numbers"))
    session.execute(text("DROP TABLE towns"))
    session.flush()


def _series(session, last):
    if session.get_bind().dialect.name == "sqlite":
        return f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT i FROM n"
    # A million times a prime is beyond what an integer of PostgreSQL holds.
    return f"SELECT CAST(i AS BIGINT) AS i FROM generate_series(1, {last}) AS n(i)"


def _write_offerings(session, a_year, region):
    host = Partner(slug="university", name_ja="架空大学", name_en="Imaginary University")
    session.add(host)
    session.add_all(Municipality(**vars(town)) for town in region.towns)
    for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
        # The last year is not settled yet, as in an office.
        programme = Programme(
            fiscal_year=year, name_ja="架空事業", name_en="Imaginary", budget_yen=20_000_000,
            settled_yen=None if year == FIRST_YEAR + YEARS - 1 else 19_500_000,
        )  # fmt: skip
        session.add(programme)
        for number in range(1, a_year + 1):
            session.add(_offering(programme, host, year, number))
        session.add_all(
            Seminar(
                programme=programme, fiscal_year=year, title_ja="架空", title_en="Imaginary", host=host,
                held_on=FiscalYear(year).start + timedelta(days=30 * n), capacity=None, headcount=40 + n,
                state=MeetingState.HELD,
            )
            for n in range(1, 6)
        )  # fmt: skip
    session.flush()
    for offering in session.query(Offering).order_by(Offering.id).yield_per(500):
        session.add(
            Survey(
                offering_id=offering.id, kind=SurveyKind.AFTER, form={"version": 1, "items": []}, asked=PEOPLE,
                opened_at=offering.meetings[-1].ends_at, closes_at=offering.meetings[-1].ends_at + timedelta(days=14),
            )
        )  # fmt: skip
        session.add(Deadline(offering_id=offering.id, lesson_slug="b1", due_at=offering.meetings[-1].ends_at))
    session.flush()


def _offering(programme, host, year, number):
    first = datetime(year, 5, 10, 9, tzinfo=UTC) + timedelta(days=number % 240)
    return Offering(
        programme=programme, fiscal_year=year, course_slug=COURSES[number % 4], number=number, title_ja="架空",
        title_en="Imaginary", audience=AUDIENCES[number % 5], host=host, capacity=None if number % 10 == 0 else PEOPLE,
        state=OfferingState.CANCELLED if number % 37 == 0 else OfferingState.CLOSED,
        starts_on=first.date(), ends_on=(first + timedelta(days=7 * (CLASSES - 1))).date(),
        apply_until=first - timedelta(days=20), completion_rule={"version": 1, "kind": "all_basic", "lessons": ["b1"]},
        meetings=[
            Meeting(
                number=n + 1, starts_at=first + timedelta(days=7 * n), ends_at=first + timedelta(days=7 * n, hours=2),
                mode=(MeetingMode.IN_PERSON, MeetingMode.ONLINE)[n % 2],
                state=MeetingState.CANCELLED if (number + n) % 23 == 0 else MeetingState.HELD,
            )
            for n in range(CLASSES)
        ],
    )  # fmt: skip


def _put(session, model, columns, source):
    """INSERT … SELECT, with the usual value of each column that is not named and may not be empty."""
    usual = {
        column.name: column.default.arg
        for column in model.__table__.columns
        if column.name not in columns and not column.nullable and column.default is not None
    }
    for name, value in usual.items():
        columns[name] = (
            {True: "TRUE", False: "FALSE"}.get(value, repr(value)) if isinstance(value, bool) else repr(value)
        )
    names, values = ", ".join(columns), ", ".join(columns.values())
    session.execute(text(f"INSERT INTO {model.__tablename__} ({names}) SELECT {values} FROM {source}"))


def _write_people(session, a_year, towns):
    every = a_year * YEARS
    _put(
        session,
        Learner,
        {
            "id": "i", "hub_user": "'u' || i", "login_id": "'person' || i", "name": "'架空 ' || i", "name_kana": "'かくう'",
            "language": "'ja'", "is_demo": "TRUE", "created_at": "(SELECT min(starts_at) FROM meeting)",
            "wants_announcements": "FALSE", "must_change_password": "FALSE", "email_is_shared": "FALSE", "session_stamp": "0",
        },
        "numbers",
    )  # fmt: skip
    # Two courses of two years, far enough from each other that one is never the other.
    taken = (
        f"(SELECT i, 2 * i - 1 AS id, 1 + i * 7919 % {every} AS offering_id FROM numbers UNION ALL "
        f"SELECT i, 2 * i, 1 + (i * 7919 + {a_year} + i % 3) % {every} FROM numbers) AS taken "
        "JOIN offering ON offering.id = taken.offering_id"
    )
    channels = """CASE i % 4 WHEN 0 THEN '{"channels": []}' WHEN 1 THEN '{"channels": ["web"]}'
        ELSE '{"channels": ["web", "flyer"]}' END"""
    profile = channels if session.get_bind().dialect.name == "sqlite" else f"({channels})::json"
    audience = (
        "CASE i % 5 " + " ".join(f"WHEN {n} THEN '{one.value}'" for n, one in enumerate(AUDIENCES)) + " END"
    )
    _put(
        session,
        Application,
        {
            "id": "taken.id", "learner_id": "i", "offering_id": "offering.id", "applied_at": "offering.apply_until",
            "state": "CASE WHEN taken.id % 31 = 0 THEN 'cancelled' ELSE 'accepted' END", "profile": profile,
        },
        taken,
    )  # fmt: skip
    _put(
        session,
        ApplicationMove,
        {
            "application_id": "id",
            "before": "'applied'",
            "after": "'cancelled'",
            "moved_at": "applied_at",
            "reason": "''",
        },
        "application WHERE state = 'cancelled'",
    )
    # The last class of an offering tells when its results were decided, the second when some withdrew.
    ends = "(SELECT ends_at FROM meeting WHERE meeting.offering_id = offering.id AND number = {})"
    _put(
        session,
        Enrolment,
        {
            "id": "taken.id", "learner_id": "i", "offering_id": "offering.id", "application_id": "taken.id",
            "audience": audience, "enrolled_at": "offering.apply_until",
            "withdrawn_at": f"CASE WHEN taken.id % 17 = 0 THEN {ends.format(2)} END",
            "completed_at": f"CASE WHEN taken.id % 17 <> 0 AND taken.id % 3 <> 0 THEN {ends.format(CLASSES)} END",
        },
        f"{taken} WHERE taken.id % 31 <> 0",
    )  # fmt: skip
    town = "(SELECT code5 FROM towns WHERE n = learner_id * {} % " + str(towns) + ")"
    _put(
        session,
        LearnerYear,
        {
            "learner_id": "learner_id", "fiscal_year": "fiscal_year",
            "residence_code5": f"CASE WHEN learner_id % 19 = 0 THEN NULL ELSE {town.format(1)} END",
            "workplace_code5": f"CASE WHEN learner_id % 23 = 0 THEN NULL ELSE {town.format(7)} END",
            "audience": audience.replace("i % 5", "learner_id % 5"),
            "industry": "CASE WHEN learner_id % 29 = 0 THEN NULL ELSE substr('ABCDEFGHIJ', 1 + learner_id % 10, 1) END",
            "school_type": "CASE WHEN learner_id % 5 = 2 THEN '小学校' END",
            "age_band": "CASE learner_id % 3 WHEN 0 THEN '30s' WHEN 1 THEN '40s' END",
            "organisation": "'架空 ' || (learner_id % 5000)", "school": "'架空学校 ' || (learner_id % 500)",
            "frozen_at": "min(enrolled_at)",
        },
        "enrolment JOIN offering ON offering.id = enrolment.offering_id GROUP BY learner_id, fiscal_year",
    )  # fmt: skip
    presence = "CASE (enrolment.id + number) % 9 WHEN 0 THEN 'absent' WHEN 1 THEN 'late' WHEN 2 THEN 'excused' ELSE 'present' END"
    _put(
        session,
        Attendance,
        {
            "enrolment_id": "enrolment.id", "meeting_id": "meeting.id", "presence": presence,
            "source": "'sheet'", "happened_at": "meeting.starts_at", "recorded_at": "meeting.ends_at",
        },
        "enrolment JOIN meeting ON meeting.offering_id = enrolment.offering_id AND meeting.state = 'held' "
        "WHERE (enrolment.id * 7 + number) % 29 <> 0 AND enrolment.offering_id % 41 <> 0",
    )  # fmt: skip
    _put(
        session,
        Submission,
        {
            "id": "enrolment.id", "state": "'graded'", "learner_id": "learner_id", "enrolment_id": "enrolment.id",
            "course_slug": "'beginner'", "lesson_slug": "'b1'", "release_digest": "'r'", "sha256": "'s' || enrolment.id",
            "size": "1", "idempotency_key": "'e' || enrolment.id", "received_at": "due_at",
        },
        "enrolment JOIN deadline ON deadline.offering_id = enrolment.offering_id WHERE enrolment.id % 7 <> 0",
    )  # fmt: skip
    sheet = "'{}'" if session.get_bind().dialect.name == "sqlite" else "'{}'::json"
    _put(
        session,
        Score,
        {
            "submission_id": "id", "state": "'scored'", "points": "(id % 25) / 2.0", "max_points": "12", "sheet": sheet,
            "recorded_at": "received_at", "late_penalty": "CASE WHEN id % 10 = 0 THEN 0.5 ELSE 0 END",
        },
        "submission",
    )  # fmt: skip
    _put(
        session,
        SurveyAnswer,
        {"id": "'a' || enrolment.id", "survey_id": "survey.id"},
        "enrolment JOIN survey ON survey.offering_id = enrolment.offering_id WHERE enrolment.id % 4 = 0",
    )
    for n, item in enumerate(("satisfaction", "understanding", "usefulness")):
        value = f"1 + (CAST(substr(id, 2) AS INTEGER) / 4 + {n}) % 5"
        _put(session, SurveyChoice, {"answer_id": "id", "item": f"'{item}'", "value": value}, "survey_answer")
