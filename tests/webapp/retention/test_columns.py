"""Every column has a purpose, a period and an owner; a new one without fails here, and periods are what really happens."""

import re
import tomllib
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.webapp.small_hub import small_hub
from tests.webapp.twins import NOW, TODAY, fill_twice
from webapp.enrolment.rosters.models import RosterImport, RosterState
from webapp.hub import Hub
from webapp.mail.models import Message, MessageState
from webapp.participation.models import Submission, SubmissionState
from webapp.programme.models import Offering
from webapp.programme.needs.models import NeedMove, NeedState
from webapp.retention import applying, columns
from webapp.retention.applying import apply
from webapp.schema import whole_metadata

YEAR = timedelta(days=366)


def test_every_column_has_a_purpose_a_period_and_an_owner():
    known = Counter((column.table, column.name) for column in columns.register())
    there = {
        (table.name, column.name) for table in whole_metadata().tables.values() for column in table.columns
    }
    assert set(known) == there
    assert set(known.values()) == {1}, "a column stands in one line"


def test_a_word_that_the_register_does_not_explain_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "columns.toml"
    file.write_text(columns.FILE.read_text().replace('"identify people host:', '"curiosity people host:', 1))
    monkeypatch.setattr(columns, "FILE", file)
    with pytest.raises(ValueError, match="curiosity"):
        columns.register()


# Every kind but what stays for good, which says nothing of whose it is, or nothing of people.
TRIED = ("work", "people", "audit", "logs", "contacts", "visits", "use")


def test_every_kind_of_period_is_tried():
    kinds = tomllib.loads(columns.FILE.read_text(encoding="utf-8"))["keeps"]
    assert set(kinds) == {*TRIED, "counts", "course"}


CASE = (
    *("title", "organisation", "field", "problem", "effort", "result", "wish"),
    *("consent_version", "approved_sha256"),
)


@pytest.fixture
def world(database):
    """Somebody with a row in every table, whose work is graded and whose lists and mail are done with."""
    with database.transaction() as session:
        first, _second = fill_twice(session)
        session.execute(update(Submission).values(state=SubmissionState.GRADED))
        session.execute(update(RosterImport).values(state=RosterState.APPLIED))
        session.execute(update(Message).values(state=MessageState.SENT))
        session.execute(update(Offering).values(ends_on=TODAY))
        session.execute(update(NeedMove).values(state=NeedState.MET))
    return first


def words_in(database, keeps):
    """The first world's words that stand in columns of these periods, by column."""
    wanted = [column for column in columns.register() if column.keep in keeps]
    with database.sessions() as session:
        found = set()
        for column in wanted:
            stored = whole_metadata().tables[column.table].c[column.name]
            if any(re.search(r"first-", str(value)) for value in session.scalars(select(stored))):
                found.add(f"{column.table}.{column.name}")
    return found


def test_after_its_period_no_column_says_anything_any_more(world, database, settings, monkeypatch):
    monkeypatch.setattr(applying, "BREATH", 0)
    kept = {keep: words_in(database, {keep}) for keep in TRIED}
    assert all(kept.values())
    with small_hub(settings.hub_socket):
        hub = Hub(settings.hub_socket, settings.hub_token)
        apply(database, settings, hub, NOW + timedelta(days=5))
        assert {keep: words_in(database, {keep}) for keep in kept} == kept, "nothing goes before its time"
        apply(database, settings, hub, NOW + YEAR + timedelta(days=5))
        assert words_in(database, {"work", "logs", "contacts"}) == set()
        assert words_in(database, {"visits"}) == kept["visits"]
        staff = words_in(database, {"people"})
        apply(database, settings, hub, NOW + 5 * YEAR + timedelta(days=5))
        hub.close()
    assert words_in(database, {"audit", "visits", "use"}) == set()
    # The office's people and the instructor stay, as long as they have a role.
    assert staff - words_in(database, {"people"}) == {
        "guest_contact.name",
        "guest_contact.organisation",
        "guest_contact.address",
        "guest_contact.notice_version",
        *(f"correction.{name}" for name in ("field", "before", "after", "note", "answer")),
        "learner_year.organisation",
        "learner_year.school",
        "letter.addressee",
        "unsubscribed.address",
        *(f"use_case.{name}" for name in CASE),
        "certificate.name",
        "certificate.initials",
        "certificate.revoked_reason",
        "certificate_name.name",
        "certificate_name.instead_of",
        "open_badge.jwt",
        "completion_decision.reason",
    }
    with database.sessions() as session:
        learner = whole_metadata().tables["learner"].c
        names = session.scalars(select(learner.name).where(learner.id == world.people["learner"].id)).all()
    assert "first" not in str(names)
