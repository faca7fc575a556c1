"""A process that dies anywhere between upload and receipt loses nothing it acknowledged and doubles nothing."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from webapp.participation.models import Submission

CHECKOUT = Path(__file__).resolve().parents[3]
SUBMISSIONS = "/services/tateyama/api/submissions"
KEY = str(UUID(int=7))

# The real application in a process of its own, which ends without a word at the named point.
DIES = """
import os, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.orm import Session
from tests.webapp.participation import classroom
from webapp import create_app
from webapp.config import Settings
from webapp.participation.storage import SubmissionStore

data, point, key = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def reached(name):
    if name == point:
        os._exit(9)

settings = Settings(data, data / "run", f"sqlite:///{data / 'tateyama.sqlite'}", "the-service-token", "v", "s", "g", "m")
app = create_app(settings)
app.extensions["participation"].store = SubmissionStore(settings.submissions, reached)
event.listen(Session, "after_flush", lambda session, _: session.info.update(writes=True))
for point_of_commit in ("before", "after"):
    def committing(session, name=f"{point_of_commit} commit"):
        if session.info.get("writes") and not session.in_nested_transaction():
            reached(name)
    event.listen(Session, f"{point_of_commit}_commit", committing)
answer = app.test_client().post(
    "/services/tateyama/api/submissions",
    headers={"Authorization": "token aoi's", "Idempotency-Key": key},
    data=classroom.work(),
)
reached("answered")
sys.exit(answer.status_code)
"""


@pytest.mark.parametrize(
    ("point", "kept"),
    [
        ("half written", False),
        ("written", False),
        ("synced", False),
        ("renamed", False),
        ("kept", False),
        ("before commit", False),
        ("after commit", True),
        ("answered", True),
    ],
)
def test_the_retry_with_the_same_key_gets_one_receipt_for_whole_bytes(
    client, hub, classroom, settings, store, session, point, kept
):
    aoi = hub.know("aoi's", classroom.aoi.hub_user)
    ended = subprocess.run(
        [sys.executable, "-c", DIES, settings.data, point, KEY], cwd=CHECKOUT, timeout=60, check=False
    )
    assert ended.returncode == 9
    before = session.scalars(select(Submission)).all()
    assert len(before) == kept
    session.rollback()
    answer = client.post(SUBMISSIONS, headers={**aoi, "Idempotency-Key": KEY}, data=room.work())
    assert answer.status_code == (200 if kept else 201)
    (row,) = session.scalars(select(Submission)).all()
    assert answer.json["number"] == row.number
    assert store.read(row.sha256) == room.work()
