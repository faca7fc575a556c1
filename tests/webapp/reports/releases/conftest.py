"""A draft, three coordinators, and a report small enough to read."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from webapp.enrolment.models import Role
from webapp.region import Words
from webapp.reports.disclosure.result import Protected
from webapp.reports.frozen.report import Edition, ParticipationReport, Section, Version
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Sign
from webapp.reports.releases.drafting import Subject, begin_draft
from webapp.reports.releases.releasing import release
from webapp.reports.releases.steps import confirm, decide, hand_in, look_at_protection

# Nobody stands behind these counts: nothing has to be proved of them.
PROTECTION = {
    name: Protected(name, threshold, {}, seed="kept apart").as_data()
    for name, threshold in (("council", 5), ("public", 10))
}


def _words(ja):
    return Words(ja, "English")


@pytest.fixture
def clock():
    """One minute later at each look."""
    minutes = count()
    return lambda: datetime(2027, 6, 1, 3, tzinfo=UTC) + timedelta(minutes=next(minutes))


@pytest.fixture(scope="session")
def a_report():
    """延べ受講者数 by course, given as {"beginner": 120, …}."""

    def make(cells, edition=Edition.COUNCIL):
        rows = tuple(Row(key, _words(key), (cell,)) for key, cell in cells.items())
        column = Column("I06", _words("延べ受講者数"), _words("人"), "I06")
        table = Table("courses", _words("講座別"), _words("講座"), (column,), rows)
        section = Section("main", _words("主要指標"), (_words("架空のデータ"),), (table,))
        return ParticipationReport(
            title=_words("受講状況報告書"),
            number="",
            edition=edition,
            version=Version.DRAFT,
            fiscal_year=2026,
            quarter=None,
            as_of=date(2027, 3, 31),
            closing=date(2027, 5, 31),
            made_at=datetime(2027, 6, 1, tzinfo=UTC),
            made_by=_words("事務局"),
            invented=True,
            sections=(section,),
        )

    return make


@pytest.fixture
def report(a_report):
    return a_report({"beginner": 120, "intermediate": Sign.HIDDEN})


@pytest.fixture
def partner(make_partner):
    return make_partner()


@pytest.fixture
def people(make_learner, partner):
    """Three coordinators of the partnership."""
    return [make_learner((Role.COORDINATOR, partner)) for _ in range(3)]


@pytest.fixture
def a_draft(session, partner, clock):
    def make(version=Version.FINAL, edition=Edition.COUNCIL, **given):
        subject = Subject(2026, None, edition, version, date(2027, 3, 31), date(2027, 5, 31), **given)
        return begin_draft(session, partner, subject, clock())

    return make


@pytest.fixture
def decided(session, a_draft, people, clock):
    """A draft that has gone through all three hands."""

    def make(report, **given):
        first, second, third = people
        draft = a_draft(edition=report.edition, **given)
        hand_in(session, draft, report, PROTECTION, first, clock())
        look_at_protection(session, draft, {"hidden": 1}, second, clock())
        confirm(session, draft, second, clock())
        decide(session, draft, third, clock())
        return draft

    return make


@pytest.fixture
def released(session, decided, people, clock):
    return lambda report, **given: release(session, decided(report, **given), people[2], clock())
