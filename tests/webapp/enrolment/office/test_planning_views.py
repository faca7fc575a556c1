"""A coordinator opens, mends and copies an offering of their own partner's, and of nobody else's."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.programme.test_drafts import GOOD
from webapp.audit import AuditEntry
from webapp.enrolment.models import Application, ApplicationState, Role
from webapp.programme.models import Offering, OfferingState, Programme, Selection

PREFIX = "/services/tateyama/office/offerings"


@pytest.fixture
def office(app, client, make_learner, make_partner, programme, sign_in):
    """The host's coordinator at their desk, and somebody who applies."""
    partner = make_partner()
    coordinator = make_learner((Role.COORDINATOR, partner))
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(client, coordinator), partner


def only_offering(database):
    with database.sessions() as session:
        return session.scalars(select(Offering)).one()


def form(partner, **changed):
    return {**GOOD, "host": [str(partner.id)], **changed}


def test_a_new_offering_is_kept_and_the_audit_says_by_whom(office, database):
    client, partner = office
    assert client.get(f"{PREFIX}/new").status_code == 200
    answer = client.post(f"{PREFIX}/new", data=form(partner))
    offering = only_offering(database)
    assert answer.headers["Location"].endswith(f"/office/offerings/{offering.id}")
    assert (offering.title_ja, offering.host_id) == ("初級（夜間）", partner.id)
    with database.sessions() as session:
        assert session.scalars(select(AuditEntry.action)).all() == ["offering_planned"]


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(office, database):
    client, partner = office
    answer = client.post(
        f"{PREFIX}/new", data=form(partner, ends_on=["2027-04-01"], eligibility_ja=["県内に勤める方"])
    )
    assert answer.status_code == 422
    assert 'href="#ends_on"' in answer.text
    assert 'value="2027-04-01"' in answer.text
    assert "県内に勤める方" in answer.text
    with database.sessions() as session:
        assert session.scalars(select(Offering)).all() == []


def test_a_host_that_is_not_ones_own_is_refused(office, make_partner):
    client, _ = office
    other = make_partner(slug="city")
    assert client.post(f"{PREFIX}/new", data=form(other)).status_code == 422


def test_a_series_is_offered_as_the_course_has_it_and_told_to_applicants(office, database):
    client, partner = office
    begun = client.get(f"{PREFIX}/new?course=teacher_training&audience=teacher").text
    ticked = set(re.findall(r'name="rule_lessons" value="teacher_training/(\w+)" checked', begun))
    assert ticked == {"t0", "t5", "t6"}
    assert re.search(r'name="rule_paths" value="1" checked', begun)
    series = {
        "course_slug": ["teacher_training"], "audience": ["teacher"], "rule_paths": ["1"],
        "rule_lessons": [f"teacher_training/{slug}" for slug in ("t0", "t5", "t6")],
    }  # fmt: skip
    assert client.post(f"{PREFIX}/new", data=form(partner, **series)).status_code == 303
    offering = only_offering(database)
    assert offering.completion_rule["lessons"] == ["t0", "t5", "t6"]
    assert offering.completion_rule["paths"][1] == {
        "school_types": ["中学校"], "lessons": ["t2"], "other_subjects": ["t1", "t2", "t3", "t4"],
    }  # fmt: skip
    edited = client.get(f"{PREFIX}/{offering.id}/edit").text
    assert re.search(r'name="rule_paths" value="1" checked', edited)
    with database.transaction() as session:
        session.get(Offering, offering.id).state = OfferingState.OPEN
    shown = told(client, offering)
    assert "あわせて、校種のモジュールを一つ。" in shown
    assert "中学校: T2（ほかの教科の先生は、T1 / T2 / T3 / T4 から自分で近いものを選びます）" in shown
    assert "特別支援学校、そのほかの校種（近いものを選びます）: T1 / T2 / T3 / T4" in shown
    assert "教科（" not in shown
    # 中等教育学校 is none of this region's kinds of school.
    assert "中等教育学校" not in shown
    client.post("/language", data={"language": "en"})
    english = told(client, offering)
    assert (
        "Junior high school: T2 (teachers of other subjects choose the nearest of T1 / T2 / T3 / T4"
        in english
    )
    assert "Secondary" not in english


def test_a_rule_promised_before_paths_knew_subjects_promises_nothing_by_subject(
    office, database, make_offering
):
    client, partner = office
    paths = [{"school_types": ["中学校"], "lessons": ["t2"]}, {"school_types": [], "lessons": ["t1", "t2"]}]
    rule = {"version": 1, "kind": "all_basic", "lessons": ["t0"], "paths": paths}
    offering = make_offering(host_id=partner.id, course_slug="teacher_training", completion_rule=rule)
    shown = told(client, offering)
    assert "中学校: T2 特別支援学校" in shown
    assert "教科" not in shown


def told(client, offering):
    """What the page of an offering says, without its elements and in one line."""
    page = client.get(f"/services/tateyama/offerings/{offering.id}").text
    return " ".join(re.sub(r"<[^>]+>", "", page.replace("<br>", " ")).split())


def test_rows_of_classes_are_filled_week_by_week_without_scripts(office):
    client, partner = office
    rows = {
        "class_day": ["2027-01-12"],
        "class_start": ["18:30"],
        "class_end": ["20:30"],
        "weeks": ["3"],
        "rows": ["1"],
    }
    page = client.post(f"{PREFIX}/new", data=form(partner, **rows)).text
    assert re.findall(r'name="class_day" value="([^"]*)"', page) == ["2027-01-12", "2027-01-19", "2027-01-26"]


def test_a_lesson_counts_only_under_the_course_that_was_chosen(office, database):
    """Found by a fresh pair of eyes: unticked under one course it stayed ticked under another that has it as well."""
    client, partner = office
    ticked = ["beginner/b2", "staff/b1"]
    assert client.post(f"{PREFIX}/new", data=form(partner, rule_lessons=ticked)).status_code == 303
    assert only_offering(database).completion_rule["lessons"] == ["b2"]


def test_the_form_of_an_offering_saves_as_it_is(office, database):
    client, partner = office
    client.post(f"{PREFIX}/new", data=form(partner, capacity=["20"], apply_from=["2026-12-01T09:00"]))
    offering = only_offering(database)
    before = {c.name: getattr(offering, c.key) for c in Offering.__table__.columns}
    page = client.get(f"{PREFIX}/{offering.id}/edit").text
    fields = dict(re.findall(r'<input id="(\w+)" name="\w+" type="[\w-]+" value="([^"]*)"', page))
    fields |= dict(re.findall(r'<select id="(\w+)".*?<option value="([^"]*)" selected', page, re.S))
    fields["rule_lessons"] = re.findall(r'name="rule_lessons" value="([\w/-]+)" checked', page)
    assert client.post(f"{PREFIX}/{offering.id}/edit", data=fields).status_code == 303
    after = only_offering(database)
    assert {c.name: getattr(after, c.key) for c in Offering.__table__.columns} == before


def test_a_larger_capacity_gives_its_seats_to_who_waits(office, database, make_learner):
    client, partner = office
    client.post(f"{PREFIX}/new", data=form(partner, capacity=["0"], apply_from=["2026-11-01T09:00"]))
    offering, person = only_offering(database), make_learner()
    with database.transaction() as session:
        soon = datetime.now(UTC).date() + timedelta(days=30)
        found = session.get(Offering, offering.id)
        found.state, found.starts_on, found.ends_on = OfferingState.OPEN, soon, max(soon, found.ends_on)
        session.add(
            Application(
                learner_id=person.id, offering_id=offering.id, applied_at=datetime.now(UTC),
                state=ApplicationState.WAITING,
            )
        )  # fmt: skip
        dates = {"starts_on": [soon.isoformat()], "ends_on": [found.ends_on.isoformat()]}
    answer = client.post(
        f"{PREFIX}/{offering.id}/edit",
        data=form(partner, capacity=["1"], apply_from=["2026-11-01T09:00"], **dates),
    )
    assert answer.status_code == 303
    with database.sessions() as session:
        assert session.scalars(select(Application.state)).all() == [ApplicationState.OFFERED]


def test_what_applicants_rely_on_cannot_be_changed(office, database, make_learner):
    client, partner = office
    lottery = {
        "selection": ["lottery"], "capacity": ["9"], "lottery_string": ["正午の気温"],
        "apply_from": ["2026-11-01T09:00"], "apply_until": ["2026-12-20T09:00"],
    }  # fmt: skip
    client.post(f"{PREFIX}/new", data=form(partner, **lottery))
    offering, person = only_offering(database), make_learner()
    with database.transaction() as session:
        session.add(
            Application(
                learner_id=person.id, offering_id=offering.id, applied_at=datetime.now(UTC),
                state=ApplicationState.DRAWING,
            )
        )  # fmt: skip
    for changed in ({"lottery_string": ["別の文字列"]}, {"selection": ["review"]}):
        answer = client.post(f"{PREFIX}/{offering.id}/edit", data=form(partner, **{**lottery, **changed}))
        assert answer.status_code == 422
    assert only_offering(database).lottery_string == "正午の気温"
    assert only_offering(database).selection is Selection.LOTTERY


def test_a_copy_opens_its_form_and_a_year_without_a_programme_is_told(office, database):
    client, partner = office
    client.post(f"{PREFIX}/new", data=form(partner))
    offering = only_offering(database)
    answer = client.post(f"{PREFIX}/{offering.id}/copy", follow_redirects=True)
    assert "事業がまだ登録されていません" in answer.text
    with database.transaction() as session:
        session.add(Programme(fiscal_year=2027, name_ja="事業", name_en="Programme", budget_yen=1))
    answer = client.post(f"{PREFIX}/{offering.id}/copy")
    assert answer.headers["Location"].endswith("/edit")


def test_another_partners_offering_is_not_there(office, make_offering):
    client, _ = office
    theirs = make_offering()
    assert client.get(f"{PREFIX}/{theirs.id}/edit").status_code == 404
    assert client.post(f"{PREFIX}/{theirs.id}/edit", data=GOOD).status_code == 404
    assert client.post(f"{PREFIX}/{theirs.id}/copy").status_code == 404
