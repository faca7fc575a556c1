"""Two offices with a browser each, and what they know of the field."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from webapp.enrolment.models import Role
from webapp.programme.needs.models import Need

PREFIX = "/services/tateyama/office"


@pytest.fixture
def office(app, client, make_learner, make_partner, sign_in):
    """The host's coordinator at their desk."""
    app.config["WTF_CSRF_ENABLED"] = False
    partner = make_partner()
    person = make_learner((Role.COORDINATOR, partner))
    return SimpleNamespace(client=sign_in(client, person), partner=partner, person=person)


@pytest.fixture
def neighbour(app, make_learner, make_partner, sign_in):
    """Another partner's coordinator."""
    partner = make_partner("city", "架空市", "Imaginary City")
    return sign_in(app.test_client(), make_learner((Role.COORDINATOR, partner)))


@pytest.fixture
def needs_of(database):
    """Every need that is kept, by id."""

    def needs_of():
        with database.sessions() as session:
            return session.scalars(select(Need).order_by(Need.id)).all()

    return needs_of


VISIT = {
    "organisation": "架空県機械工業会", "kind": "association", "industry": "E", "school_type": "", "code5": "",
    "contact_name": "架空 一郎", "contact_email": "ichiro@example.jp", "contact_agrees": "1",
    "visited_on": "2026-04-01", "visitors": "事務局", "people_reached": "6", "noted": "会員20社\n表計算は使う",
    "wanted": ["不良品の数を分析したい", "", "学校でも使いたい"],
    "need_industry": ["", "", ""], "need_school_type": ["", "", "高等学校"], "key": "k" * 22,
}  # fmt: skip


@pytest.fixture
def visited(office):
    """A visit to a factory association with two needs, one of them a school's; the answer to its form."""
    return office.client.post(f"{PREFIX}/needs/visits/new", data=VISIT)
