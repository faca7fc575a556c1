"""マイページ: the next step first, then dates, then how far one is; nobody else's."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from course.catalogue import ROOT, load_courses, read_releases
from course.publish import publish
from webapp.enrolment.models import Enrolment
from webapp.my_page import next_step
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.queries import ExerciseProgress, LessonProgress, OfferingProgress
from webapp.programme.audience import Audience
from webapp.programme.models import Meeting, MeetingMode, MeetingState, OfferingState

NOW = datetime.now(UTC)


@pytest.fixture
def lesson(settings):
    """初級 B1, built, and no lesson after it: what stands first is then B1's."""
    beginner = load_courses(ROOT)["beginner"]
    publish([replace(beginner, lessons=beginner.lessons[:1])], settings.releases)
    return read_releases(settings.releases).current("beginner", "b1")


@pytest.fixture
def learner(client, sign_in, make_learner):
    learner = make_learner(name="架空 葵")
    sign_in(client, learner)
    return learner


@pytest.fixture
def enrolment(database, learner, make_offering):
    offering = make_offering()
    with database.transaction() as session:
        enrolment = Enrolment(
            learner_id=learner.id,
            offering_id=offering.id,
            audience=Audience.PRIVATE,
            enrolled_at=NOW,
        )
        session.add(enrolment)
    return enrolment


@pytest.fixture
def hand_in(database, lesson, enrolment):
    """Hand in work that passes the first few exercises; without a number it is not scored yet."""

    def hand(passes=None):
        submission = Submission(
            learner_id=enrolment.learner_id,
            enrolment_id=enrolment.id,
            course_slug="beginner",
            lesson_slug="b1",
            release_digest=lesson.digest,
            sha256="0" * 64,
            size=1,
            idempotency_key=str(uuid4()),
            received_at=NOW,
            state=SubmissionState.QUEUED,
        )
        if passes is not None:
            submission.state = SubmissionState.GRADED
            submission.score = score_of(lesson, passes)
        with database.transaction() as session:
            session.add(submission)
        return submission

    return hand


def score_of(lesson, passes):
    exercises = [
        {
            "id": exercise.id,
            "points": exercise.points * passed,
            "max_points": exercise.points,
            "passed": passed,
        }
        for exercise, passed in zip(lesson.exercises, (n < passes for n in range(99)), strict=False)
    ]
    points = sum(exercise["points"] for exercise in exercises)
    return Score(
        state="graded",
        points=points,
        max_points=lesson.max_points,
        sheet={"exercises": exercises, "message": None},
        recorded_at=NOW,
    )


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get("/my-page").status_code == 302


def test_without_an_enrolment_the_page_says_how_it_fills(client, learner):
    page = client.get("/my-page").text
    assert "架空 葵さん" in page
    assert "まだ受講している講座がありません" in page


def test_the_first_lesson_is_the_next_step(client, lesson, enrolment):
    page = client.get("/my-page").text
    assert page.count("学習を始める") == 1
    assert 'href="/hub/user-redirect/lab/tree/beginner/b1/lesson.ipynb"' in page
    assert "まだ採点された提出物はありません" in page


def test_the_exercises_of_a_lesson_fold_away_until_something_was_handed_in(
    client, lesson, hand_in, enrolment
):
    folded = f"<summary>問の一覧（{len(lesson.exercises)}問）</summary>"
    assert folded in client.get("/my-page").text
    hand_in()
    page = client.get("/my-page").text
    assert folded not in page
    assert f"1. {lesson.exercises[0].title.ja}" in page


def test_where_the_check_found_no_way_to_lab_the_large_button_leads_to_the_plain_page(
    client, lesson, enrolment
):
    client.set_cookie("tateyama_websocket", "no", path="/services/tateyama")
    page = client.get("/my-page").text
    assert re.search(
        r'class="action" href="/services/tateyama/plain/beginner/b1">この画面で学習を始める', page
    )
    assert "この端末では JupyterLab がつながらないため" in page
    assert 'href="/services/tateyama/check"' in page
    assert '<a href="/hub/user-redirect/lab/tree/beginner/b1/lesson.ipynb">それでも JupyterLab で開く' in page


@pytest.mark.parametrize("value", ["", "yes", "ok", "NO", "<no>"])
def test_nothing_else_in_that_cookie_changes_the_page(client, lesson, enrolment, value):
    before = client.get("/my-page").text
    client.set_cookie("tateyama_websocket", value, path="/services/tateyama")
    assert client.get("/my-page").text.count("それでも") == before.count("それでも") == 0


def test_a_score_shows_what_was_passed_and_what_is_left(client, lesson, hand_in):
    submission = hand_in(passes=3)
    page = client.get("/my-page").text
    points = sum(exercise.points for exercise in lesson.exercises[:3])
    assert f"得点 {points} / {lesson.max_points}" in page
    assert f'aria-label="{lesson.max_points}点中{points}点"' in page
    assert "基本 3 / 5" in page
    assert "あと2問" in page
    assert re.search(r'class="action" href="/hub/user-redirect/lab/tree/beginner/b1/exercise.ipynb"', page)
    assert submission.number in page
    assert page.count('class="passed"') == 3


def test_work_that_waits_for_its_score_says_so(client, hand_in):
    hand_in()
    assert "採点待ち" in client.get("/my-page").text


def test_when_all_basic_exercises_are_passed_nothing_is_pressing(client, lesson, hand_in):
    hand_in(passes=len(lesson.exercises))
    page = client.get("/my-page").text
    assert "学習を始める" not in page
    assert "基本すべて合格" in page
    assert "いま取り組む演習課題はありません" in page


def test_after_the_basics_the_open_challenges_are_the_next_step(client, database, lesson, hand_in):
    submission = hand_in(passes=len(lesson.exercises))
    challenge = next(exercise.id for exercise in lesson.exercises if exercise.kind == "challenge")
    with database.transaction() as session:
        score = session.merge(submission.score)
        score.sheet = {
            **score.sheet,
            "exercises": [
                {**item, "passed": item["id"] != challenge} for item in submission.score.sheet["exercises"]
            ],
        }
    page = client.get("/my-page").text
    assert re.search(r'class="action" href="[^"]*/b1/exercise.ipynb">挑戦の問題に進む<', page)
    assert "基本の問題はすべて合格です" in page
    assert "いま取り組む演習課題はありません" not in page


def made_up(rule, passed, begun=()):
    """Progress in a course of four lessons, each of one 基本 exercise: those passed, and those handed in but not."""
    lessons = tuple(
        LessonProgress(
            SimpleNamespace(lesson=slug), None, 1, (ExerciseProgress(SimpleNamespace(kind="basic"), slug in passed),),
            int(slug in begun), None, None, None,
        )
        for slug in ("t0", "t1", "t2", "t5")
    )  # fmt: skip
    enrolment = SimpleNamespace(offering=SimpleNamespace(state=OfferingState.RUNNING))
    return OfferingProgress(enrolment, lessons, *rule)


@pytest.mark.parametrize(
    ("passed", "next_one"),
    [((), "t0"), (("t0",), "t2"), (("t0", "t2"), "t5"), (("t0", "t2", "t5"), None), (("t0", "t5"), "t2")],
)
def test_the_next_step_of_a_series_is_what_its_completion_asks_for(passed, next_one):
    step = next_step([made_up((("t0", "t5"), ("t2",)), passed)])
    assert (step.lesson.release.lesson if step else None) == next_one


def test_where_one_of_several_is_enough_the_others_are_nobodys_next_step():
    free = (("t0", "t5"), ("t1", "t2"))
    assert next_step([made_up(free, ("t0",))]).lesson.release.lesson == "t1"
    assert next_step([made_up(free, ("t0", "t2"))]).lesson.release.lesson == "t5"
    assert next_step([made_up(free, ("t0", "t2", "t5"))]) is None


def test_a_module_for_teachers_of_other_subjects_is_a_next_step_once_it_was_begun():
    by_subject = (("t0", "t5"), ("t2", "t1"), ("t1",))
    assert next_step([made_up(by_subject, ("t0",))]).lesson.release.lesson == "t2"
    assert next_step([made_up(by_subject, ("t0",), begun=("t1",))]).lesson.release.lesson == "t1"
    assert next_step([made_up(by_subject, ("t0", "t1"))]).lesson.release.lesson == "t5"


def test_who_has_a_path_is_told_it_and_what_teachers_of_other_subjects_may_take(
    client, lesson, enrolment, database
):
    paths = [{"school_types": [], "lessons": ["t2"], "other_subjects": ["t1", "t2", "t3"]}]
    with database.transaction() as session:
        row = session.get(Enrolment, enrolment.id)
        row.offering.completion_rule = {"version": 1, "kind": "all_basic", "lessons": ["t0"], "paths": paths}
    page = " ".join(client.get("/services/tateyama/my-page").text.split())
    assert "修了に必要なのは T0 と、T2です。" in page
    assert "ほかの教科の先生は、T1・T3 のうち近いものでも修了できます。" in page


def test_on_a_small_screen_the_page_says_how_to_work_without_notebooks(client, lesson, enrolment):
    page = client.get("/my-page").text
    assert "JupyterLab が開かないネットワークでは「この画面で解く」をお使いください。" in page
    assert '/plain/beginner/b1">この画面で解く（JupyterLab を使わない）</a>' in page


def test_what_is_left_to_complete_stands_under_the_course(client, lesson, enrolment, database):
    with database.transaction() as session:
        row = session.get(Enrolment, enrolment.id)
        row.offering.completion_rule = {"version": 1, "kind": "all_basic", "lessons": ["b1", "b2"]}
    page = " ".join(client.get("/services/tateyama/my-page").text.split())
    assert "修了まで: 基本の問題をすべて合格したレッスン 0/2（必要 2/2） · 残り: B1, B2" in page


def test_the_next_classes_are_listed_without_the_cancelled(client, database, enrolment):
    with database.transaction() as session:
        for number, state in enumerate((MeetingState.PLANNED, MeetingState.CANCELLED), start=1):
            starts_at = NOW + timedelta(days=number)
            session.add(
                Meeting(
                    offering_id=enrolment.offering_id,
                    number=number,
                    starts_at=starts_at,
                    ends_at=starts_at + timedelta(hours=2),
                    mode=MeetingMode.IN_PERSON,
                    state=state,
                )
            )
    page = client.get("/my-page").text
    assert "初級（夜間） 第1回" in page
    assert "第2回" not in page


def test_nobody_sees_another_persons_page(client, hand_in, sign_in, make_learner):
    submission = hand_in(passes=7)
    sign_in(client, make_learner(name="別の 人"))
    page = client.get("/my-page").text
    assert submission.number not in page
    assert "架空 葵" not in page
