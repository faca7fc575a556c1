"""退会: with the password and a tick a person is forgotten at once; what was counted and released stays, byte for byte."""

from sqlalchemy import select

from tests.webapp.rights.conftest import PASSWORD, P
from webapp.audit import AuditEntry, broken_links
from webapp.enrolment.models import Enrolment, Learner, LearnerYear
from webapp.erasures import noted
from webapp.participation.erasing import is_erased

PAGE = f"{P}/account/leave"
SURE = {"password": PASSWORD, "understood": "yes"}


def test_a_person_leaves_and_nothing_names_them_any_more(house, person, database, settings):
    home = settings.homes / house.aoi.hub_user
    home.mkdir(parents=True)
    (home / "B1.ipynb").write_text("{}")
    answer = person.post(PAGE, data=SURE)
    assert answer.status_code == 200
    assert "退会しました" in answer.text
    assert house.aoi.name not in answer.text
    assert person.get(f"{P}/my-page").status_code == 302  # the browser is nobody's now
    assert not home.exists()
    with database.sessions() as session:
        learner = session.get_one(Learner, house.aoi.id)
        assert is_erased(learner)
        kept = session.get_one(LearnerYear, (learner.id, 2026))
        assert (kept.industry, kept.organisation) == ("E", None)
        enrolment = session.scalars(select(Enrolment).filter_by(learner_id=learner.id)).one()
        assert enrolment.withdrawn_at is not None  # the seat goes on
        assert session.query(AuditEntry).filter_by(action="erased").one().actor == learner.id
        assert list(broken_links(session)) == []
    assert [line.learner for line in noted(settings.erasures)] == [house.aoi.id]


def test_without_password_or_tick_nobody_leaves(house, person, database):
    assert person.post(PAGE, data={"password": PASSWORD}).status_code == 422
    assert person.post(PAGE, data={**SURE, "password": "違います"}).status_code == 422
    with database.sessions() as session:
        assert session.get_one(Learner, house.aoi.id).name == "髙﨑 葵"


def test_staff_hand_over_first(house, office, database):
    assert "役割を後任に引き継ぎ" in office.get(PAGE).text
    with database.transaction() as session:
        session.get_one(Learner, house.office.id).password_hash = None
    answer = office.post(PAGE, data={"password": "office", "understood": "yes"})
    assert answer.status_code == 409


def test_who_signs_in_elsewhere_types_the_login_id(house, person, database):
    with database.transaction() as session:
        session.get_one(Learner, house.aoi.id).password_hash = None
    assert person.post(PAGE, data={**SURE, "password": "somebody"}).status_code == 422
    assert person.post(PAGE, data={**SURE, "password": "TAKI-4827"}).status_code == 200


def test_pressing_twice_is_no_error(app, house, person, sign_in):
    second = sign_in(app.test_client(), house.aoi)
    assert person.post(PAGE, data=SURE).status_code == 200
    assert second.post(PAGE, data=SURE).status_code in (401, 302)
