"""Prometheus reads how the platform does, with its own token, and learns nothing about anybody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from webapp import create_app
from webapp.enrolment.models import Enrolment, Role
from webapp.mail.models import Message, MessageState
from webapp.operating.metrics import of_workers
from webapp.participation.heartbeat import CLASSES, Beat, Heartbeat
from webapp.participation.models import Submission, SubmissionState

NOW = datetime.now(UTC)
TOKEN = {"Authorization": "Bearer the-metrics-token"}


@pytest.fixture
def read(client):
    """What Prometheus finds: value by name and labels."""

    def read():
        answer = client.get("/metrics", headers=TOKEN)
        assert answer.status_code == 200
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }

    return read


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "token the-metrics-token",
        "Bearer the-service-token",
        "Bearer é",
    ],
)
def test_without_its_own_token_nobody_learns_anything(client, given):
    answer = client.get("/metrics", headers={} if given is None else {"Authorization": given})
    assert (answer.status_code, answer.text) == (401, "")


def test_an_operators_cookie_does_not_open_it(client, sign_in, make_learner):
    assert sign_in(client, make_learner((Role.OPERATOR, None))).get("/metrics").status_code == 401


def test_the_token_opens_no_other_page(client):
    assert client.get("/", headers=TOKEN).status_code == 401


def test_requests_are_counted_by_page_and_answer_and_timed(client, read):
    for address in ("/", "/", "/offerings/4711", "/nowhere/hanako@example.jp"):
        client.get(address)
    found = read()
    assert found["tateyama_requests_total", "programme.catalogue", "200"] == 2
    assert found["tateyama_requests_total", "none", "404"] == 1
    assert found["tateyama_request_seconds_count", "programme.catalogue"] == 2
    assert not [key for key in found if "4711" in str(key) or "hanako" in str(key)]


def test_a_request_that_is_refused_early_or_breaks_is_counted_too(app, read):
    app.testing = False
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    app.test_client().get("/broken")
    app.test_client().post("/language")
    found = read()
    assert found["tateyama_requests_total", "broken", "500"] == 1
    assert found["tateyama_requests_total", "languages.choose", "400"] == 1


def test_queues_are_counted_by_state_and_the_oldest_that_waits_has_an_age(database, read):
    with database.transaction() as session:
        classroom = room.fill(session)
        enrolment = session.scalars(select(Enrolment).filter_by(learner_id=classroom.aoi.id)).first()
        for minutes, state in (
            (90, SubmissionState.PARKED),
            (10, SubmissionState.RUNNING),
            (1, SubmissionState.QUEUED),
        ):
            # Counted from this test's own moment: others may have run for a quarter of an hour before it.
            session.add(hand_in(enrolment, datetime.now(UTC) - timedelta(minutes=minutes), state))
        session.add(message(MessageState.FAILED))
    found = read()
    states = {state: found["tateyama_hand_ins", state] for state in ("queued", "running", "parked", "graded")}
    assert states == {"queued": 1, "running": 1, "parked": 1, "graded": 0}
    assert 600 <= found["tateyama_oldest_waiting_seconds",] < 660
    assert found["tateyama_mail", "failed"] == 1
    assert found["tateyama_mail", "queued"] == 0


def test_disk_and_workers_are_told(settings, read):
    Heartbeat(settings.heartbeats).looked()
    found = read()
    assert 0 < found["tateyama_disk_free_bytes",] < found["tateyama_disk_bytes",]
    (age,) = (value for key, value in found.items() if key[0] == "tateyama_worker_heartbeat_age_seconds")
    assert age < 5


def test_gradings_are_a_histogram_whose_classes_add_up():
    beat = Beat("w", NOW - timedelta(seconds=3), (2, 0, 1, 0, 0, 0, 0, 0, 0, 1), 1000.45)
    age, grading = of_workers([beat], NOW)
    assert [sample.value for sample in age.samples] == [3]
    buckets = [sample.value for sample in grading.samples if sample.name.endswith("_bucket")]
    assert buckets == [2, 2, 3, 3, 3, 3, 3, 3, 3, 4]
    assert len(buckets) == len(CLASSES) + 1
    assert {sample.name[24:]: sample.value for sample in grading.samples if "bucket" not in sample.name} == {
        "_count": 4,
        "_sum": 1000.45,
    }


def test_while_the_database_is_away_the_rest_is_told(settings):
    app = create_app(replace(settings, database_url=f"sqlite:///{settings.data}/missing/tateyama.sqlite"))
    answer = app.test_client().get("/metrics", headers=TOKEN)
    app.extensions["hub"].close()
    assert answer.status_code == 200
    assert "tateyama_database_up 0.0" in answer.text
    assert "tateyama_disk_free_bytes" in answer.text


def test_two_applications_count_apart(settings, client, app):
    other = create_app(settings)
    client.get("/")
    text = other.test_client().get("/metrics", headers=TOKEN).text
    other.extensions["database"].close()
    other.extensions["hub"].close()
    assert "programme.catalogue" not in text


def hand_in(enrolment, at, state):
    return Submission(
        learner_id=enrolment.learner_id, enrolment_id=enrolment.id, course_slug="beginner", lesson_slug="b1",
        release_digest="0" * 64, sha256="0" * 64, size=1, idempotency_key=at.isoformat(), received_at=at, state=state,
    )  # fmt: skip


def message(state):
    return Message(
        key="1", template="code", address="hanako@example.jp", language="ja", subject="s", body="b",
        essential=True, state=state, queued_at=NOW, next_try_at=NOW,
    )  # fmt: skip
