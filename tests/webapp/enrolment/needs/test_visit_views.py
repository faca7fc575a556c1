"""A visit is written on a phone: contact, visit and needs in one press, once, and nothing typed is lost."""

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.needs.conftest import PREFIX, VISIT
from webapp.audit import AuditEntry
from webapp.programme.needs.models import NeedSource, Visit
from webapp.programme.organisations import Organisation
from webapp.programme.outreach.models import Outreach

NEW = f"{PREFIX}/needs/visits/new"


def test_one_press_writes_contact_visit_and_needs(visited, database):
    assert visited.status_code == 303
    with database.sessions() as session:
        visit = session.scalars(select(Visit)).one()
        outreach = session.scalars(select(Outreach)).one()
        assert (outreach.channel, outreach.people_reached, outreach.fiscal_year) == ("visit", 6, 2026)
        assert len(outreach.code) == 8
        assert visit.noted == "会員20社\n表計算は使う"
        assert [(need.wanted, need.industry, need.school_type, need.source) for need in visit.needs] == [
            ("不良品の数を分析したい", "E", None, NeedSource.VISIT),
            ("学校でも使いたい", None, "高等学校", NeedSource.VISIT),
        ]
        organisation = session.scalars(select(Organisation)).one()
        assert (organisation.contact_email, organisation.contact_agreed_on is not None) == (
            "ichiro@example.jp",
            True,
        )
        assert session.scalars(select(AuditEntry.action)).all() == ["visit_recorded"]


def test_pressed_twice_it_is_one_visit(visited, office, database, needs_of):
    again = office.client.post(NEW, data=VISIT)
    assert again.headers["Location"] == visited.headers["Location"]
    assert len(needs_of()) == 2
    with database.sessions() as session:
        assert len(session.scalars(select(Outreach)).all()) == 1


def test_a_known_organisation_is_the_same_one(visited, office, database):
    office.client.post(
        NEW, data={**VISIT, "key": "another", "contact_name": "", "contact_email": "", "kind": "other"}
    )
    with database.sessions() as session:
        known = session.scalars(select(Organisation)).one()
        assert (known.kind.value, known.contact_name) == ("association", "架空 一郎")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"organisation": ""}, "organisation"),
        ({"visited_on": "2999-01-01"}, "visited_on"),
        ({"visited_on": "きのう"}, "visited_on"),
        ({"people_reached": "たくさん"}, "people_reached"),
        ({"kind": "nothing"}, "kind"),
        ({"industry": "Z"}, "industry"),
        ({"contact_agrees": ""}, "contact_agrees"),
        ({"contact_email": "no address"}, "contact_email"),
        ({"need_industry": ["Z", "", ""]}, "need-0"),
        ({"wanted": ["あ" * 1001, "学校でも使いたい", ""]}, "need-0"),
    ],
)
def test_bad_input_comes_back_filled_and_nothing_is_written(office, needs_of, changed, said):
    answer = office.client.post(NEW, data={**VISIT, **changed})
    assert answer.status_code == 422
    assert f'href="#{said}"' in answer.text
    assert "学校でも使いたい" in answer.text
    assert VISIT["key"] in answer.text
    assert needs_of() == []


def test_a_row_is_added_without_scripts_and_the_rest_stays(office, needs_of):
    answer = office.client.post(NEW, data={**VISIT, "rows": "1"})
    assert answer.status_code == 200
    assert answer.text.count('name="wanted"') == 4
    assert "会員20社" in answer.text
    assert needs_of() == []


def test_another_offices_visit_does_not_exist(visited, neighbour):
    assert neighbour.get(visited.headers["Location"]).status_code == 404
    assert "架空県機械工業会" not in neighbour.get(f"{PREFIX}/needs/visits").text
    assert "架空県機械工業会" not in neighbour.get(NEW).text


def test_script_in_a_text_is_text(office):
    script = "<script>alert(1)</script>"
    there = office.client.post(
        NEW, data={**VISIT, "wanted": [script], "noted": script, "organisation": script}
    )
    for page in (
        there.headers["Location"],
        f"{PREFIX}/needs",
        f"{PREFIX}/needs/1",
        NEW,
        f"{PREFIX}/needs/compose?needs=1",
    ):
        text = office.client.get(page).text
        assert script not in text
        assert "&lt;script&gt;" in text


def test_a_contact_that_is_cleared_is_forgotten(visited, office, database):
    page = f"{PREFIX}/needs/organisations/1"
    assert 'value="ichiro@example.jp"' in office.client.get(page).text
    fields = {name: VISIT[name] for name in ("organisation", "kind", "industry")}
    assert office.client.post(page, data=fields).status_code == 303
    with database.sessions() as session:
        known = session.scalars(select(Organisation)).one()
        assert (known.contact_name, known.contact_email, known.contact_agreed_on) == (None, None, None)
