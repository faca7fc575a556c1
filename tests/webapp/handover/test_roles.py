"""役割の終わりと後任: the day after the last one nothing opens; no office is left empty; the next person is told."""

import pytest
from sqlalchemy import select

from tests.webapp.days import in_days
from webapp.audit import AuditEntry
from webapp.enrolment.models import Learner, Role, RoleGrant, Teaching
from webapp.enrolment.teaching import taught_offerings, who_looks_after

P = "/services/tateyama"


@pytest.fixture
def host(make_partner):
    return make_partner("host", "架空大学", "Imaginary University")


@pytest.fixture
def mai(app, sign_in, make_learner, host):
    """A coordinator at a browser."""
    app.config["WTF_CSRF_ENABLED"] = False
    return make_learner((Role.COORDINATOR, host), name="架空 舞", login_id="mai")


@pytest.fixture
def colleague(make_learner, host):
    return make_learner((Role.COORDINATOR, host), name="架空 同", login_id="colleague")


def grant_of(database, learner):
    with database.sessions() as session:
        return session.scalars(select(RoleGrant).filter_by(learner_id=learner.id)).one()


def set_until(database, learner, until):
    with database.transaction() as session:
        session.scalars(select(RoleGrant).filter_by(learner_id=learner.id)).one().until = until


@pytest.mark.parametrize(("days", "status"), [(None, 200), (1, 200), (0, 200), (-1, 403)])
def test_a_role_opens_pages_until_its_last_day(client, sign_in, database, mai, days, status):
    sign_in(client, mai)
    set_until(database, mai, None if days is None else in_days(days))
    assert client.get(f"{P}/office").status_code == status


def test_an_ended_role_looks_after_nothing(database, make_offering, host, mai):
    make_offering(host_id=host.id)
    with database.sessions() as session:
        assert len(taught_offerings(session, session.get_one(Learner, mai.id))) == 1
        assert who_looks_after(session) != {}
    set_until(database, mai, in_days(-1))
    with database.sessions() as session:
        assert list(taught_offerings(session, session.get_one(Learner, mai.id))) == []
        assert who_looks_after(session) == {}


def test_the_holder_is_told_thirty_days_before_and_so_are_colleagues(
    client, sign_in, database, mai, colleague
):
    set_until(database, mai, in_days(31))
    assert "役割がまもなく終わります" not in sign_in(client, mai).get(f"{P}/office").text
    set_until(database, mai, in_days(30))
    assert "役割がまもなく終わります" in sign_in(client, mai).get(f"{P}/office").text
    assert "まもなく終わります" in sign_in(client, colleague).get(f"{P}/account/roles").text


def test_a_colleague_ends_a_role_and_names_who_takes_over(
    client, sign_in, database, mai, colleague, make_learner
):
    heir = make_learner(name="後任 者", login_id="heir")
    sign_in(client, colleague)
    grant = grant_of(database, mai)
    last = in_days(5)
    answer = client.post(f"{P}/account/roles/{grant.id}", data={
        "do": "save", "until": last.isoformat(), "successor": "HEIR", "hands_on": "yes"})  # fmt: skip
    assert answer.status_code == 303
    assert (grant_of(database, mai).until, grant_of(database, mai).successor_id) == (last, heir.id)
    assert grant_of(database, heir).role is Role.COORDINATOR
    with database.sessions() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.action.startswith("role_"))).all()
    assert {line.action for line in lines} == {"role_changed", "role_granted"}
    assert all(line.detail["purpose"] == "sign_in" for line in lines)
    client.post(f"{P}/account/roles/{grant.id}", data={"do": "end", "successor": "heir"})
    assert sign_in(client, mai).get(f"{P}/office").status_code == 403


def test_nobody_prolongs_their_own_role_nor_leaves_the_office_empty(client, sign_in, database, mai):
    sign_in(client, mai)
    grant = grant_of(database, mai)
    empty = client.post(f"{P}/account/roles/{grant.id}", data={"do": "end", "successor": ""})
    assert empty.status_code == 422
    assert "役割を持つ人がいなくなります" in empty.text
    set_until(database, mai, in_days(3))
    longer = client.post(f"{P}/account/roles/{grant.id}", data={"do": "save", "until": ""})
    assert longer.status_code == 422
    assert grant_of(database, mai).until == in_days(3)
    wrong = client.post(
        f"{P}/account/roles/{grant.id}", data={"do": "save", "until": "あした", "successor": "nobody"}
    )
    assert wrong.status_code == 422
    assert 'value="nobody"' in wrong.text


def test_an_instructors_courses_go_with_the_role(client, sign_in, database, make_learner, make_offering):
    client.application.config["WTF_CSRF_ENABLED"] = False
    ren, heir = make_learner((Role.INSTRUCTOR, None), login_id="ren"), make_learner(login_id="heir")
    offering, operator = make_offering(), make_learner((Role.OPERATOR, None))
    with database.transaction() as session:
        session.add(Teaching(offering_id=offering.id, learner_id=ren.id))
    sign_in(client, operator)
    client.post(f"{P}/account/roles/{grant_of(database, ren).id}",
                data={"do": "end", "successor": "heir", "hands_on": "yes"})  # fmt: skip
    with database.sessions() as session:
        assert session.get(Teaching, (offering.id, heir.id))
        assert list(taught_offerings(session, session.get_one(Learner, ren.id))) == []


def test_another_partners_roles_are_not_there(client, sign_in, database, mai, make_learner, make_partner):
    stranger = make_learner((Role.COORDINATOR, make_partner("other")))
    sign_in(client, mai)
    assert (
        client.post(f"{P}/account/roles/{grant_of(database, stranger).id}", data={"do": "end"}).status_code
        == 404
    )


def test_roles_without_a_last_day_are_pointed_out_until_each_has_one(
    client, sign_in, database, mai, colleague
):
    sign_in(client, colleague)
    told = "終わりの日の決まっていない役割が{}件あります"
    assert told.format(2) in client.get(f"{P}/account/roles").text
    set_until(database, mai, in_days(100))
    assert told.format(1) in client.get(f"{P}/account/roles").text
    set_until(database, colleague, in_days(100))
    assert "終わりの日の決まっていない役割" not in client.get(f"{P}/account/roles").text
