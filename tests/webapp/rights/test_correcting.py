"""訂正の請求: asked with both values in sight, accepted or refused with a reason, and closed with the year's report."""

import pytest

from tests.webapp.rights.conftest import P
from webapp.audit import AuditEntry
from webapp.enrolment.corrections.models import Correction
from webapp.enrolment.models import Learner, LearnerYear
from webapp.rights import deciding_views

OWN, OFFICE = f"{P}/account/corrections", f"{P}/office/corrections"


def ask(person, field, after, year="", note=""):
    return person.post(OWN, data={"field": field, "year": year, "after": after, "note": note})


def wish(database):
    with database.sessions() as session:
        return session.query(Correction).one()


def test_a_name_is_put_right_once_the_office_accepts(house, person, office, database):
    assert ask(person, "name", "髙﨑 あおい", note="改姓").status_code == 303
    page = office.get(OFFICE).text
    assert all(words in page for words in ("髙﨑 葵", "髙﨑 あおい", "改姓"))
    assert (
        office.post(f"{OFFICE}/{wish(database).id}", data={"do": "accept", "answer": ""}).status_code == 303
    )
    with database.sessions() as session:
        assert session.get_one(Learner, house.aoi.id).name == "髙﨑 あおい"
        line = session.query(AuditEntry).filter_by(action="correction_decided").one()
    assert line.detail["whose"] == [house.aoi.id]
    assert "あおい" not in str(line.detail)
    assert "訂正しました" in person.get(OWN).text


def test_an_attribute_of_the_year_is_put_right_from_a_list(house, person, office, database):
    assert ask(person, "industry", "XX", "2026").status_code == 422
    assert ask(person, "industry", "D", "2026").status_code == 303
    office.post(f"{OFFICE}/{wish(database).id}", data={"do": "accept"})
    with database.sessions() as session:
        assert session.get_one(LearnerYear, (house.aoi.id, 2026)).industry == "D"


def test_a_refusal_needs_a_reason_and_changes_nothing(house, person, office, database):
    ask(person, "name", "別人")
    number = wish(database).id
    refused = office.post(f"{OFFICE}/{number}", data={"do": "refuse", "answer": " "})
    assert refused.status_code == 422
    assert (
        office.post(f"{OFFICE}/{number}", data={"do": "refuse", "answer": "書類と違います"}).status_code
        == 303
    )
    assert office.post(f"{OFFICE}/{number}", data={"do": "accept"}).status_code == 422  # once is decided
    with database.sessions() as session:
        assert session.get_one(Learner, house.aoi.id).name == "髙﨑 葵"
    page = person.get(OWN).text
    assert "認められませんでした" in page
    assert "書類と違います" in page


def test_a_year_whose_final_report_is_out_does_not_change(house, person, office, database, monkeypatch):
    ask(person, "industry", "D", "2026")
    monkeypatch.setattr(deciding_views, "closed_years", lambda _session: frozenset({2026}))
    assert office.post(f"{OFFICE}/{wish(database).id}", data={"do": "accept"}).status_code == 422
    with database.sessions() as session:
        assert session.get_one(LearnerYear, (house.aoi.id, 2026)).industry == "E"


@pytest.mark.parametrize("asked", [("name", "髙﨑 葵", ""), ("name", "", ""), ("name", "あ" * 300, "")])
def test_what_cannot_be_asked_comes_back_as_it_was_typed(person, asked):
    answer = ask(person, *asked, note="覚え書き")
    assert answer.status_code == 422
    assert "覚え書き" in answer.text


def test_another_office_neither_sees_nor_answers_it(app, house, person, sign_in, database):
    ask(person, "name", "別人")
    stranger = sign_in(app.test_client(), house.other)
    assert "別人" not in stranger.get(OFFICE).text
    assert stranger.post(f"{OFFICE}/{wish(database).id}", data={"do": "accept"}).status_code == 404
    operator = sign_in(app.test_client(), house.operator)
    assert "別人" not in operator.get(OFFICE).text  # the person belongs to an office


def test_d05_a_field_that_is_none_changes_nothing(house, person, database):
    """A form with fields of somebody's own making: only what the page offers is read."""
    assert ask(person, "role", "operator").status_code == 400
    assert ask(person, "password_hash", "x").status_code == 400
    for address in (
        OWN,
        f"{P}/account/announcements",
        f"{P}/my-page/consents",
        f"{P}/account/addresses/shared",
    ):
        person.post(address, data={"role": "coordinator", "roles": "operator", "is_demo": "1", "learner_id": "1",
                                   "field": "name_kana", "year": "", "after": "かくう", "shared": "yes"})  # fmt: skip
    with database.sessions() as session:
        aoi = session.get_one(Learner, house.aoi.id)
        assert aoi.roles == []
        assert not aoi.is_demo
