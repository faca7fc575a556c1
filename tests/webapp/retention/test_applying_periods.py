"""Periods are applied to whom they concern and nobody else, in batches that may stop anywhere, and how it went is kept."""

import os
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.webapp.retention.planting import later
from tests.webapp.twins import dump
from webapp.audit import AuditEntry
from webapp.db import Database
from webapp.enrolment.models import Enrolment, Learner, Role
from webapp.erasures import noted
from webapp.hub import Hub
from webapp.operating.findings import State
from webapp.operating.machine import retention
from webapp.participation.models import LET_GO, Score, Submission
from webapp.participation.parked import parked
from webapp.retention import applying, job
from webapp.retention.applying import Busy, apply
from webapp.retention.job import Kept, how_it_went, run
from webapp.retention.people import people_due
from webapp.retention.periods import Periods, years_before

NOW = datetime(2027, 10, 2, 3, tzinfo=UTC)  # the classroom's offering ended on 30 September 2026
PERIODS = Periods()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(applying, "BREATH", 0)


@pytest.fixture
def asks(settings):
    """A hub that does not answer: nothing waits for it."""
    hub = Hub(settings.hub_socket, settings.hub_token)
    yield hub
    hub.close()


def kept(database):
    with database.sessions() as session:
        return session.scalar(select(func.count()).select_from(Submission).where(Submission.sha256 != LET_GO))


def test_a_year_before_the_29th_of_february_is_the_28th():
    assert years_before(date(2028, 2, 29), 1) == date(2027, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)


def test_a_course_that_ended_a_year_ago_today_is_kept_until_tomorrow(database, settings, attempt, asks):
    attempt("b1-1")
    midnight = datetime(2027, 9, 30, 15, tzinfo=UTC)  # in Japan
    assert apply(database, settings, asks, midnight - timedelta(seconds=1))["hand_ins"] == 0
    assert apply(database, settings, asks, midnight)["hand_ins"] == 1


def test_the_operator_decides_for_how_long(database, settings, attempt, asks):
    attempt("b1-1")
    longer = replace(settings, keep=Periods(work_years=2))
    assert apply(database, longer, asks, NOW)["hand_ins"] == 0
    assert kept(database) == 1


def test_points_stay_and_what_waits_for_a_score_is_left_alone(database, settings, attempt, asks):
    scored, waiting = attempt("b1-1"), attempt(scored=False)
    apply(database, settings, asks, NOW)
    with database.sessions() as session:
        assert session.get(Submission, scored.id).is_let_go
        assert session.get(Score, scored.id).points == 2
        assert not session.get(Submission, waiting.id).is_let_go
        assert parked(session) == []


def test_looking_first_changes_nothing_and_says_the_same_numbers(app, database, settings, attempt):
    attempt("b1-1"), attempt("b1-2")
    before = dump(database)
    with app.app_context():
        looked = app.test_cli_runner().invoke(args=["apply-retention", "--dry-run", "--at", "2027-10-02"])
        refused = app.test_cli_runner().invoke(args=["apply-retention", "--at", "2027-10-02"])
    assert looked.exit_code == 0, looked.output
    assert "       2  提出物の中身" in looked.output
    assert "2026-10-02 より前、TATEYAMA_KEEP_WORK_YEARS" in looked.output
    assert dump(database) == before
    assert not settings.retention.exists()
    assert refused.exit_code == 2


def test_by_hand_it_says_what_went_and_how_it_went_is_kept(app, database, settings, attempt):
    attempt("b1-1")
    with app.app_context():
        done = app.test_cli_runner().invoke(args=["apply-retention"])
    assert done.exit_code == 0, done.output
    assert "       0  提出物の中身" in done.output  # today the course has just ended
    assert how_it_went(settings.retention).done_at is not None


def test_one_that_is_stopped_between_two_batches_is_finished_by_the_next(
    database, settings, attempt, asks, monkeypatch
):
    for _ in range(3):
        attempt("b1-1")
    monkeypatch.setattr(applying, "AT_ONCE", 1)
    looks = iter([False, True])
    apply(database, settings, asks, NOW, stopped=lambda: next(looks, True))
    assert kept(database) == 2
    assert apply(database, settings, asks, NOW)["hand_ins"] == 2
    with database.sessions() as session:
        told = session.scalars(
            select(AuditEntry.detail).where(AuditEntry.subject == "retention/hand_ins")
        ).all()
    assert told == [{"rows": 1}] * 3


def test_two_never_work_at_once(database, settings, asks):
    with applying._alone(settings), pytest.raises(Busy):
        apply(database, settings, asks, NOW)


def test_an_old_file_that_no_hand_in_names_goes_and_a_young_one_and_a_named_one_stay(
    database, settings, attempt, store, asks
):
    named, old, young = (
        attempt("b1-1").sha256,
        store.keep(b"left by a commit that failed"),
        store.keep(b"just now"),
    )
    now = datetime.now(UTC)
    for sha256 in (named, old):
        os.utime(store.path_of(sha256), times=(1, 1))
    assert apply(database, settings, asks, now)["files"] == 1
    assert [store.path_of(sha256).exists() for sha256 in (named, old, young)] == [True, False, True]


def test_who_took_a_course_since_or_has_a_role_is_not_forgotten(database, settings, classroom, make_learner):
    make_learner((Role.COORDINATOR, None), name="職員", created_at=NOW - timedelta(days=9000))
    newcomer = make_learner(name="新しい人", created_at=NOW)
    never = make_learner(name="受講しなかった人", created_at=NOW - timedelta(days=400))

    def due(at):
        with database.sessions() as session:
            return set(session.scalars(people_due(PERIODS.until(at))))

    assert due(NOW) == {never.id, classroom.stranger.id}
    five = later(classroom.offering, 5)
    assert due(five) == {never.id, newcomer.id, classroom.stranger.id, classroom.aoi.id, classroom.yui.id}


def test_who_is_forgotten_is_noted_so_that_a_restored_backup_forgets_them_too(
    database, settings, classroom, asks
):
    gone = apply(database, settings, asks, later(classroom.offering, 5))
    assert gone["people"] == 3
    assert {erasure.learner for erasure in noted(settings.erasures)} >= {classroom.aoi.id, classroom.yui.id}
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Enrolment)) == 2
        assert set(session.scalars(select(Learner.name))) == {"（消去済み）"}


def test_trouble_is_kept_told_on_the_status_page_and_tried_again_within_the_hour(
    settings, database, asks, monkeypatch
):
    stop = threading.Event()
    run(database, settings, asks, NOW, stop)
    assert how_it_went(settings.retention) == Kept(NOW, NOW)
    broken = Database("sqlite:////nowhere/at/all.sqlite")
    with pytest.raises(Exception, match="unable to open"):
        run(broken, settings, asks, NOW + timedelta(days=1), stop)
    went = how_it_went(settings.retention)
    assert (went.done_at, went.tried_at, went.trouble) == (NOW, NOW + timedelta(days=1), "OperationalError")
    assert not went.is_due(NOW + timedelta(days=1, minutes=59))
    assert went.is_due(NOW + timedelta(days=1, minutes=60))
    found = retention(went, in_demo=False, now=NOW + timedelta(days=1))
    assert (found.state, found.commands) == (State.WARN, ("flask --app webapp apply-retention",))
    assert retention(went, in_demo=False, now=NOW + timedelta(days=8)).state is State.ALARM


def test_the_worker_does_it_by_itself_and_never_in_the_demo(settings, database, attempt, monkeypatch):
    monkeypatch.setattr(job, "LOOK_EVERY", 0.01)
    wait = threading.Event()
    with job.keeping_periods(replace(settings, demo=True), database):
        wait.wait(0.3)
    assert not settings.retention.exists()
    with job.keeping_periods(settings, database):
        for _ in range(500):
            if how_it_went(settings.retention).done_at:
                break
            wait.wait(0.02)
    assert how_it_went(settings.retention).done_at is not None
