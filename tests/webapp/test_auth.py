"""Pages open to whom they say, and a sign-in never leads away from us."""

import pytest
from flask import Blueprint

from webapp.auth import coordinated_partners, require, roles_of, safe_next
from webapp.enrolment.models import Role


@pytest.fixture
def app(app):
    """With one page for coordinators and operators."""
    office = Blueprint("a_desk", __name__)

    @office.get("/a-desk")
    @require(Role.COORDINATOR, Role.OPERATOR)
    def desk():
        return "desk"

    @office.post("/a-desk")
    @require(Role.COORDINATOR, Role.OPERATOR)
    def change():
        return "changed"

    app.register_blueprint(office)
    return app


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.LEARNER, 403),
        (Role.INSTRUCTOR, 403),
        (Role.COORDINATOR, 200),
        (Role.OPERATOR, 200),
    ],
)
def test_a_page_opens_to_its_roles_only(client, sign_in, make_learner, make_partner, role, status):
    partner = make_partner() if role is Role.COORDINATOR else None
    sign_in(client, make_learner((role, partner)))
    assert client.get("/a-desk").status_code == status


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get("/a-desk?year=2026").location == (
        "/services/tateyama/sign-in?next=/services/tateyama/a-desk?year%3D2026"
    )


def test_a_form_sent_without_signing_in_is_refused(app, client):
    app.config["WTF_CSRF_ENABLED"] = False
    assert client.post("/a-desk").status_code == 401


def test_everybody_with_an_account_is_a_learner(make_learner):
    assert roles_of(make_learner()) == {Role.LEARNER}


def test_a_coordinator_is_one_partners(make_learner, make_partner):
    partner = make_partner()
    assert coordinated_partners(make_learner((Role.COORDINATOR, partner))) == [partner]
    assert coordinated_partners(make_learner((Role.OPERATOR, None))) == []


HOME = "/services/tateyama/"


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/services/tateyama/my-page", "/services/tateyama/my-page"),
        ("/services/tateyama/x?year=2026", "/services/tateyama/x?year=2026"),
        (None, HOME),
        ("", HOME),
        ("https://evil.example/", HOME),
        ("//evil.example/services/tateyama/", HOME),
        ("/\\evil.example", HOME),
        ("/services/tateyama/\\evil", HOME),
        ("\t//evil.example", HOME),
        ("/services/tateyama/../../hub/logout", HOME),
        ("/services/tateyama-evil/", HOME),
        ("/hub/logout", HOME),
        ("javascript:alert(1)", HOME),
        ("http://[", HOME),
        ("/services/tateyama/\r\nSet-Cookie:x=y", HOME),
    ],
)
def test_the_next_page_is_always_one_of_ours(app, wanted, goes_to):
    with app.test_request_context():
        assert safe_next(wanted) == goes_to
