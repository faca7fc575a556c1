"""A release is numbered, never changes, and is followed by a correction alone."""

import pytest
from sqlalchemy import delete, select, update

from tests.webapp.participation import classroom as room
from webapp.audit import AuditEntry
from webapp.reports.frozen.report import Edition, Version
from webapp.reports.numerals import Sign
from webapp.reports.releases.models import CopyLog, ReportRelease
from webapp.reports.releases.releasing import (
    NotReleasable,
    ReleaseIsFrozen,
    copy_table,
    release,
    report_of,
)

pytestmark = room.on_both_databases


def _why(called, *arguments, **given):
    with pytest.raises(NotReleasable) as refused:
        called(*arguments, **given)
    return refused.value.code


def test_what_was_decided_is_released_with_its_number(released, report):
    made = released(report)
    printed = report_of(made)
    assert (printed.number, printed.version, printed.tables) == ("第1号", Version.FINAL, report.tables)
    assert made.snapshot["protection"]["council"]["kept_apart"]["seed"] == "kept apart"


def test_numbers_follow_one_another_in_a_year(released, report, a_report):
    assert released(report, version=Version.PRELIMINARY).number == 1
    assert released(report).number == 2
    assert released(a_report({"beginner": 120}, Edition.PUBLIC)).number == 3


def test_nothing_is_released_before_it_was_decided(session, a_draft, people, clock):
    assert _why(release, session, a_draft(), people[0], clock()) == "not_decided"


def test_a_draft_changed_behind_its_deciders_is_not_released(
    session, decided, report, a_report, people, clock
):
    draft = decided(report)
    draft.content = {"report": a_report({"beginner": 1}).as_data(), "protection": {}}
    session.flush()
    assert _why(release, session, draft, people[2], clock()) == "changed_since"


def test_a_draft_is_released_once(session, decided, report, people, clock):
    draft = decided(report)
    release(session, draft, people[2], clock())
    assert _why(release, session, draft, people[2], clock()) == "already_released"


def test_settled_values_come_once(released, report):
    released(report)
    assert _why(released, report) == "already_final"
    assert _why(released, report, version=Version.PRELIMINARY) == "already_final"


def test_a_correction_names_the_newest_and_its_reason(released, report):
    first = released(report)
    wrong = {"version": Version.CORRECTED, "reason": "入力の誤り"}
    assert _why(released, report, **wrong) == "nothing_to_correct"
    assert _why(released, report, **{**wrong, "replaces_number": 1, "reason": " "}) == "no_reason"
    second = released(report, **wrong, replaces_number=1)
    assert (second.replaces_id, second.version) == (first.id, Version.CORRECTED)
    assert _why(released, report, **wrong, replaces_number=1) == "nothing_to_correct"


def test_what_was_hidden_once_stays_hidden(released, report, a_report):
    released(report, version=Version.PRELIMINARY)
    assert _why(released, a_report({"beginner": 120, "intermediate": 3})) == "uncovers"
    assert _why(released, a_report({"beginner": 120, "intermediate": Sign.NIL})) == "uncovers"


def test_the_public_is_not_told_what_the_council_is_not(released, report, a_report):
    released(report)
    told = a_report({"beginner": 120, "intermediate": 3}, Edition.PUBLIC)
    assert _why(released, told) == "uncovers"


def test_more_may_be_hidden_later(released, report, a_report):
    released(report, version=Version.PRELIMINARY)
    masked = a_report({"beginner": Sign.HIDDEN, "intermediate": Sign.HIDDEN})
    assert report_of(released(masked)).tables == masked.tables


def _change_one(session, made):
    made.reason = "あとから"
    session.flush()


def _delete_one(session, made):
    session.delete(made)
    session.flush()


def _change_all(session, _):
    session.execute(update(ReportRelease).values(reason="あとから"))


def _delete_all(session, _):
    session.execute(delete(ReportRelease))


@pytest.mark.parametrize("change", [_change_one, _delete_one, _change_all, _delete_all])
def test_a_release_never_changes(session, released, report, change):
    made = released(report)
    session.commit()
    with pytest.raises(ReleaseIsFrozen):
        change(session, made)
    session.rollback()
    assert session.scalars(select(ReportRelease.reason)).all() == [""]


def test_a_snapshot_changed_behind_the_orm_is_noticed(session, released, report, a_report):
    made = released(report)
    snapshot = {"report": a_report({"beginner": 1}).as_data(), "protection": {}}
    session.connection().execute(update(ReportRelease.__table__).values(snapshot=snapshot))
    session.expire(made)
    with pytest.raises(ValueError, match="changed"):
        report_of(made)


def test_a_copy_is_of_published_cells_and_is_logged(session, released, report, people, clock):
    made = released(report)
    table = copy_table(session, made, "courses", people[0], clock())
    assert [row.cells for row in table.rows] == [(120,), (Sign.HIDDEN,)]
    assert session.scalars(select(CopyLog.table_key)).all() == ["courses"]
    assert session.scalars(select(AuditEntry).where(AuditEntry.action == "report_copied")).one()


def test_there_is_no_copy_of_a_table_that_was_not_published(session, released, report, people, clock):
    made = released(report)
    with pytest.raises(KeyError):
        copy_table(session, made, "towns", people[0], clock())
    assert session.scalars(select(CopyLog)).all() == []
