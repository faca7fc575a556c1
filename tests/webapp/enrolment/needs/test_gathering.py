"""Needs that come by other ways: the public form, the round table, application forms, a file."""

import io
from datetime import UTC, datetime

import pytest

from tests.webapp.enrolment.needs.conftest import PREFIX
from webapp.enrolment.models import Application, ApplicationState
from webapp.programme.needs.models import NeedSource
from webapp.spreadsheet import Sheet
from webapp.workbook import write_workbook

FORM = "/services/tateyama/needs"
ASKED = {
    "wanted": "売上の数字を読めるようになりたい",
    "said_by": "株式会社架空",
    "industry": "I",
    "school_type": "",
    "key": "abc",
}


@pytest.fixture
def asked(office):
    return {**ASKED, "host": str(office.partner.id)}


def test_anybody_may_ask_without_an_account_and_a_double_press_is_one_need(app, asked, needs_of):
    stranger = app.test_client()
    assert stranger.get(FORM).status_code == 200
    for _press in range(2):
        assert stranger.post(FORM, data=asked).status_code == 303
    (need,) = needs_of()
    assert (need.source, need.said_by, need.contact_email) == (NeedSource.FORM, "株式会社架空", None)


def test_a_contact_is_kept_only_with_the_writers_consent(app, asked, needs_of):
    stranger = app.test_client()
    contact = {**asked, "contact_name": "架空 花子", "contact_email": "hanako@example.jp"}
    answer = stranger.post(FORM, data=contact)
    assert answer.status_code == 422
    assert "hanako@example.jp" in answer.text
    assert needs_of() == []
    assert stranger.post(FORM, data={**contact, "contact_agrees": "1"}).status_code == 303
    assert needs_of()[0].contact_agreed_on is not None


@pytest.mark.parametrize(
    "changed", [{"wanted": ""}, {"wanted": "統計"}, {"host": "99"}, {"host": "x"}, {"industry": "ZZ"}]
)
def test_what_cannot_be_read_comes_back_filled(app, asked, needs_of, changed):
    answer = app.test_client().post(FORM, data={**asked, **changed})
    assert answer.status_code == 422
    assert "株式会社架空" in answer.text
    assert needs_of() == []


def test_who_floods_the_form_is_held_up(app, asked):
    stranger = app.test_client()
    statuses = {stranger.post(FORM, data={**asked, "key": str(n)}).status_code for n in range(25)}
    assert statuses == {303, 429}


def test_several_lines_of_a_round_table_are_kept_once(office, needs_of):
    form = {
        "heard_on": "2026-05-01",
        "lines": "・公開データの探し方\n\n- 地図に重ねたい\r\n",
        "key": "k",
        "industry": "S",
    }
    assert office.client.get(f"{PREFIX}/needs/round-table").status_code == 200
    for _press in range(2):
        assert office.client.post(f"{PREFIX}/needs/round-table", data=form).status_code == 303
    assert [(need.wanted, need.industry) for need in needs_of()] == [
        ("公開データの探し方", "S"),
        ("地図に重ねたい", "S"),
    ]
    refused = office.client.post(f"{PREFIX}/needs/round-table", data={**form, "lines": "あ" * 1001})
    assert refused.status_code == 422
    assert "あ" * 1001 in refused.text


@pytest.fixture
def applied(database, office, make_offering, make_learner):
    offering = make_offering(host_id=office.partner.id)
    applicant = make_learner(name="秘密 太郎")
    with database.transaction() as session:
        session.add(
            Application(
                learner_id=applicant.id, offering_id=offering.id, applied_at=datetime(2026, 5, 1, tzinfo=UTC),
                state=ApplicationState.APPLIED,
                profile={"audience": "private", "industry": "E", "needs": "検査の記録を分析したい", "organisation": "秘密商事"},
            )
        )  # fmt: skip


@pytest.mark.usefixtures("applied")
def test_what_an_applicant_wrote_is_taken_up_without_their_name_and_once(office, neighbour, needs_of):
    page = f"{PREFIX}/needs/applications"
    text = office.client.get(page).text
    assert "検査の記録を分析したい" in text
    assert "秘密" not in text
    assert "検査の記録" not in neighbour.get(page).text
    key = text.partition('name="keys" value="')[2].partition('"')[0]
    neighbour.post(page, data={"keys": key})
    assert needs_of() == []
    for _press in range(2):
        office.client.post(page, data={"keys": key})
    (need,) = needs_of()
    assert (need.wanted, need.industry, need.said_by, need.organisation_id) == (
        "検査の記録を分析したい",
        "E",
        "",
        None,
    )
    assert "検査の記録" not in office.client.get(page).text


SHEET = Sheet(
    (), ("受付日", "要望", "業種", "校種", "団体名"),
    (
        ("令和8年5月1日", "データを地図にしたい", "製造業", "", "架空工業"),
        ("2026/13/1", "=1+1 <b>太字</b>", "何でも", "高等学校", ""),
        ("", "", "", "", "空の行"),
    ),
)  # fmt: skip


def upload(office, content, name="needs.xlsx"):
    return office.client.post(f"{PREFIX}/needs/import", data={"file": (io.BytesIO(content), name)})


def test_rows_of_a_workbook_are_shown_with_what_is_to_be_mended_before_anything_is_kept(office, needs_of):
    answer = upload(office, write_workbook(SHEET, "要望"))
    assert answer.status_code == 200
    assert "データを地図にしたい" in answer.text
    assert "&lt;b&gt;太字" in answer.text
    assert answer.text.count('aria-invalid="true"') == 2
    assert needs_of() == []


def rows(**changed):
    told = {
        "wanted": ["データを地図にしたい", "太字にしたい"], "day": ["令和8年5月1日", "2026/13/1"],
        "industry": ["製造業", "E"], "school_type": ["", ""], "said_by": ["架空工業", ""],
    }  # fmt: skip
    return {**told, **changed}


def test_good_rows_are_kept_and_the_others_come_back_to_be_mended(office, needs_of):
    answer = office.client.post(f"{PREFIX}/needs/import/keep", data=rows())
    assert answer.status_code == 422
    assert "太字にしたい" in answer.text
    assert "データを地図にしたい" not in answer.text
    assert [str(need.heard_on) for need in needs_of()] == ["2026-05-01"]
    # The whole file once more, mended: only the second row is new.
    again = office.client.post(f"{PREFIX}/needs/import/keep", data=rows(day=["R8.5.1", "2026-05-02"]))
    assert again.status_code == 303
    assert [(need.wanted, need.industry, need.said_by) for need in needs_of()] == [
        ("データを地図にしたい", "E", "架空工業"),
        ("太字にしたい", "E", ""),
    ]


@pytest.mark.parametrize("content", [b"", b"\x00\x01", "名前,住所\n架空,県\n".encode(), b"PK\x03\x04broken"])
def test_a_file_without_needs_is_refused_in_words(office, content):
    answer = upload(office, content, "needs.csv")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
