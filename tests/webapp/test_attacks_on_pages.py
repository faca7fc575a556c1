"""Group d of the attacks: on pages, sessions and exports, each tried with real requests."""

import io
import re
from csv import reader
from datetime import timedelta
from itertools import cycle
from urllib.parse import urlencode

import pytest
from flask import send_file
from sqlalchemy import select

from tests.webapp.conftest import NOON
from tests.webapp.oauth_hub import oauth_hub
from tests.webapp.twins import dump
from tests.webapp.walking import WORDS, fill, parameters_of
from webapp.audit import AuditEntry
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.models import Enrolment, Role
from webapp.hub import Hub, ServerState
from webapp.hub_session import BELIEVED_FOR, LEFT_ALONE_FOR
from webapp.programme.audience import Audience

P = "/services/tateyama"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
READING = {"GET", "HEAD", "OPTIONS"}
# Not forms of a browser: the hub's authenticator and learners' servers prove themselves otherwise.
FOR_PROGRAMS = ("/internal/", "/api/")
# Mail programs stop a mailing with one POST of their own (RFC 8058); its address is the proof.
FOR_MAIL = ("/mail/stop/",)


class Clock:
    """Seconds that pass when the test says so."""

    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(app):
    clock = Clock()
    app.extensions["hub_sessions"]._clock = clock
    app.extensions["hub_sessions"]._identities._clock = clock
    return clock


@pytest.fixture
def host(make_partner):
    return make_partner(slug="host", name_ja="主催大学")


@pytest.fixture
def other(make_partner):
    return make_partner(slug="other", name_ja="別の県")


@pytest.fixture
def coordinator(make_learner, host):
    return make_learner((Role.COORDINATOR, host), login_id="coordinator")


@pytest.fixture
def course(make_offering, host, enrol):
    """An offering of the host with somebody in it."""
    offering = make_offering(host_id=host.id)
    enrol(offering, "架空 葵")
    return offering


@pytest.fixture
def enrol(database, make_learner):
    def enrol(offering, name):
        learner = make_learner(name=name)
        with database.transaction() as session:
            enrolment = Enrolment(
                learner_id=learner.id,
                offering_id=offering.id,
                audience=Audience.PRIVATE,
                enrolled_at=NOON - timedelta(days=30),
            )
            session.add(enrolment)
        return learner, enrolment

    return enrol


def form_rules(app):
    """Every address that takes a form of a browser, with ones in the place of ids."""
    for rule in app.url_map.iter_rules():
        if rule.methods - READING and not rule.rule.startswith(FOR_PROGRAMS + FOR_MAIL):
            yield fill(rule, {name: WORDS.get(name, "1") for name in parameters_of(rule)})


def token_of(client):
    return TOKEN.search(client.get(f"{P}/").text)[1]


def refused(database, learner):
    with database.sessions() as session:
        asked = (AuditEntry.actor == learner.id, AuditEntry.action == "refused")
        return session.scalars(select(AuditEntry.subject).where(*asked)).all()


def test_d01_a_form_from_another_place_of_the_domain_is_refused(app, client, sign_in, coordinator, database):
    """Learners' servers on host names of their own are the same site: cookies come along, the form does not pass."""
    sign_in(client, coordinator)
    token, before = token_of(client), dump(database)
    from_a_learners_server = {"Origin": "http://u000000000001.localhost", "Sec-Fetch-Site": "same-site"}
    forms = list(form_rules(app))
    assert len(forms) >= 8
    for address in forms:
        without_token = client.post(
            address, data={"language": "en"}, headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert without_token.status_code == 400, address
        with_token = {"csrf_token": token, "language": "en"}
        assert client.post(address, data=with_token, headers=from_a_learners_server).status_code == 400, (
            address
        )
    assert dump(database) == before


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, True),
        ({}, True),  # an older browser: the token decides
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, False),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate"}, False),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, False),
        ({"Sec-Fetch-Site": "SAME-ORIGIN"}, False),
        ({"Sec-Fetch-Site": ""}, False),
    ],
)
def test_d02_only_a_form_of_our_own_pages_is_taken(client, sign_in, make_learner, headers, passes):
    sign_in(client, make_learner())
    form = {"csrf_token": token_of(client), "language": "en"}
    status = client.post(f"{P}/language", data=form, headers=headers).status_code
    assert status == (302 if passes else 400)
    del form["csrf_token"]
    assert client.post(f"{P}/language", data=form, headers=headers).status_code == 400


def test_d03_another_persons_page_is_not_found_and_the_asking_is_kept(
    client, sign_in, database, course, other, make_learner
):
    asker = make_learner((Role.COORDINATOR, other))
    sign_in(client, asker)
    for page in ("office/offerings", "coordinator/offerings", "teaching"):
        assert client.get(f"{P}/{page}/{course.id}").status_code == 404
    assert refused(database, asker) == [f"offering/{course.id}"] * 3


@pytest.mark.parametrize("role", [Role.LEARNER, Role.COORDINATOR])
def test_d06_the_token_of_a_learners_server_opens_no_page(
    app, client, settings, course, host, make_learner, role
):
    person = make_learner((role, host if role is Role.COORDINATOR else None), hub_user="uabc")
    with oauth_hub(settings):
        for scheme in ("token", "Bearer"):
            headers = {"Authorization": f"{scheme} token-of-{person.hub_user}"}
            for rule in app.url_map.iter_rules():
                if rule.rule.startswith(FOR_PROGRAMS):
                    continue
                address = P + re.sub(r"<[^>]+>", "1", rule.rule)
                for method in rule.methods - {"OPTIONS"}:
                    status = client.open(address, method=method, headers=headers).status_code
                    assert status in (400, 401), f"{method} {address}"


INJECTIONS = (
    "name;drop table learner--",
    "' or 1=1--",
    '" or ""="',
    "1) or (1=1",
    "%' --",
    "\x00",
    "９" * 5000,
)
FILTERS = (
    "sort", "q", "year", "state", "page", "encoding", "action", "subject", "person", "order", "per", "kind",
)  # fmt: skip


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OPERATOR, Role.INSTRUCTOR])
def test_d10_a_filter_or_sort_key_is_never_sql(
    app, client, sign_in, database, course, host, make_learner, monkeypatch, role
):
    monkeypatch.setattr(Hub, "server_state", lambda *_: ServerState.STOPPED)
    sign_in(client, make_learner((role, host if role is Role.COORDINATOR else None)))
    before, turn = dump(database), cycle(INJECTIONS)
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.rule.startswith(FOR_PROGRAMS) or rule.endpoint == "static":
            continue
        address = P + re.sub(r"<[^>]+>", str(course.id), rule.rule)
        with client.get(address) as answer:
            opens = answer.status_code == 200
        # A page that this role does not get reads no filter; once is enough to see that it says so.
        for name in FILTERS if opens else FILTERS[:1]:
            with client.get(f"{address}?{urlencode({name: next(turn)})}") as answer:
                assert answer.status_code in (200, 302, 303, 400, 401, 403, 404, 422), f"{address} {name}"
    assert dump(database) == before


def browser_signed_in(client, hub, learner):
    client.set_cookie(HUB_SESSION_COOKIE, "hub-session")
    back = hub.authorize(client.get(f"{P}/sign-in").location, learner.hub_user)
    assert client.get(back).status_code == 302
    assert client.get(f"{P}/my-page").status_code == 200


def test_d14_a_cookie_that_was_kept_is_dead_five_minutes_after_the_hubs_sign_out(
    app, client, settings, clock, make_learner
):
    learner = make_learner()
    with oauth_hub(settings) as hub:
        browser_signed_in(client, hub, learner)
        stolen = {
            name: client.get_cookie(name, path=path).value
            for name, path in (("tateyama", P), (HUB_SESSION_COOKIE, "/"))
        }
        hub.signed_out.add(learner.hub_user)  # /hub/logout takes back the tokens of its session
        thief = app.test_client()
        thief.set_cookie("tateyama", stolen["tateyama"], path=P)
        thief.set_cookie(HUB_SESSION_COOKIE, stolen[HUB_SESSION_COOKIE])
        clock.now += BELIEVED_FOR
        assert BELIEVED_FOR < 5 * 60
        assert thief.get(f"{P}/my-page").status_code == 302
        assert client.get(f"{P}/my-page").status_code == 302


def test_d14_after_our_own_sign_out_the_hub_is_asked_at_once(app, client, settings, clock, make_learner):
    learner = make_learner()
    with oauth_hub(settings) as hub:
        browser_signed_in(client, hub, learner)
        kept = client.get_cookie("tateyama", path=P).value
        answer = client.post(f"{P}/sign-out", data={"csrf_token": token_of(client)})
        assert answer.headers["Clear-Site-Data"] == '"cache"'
        hub.signed_out.add(learner.hub_user)
        client.set_cookie("tateyama", kept, path=P)
        assert client.get(f"{P}/my-page").status_code == 302


def test_d14_people_work_on_while_the_hub_restarts(client, settings, clock, make_learner):
    with oauth_hub(settings) as hub:
        browser_signed_in(client, hub, make_learner())
    clock.now += BELIEVED_FOR
    assert client.get(f"{P}/my-page").status_code == 200
    settings.hub_socket.unlink()
    with oauth_hub(settings) as hub:
        hub.signed_out.add("everybody")
        clock.now += LEFT_ALONE_FOR
        assert client.get(f"{P}/my-page").status_code == 200


def test_d14_a_token_of_somebody_else_in_the_cookie_opens_nothing(
    app, client, sign_in, make_learner, settings
):
    learner, another = make_learner(), make_learner()
    sign_in(client, learner)
    with client.session_transaction() as cookie:
        cookie["hub_token"] = app.extensions["hub_sessions"].seal(f"token-of-{another.hub_user}")
    with oauth_hub(settings):
        assert client.get(f"{P}/my-page").status_code == 302


def test_d26_an_export_holds_what_ones_partner_hosts_and_nothing_more(
    client, sign_in, database, course, coordinator, other, make_offering, enrol, make_learner
):
    theirs = make_offering(host_id=other.id, title_ja="別の県の講座")
    enrol(theirs, "別県 太郎")
    sign_in(client, coordinator)
    plain = client.get(f"{P}/coordinator.csv").data
    for wish in ({"scope": "national"}, {"host": other.id}, {"partner": "other"}, {"hosts": "1,2,3"}):
        assert client.get(f"{P}/coordinator.csv?{urlencode(wish)}").data == plain
    assert "別の県の講座" not in plain.decode("utf-8-sig")
    assert client.get(f"{P}/coordinator/offerings/{theirs.id}.csv").status_code == 404
    assert client.post(f"{P}/coordinator.csv", data={"csrf_token": token_of(client)}).status_code == 405
    assert refused(database, coordinator) == [f"offering/{theirs.id}"]
    names = list(
        reader(io.StringIO(client.get(f"{P}/coordinator/offerings/{course.id}.csv").data.decode("utf-8-sig")))
    )
    assert any("架空 葵" in row for row in names)


def test_d28_no_page_of_a_person_is_kept_by_a_cache(
    app, client, sign_in, course, coordinator, host, make_learner
):
    for learner in (coordinator, make_learner((Role.OPERATOR, None)), make_learner((Role.INSTRUCTOR, None))):
        sign_in(client, learner)
        for rule in app.url_map.iter_rules():
            if "GET" not in rule.methods or rule.endpoint in ("static", "region.icon"):
                continue
            filled = re.sub(r"<[^>]+>", str(course.id), rule.rule)
            with client.get(P + filled) as answer:
                assert answer.headers["Cache-Control"] == "no-store", rule.rule


def test_d28_a_download_that_says_otherwise_is_not_kept_either(app, client, sign_in, make_learner):
    @app.get("/a-letter")
    def letter():
        return send_file(io.BytesIO(b"named"), mimetype="application/pdf", max_age=3600)

    sign_in(client, make_learner())
    assert client.get(f"{P}/a-letter").headers["Cache-Control"] == "no-store"


def test_d28_after_signing_out_the_page_is_asked_for_anew(client, sign_in, make_learner):
    sign_in(client, make_learner(name="架空 葵"))
    assert "架空 葵" in client.get(f"{P}/my-page").text
    client.post(f"{P}/sign-out", data={"csrf_token": token_of(client)})
    assert client.get(f"{P}/my-page").status_code == 302


def test_d30_what_somebody_wrote_never_runs_on_a_page(
    client, sign_in, coordinator, make_offering, host, enrol
):
    script = "<script>fetch('/hub/api')</script><img src=x onerror=alert(1)>"
    offering = make_offering(title_ja=f"講座{script}", host_id=host.id)
    learner, _ = enrol(offering, f"架空{script}")
    for person, page in (
        (learner, ""),
        (learner, "my-page"),
        (coordinator, f"coordinator/offerings/{offering.id}"),
    ):
        sign_in(client, person)
        answer = client.get(f"{P}/{page}")
        assert "&lt;script&gt;fetch(" in answer.text
        assert "<script>fetch" not in answer.text
        assert "<img src=x" not in answer.text
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-inline" not in policy


def test_d30_no_address_gives_out_a_notebook_as_a_page(app):
    """Notebooks come and go as files: no route renders one, and nbgrader's feedback is never made."""
    words = re.compile("feedback|notebook|nbconvert", re.IGNORECASE)
    assert not [rule.rule for rule in app.url_map.iter_rules() if words.search(rule.rule)]
    assert all(parameters_of(rule) != ["path"] for rule in app.url_map.iter_rules())
