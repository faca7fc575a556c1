"""修了: met when every 基本 exercise of the rule's lessons was passed, in whichever attempts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from course.catalogue import load_courses
from tests.webapp.participation.classroom import NOW, RULE
from webapp.enrolment.models import Application, ApplicationState, Enrolment, LearnerYear
from webapp.participation.completing.standing import standing_of
from webapp.participation.completion import Attempt, completed_at
from webapp.participation.models import Submission
from webapp.participation.rules import lessons_of, rule_promised_to
from webapp.programme.audience import Audience
from webapp.programme.conditions import RuleVersion
from webapp.programme.paths import promised

BASICS = frozenset({"b1-1", "b1-3"})


def attempt(day, *passed, lesson="b1", basics=BASICS):
    return Attempt(lesson, NOW + timedelta(days=day), frozenset(basics), frozenset(passed))


def test_all_basics_in_one_attempt_complete_at_the_time_of_that_hand_in():
    assert completed_at(RULE, [attempt(1, "b1-1"), attempt(2, "b1-1", "b1-3")]) == NOW + timedelta(days=2)


def test_basics_passed_in_different_attempts_count_together():
    assert completed_at(RULE, [attempt(1, "b1-1"), attempt(2, "b1-3")]) == NOW + timedelta(days=2)


def test_the_order_in_which_attempts_were_scored_does_not_matter():
    attempts = [attempt(1, "b1-1", "b1-3"), attempt(2, "b1-1"), attempt(3, "b1-1", "b1-3")]
    assert completed_at(RULE, reversed(attempts)) == NOW + timedelta(days=1)


def test_challenges_are_not_needed_and_do_not_replace_basics():
    assert completed_at(RULE, [attempt(1, "b1-1", "b1-2", "b1-4")]) is None


def test_every_lesson_of_the_rule_is_needed():
    rule = {**RULE, "lessons": ["b1", "b2"]}
    other = attempt(3, "b2-1", lesson="b2", basics={"b2-1"})
    assert completed_at(rule, [attempt(1, "b1-1", "b1-3")]) is None
    assert completed_at(rule, [attempt(1, "b1-1", "b1-3"), other]) == NOW + timedelta(days=3)


SERIES = {"version": 1, "kind": "all_basic", "lessons": ["t0", "t5"], "one_of": ["t1", "t2"]}


def done(day, lesson):
    return attempt(day, "x-1", lesson=lesson, basics={"x-1"})


def test_a_series_asks_for_one_of_ones_own_path_besides_what_everybody_does():
    assert completed_at(SERIES, [done(1, "t0"), done(2, "t5")]) is None
    assert completed_at(SERIES, [done(1, "t1"), done(2, "t2"), done(3, "t0")]) is None
    assert completed_at(SERIES, [done(1, "t0"), done(2, "t2"), done(3, "t5")]) == NOW + timedelta(days=3)
    assert completed_at(SERIES, [done(1, "t0"), done(2, "t5"), done(3, "t1")]) == NOW + timedelta(days=3)
    assert completed_at(SERIES, [done(1, "t0"), done(2, "t5"), done(3, "t4")]) is None


@pytest.mark.parametrize(
    ("school", "path"),
    [
        ("小学校", ["t1"]),
        ("高等学校", ["t3", "t4"]),
        ("特別支援学校", ["t1", "t3", "t4"]),
        (None, ["t1", "t3", "t4"]),
    ],
)
def test_the_path_is_that_of_ones_kind_of_school_as_it_was_promised_before_paths_knew_subjects(
    teacher_of, session, school, path
):
    paths = [
        {"school_types": ["小学校"], "lessons": ["t1"]},
        {"school_types": ["高等学校"], "lessons": ["t3", "t4"]},
        {"school_types": [], "lessons": ["t1", "t3", "t4"]},
    ]
    assert rule_promised_to(session, teacher_of(school, paths))["one_of"] == path


@pytest.fixture
def teacher_of(database, session, classroom):
    """Somebody of this kind of school, in an offering whose rule has these paths."""

    def teacher_of(school, paths):
        with database.transaction() as writing:
            enrolment = writing.scalars(select(Enrolment).filter_by(learner_id=classroom.aoi.id)).first()
            enrolment.offering.completion_rule = {**RULE, "lessons": ["t0"], "paths": paths}
            key = {"learner_id": enrolment.learner_id, "fiscal_year": enrolment.offering.fiscal_year}
            year = writing.get(LearnerYear, key) or LearnerYear(
                **key, audience=Audience.TEACHER, frozen_at=NOW
            )
            year.school_type = school
            writing.add(year)
        return session.get(Enrolment, enrolment.id)

    return teacher_of


def the_teachers_paths():
    return [promised(path) for path in load_courses()["teacher_training"].series.paths]


@pytest.mark.parametrize(
    ("school", "own", "nearest"),
    [
        ("小学校", ["t1"], []),
        ("中学校", ["t2"], ["t1", "t3", "t4"]),
        ("中等教育学校", ["t2", "t3", "t4"], ["t1"]),
        ("義務教育学校", ["t1", "t2"], []),
        ("高等学校", ["t3", "t4"], ["t1", "t2"]),
        ("特別支援学校", ["t1", "t2", "t3", "t4"], []),
    ],
)
def test_a_teacher_of_another_subject_chooses_the_nearest_after_those_of_the_kind_of_school(
    teacher_of, session, school, own, nearest
):
    rule = rule_promised_to(session, teacher_of(school, the_teachers_paths()))
    assert (rule["one_of"], rule["other_subjects"]) == ([*own, *nearest], nearest)


@pytest.mark.parametrize(
    ("school", "module", "completes"),
    [
        ("中学校", "t1", True),
        ("中学校", "t2", True),
        ("高等学校", "t2", True),
        ("中等教育学校", "t3", True),
        ("小学校", "t2", False),
        ("義務教育学校", "t4", False),
    ],
)
def test_who_takes_the_module_that_the_page_told_completes_with_it(
    teacher_of, session, school, module, completes
):
    rule = rule_promised_to(session, teacher_of(school, the_teachers_paths()))
    when = completed_at(rule, [done(1, "t0"), done(2, module)])
    assert when == (NOW + timedelta(days=2) if completes else None)


def test_every_lesson_of_a_path_is_one_of_the_rules_also_those_for_other_subjects():
    paths = [{"school_types": [], "lessons": ["t2"], "other_subjects": ["t1", "t2"]}]
    assert lessons_of({"lessons": ["t0"], "paths": paths}) == ("t0", "t2", "t1")


def test_a_rule_that_names_no_lesson_is_met_by_nobody(database, session, classroom, releases):
    with database.transaction() as writing:
        enrolment = writing.scalars(select(Enrolment).filter_by(learner_id=classroom.aoi.id)).first()
        enrolment.offering.completion_rule = {"version": 1, "kind": "by_moonlight"}
    standing = standing_of(session, session.get(Enrolment, enrolment.id), releases)
    assert not standing.rule_met
    assert not standing.holds


def test_nobody_completes_by_doing_nothing():
    assert completed_at(RULE, []) is None


def test_a_rule_that_nobody_wrote_is_no_silent_completion():
    with pytest.raises(ValueError, match="no such completion rule"):
        completed_at({**RULE, "kind": "attendance"}, [])


@pytest.mark.parametrize("rule", [{"version": 1, "kind": "by_moonlight"}, {}, {"kind": "all_basic"}], ids=str)
def test_an_unknown_rule_costs_nobody_a_score_and_completes_nobody(
    database, session, classroom, attempt, caplog, rule
):
    with database.transaction() as writing:
        writing.merge(classroom.offering).completion_rule = rule
    submission = attempt("b1-1", "b1-2")
    assert session.get(Submission, submission.id).score.points == 5
    assert session.get(Enrolment, submission.enrolment_id).completed_at is None
    assert "completes nobody" in caplog.text


@pytest.mark.parametrize(("shown", "completes"), [(1, True), (2, False), (None, False)])
def test_a_rule_that_was_changed_later_is_for_later_applicants(
    database, session, classroom, attempt, shown, completes
):
    with database.transaction() as writing:
        enrolment = writing.scalars(select(Enrolment).filter_by(learner_id=classroom.aoi.id)).first()
        offering = enrolment.offering
        writing.add(RuleVersion(offering_id=offering.id, version=1, rule=RULE, decided_at=NOW))
        offering.completion_rule = {"version": 2, "kind": "all_basic", "lessons": ["b1", "b2"]}
        enrolment.application = Application(
            learner_id=enrolment.learner_id, offering_id=offering.id, applied_at=NOW,
            state=ApplicationState.ACCEPTED, rule_version=shown,
        )  # fmt: skip
    submission = attempt("b1-1", "b1-2", "b1-3")
    completed = session.get(Enrolment, submission.enrolment_id)
    assert (completed.completed_at is not None) is completes
    assert completed.completion_rule_version == (1 if completes else None)
