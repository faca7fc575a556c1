"""A coordinator finds, decides and takes out the applications of what their partner hosts."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.webapp.conftest import NOON
from webapp.audit import AuditEntry
from webapp.db import Database
from webapp.enrolment.applying.models import Consent, ConsentKind
from webapp.enrolment.applying.moves import begin
from webapp.enrolment.models import Application, ApplicationState, Learner, Municipality, Role
from webapp.enrolment.office.listing import Filter, page_of
from webapp.programme.models import OfferingState, Partner, Selection
from webapp.schema import whole_metadata

S = ApplicationState
PREFIX = "/services/tateyama"


@pytest.fixture
def office(client, sign_in, make_learner, make_offering, database):
    """A browser of the host's coordinator, and the address of an offering with two seats."""
    offering = make_offering(capacity=2, state=OfferingState.OPEN, selection=Selection.REVIEW)
    with database.sessions() as session:
        host = session.get(Partner, offering.host_id)
    sign_in(client, make_learner((Role.COORDINATOR, host)))
    return client, f"{PREFIX}/office/offerings/{offering.id}/applications", offering


@pytest.fixture
def applied(office, make_learner, database):
    def applied(name="架空 花子", kana="かくう はなこ", organisation="架空商店", state=S.APPLIED, **given):
        learner = make_learner(name=name, name_kana=kana)
        with database.transaction() as session:
            application = Application(
                learner_id=learner.id, offering_id=office[2].id, applied_at=NOON, state=state,
                profile={"audience": "private", "organisation": organisation}, **given,
            )  # fmt: skip
            begin(session, application, NOON)
        return application

    return applied


def send(client, address, **form):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"{PREFIX}/").text)[1]
    return client.post(address, data={"csrf_token": token, **form})


@pytest.mark.parametrize("words", ["架空花子", "花子", "かくう はなこ", "カクウ", "ｶｸｳﾊﾅｺ", "架空商"])
def test_people_are_found_however_their_name_is_typed(office, applied, words):
    applied()
    applied(name="見本 太郎", kana="みほん たろう", organisation="見本組合")
    page = office[0].get(office[1], query_string={"q": words}).text
    assert "架空 花子" in page
    assert "見本 太郎" not in page


@pytest.mark.parametrize("words", ["高崎", "髙﨑", "高﨑 吉", "𠮷野"])
def test_a_name_with_rare_glyphs_is_found_by_those_of_a_keyboard_and_shown_as_it_is_written(
    office, applied, words
):
    applied(name="髙﨑 𠮷野", kana="たかさき よしの")
    applied(name="見本 太郎", kana="みほん たろう")
    page = office[0].get(office[1], query_string={"q": words}).text
    assert "髙﨑 𠮷野" in page
    assert "見本 太郎" not in page


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1 --", "\0", "\\"])
def test_a_search_is_words_and_nothing_else(office, applied, words):
    applied()
    answer = office[0].get(office[1], query_string={"q": words, "sort": "password_hash", "page": "-1"})
    assert answer.status_code == 200
    assert ("架空 花子" in answer.text) == (words == "\0")


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_both_databases_filter_and_cut_into_pages(kind, request, tmp_path):
    from tests.webapp.enrolment.applying.conftest import Room

    address = f"sqlite:///{tmp_path / 'list.sqlite'}" if kind == "sqlite" else request.getfixturevalue(kind)
    database = Database(address)
    whole_metadata().create_all(database.engine)
    room = Room(database, capacity=None)
    with database.transaction() as session:
        for _ in range(51):
            room.somebody_applies(session)
    with database.sessions() as session:
        asked = Filter.read({"audience": "private", "state": "accepted", "q": "架空", "sort": "organisation"})
        page = page_of(session, room.offering.id, asked, 99)
        assert (page.paging.number, page.paging.last, page.paging.rows, len(page.rows)) == (2, 2, 51, 1)
        assert page_of(session, room.offering.id, Filter.read({"audience": "teacher"}), 1).paging.rows == 0
    database.close()


def test_a_decision_is_shown_before_it_is_made_and_beyond_the_capacity_asked_twice(office, applied, database):
    client, address, _ = office
    ids = [applied(name=f"架空 {n}").id for n in range(3)]
    page = send(client, f"{address}/check", application=ids, after="accepted", reason="選考のため").text
    assert "席が足りません。1人が" in page
    with database.sessions() as session:
        assert set(session.scalars(select(Application.state))) == {S.APPLIED}
    form = {"application": ids, "after": "accepted", **{f"seen-{id}": "applied" for id in ids}}
    refused = send(client, f"{address}/decide", **form, reason="選考のため")
    assert refused.status_code == 409
    assert 'value="選考のため"' in refused.text
    assert send(client, f"{address}/decide", **form, beyond="1").status_code == 303
    again = send(client, f"{address}/decide", **form, beyond="1")
    assert again.status_code in (303, 409)
    with database.sessions() as session:
        assert set(session.scalars(select(Application.state))) == {S.ACCEPTED}


def test_what_cannot_be_decided_is_said_in_a_sentence(office, applied):
    client, address, _ = office
    assert send(client, f"{address}/check", after="accepted").status_code == 422
    application = applied(state=S.WITHDRAWN)
    page = send(client, f"{address}/check", application=application.id, after="accepted").text
    assert "いまの状態からは移せない" in page
    assert "変わる申込はありません" in page


def test_one_application_shows_its_moves_and_only_the_buttons_that_it_allows(office, applied):
    client, address, _ = office
    page = client.get(f"{address}/{applied(state=S.WITHDRAWN).id}").text
    assert 'name="after"' not in page
    page = client.get(f"{address}/{applied(state=S.REJECTED).id}").text
    assert re.findall(r'name="after" value="(\w+)"', page) == ["accepted", "waiting"]
    assert "自動" in page


def test_taking_an_application_back_needs_a_reason(office, applied, database):
    client, address, _ = office
    id = applied().id
    assert send(client, f"{address}/{id}/take-back", reason=" ").status_code == 422
    assert send(client, f"{address}/{id}/take-back", reason="電話があったため").status_code == 303
    with database.sessions() as session:
        assert session.get(Application, id).state is S.CANCELLED


def test_the_file_holds_what_is_filtered_and_starts_no_formula(office, applied, database):
    client, address, _ = office
    applied(name="=HYPERLINK(1)", organisation="髙﨑商店")
    applied(name="見本 太郎", kana="みほん", state=S.REJECTED)
    answer = client.get(f"{address}.csv?state=applied")
    assert "'=HYPERLINK(1)" in answer.data.decode("utf-8-sig")
    assert "見本 太郎" not in answer.data.decode("utf-8-sig")
    assert "髙﨑商店" in client.get(f"{address}.csv?encoding=cp932").data.decode("cp932")
    assert client.get(f"{address}.csv?encoding=utf-7").status_code == 404
    with database.sessions() as session:
        assert {"applications_exported"} <= set(session.scalars(select(AuditEntry.action)))


def test_the_workbook_says_what_it_is_and_holds_names_as_text(office, applied):
    client, address, _ = office
    applied(name="=HYPERLINK(1)")
    applied(name="見本 太郎", kana="みほん", state=S.REJECTED)
    answer = client.get(f"{address}.xlsx?state=applied")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_name("申込一覧").to_python()
    assert "申込一覧" in sheet[0][0]
    assert [row[1] for row in sheet[2:]] == ["氏名", "=HYPERLINK(1)"]


def test_an_application_of_another_offering_is_not_found_here(office, applied, make_offering, database):
    client, address, _ = office
    elsewhere = make_offering()
    with database.transaction() as session:
        other = Application(
            learner_id=session.scalars(select(Learner.id)).first(), offering_id=elsewhere.id,
            applied_at=NOON + timedelta(1), state=S.APPLIED,
        )  # fmt: skip
        session.add(other)
    assert client.get(f"{address}/{other.id}").status_code == 404


def test_one_application_shows_everything_that_its_form_said_in_words(office, applied, database):
    client, address, _ = office
    application = applied()
    said = {
        "audience": "private", "organisation": "株式会社架空", "industry": "E", "experience": "none",
        "channels": ["flyer", "web"], "workplace_code5": "16201",
    }  # fmt: skip
    with database.transaction() as session:
        session.add(
            Municipality(code5="16201", code6="162019", name_ja="架空市", name_en="Imaginary", area="架空")
        )
        session.get(Application, application.id).profile = said
        session.add(
            Consent(
                learner_id=application.learner_id, kind=ConsentKind.PHOTO, version="2026-04", given=True,
                decided_at=application.applied_at,
            )
        )  # fmt: skip
    page = client.get(f"{address}/{application.id}").text
    for words in (
        "株式会社架空",
        "製造業",
        "まったく初めて",
        "チラシ・ポスター",
        "ウェブサイト",
        "架空市",
        "写真の利用",
    ):
        assert words in page
