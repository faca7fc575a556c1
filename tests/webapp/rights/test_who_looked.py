"""私の情報を見た人: whoever opened a list finds themself on the page of each person on it, as an office and never by name."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select

from tests.webapp.around_the_guard import go_around
from tests.webapp.conftest import NOON
from tests.webapp.rights.conftest import P
from webapp.audit import AuditEntry, AuditSubject, record
from webapp.audit_cli import misled_lines
from webapp.enrolment.accounts.told import told_about
from webapp.enrolment.models import Learner
from webapp.looking import AGAIN, looked

APPLICATIONS = "{P}/office/offerings/{offering}/applications"


def opened(house):
    return f"{P}/office/offerings/{house.offering.id}/applications"


def test_a_look_of_the_office_stands_on_the_persons_page(house, person, office):
    assert "まだありません" in person.get(f"{P}/my-page/seen").text
    assert house.aoi.name in office.get(opened(house)).text
    page = person.get(f"{P}/my-page/seen").text
    assert "架空大学の事務局" in page
    assert "申込の一覧が表示されました" in page
    assert "受講の資格を確かめ、選ぶ" in page
    assert house.office.name not in page


def test_one_does_not_see_oneself_there_nor_what_others_were_looked_at(house, person, office, database):
    person.get(f"{P}/account")
    with database.transaction() as session:
        record(session, NOON, house.office.id, "applications_seen", "offering/99", whose=[house.other.id])
        record(session, NOON, house.aoi.id, "consent", f"learner/{house.aoi.id}")
        record(session, NOON, house.office.id, "refused", f"learner/{house.aoi.id}")
    assert "まだありません" in person.get(f"{P}/my-page/seen").text


def test_lines_from_before_lists_named_their_people_are_found_too(house, person, database):
    with database.transaction() as session:
        session.add(  # as such a line was: no purpose, no people
            AuditEntry(
                at=NOON, actor=house.office.id, action="letters_listed", subject=f"offering/{house.offering.id}",
                detail={"count": 1}, previous="0" * 64, digest="1" * 64,
            )
        )  # fmt: skip
    page = person.get(f"{P}/my-page/seen").text
    assert "文書の一覧が表示されました" in page
    assert "記録なし（以前の行）" in page


def test_the_same_list_within_a_quarter_of_an_hour_is_one_line_and_another_list_is_not(house, database):
    def look(minutes, whose):
        with database.transaction() as session:
            at = NOON + timedelta(minutes=minutes)
            return looked(session, at, house.office.id, "applications_seen", "offering/1", whose).id

    first = look(0, [1, 2])
    assert look(14, [2, 1]) == first
    assert look(14, [1, 2, 3]) != first  # somebody else was shown
    assert look(AGAIN.seconds // 60 + 15, [1, 2]) != first


def test_pages_go_back_to_the_first_look(house, person, database):
    with database.transaction() as session:
        for number in range(60):
            at = NOON + timedelta(hours=number)
            record(session, at, house.office.id, "mail_opened", f"message/{number}", whose=[house.aoi.id])
    first = person.get(f"{P}/my-page/seen").text
    assert first.count("<time") == 50
    older = first.split("before=")[1].split('"')[0]
    assert person.get(f"{P}/my-page/seen?before={older}").text.count("<time") == 10
    assert person.get(f"{P}/my-page/seen?before=x").status_code == 404


def test_a_link_that_was_taken_out_or_added_is_found_by_verify(house, database):
    with database.transaction() as session:
        record(session, NOON, 1, "applications_seen", "offering/1", whose=[5, 6])
    for tamper in (
        delete(AuditSubject).where(AuditSubject.learner_id == 5),
        insert(AuditSubject).values(learner_id=7, entry_id=1),
    ):
        with database.sessions() as session:
            line = session.scalars(select(AuditEntry.id).order_by(AuditEntry.id.desc())).first()
            assert misled_lines(session) == []
            if tamper.is_insert:
                tamper = tamper.values(entry_id=line)
            go_around(session.connection()).execute(tamper)
            assert misled_lines(session) == [line]
            session.rollback()


@pytest.mark.parametrize("lines", [20_000])
def test_a_long_audit_is_searched_by_index(house, database, lines):
    """Fifty people on each of so many lines; the person's own looks come back at once."""
    with database.transaction() as session:
        chain = [
            {"id": 1000 + n, "at": NOON, "actor": house.office.id, "action": "applications_seen",
             "subject": f"offering/{n % 50}", "detail": {"purpose": "select", "whose": [n % 999 + 10]},
             "previous": "0" * 64, "digest": f"{n:064x}"}
            for n in range(lines)
        ]  # fmt: skip
        session.execute(insert(AuditEntry), chain)
        links = [
            {"learner_id": 10_000 + (n + k) % 5000, "entry_id": 1000 + n}
            for n in range(lines)
            for k in range(5)
        ]
        links += [{"learner_id": house.aoi.id, "entry_id": 1000 + n} for n in range(0, lines, 100)]
        session.execute(insert(AuditSubject), links)
    with database.sessions() as session:
        aoi = session.get_one(Learner, house.aoi.id)
        begun = time.perf_counter()
        assert len(told_about(session, aoi, by_others=True)) == 50
        assert time.perf_counter() - begun < 0.5
