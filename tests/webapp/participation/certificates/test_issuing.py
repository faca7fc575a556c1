"""修了証: issued once, numbered without gaps, printed the same for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from tests.webapp.participation.certificates.conftest import AT
from tests.webapp.participation.classroom import on_both_databases
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.certificates.document import draw, hours, told
from webapp.participation.certificates.issuing import find_by_code, issue
from webapp.participation.certificates.models import (
    Certificate,
    CertificateKind,
    CertificateName,
    shown_number,
)
from webapp.participation.certificates.names import give_name, initials_of
from webapp.participation.certificates.revoking import revoke
from webapp.participation.completing.deciding import decide
from webapp.programme.models import Offering, Partner
from webapp.programme.operations import NotPossible


def test_it_freezes_what_is_true_on_its_day(completed, certify, database, offering):
    made = certify(completed())
    with database.transaction() as session:
        session.get(Learner, made.learner_id).name = "別の名前"
        session.get(Offering, offering.id).title_ja = "別の講座"
        session.get(Partner, made.issuer_id).name_ja = "別の大学"
    with database.sessions() as session:
        said = told(session.get(Certificate, made.id))
    assert said["number"] == f"第{shown_number(2026, 1)}号"
    assert said["name"] == "髙﨑 太郎"
    assert said["course"].startswith("初級（夜間）")
    assert (said["hours"], said["date"], said["issuer"]) == ("12時間", "令和8年8月3日", "立山大学")


def test_who_has_not_completed_gets_none(enrol, attend, certify):
    aoi = enrol()
    attend(aoi, 1, 2, 3, 4, 5)
    with pytest.raises(NotPossible):
        certify(aoi)


def test_the_rule_is_read_when_the_certificate_is_asked_for(completed, certify, database):
    aoi = completed()
    with database.transaction() as session:
        session.get(Enrolment, aoi.id).completed_at = None  # as if the event had been missed
    assert certify(aoi).number == 1
    with database.sessions() as session:
        assert session.get(Enrolment, aoi.id).completed_at is not None


def test_asked_twice_it_is_the_same_and_people_are_numbered_one_after_the_other(completed, certify):
    first, second = completed(), completed(name="山田 花子", kana="やまだ はなこ")
    assert certify(first).id == certify(first).id
    assert [certify(each).number for each in (first, second)] == [1, 2]


def test_a_new_fiscal_year_counts_from_one(completed, certify):
    certify(completed())
    april = certify(completed(), at=datetime(2027, 3, 31, 15, 0, tzinfo=UTC))
    assert (april.fiscal_year, april.number) == (2027, 1)


@on_both_databases
def test_two_presses_at_once_and_two_people_at_once_give_each_one(completed, database, press):
    people = [completed(), completed()]
    gate = threading.Barrier(4)

    def ask(enrolment):
        gate.wait()
        with database.transaction() as session:
            return issue(session, session.get(Enrolment, enrolment.id), press, AT).number

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(ask, people * 2))
    assert sorted(numbers) == [1, 1, 2, 2]
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Certificate)) == 2


def test_the_page_is_drawn_byte_for_byte_the_same(completed, certify, database):
    made = certify(completed())
    with database.sessions() as session:
        row = session.get(Certificate, made.id)
        first = draw(row)
        assert first.startswith(b"%PDF")
        assert draw(row) == first


def test_however_long_everything_is_it_ends_on_one_page(completed, certify, database):
    made = certify(completed())
    longest = {"name": 60, "title": 210, "outline": 300, "issuer_name": 200, "signatory": 200}
    with database.sessions() as session:
        row = session.get(Certificate, made.id)
        for column, length in longest.items():
            setattr(row, column, "長" * length)
        row.kind = CertificateKind.STATUTORY
        assert draw(row, "png").startswith(b"\x89PNG")  # of two pages it would not be one picture


def test_a_letter_that_the_font_lacks_is_shown_as_missing_and_not_left_out(completed, certify, database):
    made = certify(completed(name="𠮷田 一", kana="よしだ はじめ"))
    with database.sessions() as session:
        assert session.get(Certificate, made.id).name == "𠮷田 一"
        assert draw(session.get(Certificate, made.id)).startswith(b"%PDF")


def test_the_name_may_be_given_once_before_the_first_and_both_are_kept(completed, certify, database):
    enrolment = completed(name="高崎 太郎")
    with database.transaction() as session:
        give_name(session, session.get(Learner, enrolment.learner_id), "  髙﨑　太郎 ", AT)
    with pytest.raises(NotPossible), database.transaction() as session:
        give_name(session, session.get(Learner, enrolment.learner_id), "もう一度", AT)
    assert certify(enrolment).name == "髙﨑 太郎"
    with database.sessions() as session:
        assert session.get(CertificateName, enrolment.learner_id).instead_of == "高崎 太郎"


def test_after_the_first_certificate_the_name_stays(completed, certify, database):
    enrolment = completed()
    certify(enrolment)
    with pytest.raises(NotPossible), database.transaction() as session:
        give_name(session, session.get(Learner, enrolment.learner_id), "別の名前", AT)


def test_one_that_was_taken_back_may_be_issued_anew_under_another_number(completed, certify, database):
    enrolment = completed()
    first = certify(enrolment)
    with database.transaction() as session:
        revoke(session, session.get(Certificate, first.id), "氏名の字が違ったため", AT, first.learner_id)
    second = certify(enrolment)
    assert (second.number, second.check_code != first.check_code) == (2, True)


def test_taking_the_completion_back_takes_the_certificate_back(completed, certify, database, settings):
    enrolment = completed()
    made = certify(enrolment)
    with database.transaction() as session:
        row = session.get(Enrolment, enrolment.id)
        decide(
            session, row, settings.releases,
            granted=False, reason="出席の記録が誤りだったため", at=AT, by=row.learner_id,
        )  # fmt: skip
    with database.sessions() as session:
        assert session.get(Certificate, made.id).revoked_reason == "出席の記録が誤りだったため"


def test_what_was_certified_outlives_a_correction_of_the_attendance(completed, certify, attend, database):
    enrolment = completed()
    certify(enrolment)
    attend(enrolment, 6, presence=None)
    with database.sessions() as session:
        assert session.get(Enrolment, enrolment.id).completed_at is not None


@pytest.mark.parametrize(
    ("name", "kana", "initials"),
    [
        ("山田 花子", "やまだ はなこ", "H.Y."),
        ("山田 花子", "ヤマダ　ハナコ", "H.Y."),
        ("Maria Silva", "", "M.S."),
        ("王", "", "王."),
    ],
)
def test_initials_come_from_the_reading(name, kana, initials):
    assert initials_of(name, kana) == initials


def test_a_mistyped_number_is_noticed():
    right = {shown_number(2026, number) for number in range(1, 400)}
    assert len(right) == 399
    assert shown_number(2026, 1)[:-1] + shown_number(2026, 2)[-1] not in right


def test_hours_are_whole_or_with_minutes():
    assert (hours(720), hours(450)) == ("12時間", "7時間30分")


def test_codes_are_found_whole_or_not_at_all(completed, certify, database):
    made = certify(completed())
    with database.sessions() as session:
        assert find_by_code(session, made.check_code).id == made.id
        for code in ("", made.check_code[:-1], made.check_code + "a", made.check_code.upper(), "%" * 16):
            assert find_by_code(session, code) is None
