"""The demo is an invented partnership, deterministic, complete enough to show everything, and never mixed with real work."""

from collections import Counter
from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest
from sqlalchemy import func, select

from webapp.demo import ACCOUNTS, PASSWORD, NotEmpty, seed_demo
from webapp.demo.calendar import BY_ATTENDANCE, BY_WORK
from webapp.demo.places import invented_village
from webapp.enrolment.applying.models import (
    ApplicationMove,
    Approval,
    Consent,
    Draw,
    InvitedPerson,
)
from webapp.enrolment.models import (
    Application,
    ApplicationState,
    Enrolment,
    Learner,
    LearnerYear,
    Municipality,
    Role,
)
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.mail.models import Message
from webapp.participation.models import Attendance, Presence, Submission
from webapp.passwords import is_right
from webapp.programme.audience import Audience
from webapp.programme.models import (
    Meeting,
    MeetingState,
    Offering,
    OfferingState,
    Partner,
    Programme,
    Seminar,
)
from webapp.region import load_region
from webapp.schema import whole_metadata

NOVEMBER = date(2026, 11, 23)
MIDNIGHT = datetime.combine(NOVEMBER, time(0), JAPAN)


# Links that open something by themselves are drawn anew each time: a day must not tell anybody what they are.
SECRETS = {"token_hash", "key", "body"}


def everything(session):
    """All rows of all tables, as text, without what is secret."""
    return {
        table.name: [
            tuple(map(str, row))
            for row in session.execute(
                select(*(column for column in table.columns if column.name not in SECRETS)).order_by(
                    *table.primary_key
                )
            )
        ]
        for table in whole_metadata().sorted_tables
    }


def counted(session, year):
    """延べ and 実 of a fiscal year, by the words of the definition and without the code of the reports."""
    people = []
    offerings = session.scalars(select(Offering).where(Offering.fiscal_year == year))
    for offering in offerings:
        held = [m.starts_at for m in offering.meetings if m.state is MeetingState.HELD]
        if offering.state is OfferingState.CANCELLED or not held:
            continue
        for enrolment in session.scalars(select(Enrolment).where(Enrolment.offering_id == offering.id)):
            if enrolment.withdrawn_at is None or enrolment.withdrawn_at >= min(held):
                people.append(enrolment.learner_id)
    return len(people), len(set(people))


def test_the_same_day_gives_the_same_rows(empty, november):
    seed_demo(empty, NOVEMBER)
    assert everything(empty) == everything(november)


def test_a_second_seeding_changes_nothing(empty):
    seed_demo(empty, NOVEMBER)
    before = everything(empty)
    assert seed_demo(empty, date(2027, 1, 5)).already
    assert everything(empty) == before


def test_it_refuses_a_database_with_real_people_in_one_sentence(empty):
    empty.add(
        Learner(
            hub_user="u000000000001",
            login_id="real",
            name="山田 太郎",
            name_kana="やまだ たろう",
            created_at=datetime.now(UTC),
        )
    )
    empty.flush()
    with pytest.raises(NotEmpty, match="登録者のデータがあるため"):
        seed_demo(empty, NOVEMBER)
    assert empty.scalar(select(func.count()).select_from(Learner)) == 1


def test_five_fiscal_years_end_with_the_one_of_the_day(november):
    years = list(november.scalars(select(Programme.fiscal_year).order_by(Programme.fiscal_year)))
    assert years == [2022, 2023, 2024, 2025, 2026]


@pytest.mark.parametrize("day", [date(2026, 4, 1), date(2027, 3, 31), date(2028, 2, 29)])
def test_some_course_runs_and_counts_on_any_day(empty, day):
    seed_demo(empty, day)
    year = FiscalYear.of(day)
    running = list(
        empty.scalars(
            select(Offering).where(
                Offering.state == OfferingState.RUNNING, Offering.starts_on <= day, Offering.ends_on >= day
            )
        )
    )
    assert running
    assert {offering.fiscal_year for offering in running} == {year.year}
    assert counted(empty, year.year)[0] > 0


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026])
def test_about_every_third_person_takes_a_second_course(november, year):
    nobe, jitsu = counted(november, year)
    assert 1.2 < nobe / jitsu < 1.4


def test_no_offering_crosses_31_march(november):
    for offering in november.scalars(select(Offering)):
        assert FiscalYear.of(offering.starts_on) == FiscalYear.of(offering.ends_on)
        for meeting in offering.meetings:
            assert offering.starts_on <= meeting.starts_at.astimezone(JAPAN).date() <= offering.ends_on


def test_nothing_after_the_day_is_recorded_as_done(november):
    done = (
        select(Enrolment.enrolled_at),
        select(Enrolment.withdrawn_at).where(Enrolment.withdrawn_at.is_not(None)),
        select(Enrolment.completed_at).where(Enrolment.completed_at.is_not(None)),
        select(Application.applied_at),
        select(ApplicationMove.moved_at),
        select(Approval.asked_at),
        select(Approval.decided_at).where(Approval.decided_at.is_not(None)),
        select(Consent.decided_at),
        select(Draw.drawn_at),
        select(InvitedPerson.asked_at),
        select(Message.queued_at),
        select(Attendance.recorded_at),
        select(LearnerYear.frozen_at),
        select(Learner.created_at),
        select(Meeting.ends_at).where(Meeting.state == MeetingState.HELD),
    )
    for question in done:
        assert max(november.scalars(question)) <= MIDNIGHT
    assert all(
        seminar.headcount is None
        for seminar in november.scalars(select(Seminar).where(Seminar.held_on >= NOVEMBER))
    )


def test_nobody_attends_a_class_that_was_not_held_or_after_leaving(november):
    rows = november.execute(
        select(Attendance, Meeting, Enrolment)
        .join(Attendance.meeting)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
    )
    for _, meeting, enrolment in rows:
        assert meeting.state is MeetingState.HELD
        assert meeting.offering_id == enrolment.offering_id
        assert enrolment.withdrawn_at is None or enrolment.withdrawn_at > meeting.starts_at


def test_a_completion_keeps_the_rule_that_gave_it(november):
    completed = list(november.scalars(select(Enrolment).where(Enrolment.completed_at.is_not(None))))
    assert completed
    for enrolment in completed:
        assert enrolment.offering.state is OfferingState.CLOSED
        assert enrolment.offering.completion_rule == BY_ATTENDANCE
        assert enrolment.completion_rule_version == BY_ATTENDANCE["version"]
        rows = november.scalars(select(Attendance).where(Attendance.enrolment_id == enrolment.id)).all()
        came = sum(row.presence in (Presence.PRESENT, Presence.LATE) for row in rows)
        assert Fraction(came, len(rows)) >= Fraction(2, 3)


def test_everything_that_a_year_can_bring_is_there(november):
    states = Counter(november.scalars(select(Meeting.state)))
    assert states[MeetingState.CANCELLED]
    assert states[MeetingState.MOVED]
    assert OfferingState.CANCELLED in set(november.scalars(select(Offering.state)))
    applications = set(november.scalars(select(Application.state)))
    assert {ApplicationState.WAITING, ApplicationState.REJECTED, ApplicationState.APPLIED} <= applications
    teachers = november.scalars(select(LearnerYear).where(LearnerYear.audience == Audience.TEACHER)).all()
    assert teachers
    assert all(row.school_type for row in teachers)
    assert {s.headcount is None for s in november.scalars(select(Seminar))} == {True, False}


def test_people_left_before_and_after_the_first_class(november):
    withdrawn = november.scalars(select(Enrolment).where(Enrolment.withdrawn_at.is_not(None)))
    early = Counter()
    for enrolment in withdrawn:
        held = [m.starts_at for m in enrolment.offering.meetings if m.state is MeetingState.HELD]
        if held:
            early[enrolment.withdrawn_at < min(held)] += 1
    assert early[True]
    assert early[False]


def test_a_person_has_one_frozen_row_per_year_in_which_they_count(november):
    frozen = {(row.learner_id, row.fiscal_year) for row in november.scalars(select(LearnerYear))}
    for offering in november.scalars(select(Offering).where(Offering.state == OfferingState.CLOSED)):
        held = min(m.starts_at for m in offering.meetings if m.state is MeetingState.HELD)
        for enrolment in november.scalars(select(Enrolment).where(Enrolment.offering_id == offering.id)):
            if enrolment.withdrawn_at is None or enrolment.withdrawn_at >= held:
                assert (enrolment.learner_id, offering.fiscal_year) in frozen


def test_partners_and_the_tiny_village_say_that_they_are_imaginary(november):
    assert all("架空" in partner.name_ja for partner in november.scalars(select(Partner)))
    assert all("架空" in programme.name_ja for programme in november.scalars(select(Programme)))
    village = invented_village(load_region()).code5
    assert "架空" in november.get(Municipality, village).name_ja
    living_there = select(func.count()).select_from(LearnerYear).where(LearnerYear.residence_code5 == village)
    assert 1 <= november.scalar(living_there.where(LearnerYear.fiscal_year == 2026)) < 5


def test_everybody_is_marked_as_a_demo_person(november):
    assert all(november.scalars(select(Learner.is_demo)))
    assert all(mail.endswith(".invalid") for mail in november.scalars(select(Learner.email)))


def test_the_accounts_can_sign_in_and_nobody_else(november):
    able = november.scalars(select(Learner).where(Learner.password_hash.is_not(None))).all()
    assert sorted(learner.login_id for learner in able) == sorted(account.login_id for account in ACCOUNTS)
    assert len(ACCOUNTS) == 9
    assert is_right(able[0].password_hash, PASSWORD)


def test_each_coordinator_belongs_to_their_partner(november):
    grants = {
        learner.login_id: (grant.role, grant.partner.slug if grant.partner else None)
        for learner in november.scalars(select(Learner).where(Learner.password_hash.is_not(None)))
        for grant in learner.roles
    }
    assert grants["coordinator"] == (Role.COORDINATOR, "university")
    assert grants["kencho"] == (Role.COORDINATOR, "prefecture")
    assert grants["shiyakusho"] == (Role.COORDINATOR, "city")
    assert grants["operator"] == (Role.OPERATOR, None)


@pytest.mark.parametrize("login_id", ["aoi", "yui", "sensei"])
def test_the_demo_learners_are_in_the_running_beginners_course_with_nothing_handed_in(november, login_id):
    learner = november.scalar(select(Learner).where(Learner.login_id == login_id))
    (enrolment,) = [each for each in learner.enrolments if each.offering.course_slug == "beginner"]
    assert enrolment.offering.state is OfferingState.RUNNING
    assert enrolment.offering.completion_rule == {**BY_WORK, "lessons": ["b1"]}
    assert enrolment.withdrawn_at is None
    assert november.scalar(select(func.count()).select_from(Submission)) == 0


def test_a_demo_learner_is_in_a_running_intermediate_course_with_a_place_in_no_other(november):
    learner = november.scalar(select(Learner).where(Learner.login_id == "haru"))
    (enrolment,) = learner.enrolments
    assert (enrolment.offering.course_slug, enrolment.offering.state) == (
        "intermediate",
        OfferingState.RUNNING,
    )
    assert enrolment.offering.completion_rule["lessons"] == [f"i{number}" for number in range(1, 9)]
    assert enrolment.withdrawn_at is None


def test_the_demo_teacher_is_in_the_running_teachers_course_that_is_completed_as_a_series(november):
    teacher = november.scalar(select(Learner).where(Learner.login_id == "sensei"))
    (enrolment,) = [each for each in teacher.enrolments if each.offering.course_slug == "teacher_training"]
    assert enrolment.offering.state is OfferingState.RUNNING
    assert enrolment.offering.completion_rule["lessons"] == ["t0", "t5", "t6"]
    assert enrolment.offering.completion_rule["paths"][-1]["lessons"] == ["t1", "t2", "t3", "t4"]
