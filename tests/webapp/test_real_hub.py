"""With a real JupyterHub and our own roles: what the token of a learner's server opens, and that groups arrive."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import pytest

from webapp.hub import RESULTS_SCOPE, SUBMIT_SCOPE, Hub, HubGroup, HubUnavailable, reconcile

CHECKOUT = Path(__file__).resolve().parents[2]
AOI, YUI = "uaaaaaaaaaaaa", "ubbbbbbbbbbbb"
STARTS_WITHIN = 60

# Our own roles and services; only proxy, sign-in and servers are put aside: what is looked at is the token.
CONFIGURATION = """
import json
from pathlib import Path
from jupyterhub.proxy import Proxy
from jupyterhub.spawner import Spawner
from hub_config.configure import configure_roles, configure_service, unix_url
from hub_config.settings import Settings

folder = Path({folder!r})

class NoProxy(Proxy):
    should_start = False
    async def add_route(self, routespec, target, data): pass
    async def delete_route(self, routespec): pass
    async def get_all_routes(self): return {{}}

class TellsItsToken(Spawner):
    async def start(self):
        (folder / "new").write_text(json.dumps(self.api_token))
        (folder / "new").rename(folder / "token")
        return ("127.0.0.1", 9)
    async def stop(self, now=False): pass
    async def poll(self): return None

c = get_config()
settings = Settings(folder, folder, secrets={{"hub_token": "the-service-token"}})
configure_service(c, settings)
configure_roles(c, settings)
c.JupyterHub.services.append({{"name": "starter", "api_token": "the-starter-token"}})
c.JupyterHub.load_roles.append({{"name": "starter", "scopes": ["servers"], "services": ["starter"]}})
c.JupyterHub.proxy_class = NoProxy
c.JupyterHub.spawner_class = TellsItsToken
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.hub_bind_url = c.JupyterHub.hub_connect_url = unix_url(str(folder / "hub.sock"))
c.JupyterHub.db_url = "sqlite:///" + str(folder / "hub.sqlite")
c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
c.Spawner.http_timeout = 60
"""


@pytest.fixture(scope="module")
def folder():
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def hub(folder):
    (folder / "config.py").write_text(CONFIGURATION.format(folder=str(folder)))
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-m", "jupyterhub", "--config", str(folder / "config.py")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    hub = Hub(folder / "hub.sock", "the-service-token")
    try:
        until(lambda: is_up(hub), lambda: (folder / "log").read_text()[-3000:])
        yield hub
    finally:
        hub.close()
        process.kill()
        process.wait(timeout=10)


def until(done, otherwise=str):
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if done():
            return
        time.sleep(0.1)
    pytest.fail(otherwise())


def is_up(hub):
    with contextlib.suppress(HubUnavailable):
        return hub.read_group("nothing") is None
    return False


@pytest.fixture(scope="module")
def servers_token(hub, folder):
    """The token that the hub hands to aoi's server."""
    hub.add_users([AOI])
    with httpx.Client(transport=httpx.HTTPTransport(uds=str(folder / "hub.sock"))) as client:
        headers = {"Authorization": "token the-starter-token"}
        client.post(f"http://hub/hub/api/users/{AOI}/server", headers=headers, timeout=30).raise_for_status()
    until((folder / "token").exists)
    return json.loads((folder / "token").read_text())


def test_a_servers_token_is_the_learners_and_may_hand_in_and_read_results(hub, servers_token):
    owner = hub.identify(servers_token)
    assert owner.name == AOI
    assert {SUBMIT_SCOPE, RESULTS_SCOPE} <= owner.scopes


def test_a_servers_token_opens_nothing_else_at_the_hub_worth_having(hub, servers_token):
    allowed = {SUBMIT_SCOPE, RESULTS_SCOPE, f"users:activity!user={AOI}", f"access:servers!server={AOI}/"}
    assert {scope for scope in hub.identify(servers_token).scopes if not scope.startswith("read:")} <= allowed


def test_the_services_own_token_is_no_learners(hub):
    assert hub.identify("the-service-token") is None


def test_a_token_that_nobody_gave_out_is_nobodys(hub):
    assert hub.identify("made-up") is None


def test_groups_arrive_with_members_and_properties_and_follow_changes(hub):
    beginner = {"course": "beginner"}
    for members in ({AOI, YUI}, {YUI}, {AOI}):
        wanted = {"offering-1": HubGroup(frozenset(members), beginner)}
        assert reconcile(hub, wanted) == ["offering-1"]
        assert reconcile(hub, wanted) == []
        assert hub.read_group("offering-1") == wanted["offering-1"]
