"""The channel of a learner's server, the instructor's page and the learner's own."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.participation.activity.models import DailyActivity

ACTIVITY = "/services/tateyama/api/activity"
REPORT = {"courses": {"beginner": {"saves": 3, "runs": 10}}}


@pytest.fixture
def tell(client):
    def tell(token, report=REPORT, key=None):
        return client.post(ACTIVITY, json=report, headers={**token, "Idempotency-Key": key or str(uuid4())})

    return tell


def test_a_learners_server_is_counted_once_per_key(tell, aoi, session):
    key = str(uuid4())
    for counted in (1, 0):
        answer = tell(aoi, key=key)
        assert (answer.status_code, answer.json) == (201, {"counted": counted})
    (row,) = session.scalars(select(DailyActivity))
    assert (row.saves, row.runs) == (3, 10)


def test_without_a_token_or_a_key_nothing_is_counted(tell, client, aoi, session):
    assert tell({}).status_code == 401
    assert client.post(ACTIVITY, json=REPORT, headers=aoi).status_code == 400
    assert tell(aoi, {"courses": []}).json["error"] == "bad_report"
    assert tell(aoi, {"courses": {"x" * 5000: {"saves": 1, "runs": 1}}}).status_code == 413
    assert session.scalars(select(DailyActivity)).all() == []


def test_the_instructor_sees_who_goes_on_and_the_look_is_kept(
    tell, aoi, client, sign_in, instructor, classroom, database
):
    tell(aoi)
    page = sign_in(client, instructor).get(f"/services/tateyama/teaching/{classroom.offering.id}/activity")
    assert page.status_code == 200
    going_on = page.text.split('id="going_on"')[1].split("</section>")[0]
    assert classroom.aoi.name in going_on
    assert "成績や修了の判定、報告書の数値には使いません" in page.text
    with database.sessions() as session:
        assert "activity_seen" in session.scalars(select(AuditEntry.action)).all()


def test_a_learner_sees_their_own_sums(tell, aoi, client, sign_in, classroom):
    tell(aoi)
    page = sign_in(client, classroom.aoi).get("/services/tateyama/my-page/activity").text
    assert "<span>実行 10</span>" in page
