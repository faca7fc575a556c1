"""The platform as 見本県: another prefecture changes data files alone, and no page speaks of the first one any more."""

import re
from html import unescape
from itertools import product

import pytest

from tests.webapp.demo_site import close, demo_app
from tests.webapp.walking import NAMES, WORDS, fill, parameters_of, rows_named
from webapp.auth import HUB_SESSION_COOKIE
from webapp.demo import ACCOUNTS
from webapp.enrolment.models import Learner, Municipality
from webapp.hub import Hub, ServerState
from webapp.languages import COOKIE
from webapp.region import load_region

# 立山 is what the first region calls the platform; another renames it.
FOREIGN = re.compile("富山|立山|Toyama|TOYAMA|Tateyama")
# Whoever asks for these is led away, or gets a file that is nobody's page; the plain page shows a lesson's own text,
# which is about the region that it was written for.
NO_PAGES = {
    "static",
    "sign_in.sign_in",
    "sign_in.oauth_callback",
    "plain.lesson",
    "plain.show",
    "plain.shown",
}


@pytest.fixture(scope="module")
def mihon(tmp_path_factory):
    """The demo year in 見本県."""
    app = demo_app(tmp_path_factory.mktemp("mihon"), region=load_region("mihon"))
    app.testing = True
    yield app
    close(app)


def addresses(app, most):
    """Every page that a GET can ask for, with some of the rows that it can be about."""
    with app.extensions["database"].sessions() as session:
        for rule in app.url_map.iter_rules():
            if "GET" not in rule.methods or rule.endpoint in NO_PAGES:
                continue
            choices = [some_of(session, name, most) for name in parameters_of(rule)]
            for chosen in product(*choices):
                yield rule, fill(rule, dict(zip(parameters_of(rule), chosen, strict=True)))


def some_of(session, parameter, most):
    if parameter not in NAMES:
        return [WORDS.get(parameter, "1")]
    rows = rows_named(session, parameter)
    # The newest, too: the demo's own accounts are in the offerings of this year.
    return rows[-most:] + rows[:most] or ["1"]


def browser_of(app, login_id, language):
    client = app.test_client()
    client.set_cookie(COOKIE, language)
    if login_id:
        with app.extensions["database"].sessions() as session:
            learner_id = session.query(Learner.id).filter_by(login_id=login_id).scalar()
        client.set_cookie(HUB_SESSION_COOKIE, "hub-session")
        with client.session_transaction() as cookie:
            cookie["learner_id"] = learner_id
            cookie["hub_session"] = "hub-session"
    return client


@pytest.mark.parametrize("most", [1, pytest.param(3, marks=pytest.mark.whole)], ids=["few rows", "more"])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("login_id", [None, *(account.login_id for account in ACCOUNTS)])
def test_no_page_speaks_of_another_prefecture(mihon, monkeypatch, login_id, language, most):
    monkeypatch.setattr(Hub, "server_state", lambda *_: ServerState.STARTING)
    client = browser_of(mihon, login_id, language)
    seen = 0
    for _, address in addresses(mihon, most):
        with client.get(address) as answer:
            text = unescape(answer.text) if answer.mimetype.startswith("text/") else ""
            seen += answer.status_code == 200
        found = FOREIGN.search(text)
        assert not found, f"{address}: …{text[max(0, found.start() - 60) : found.end() + 60]}…"
    assert seen >= (4 if login_id is None else 5)


def test_a_page_bears_the_regions_name_footer_and_icon(mihon):
    page = mihon.test_client().get("/").text
    assert "みほんまなび" in page
    assert "見本県の大学と自治体" in page
    with mihon.test_client().get("/region/icon.svg") as icon:
        assert b"#1e6b45" in icon.data


def test_the_demo_lives_in_the_regions_towns(mihon):
    with mihon.extensions["database"].sessions() as session:
        codes = {code for (code,) in session.query(Municipality.code5)}
    assert codes == {"99201", "99202", "99301", "99302", "99999", "00000"}
