"""A draft says what it is about, or is not begun."""

from datetime import date

import pytest

from webapp.reports.frozen.report import Edition, Version
from webapp.reports.releases.drafting import Subject, begin_draft
from webapp.reports.releases.models import DraftState


def test_a_draft_begins_empty(a_draft):
    draft = a_draft()
    assert (draft.state, draft.summary_ja, draft.content) == (DraftState.DRAFTING, "", None)


@pytest.mark.parametrize(
    ("edition", "version", "closing"),
    [
        (Edition.COUNCIL, Version.DRAFT, date(2027, 5, 31)),
        (Edition.COUNCIL, Version.FINAL, date(2027, 3, 30)),
        (Edition.MUNICIPAL, Version.FINAL, date(2027, 5, 31)),
    ],
)
def test_what_could_not_be_released_is_not_begun(session, partner, clock, edition, version, closing):
    subject = Subject(2026, None, edition, version, date(2027, 3, 31), closing)
    with pytest.raises(ValueError, match=r"draft|before|names the town"):
        begin_draft(session, partner, subject, clock())
