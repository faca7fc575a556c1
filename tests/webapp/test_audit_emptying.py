"""Old lines of the audit say nothing any more, its chain stays whole, and emptying a line in secret is found out."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.webapp.around_the_guard import go_around
from tests.webapp.test_audit import LINES, NOW, chain, heads, is_seen, write  # noqa: F401
from webapp.audit import EMPTIED, AuditEntry, broken_links, record
from webapp.audit_emptying import attest_again, empty_old, is_attested
from webapp.audit_heads import anchored

HALF = NOW + timedelta(minutes=LINES // 2)
LATER = NOW + timedelta(days=1)
NOTHING = {"actor": None, "action": "", "subject": "", "detail": {}}


@pytest.fixture
def emptied(database, chain, heads):  # noqa: F811
    """The older half emptied as it should be."""
    with database.transaction() as session:
        assert empty_old(session, HALF, LATER) == LINES // 2
    return heads


def test_the_chain_is_whole_and_the_old_half_says_nothing(database, emptied):
    with database.sessions() as session:
        assert not is_seen(session, emptied)
        assert is_attested(session, anchored(emptied))
        said = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert said == [""] * (LINES // 2) + ["learners_seen"] * (LINES // 2) + [EMPTIED]


def test_doing_it_again_empties_nothing_and_later_the_rest_goes_as_well(database, emptied):
    with database.transaction() as session:
        assert empty_old(session, HALF, LATER) == 0
        assert empty_old(session, LATER + timedelta(days=1), LATER + timedelta(days=2)) == LINES // 2 + 1
    with database.sessions() as session:
        assert not is_seen(session, emptied)
        assert is_attested(session, anchored(emptied))


@pytest.mark.parametrize(
    "change", [{"subject": "offering/1"}, {"actor": 3}, {"digest": "0" * 64}, {"previous": "0" * 64}]
)
def test_an_emptied_line_that_is_written_into_is_seen(database, emptied, change):
    with database.transaction() as session:
        go_around(session.connection()).execute(update(AuditEntry).where(AuditEntry.id == 5).values(**change))
    with database.sessions() as session:
        assert {5, 6} & set(broken_links(session))


def test_a_line_emptied_beyond_what_the_chain_says_is_seen(database, emptied):
    with database.transaction() as session:
        go_around(session.connection()).execute(
            update(AuditEntry).where(AuditEntry.id == LINES - 2).values(NOTHING)
        )
    with database.sessions() as session:
        assert list(broken_links(session)) == [LINES - 2]


def test_who_empties_a_line_and_says_so_in_the_chain_is_found_out_by_the_heads(database, emptied):
    known = anchored(emptied)
    with database.transaction() as session:
        record(session, LATER, None, EMPTIED, "audit", through=LINES - 2)
        # Past the ORM, but by the way that the triggers leave.
        session.connection().execute(update(AuditEntry).where(AuditEntry.id <= LINES - 2).values(NOTHING))
    with database.sessions() as session:
        assert list(broken_links(session)) == []
        assert not is_attested(session, known), "the file outside the database does not know that line"


def test_a_crash_before_the_head_was_written_down_is_mended_by_the_next_round(database, emptied):
    emptied.write_text("\n".join(emptied.read_text().split()[:-1]) + "\n")
    with database.transaction() as session:
        assert not is_attested(session, anchored(emptied))
        assert attest_again(session, anchored(emptied), LATER)
    with database.transaction() as session:
        assert is_attested(session, anchored(emptied))
        assert not attest_again(session, anchored(emptied), LATER)
