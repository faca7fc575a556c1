"""Somebody with a course, a hand-in's worth of rows and a password, and the office of the course's host."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.webapp.conftest import NOON
from webapp.enrolment.applying.consents import record_consents
from webapp.enrolment.applying.models import ConsentKind
from webapp.enrolment.models import Learner, Role
from webapp.enrolment.operations import PersonAttributes, enrol
from webapp.passwords import hash_password
from webapp.programme.audience import Audience
from webapp.programme.models import Offering

PASSWORD = "青い山と白い雪がきれい"
P = "/services/tateyama"


@dataclass(frozen=True)
class House:
    """One course of a host, its person and its office."""

    aoi: Learner
    office: Learner
    other: Learner
    operator: Learner
    offering: Offering


@pytest.fixture
def house(database, make_learner, make_offering, make_partner):
    host, other = (
        make_partner("host", "架空大学", "Imaginary University"),
        make_partner("other", "別の県", "Other"),
    )
    offering = make_offering(host_id=host.id)
    aoi = make_learner(
        name="髙﨑 葵", name_kana="タカサキ アオイ", login_id="taki-4827", email="aoi@example.invalid",
        email_confirmed_at=NOON, password_hash=hash_password(PASSWORD),
    )  # fmt: skip
    with database.transaction() as session:
        who = session.get_one(Learner, aoi.id)
        attributes = PersonAttributes(Audience.PRIVATE, industry="E", organisation="架空製作所")
        enrol(session, who, session.get_one(Offering, offering.id), attributes, NOON - timedelta(days=9))
        record_consents(session, who, {ConsentKind.PRIVACY: True, ConsentKind.PHOTO: True}, NOON)
    return House(
        aoi,
        make_learner((Role.COORDINATOR, host), name="架空 事務", login_id="office"),
        make_learner((Role.COORDINATOR, other), login_id="elsewhere"),
        make_learner((Role.OPERATOR, None), login_id="operator"),
        offering,
    )


@pytest.fixture
def person(client, sign_in, house):
    """The person at a browser that takes forms without a token."""
    client.application.config["WTF_CSRF_ENABLED"] = False
    return sign_in(client, house.aoi)


@pytest.fixture
def office(app, sign_in, house):
    """The office at another browser."""
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app.test_client(), house.office)
