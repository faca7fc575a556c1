"""Drafts are on the server, and of two devices that write at once neither loses a word."""

from datetime import timedelta

import pytest

from tests.webapp.participation import classroom as room
from webapp.enrolment.models import Enrolment
from webapp.participation.plain import drafts
from webapp.participation.plain.drafts import (
    Typed,
    aside_of,
    drafts_of,
    drop_aside,
    keep_draft,
    restore,
    take,
)
from webapp.participation.plain.owners import Owner

pytestmark = room.on_both_databases
ANSWER = "b1-1-answer"


@pytest.fixture
def owner(database, classroom):
    return owner_of(database, classroom.aoi)


def owner_of(database, learner):
    with database.sessions() as session:
        return Owner(session.query(Enrolment).filter_by(learner_id=learner.id).one().id)


@pytest.fixture
def keep(database, owner):
    minutes = iter(range(1000))

    def keep(text, revision=0, origin="one", whose=None):
        typed = Typed(ANSWER, text, revision, origin)
        at = room.NOW + timedelta(minutes=next(minutes))
        with database.transaction() as session:
            kept = keep_draft(session, whose or owner, "b1", typed, at)
            return kept.aside, kept.draft.revision

    return keep


@pytest.fixture
def there(database, owner):
    """The draft that counts, and those kept aside, newest first."""

    def there():
        with database.sessions() as session:
            counts = drafts_of(session, owner, "b1")
            aside = aside_of(session, owner, "b1", [ANSWER])
            return counts[ANSWER].text if ANSWER in counts else None, [row.text for row in aside]

    return there


def test_what_is_saved_counts_and_each_change_has_its_number(keep, there):
    assert [keep("a"), keep("ab", 1), keep("ab", 2), keep("abc", 2)] == [
        (False, 1),
        (False, 2),
        (False, 2),
        (False, 3),
    ]
    assert there() == ("abc", [])


def test_a_second_device_overwrites_nothing(keep, there):
    keep("start")
    keep("first device", 1, "one")
    assert keep("second device", 1, "two")[0]
    assert there() == ("first device", ["second device"])


def test_a_page_that_saves_again_and_again_keeps_one_draft_aside(keep, there):
    keep("start")
    keep("first device", 1, "one")
    for text in ("s", "se", "sec"):
        keep(text, 1, "two")
    assert there() == ("first device", ["sec"])


def test_the_same_text_from_two_devices_is_no_conflict(keep, there):
    keep("start")
    keep("same", 1, "one")
    assert keep("same\r\n".rstrip(), 1, "two") == (False, 2)
    assert there() == ("same", [])


def test_a_draft_kept_aside_is_brought_back_and_the_other_kept(database, owner, keep, there):
    keep("start")
    keep("first", 1, "one")
    keep("second", 1, "two")
    with database.transaction() as session:
        (aside,) = aside_of(session, owner, "b1", [ANSWER])
        assert restore(session, owner, aside.id, room.NOW) is not None
    assert there() == ("second", ["first"])


def test_nobody_brings_back_somebody_elses(database, classroom, owner, keep, there):
    keep("start")
    keep("first", 1, "one")
    keep("second", 1, "two")
    with database.transaction() as session:
        (aside,) = aside_of(session, owner, "b1", [ANSWER])
        assert restore(session, owner_of(database, classroom.yui), aside.id, room.NOW) is None
    assert there() == ("first", ["second"])


def test_beginning_with_other_answers_keeps_the_drafts_aside(database, owner, keep, there):
    keep("mine")
    with database.transaction() as session:
        take(session, owner, "b1", {ANSWER: "handed in", "b1-2-answer": "too"}, room.NOW)
    assert there() == ("handed in", ["mine"])
    with database.transaction() as session:
        take(session, owner, "b1", {ANSWER: "handed in"}, room.NOW)
    assert there() == ("handed in", ["mine"])


def test_drafts_aside_go_only_when_somebody_says_so(database, owner, keep, there):
    keep("start")
    keep("first", 1, "one")
    for number in range(30):
        keep(f"other {number}", 1, f"page {number}")
    assert there()[1] == [f"other {number}" for number in range(29, 9, -1)]
    assert len(there()[1]) == drafts.MOST_ASIDE
    with database.transaction() as session:
        drop_aside(session, owner, "b1", [ANSWER])
    assert there() == ("first", [])


def test_what_a_database_refuses_is_taken_out_and_what_is_too_long_cut(keep, there):
    keep("a\x00b\r\nc\rd\ud800" + "x" * drafts.LARGEST)
    text = there()[0]
    assert text.startswith("ab\nc\nd?x")
    assert len(text) == drafts.LARGEST


def test_two_people_have_drafts_of_their_own(database, classroom, keep, there):
    keep("mine")
    keep("theirs", whose=owner_of(database, classroom.yui))
    assert there() == ("mine", [])
