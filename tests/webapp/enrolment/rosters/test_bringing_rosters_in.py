"""An office's messy roster comes in: read, mended beside the cell, applied once; a second time changes nothing."""

import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import func, select, text

from tests.webapp.enrolment.rosters.conftest import NOW, PREFIX, workbook
from tests.webapp.twins import dump
from webapp.audit import AuditEntry
from webapp.enrolment.models import Application, Enrolment, Learner, LearnerYear, Role
from webapp.enrolment.operations import PersonAttributes, enrol, withdraw
from webapp.enrolment.rosters import applying
from webapp.enrolment.rosters.applying import apply_chunk, look
from webapp.enrolment.rosters.models import Outcome, RosterImport, RosterState, Standing
from webapp.programme.audience import Audience
from webapp.programme.models import Offering

OWN = {"roster_import", "roster_row"}
HEADINGS = [
    "№",
    "氏名",
    "",
    "フリガナ（全角）",
    "メールアドレス",
    "勤務先",
    "生年月日",
    "職員番号",
    "市町村（勤務地）",
    "所見",
]
MESSY = [
    ["令和8年度　データ活用研修　受講者名簿"],
    ["※太枠の中を記入してください"],
    [],
    HEADINGS,
    ["", "姓", "名"],
    ["1", "髙橋", "﨑子", "ﾀｶﾊｼ ｻｷｺ", "ｓａｋｉｋｏ＠example.jp", "架空製作所", "平成2年5月3日", "7731", "富山", "良"],
    ["2", "𠮷田", "太郎", "ヨシダ　タロウ", "taro@@example.jp", "架空製作所", "S60.4.1", "7732", "富山市", ""],
    ["3", "架空", "次郎", "カクウ 次郎", "", "架空製作所", "", "7733", "高岡市", ""],
    ["4", "仮名", "花", "カメイ ハナ", "hana@example.jp", "架空製作所", "平成40年1月1日", "7734", "高岡市", ""],
    ["5", "無", "便", "ム ビン", "", "架空製作所", "", "7735", "", ""],
    [],
    ["合計", "5名"],
]  # fmt: skip
MERGED = [(3, 1, 3, 2, "氏名")]


def messy():
    rows = [list(row) for row in MESSY]
    rows[3][1] = ""  # written by the merged range
    return workbook(*rows, merged=MERGED)


def everything_else(database):
    return {table: rows for table, rows in dump(database).items() if table not in OWN}


def mend_all(office, roster):
    assert office.do(roster, 7, do="save", email="taro@example.jp").status_code == 303
    office.do(roster, 8, do="save", kana="かくう じろう")
    return office.do(roster, 9, do="save", age_band="30代")


def test_a_messy_roster_is_mended_applied_and_changes_nothing_when_it_comes_again(office, database):
    roster = office.upload(messy())
    standings = {number: row.standing for number, row in office.rows(roster).items()}
    assert standings == {6: "new", 7: "to_mend", 8: "to_mend", 9: "to_mend", 10: "new"}
    page = office.client.get(roster).text
    assert 'value="taro@example.jp"' in page
    assert "名簿の値: taro@@example.jp" in page
    assert "この年月日はありません" in page
    assert page.index("この行を保存") < page.index("髙橋 﨑子")
    assert mend_all(office, roster).location == f"{roster}#row-9"
    assert office.apply(roster).status_code == 303
    with database.sessions() as session:
        people = session.scalars(select(Learner).join(Learner.enrolments).order_by(Learner.id)).all()
        assert [one.name for one in people] == ["髙橋 﨑子", "𠮷田 太郎", "架空 次郎", "仮名 花", "無 便"]
        assert people[0].name_kana == "たかはし さきこ"
        assert people[0].email == "sakiko@example.jp"
        assert {one.password_hash for one in people} == {None}
        year = session.get(LearnerYear, (people[0].id, 2026))
        assert (year.age_band, year.workplace_code5, year.organisation) == ("30代", "16201", "架空製作所")
    assert "利用者カードの発行へ" in office.client.get(roster).text
    before = everything_else(database)
    again = office.upload(messy())
    assert {row.standing for row in office.rows(again).values()} == {Standing.ENROLLED}
    office.apply(again)
    assert {row.outcome for row in office.rows(again).values()} == {Outcome.ALREADY}
    assert office.state(again) is RosterState.APPLIED
    assert everything_else(database) == before


def test_a_cp932_file_with_titles_and_japanese_dates_comes_in_with_its_glyphs(office, database):
    lines = [
        "令和８年度 研修名簿,,,,", "", "番号,氏　名,ﾌﾘｶﾞﾅ,Ｅ－ｍａｉｌ,生年月日",
        "１,髙橋　﨑子,ﾀｶﾊｼ ｻｷｺ,ｓ＠example.jp,昭和６０年４月１日", "２,神谷 一,カミヤ　ハジメ,,令和元年4月1日", "※以上,,,,",
    ]  # fmt: skip
    roster = office.upload("\r\n".join(lines).encode("cp932"), "名簿.csv")
    assert [row.standing for row in office.rows(roster).values()] == [Standing.NEW, Standing.TO_MEND]
    office.do(roster, 5, do="save", age_band="30代")
    office.apply(roster)
    with database.sessions() as session:
        told = session.execute(select(Learner.name, Learner.name_kana).join(Learner.enrolments)).all()
    assert told == [("髙橋 﨑子", "たかはし さきこ"), ("神谷 一", "かみや はじめ")]


def test_neither_birth_dates_nor_staff_numbers_are_kept_anywhere(office, database):
    office.apply(office.upload(messy()))
    kept = repr(dump(database))
    with database.sessions() as session:
        kept += repr([entry.detail for entry in session.scalars(select(AuditEntry))])
    for secret in ("7731", "7734", "平成2年", "1990", "平成40年", "2028-01", "S60", "所見"):
        assert secret not in kept.replace("所見']", "")


@pytest.mark.parametrize("typed", ["昭和55年1月1日", "Ｓ５５．１．１", "46", "40代"])
def test_of_a_birth_date_typed_as_a_mend_only_the_age_band_is_kept(office, database, typed):
    roster = office.upload(messy())
    office.do(roster, 9, do="save", age_band=typed)
    row = office.rows(roster)[9]
    assert (row.standing, row.mended) == (Standing.NEW, {"age_band": "40代"})


@pytest.mark.parametrize("typed", ["平成40年1月1日", "2026-01-01", "昭和五十年"])
def test_a_birth_date_that_gives_no_age_is_asked_for_again_and_not_kept(office, typed):
    roster = office.upload(messy())
    office.do(roster, 9, do="save", age_band=typed)
    row = office.rows(roster)[9]
    assert (row.standing, row.mended) == (Standing.TO_MEND, {})
    assert "この年月日はありません" in office.client.get(roster).text


def test_rows_left_to_mend_come_in_later_from_the_same_import(office):
    roster = office.upload(messy())
    office.apply(roster)
    rows = office.rows(roster)
    assert [rows[number].outcome for number in (6, 7, 8, 9, 10)] == ["made", None, None, None, "made"]
    assert "残りの行を直して取り込む" in office.client.get(roster).text
    mend_all(office, roster)
    assert "残りの3行を取り込む" in office.client.get(roster).text
    office.apply(roster)
    assert {row.outcome for row in office.rows(roster).values()} == {Outcome.MADE}


def test_a_wrong_mend_stays_to_be_mended_with_what_was_typed(office):
    roster = office.upload(messy())
    office.do(roster, 7, do="save", email="これは違う", name="勝手に変える")
    row = office.rows(roster)[7]
    assert (row.standing, row.mended) == (Standing.TO_MEND, {"email": "これは違う"})
    assert 'value="これは違う"' in office.client.get(roster).text


def test_a_row_is_left_out_and_taken_back(office, database):
    roster = office.upload(messy())
    office.do(roster, 6, do="leave-out")
    office.do(roster, 7, do="leave-out")
    assert office.rows(roster)[6].standing is Standing.LEFT_OUT
    office.do(roster, 6, do="take-back")
    office.apply(roster)
    rows = office.rows(roster)
    assert (rows[6].outcome, rows[7].outcome) == (Outcome.MADE, None)


def test_an_import_is_dropped_with_its_rows(office):
    roster = office.upload(messy())
    assert office.send(f"{roster}/drop").status_code == 303
    assert office.rows(roster) == {}
    office.apply(roster)
    assert office.state(roster) is RosterState.DROPPED
    assert "取りやめ" in office.client.get(office.address).text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7", "PDF は読めません"),
        ("a.xlsx", b"PK\x03\x04damaged", "ファイルがこわれているようです"),
        ("a.csv", b"", "ファイルに何も入っていません"),
        ("a.csv", "品名,数量\r\nりんご,3\r\n".encode("cp932"), "見出しの行が見つかりません"),
    ],
)
def test_a_refusal_is_one_sentence_on_the_page(office, name, content, said):
    answer = office.upload(content, name)
    assert answer.status_code == 422
    assert said in answer.text
    assert office.send(office.address).status_code == 422


def test_what_another_host_brought_in_is_not_there(office, database, make_learner, make_partner, sign_in):
    roster = office.upload(messy())
    row = office.rows(roster)[6]
    sign_in(office.client, make_learner((Role.COORDINATOR, make_partner("elsewhere"))))
    before = dump(database)
    assert office.client.get(roster).status_code == 404
    for address in (f"{roster}/apply", f"{roster}/drop", f"{roster}/rows/{row.id}"):
        assert office.send(address, do="leave-out").status_code == 404
    assert office.client.get(f"{office.address}/learners.xlsx").status_code == 404
    assert dump(database) == before


def test_one_who_is_registered_by_mail_and_name_is_enrolled_and_not_made_again(
    office, database, make_learner
):
    known = make_learner(name="髙橋　﨑子", email="sakiko@example.jp", phone="000")
    roster = office.upload(messy())
    assert office.rows(roster)[6].standing is Standing.REGISTERED
    office.apply(roster)
    assert office.rows(roster)[6].learner_id == known.id
    with database.sessions() as session:
        assert session.get(Learner, known.id).name == "髙橋　﨑子"


@pytest.mark.parametrize(("answer", "people"), [("same", 1), ("other", 2)])
def test_a_possible_double_is_asked_about(office, database, make_learner, answer, people):
    known = make_learner(name="無 便", name_kana="むびん", email="private@example.jp")
    roster = office.upload(messy())
    assert office.rows(roster)[10].standing is Standing.TO_MEND
    page = office.client.get(roster).text
    assert "同じ人です" in page
    assert "private@example.jp" not in page
    office.do(roster, 10, do=answer)
    office.apply(roster)
    with database.sessions() as session:
        assert session.scalar(select(func.count()).where(Learner.name == "無 便")) == people
        assert session.get(Learner, known.id).email == "private@example.jp"


def test_a_login_id_of_somebody_else_is_asked_about(office, make_learner):
    make_learner(name="別 人", name_kana="べつ じん", login_id="taki-4827")
    rows = [
        ["ログインID", "氏名"],
        ["taki-4827", "架空 花"],
        ["nobo-2222", "架空 次"],
        ["ＴＡＫＩ-4827", "別 人"],
    ]
    found = office.rows(office.upload(workbook(*rows)))
    assert [found[number].standing for number in (2, 3, 4)] == ["to_mend", "to_mend", "registered"]


def test_who_has_withdrawn_is_not_brought_in(office, database, make_learner):
    known = make_learner(name="髙橋 﨑子", email="sakiko@example.jp")
    with database.transaction() as session:
        offering, learner = session.get(Offering, office.offering.id), session.get(Learner, known.id)
        withdraw(session, enrol(session, learner, offering, PersonAttributes(Audience.PRIVATE), NOW), NOW)
    roster = office.upload(messy())
    assert office.rows(roster)[6].standing is Standing.LEFT_OUT
    assert "辞退した人のため" in office.client.get(roster).text


def test_a_person_who_stands_twice_in_a_roster_comes_in_once(office, database):
    twice = ["山田 花子", "hanako@example.jp"]
    roster = office.upload(workbook(["氏名", "メール"], twice, twice, ["山田花子", "HANAKO@example.jp"]))
    office.apply(roster)
    assert [office.rows(roster)[number].outcome for number in (2, 3, 4)] == ["made", "already", "already"]
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Enrolment)) == 1


def many(count):
    return workbook(
        ["氏名", "フリガナ", "メール", "会社"],
        *([f"架空 {chr(0x4E00 + n)}", "カクウ", f"p{n}@example.jp", "架空社"] for n in range(count)),
    )


def test_a_second_click_and_a_dead_worker_bring_nobody_in_twice(office, database, monkeypatch):
    roster = office.upload(many(450))
    office.send(f"{roster}/apply")
    office.send(f"{roster}/apply")
    assert look(database, NOW)
    page = office.client.get(roster).text
    assert "data-follow" in page
    assert 'max="450" value="200"' in page
    assert "架空 一" not in page
    # The worker dies in the middle of a chunk: its transaction is gone, and another goes on.
    died = database.sessions()
    died.begin()
    apply_chunk(died, NOW)
    died.rollback()
    died.close()
    while look(database, NOW):
        pass
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Enrolment)) == 450
        assert session.scalar(select(func.count()).select_from(Application)) == 450
        assert session.get(RosterImport, 1).rows_done == 450
    assert "data-follow" not in office.client.get(roster).text


WORKER = """
import sys, threading
from webapp.db import Database
from webapp.enrolment.rosters.applying import apply_rosters
apply_rosters(Database(sys.argv[1]), threading.Event())
"""


def test_a_worker_that_is_killed_again_and_again_leaves_everybody_enrolled_once(office, database, settings):
    roster = office.upload(many(900))
    office.send(f"{roster}/apply")
    for chunks in (1, 2):
        worker = subprocess.Popen([sys.executable, "-c", WORKER, settings.database_url])
        until = time.monotonic() + 30
        while done(database) < chunks * 200 and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.3)  # into the middle of the next chunk
        worker.kill()
        worker.wait()
        assert chunks * 200 <= done(database) < 900
    while look(database, NOW):
        pass
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Enrolment)) == 900
        assert session.scalar(select(func.count()).select_from(Learner)) == 901
    assert {row.outcome for row in office.rows(roster).values()} == {Outcome.MADE}


def done(database):
    with database.sessions() as session:
        return session.get(RosterImport, 1).rows_done


def test_a_fault_stops_one_roster_and_says_so(office, database, monkeypatch):
    roster = office.upload(many(3))
    monkeypatch.setattr(applying, "_bring_in", lambda *_: 1 / 0)
    office.apply(roster)
    assert "途中で問題が起きて止まりました" in office.client.get(roster).text
    monkeypatch.undo()
    office.apply(roster)
    assert office.state(roster) is RosterState.APPLIED


def test_a_page_that_was_never_there_is_404(office):
    assert office.client.get(f"{office.address}/77").status_code == 404
    roster = office.upload(many(60))
    assert office.client.get(f"{roster}?page=2").status_code == 200
    assert office.client.get(f"{roster}?page=3").status_code == 404


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_two_workers_bring_two_rosters_with_the_same_people_in_once(office, database):
    first, second = office.upload(many(300)), office.upload(many(300))
    for roster in (first, second):
        office.send(f"{roster}/apply")

    def work():
        while look(database, NOW):
            pass

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Enrolment)) == 300
        assert session.scalar(text("select count(*) from roster_row where outcome = 'already'")) == 300
    assert f"{PREFIX}/office" in first
