"""Worlds of a few rows typed by hand: what each number counts, and what it does not, on either database."""

import secrets
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, make_url, text

from webapp.db import Database
from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.models import (
    Application,
    ApplicationState,
    Enrolment,
    Learner,
    LearnerYear,
    Municipality,
)
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.participation.models import Attendance, Presence
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
from webapp.region import load_region
from webapp.reports.indicators.breakdowns import WHITELIST, Breakdown, NotAllowed
from webapp.reports.indicators.registry import INDICATORS, evaluate
from webapp.reports.indicators.values import WHOLE, Count, Rate
from webapp.reports.numerals import Sign
from webapp.reports.period import Period
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.schema import whole_metadata

REGION = load_region("mihon")
TOWN, VILLAGE = "99201", "99302"


def at(day, hour=18):
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=JAPAN)


def scope(until="2027-04-01", recorded="2027-06-01", year=2026, quarter=None):
    period = Period(FiscalYear(year), min(at(until, 0), FiscalYear(year).ends_before))
    return Scope(period, at(recorded, 0), quarter)


class World:
    """Writes the rows of a test; what a test does not say is as usual as can be."""

    def __init__(self, session):
        self.session, self.people, self.numbers = session, {}, 0
        self.host = Partner(slug="host", name_ja="主催", name_en="Host")
        self.programme = Programme(
            fiscal_year=2026, name_ja="事業", name_en="Programme", budget_yen=1_000_000
        )
        session.add_all([self.host, self.programme])
        session.add_all(Municipality(**vars(town)) for town in REGION.towns)

    def offering(
        self,
        *days,
        state=OfferingState.CLOSED,
        course="beginner",
        capacity=10,
        year=2026,
        mode=MeetingMode.IN_PERSON,
    ):
        self.numbers += 1
        meetings = [
            Meeting(number=n, starts_at=at(day), ends_at=at(day, 20), mode=mode, state=MeetingState.HELD)
            for n, day in enumerate(days, start=1)
        ]
        first, last = (date.fromisoformat(days[place]) if days else date(year, 5, 1) for place in (0, -1))
        made = Offering(
            programme=self.programme, fiscal_year=year, course_slug=course, number=self.numbers, title_ja="初級",
            title_en="Beginner", audience=Audience.PRIVATE, host=self.host, capacity=capacity, state=state,
            starts_on=first, ends_on=last, apply_until=at("2026-04-10"), completion_rule={"version": 1, "kind": "attendance", "min": "2/3"},
            meetings=meetings,
        )  # fmt: skip
        self.session.add(made)
        return made

    def person(self, name, **attributes):
        if name not in self.people:
            number = len(self.people)
            self.people[name] = Learner(
                hub_user=f"u{number:012x}",
                login_id=name,
                name=name,
                name_kana=name,
                created_at=at("2026-04-01"),
            )
            usual = {
                "audience": Audience.PRIVATE,
                "workplace_code5": TOWN,
                "residence_code5": TOWN,
                "industry": "E",
            }
            self.session.add(
                LearnerYear(
                    learner=self.people[name],
                    fiscal_year=2026,
                    frozen_at=at("2026-04-20"),
                    **(usual | attributes),
                )
            )
        return self.people[name]

    def enrol(self, name, offering, enrolled="2026-04-20", withdrawn=None, completed=None, **attributes):
        made = Enrolment(
            learner=self.person(name, **attributes), offering=offering, audience=Audience.PRIVATE,
            enrolled_at=at(enrolled), withdrawn_at=at(withdrawn) if withdrawn else None,
            completed_at=at(completed) if completed else None,
        )  # fmt: skip
        self.session.add(made)
        return made

    def came(self, enrolment, number, presence=Presence.PRESENT, recorded=None):
        meeting = enrolment.offering.meetings[number - 1]
        self.session.add(
            Attendance(
                enrolment=enrolment,
                meeting=meeting,
                presence=presence,
                recorded_at=at(recorded) if recorded else meeting.ends_at,
            )
        )

    def apply(self, name, offering, state=ApplicationState.ACCEPTED, cancelled=None, channels=()):
        made = Application(
            learner=self.person(name), offering=offering, applied_at=at("2026-04-02"), state=state,
            profile={"channels": list(channels)},
        )  # fmt: skip
        self.session.add(made)
        if cancelled:
            self.session.flush()
            self.session.add(
                ApplicationMove(
                    application=made,
                    before=ApplicationState.APPLIED,
                    after=ApplicationState.CANCELLED,
                    moved_at=at(cancelled),
                )
            )

    def ask(self, indicator, by=Breakdown.TOTAL, where=None):
        self.session.flush()
        return evaluate(indicator, Reader(self.session, REGION), where or scope(), by)

    def whole(self, indicator, where=None):
        value = self.ask(indicator, where=where)[WHOLE]
        if isinstance(value, Count):
            return value.value
        return (value.numerator.value, value.denominator.value) if isinstance(value, Rate) else value


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def world(request, tmp_path):
    url = f"sqlite:///{tmp_path}/reports.sqlite"
    if request.param == "postgresql":
        address = make_url(request.getfixturevalue("postgresql")).set(drivername="postgresql+psycopg")
        name = f"indicators_{secrets.token_hex(4)}"
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        url = address.set(database=name).render_as_string(hide_password=False)
    database = Database(url)
    whole_metadata().create_all(database.engine)
    with database.sessions() as session:
        yield World(session)
    database.close()


def test_one_person_in_two_courses_and_two_quarters_is_two_enrolments_and_one_person(world):
    """The likeliest embarrassment: 延べ called 実, or 実 added up."""
    spring, autumn = world.offering("2026-05-12", "2026-05-19"), world.offering("2026-10-06", "2026-10-13")
    for offering in (spring, autumn):
        enrolment = world.enrol("ann", offering)
        world.came(enrolment, 1)
        world.came(enrolment, 2)
    world.session.add(
        Seminar(
            programme=world.programme,
            fiscal_year=2026,
            title_ja="セミナー",
            title_en="Seminar",
            host=world.host,
            held_on=date(2026, 6, 1),
            capacity=None,
            headcount=30,
            state=MeetingState.HELD,
        )
    )
    assert (world.whole("I06"), world.whole("I07"), world.whole("I08a"), world.whole("I08b")) == (2, 1, 4, 30)
    assert [world.whole("I07", scope(quarter=quarter)) for quarter in (1, 3)] == [1, 1]
    assert {key: value.value for key, value in world.ask("I07", Breakdown.QUARTER).items()} == {
        ("1",): 1,
        ("3",): 1,
    }
    assert world.whole("I10") == (4, 4)
    with pytest.raises(NotAllowed):
        world.ask("I07", Breakdown.COURSE)


def test_who_withdrew_before_the_first_held_class_never_took_part_and_a_no_show_did(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, withdrawn="2026-05-01")
    world.enrol("ben", offering, withdrawn="2026-05-13")
    world.enrol("cho", offering)
    assert world.whole("I06") == 2
    assert world.whole("I13") == (1, 2)


def test_a_running_course_is_pending_and_in_neither_count_of_the_rate(world):
    running = world.offering("2026-05-12", state=OfferingState.RUNNING)
    world.enrol("ann", running)
    assert world.whole("I11") is Sign.PENDING
    assert world.whole("I12") is Sign.PENDING
    closed = world.offering("2026-06-02")
    world.enrol("ben", closed, completed="2026-06-03")
    world.enrol("cho", closed)
    assert world.whole("I12") == (1, 2)
    assert world.whole("I06") == 3


def test_completed_withdrawn_and_the_rest_are_all_that_is_closed(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, completed="2026-05-20")
    world.enrol("ben", offering, withdrawn="2026-05-14")
    world.enrol("cho", offering)
    row = Reader(world.session, REGION).enrolments(scope())[WHOLE]
    assert (row.completed, row.dropped, row.closed) == (1, 1, 3)


def test_who_completed_and_withdrew_afterwards_has_completed(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, completed="2026-05-20", withdrawn="2026-05-21")
    assert (world.whole("I11"), world.whole("I13")) == (1, (0, 1))


def test_an_offering_called_off_or_not_begun_is_in_no_number(world):
    world.enrol("ann", world.offering("2026-05-12", state=OfferingState.CANCELLED))
    world.enrol("ben", world.offering(state=OfferingState.PLANNED))
    assert world.whole("I01") == 0
    assert world.ask("I03")[WHOLE] is Sign.NIL
    assert world.whole("I06") == 0


def test_a_class_on_the_last_of_march_counts_and_one_on_the_first_of_april_does_not(world):
    world.offering("2027-03-31")
    assert world.whole("I02") == 1
    assert world.whole("I02", scope(until="2027-03-31")) == 0


def test_a_sheet_of_march_that_was_typed_in_april_counts_until_the_closing_date(world):
    offering = world.offering("2027-03-28")
    world.came(world.enrol("ann", offering), 1, recorded="2027-04-05")
    assert world.whole("I08a") == 1
    assert world.whole("I08a", scope(recorded="2027-04-01")) == 0


def test_parallel_rooms_and_a_class_held_instead_are_one_class_and_on_demand_there_is_none(world):
    offering = world.offering("2026-05-12", "2026-05-12", "2026-05-19", "2026-05-26")
    offering.meetings[2].state = MeetingState.CANCELLED
    world.offering("2026-06-01", mode=MeetingMode.ON_DEMAND)
    assert (world.whole("I01"), world.whole("I02")) == (2, 2)


def test_a_class_of_which_nothing_was_recorded_is_in_neither_count_of_attendance(world):
    offering = world.offering("2026-05-12", "2026-05-19")
    ann, _ben = world.enrol("ann", offering), world.enrol("ben", offering)
    world.came(ann, 1)
    assert world.whole("I10") == (1, 2)


def test_a_cancelled_class_moves_numerator_and_denominator_together(world):
    offering = world.offering("2026-05-12", "2026-05-19")
    ann = world.enrol("ann", offering)
    world.came(ann, 1)
    world.came(ann, 2, Presence.ABSENT)
    assert world.whole("I10") == (1, 2)
    offering.meetings[1].state = MeetingState.CANCELLED
    assert world.whole("I10") == (1, 1)


def test_who_came_in_late_is_expected_from_then_on_and_who_came_late_to_class_was_there(world):
    offering = world.offering("2026-05-12", "2026-05-19")
    early, late = world.enrol("ann", offering), world.enrol("ben", offering, enrolled="2026-05-15")
    world.came(early, 1, Presence.LATE)
    world.came(early, 2, Presence.EXCUSED)
    world.came(late, 2)
    assert world.whole("I10") == (2, 3)


def test_an_application_cancelled_in_time_is_none_and_the_waiting_list_is_one(world):
    offering = world.offering("2026-05-12")
    world.apply("ann", offering, ApplicationState.CANCELLED, cancelled="2026-04-05")
    world.apply("ben", offering, ApplicationState.CANCELLED, cancelled="2026-04-11")
    world.apply("cho", offering, ApplicationState.WAITING)
    assert world.whole("I04") == 2
    assert world.ask("I05")[WHOLE].cell == Decimal("0.20")


def test_applications_per_place_leave_offerings_without_a_capacity_out_of_both(world):
    world.apply("ann", world.offering("2026-05-12", capacity=None))
    world.apply("ann", world.offering("2026-06-12", capacity=2))
    assert world.whole("I05") == (1, 2)
    assert world.whole("I03") == 2


def test_several_channels_may_be_named_and_who_said_nothing_is_not_in_the_share(world):
    offering = world.offering("2026-05-12")
    world.apply("ann", offering, channels=("flyer", "web"))
    world.apply("ben", offering, channels=("web",))
    world.apply("cho", offering)
    shares = world.ask("I22", Breakdown.CHANNEL)
    assert [shares[(channel,)].cell for channel in ("flyer", "web", "mail")] == [
        Decimal("50.0"),
        Decimal("100.0"),
        Decimal("0.0"),
    ]


def test_whoever_was_here_in_an_earlier_year_is_no_first_timer(world):
    last_year = world.offering("2025-06-01", year=2025)
    this_year = world.offering("2026-06-01")
    assert world.whole("I20") is Sign.NIL
    world.enrol("ann", last_year, enrolled="2025-05-01")
    world.enrol("ann", this_year)
    world.enrol("ben", last_year, enrolled="2025-05-01", withdrawn="2025-05-20")
    world.enrol("ben", this_year)
    assert world.whole("I20") == (1, 2)
    assert world.whole("I27b") == (1, 2)


def test_residents_are_counted_where_they_live_and_never_where_they_work(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, residence_code5=VILLAGE, workplace_code5=TOWN)
    per_town = world.ask("I19", Breakdown.MUNICIPALITY)
    assert per_town[(VILLAGE,)].cell == Decimal("4.2")  # one in 2,400
    assert per_town[(TOWN,)].numerator.value == 0
    assert world.whole("I21") == (1, 4)


def test_nobody_said_where_they_live_and_nothing_is_invented(world):
    world.enrol("ann", world.offering("2026-05-12"), residence_code5=None)
    assert world.ask("I19", Breakdown.MUNICIPALITY)[(TOWN,)] is Sign.UNKNOWN


def test_unknown_is_a_line_and_not_asked_is_none(world):
    offering = world.offering("2026-05-12")
    world.enrol(
        "ann", offering, audience=Audience.TEACHER, school_type=None, school="甲小学校", workplace_code5=None
    )
    world.enrol("ben", offering, audience=Audience.TEACHER, school_type="小学校", school="甲小学校")
    world.enrol("cho", offering)
    kinds = {key[0]: value.value for key, value in world.ask("I07", Breakdown.SCHOOL_TYPE).items()}
    assert kinds == {"unknown": 1, "小学校": 1}
    assert {key[0] for key in world.ask("I07", Breakdown.AREA)} == {"unknown", "東部"}
    assert world.whole("I29") == 1


def test_two_people_of_one_organisation_are_one_and_protected_as_two(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, organisation="架空製作所")
    world.enrol("ben", offering, organisation="架空製作所")
    world.enrol("cho", offering, organisation="甲小学校", audience=Audience.TEACHER)
    assert world.ask("I28")[WHOLE] == Count(1, 2)


def test_who_completed_beginner_and_entered_intermediate_within_a_year_went_on(world):
    old, higher = (
        world.offering("2025-05-12", year=2025),
        world.offering("2026-03-01", course="intermediate", year=2025),
    )
    for name in ("ann", "ben"):
        world.enrol(name, old, enrolled="2025-04-20", completed="2025-06-01")
    world.enrol("ann", higher, enrolled="2026-02-01")
    new = world.offering("2026-05-12")
    world.enrol("cho", new, completed="2027-03-01")
    assert world.whole("I27a") == (1, 2)


def test_every_allowed_breakdown_can_be_counted_on_this_database(world):
    offering = world.offering("2026-05-12")
    world.came(world.enrol("ann", offering), 1)
    world.apply("ann", offering, channels=("web",))
    for indicator in INDICATORS:
        for by in WHITELIST[indicator]:
            assert world.ask(indicator, by) is not None


def test_an_enrolment_counted_along_any_axis_is_counted_once(world):
    for number, day in enumerate(("2026-05-12", "2026-07-14", "2026-11-03")):
        offering = world.offering(day, course=("beginner", "intermediate", "beginner")[number])
        for name in ("ann", "ben", "cho")[: number + 1]:
            world.enrol(name, offering)
    axes = WHITELIST["I06"] - {Breakdown.SCHOOL_TYPE}
    assert {by: sum(value.value for value in world.ask("I06", by).values()) for by in axes} == dict.fromkeys(
        axes, 6
    )


def test_a_class_in_two_rooms_is_attended_once_whoever_checked_in_to_both(world):
    offering = world.offering("2026-05-12", "2026-05-12")
    ann, ben = world.enrol("ann", offering), world.enrol("ben", offering)
    world.came(ann, 1)
    world.came(ann, 2)
    world.came(ben, 2)
    assert world.whole("I08a") == 2
    assert world.whole("I10") == (2, 2)


def test_nobody_went_on_to_a_course_that_was_called_off_or_left_before_its_first_class(world):
    old = world.offering("2025-05-12", year=2025)
    off = world.offering("2026-02-20", course="intermediate", year=2025, state=OfferingState.CANCELLED)
    held = world.offering("2026-03-01", course="intermediate", year=2025)
    for name in ("ann", "ben"):
        world.enrol(name, old, enrolled="2025-04-20", completed="2025-06-01")
    world.enrol("ann", off, enrolled="2026-02-01")
    world.enrol("ben", held, enrolled="2026-02-01", withdrawn="2026-02-20")
    assert world.whole("I27a") == (0, 2)
