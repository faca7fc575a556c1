"""What happens in the records after a release: its bytes stay, and the 訂正版 alone says otherwise."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.reports import golden_worlds as golden
from tests.webapp.reports.indicators.worlds import REGION, World, at
from webapp.enrolment.models import Enrolment
from webapp.reports.frozen.report import Edition, Version
from webapp.reports.releases.changes import errata
from webapp.reports.releases.drafting import Subject, begin_draft
from webapp.reports.releases.files import file_names, file_of
from webapp.reports.releases.making import Maker, protection_data
from webapp.reports.releases.open_data import packed
from webapp.reports.releases.releasing import release, report_of
from webapp.reports.releases.steps import confirm, decide, hand_in, look_at_protection

pytestmark = room.on_both_databases


@pytest.fixture
def released_now(session, partner, people, clock):
    """Take the public report of the year, as the records stand, through all hands."""

    def make(version=Version.FINAL, **given):
        first, second, third = people
        subject = Subject(2026, None, Edition.PUBLIC, version, date(2027, 3, 31), date(2027, 5, 31), **given)
        draft = begin_draft(session, partner, subject, clock())
        made = Maker(session, REGION, lambda ja: ja).made(draft, clock())
        hand_in(session, draft, made.report, protection_data(made.protection), first, clock())
        look_at_protection(session, draft, {}, second, clock())
        confirm(session, draft, second, clock())
        decide(session, draft, third, clock())
        return release(session, draft, third, clock())

    return make


def bytes_of(released):
    """Every file of a release in both languages, and its open data."""
    report = report_of(released)
    made = {
        (language, name): file_of(report, name, REGION, language)[0]
        for language in ("ja", "en")
        for name in file_names(report, language)
    }
    return made | {"open data": packed(released, REGION).content}


def test_a_row_changed_after_the_release_leaves_its_bytes_alone_and_shows_only_in_the_correction(
    session, released_now
):
    world = World(session)
    # Their hub users are numbered: the coordinators have the first numbers.
    world.people |= dict.fromkeys(range(100))
    golden.half_a_year(world)
    session.flush()
    first = released_now()
    before = bytes_of(first)
    # Twelve completions that nobody had entered: fewer could be told apart, and the table of courses would be refused.
    late = session.scalars(
        select(Enrolment)
        .join(Enrolment.offering)
        .where(
            Enrolment.completed_at.is_(None), Enrolment.offering.has(course_slug="beginner", fiscal_year=2026)
        )
        .order_by(Enrolment.id)
        .limit(12)
    ).all()
    for enrolment in late:
        enrolment.completed_at = at("2026-07-01")
    session.flush()
    session.expire_all()
    assert bytes_of(first) == before
    second = released_now(Version.CORRECTED, replaces_number=first.number, reason="修了の入力もれ")
    changed = {
        change.place: (change.before, change.after) for change in errata(report_of(first), report_of(second))
    }
    assert changed["main_figures", "I11", "actual"] == (12, 24)
    assert {row for _table, row, _column in changed} <= {"I11", "I12", "beginner", "total", "2026"}
    assert bytes_of(first) == before
