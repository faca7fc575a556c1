"""Every address that bears an id, asked for by everybody whose it is not: nothing opens and nothing changes.

A route that comes later is walked by itself. Where its parameter is new, the first test says what to add.
"""

import re
import shutil
import tempfile
from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.webapp.small_hub import small_hub
from tests.webapp.twins import dump, fill_twice
from tests.webapp.walking import NAMES, WORDS, fill, parameters_of
from webapp import create_app
from webapp.audit import AuditEntry
from webapp.auth import HUB_SESSION_COOKIE
from webapp.config import Settings
from webapp.db import Database
from webapp.schema import whole_metadata

# A secret in an address opens something by itself; of somebody else's, only its hash can ever leak.
SECRETS = {"token": "approval.token_hash", "code": "one_time_code.code_hash"}
# Addresses whose id names something that everybody may see, with the reason; typed by hand, looked at by a person.
FOR_EVERYBODY = {
    "/offerings/<int(max=2147483647):offering_id>",
    "/offerings/<int(max=2147483647):offering_id>.ics",
    "/offerings/<int(max=2147483647):offering_id>/apply",
    "/offerings/<int(max=2147483647):offering_id>/draw",
}
# The partnership's own papers: every coordinator may read and take a step, or no three hands could be found.
FOR_EVERY_COORDINATOR = (
    "/coordinator/reports/<",
    "/coordinator/releases/<",
    # The logic model, the words beside targets and the council are all partners'; a share is one partner's alone.
    "/coordinator/programme/boxes/<",
    "/coordinator/programme/targets/<",
    "/coordinator/councils/<",
)
ASKERS = ("anonymous", "learner", "instructor", "coordinator")
REFUSED = {401, 403, 404}
CSRF_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture(scope="module")
def platform():
    """The application with both worlds in it."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-"))
    settings = Settings(
        data=data,
        run=data / "run",
        database_url=f"sqlite:///{data / 'tateyama.sqlite'}",
        hub_token="the-service-token",
        verify_token="the-verify-token",
        secret_key="the-secret-key",
        grading_key="the-grading-key",
        metrics_token="the-metrics-token",
        submissions_per_minute=1000,
        second_factor_required=False,
    )
    database = Database(settings.database_url)
    whole_metadata().create_all(database.engine)
    with database.transaction() as session:
        theirs, ours = fill_twice(session)
    with small_hub(settings.hub_socket) as hub:
        for role, person in ours.people.items():
            hub.know(f"token-of-{role}", person.hub_user)
        app = create_app(settings)
        app.testing = True
        # A page that stumbles over a made-up row is neither opened nor refused: it counts as 500.
        app.config["PROPAGATE_EXCEPTIONS"] = False
        yield app, database, theirs, ours
        app.extensions["database"].close()
        app.extensions["hub"].close()
    database.close()
    shutil.rmtree(data)


def rules(app):
    """Every method and rule that bears the id of a row or a secret."""
    for rule in app.url_map.iter_rules():
        if set(parameters_of(rule)) - set(WORDS) | {"number"} & set(parameters_of(rule)):
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield method, rule


def value_of(parameter, world):
    """What stands in an address for this world's row."""
    if parameter == "number":
        return f"S-{world.value('submission.id'):08d}"
    if parameter in SECRETS:
        return world.value(SECRETS[parameter])
    return str(world.value(NAMES[parameter])) if parameter in NAMES else WORDS[parameter]


def addresses(rule, theirs, ours):
    """The rule with their ids, and with each mixture of theirs and one's own."""
    names = parameters_of(rule)
    return {
        fill(rule, {name: value_of(name, world) for name, world in zip(names, worlds, strict=True)})
        for worlds in product((theirs, ours), repeat=len(names))
    } - {fill(rule, {name: value_of(name, ours) for name in names})}


def browser_of(app, person):
    client = app.test_client()
    if person is not None:
        client.set_cookie(HUB_SESSION_COOKIE, "hub-session")
        with client.session_transaction() as cookie:
            cookie["learner_id"] = person.id
            cookie["hub_session"] = "hub-session"
    return client


def ask(client, method, address, asker):
    if "/api/" in address:
        headers = {"Authorization": f"token token-of-{asker}", "Idempotency-Key": str(uuid4())}
        return client.open(address, method=method, headers=headers, data=b"no notebook")
    form = {}
    if method == "POST":
        form = {"csrf_token": CSRF_TOKEN.search(client.get("/services/tateyama/").text)[1], "reason": "なし"}
    return client.open(address, method=method, data=form)


def test_every_parameter_of_an_address_is_known(platform):
    known = set(NAMES) | set(WORDS) | set(SECRETS)
    new = {
        (name, rule.rule)
        for rule in platform[0].url_map.iter_rules()
        for name in parameters_of(rule)
        if name not in known
    }
    assert not new, (
        f"{new}: say in tests/webapp/walking.py NAMES which table and column the parameter names; where it names "
        "nobody's row put it into WORDS there, and where it is a secret into SECRETS here"
    )


def test_what_is_for_everybody_is_still_there(platform):
    assert set(FOR_EVERYBODY) <= {rule.rule for rule in platform[0].url_map.iter_rules()}


def test_the_walk_has_somewhere_to_go(platform):
    app, _, theirs, ours = platform
    assert len(list(rules(app))) >= 15
    assert all(value_of(name, theirs) != value_of(name, ours) for name in NAMES)


@pytest.mark.parametrize("asker", ASKERS)
def test_nothing_of_somebody_elses_opens_or_changes(platform, asker):
    app, database, theirs, ours = platform
    client = browser_of(app, ours.people.get(asker))
    before, opened = dump(database), []
    for method, rule in rules(app):
        if rule.rule in FOR_EVERYBODY:
            continue
        if asker == "coordinator" and rule.rule.startswith(FOR_EVERY_COORDINATOR):
            continue
        for address in addresses(rule, theirs, ours):
            with ask(client, method, address, asker) as answer:
                to_sign_in = answer.status_code == 302 and "/sign-in?next=" in answer.location
                if answer.status_code not in REFUSED and not (asker == "anonymous" and to_sign_in):
                    opened.append(f"{method} {address}: {answer.status_code}")
                # The page says again what was asked for; that is nobody's secret to whoever asked.
                secrets = [theirs.value(column) for column in SECRETS.values()]
                shown = answer.text
                for secret in secrets:
                    shown = shown.replace(secret, "")
                if "first-" in shown:
                    opened.append(f"{method} {address}: shows something of theirs")
        assert dump(database) == before, f"{method} {rule.rule} changed something"
    assert not opened


@pytest.mark.parametrize("role", ["instructor", "coordinator"])
def test_the_same_addresses_open_to_those_whose_they_are(platform, role):
    """Without this, a walk over addresses that open to nobody would prove nothing."""
    app, _, theirs, _ = platform
    client = browser_of(app, theirs.people[role])
    opened = set()
    for method, rule in rules(app):
        if method == "GET" and "number" not in parameters_of(rule):
            address = fill(rule, {name: value_of(name, theirs) for name in parameters_of(rule)})
            with client.get(address) as answer:
                opened |= {rule.rule} if answer.status_code == 200 else set()
    assert len(opened) >= 3


def test_who_asked_for_what_is_in_the_audit(platform):
    app, database, theirs, ours = platform
    coordinator = ours.people["coordinator"]
    subject = f"offering/{theirs.value('offering.id')}"

    def lines():
        with database.sessions() as session:
            asked = (AuditEntry.actor == coordinator.id, AuditEntry.action == "refused")
            return session.scalar(
                select(func.count()).select_from(AuditEntry).where(*asked, AuditEntry.subject == subject)
            )

    before = lines()
    client = browser_of(app, coordinator)
    offering = theirs.value("offering.id")
    for page in (f"office/offerings/{offering}", f"coordinator/offerings/{offering}", f"teaching/{offering}"):
        assert client.get(f"/services/tateyama/{page}").status_code == 404
    assert lines() == before + 3
