"""With a real JupyterHub: the whole way of a sign-in, its page, its code, its token, and out again."""

import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.webapp.small_hub import SERVICE_TOKEN
from tests.webapp.test_real_hub import CONFIGURATION, is_up, until
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.models import Learner
from webapp.hub import Hub
from webapp.hub_session import BELIEVED_FOR
from webapp.passwords import hash_password

KEPT_COOKIES = (("tateyama", "/services/tateyama"), (HUB_SESSION_COOKIE, "/"))
CHECKOUT = Path(__file__).resolve().parents[2]
# As our own authenticator does; only whether a password is right is not asked of webapp here.
ENDS_SESSIONS = """
from hub_config.authenticator import TateyamaAuthenticator

class AnyPassword(TateyamaAuthenticator):
    async def authenticate(self, handler, data):
        return data["username"]

c.JupyterHub.authenticator_class = AnyPassword
c.AnyPassword.allow_all = True
"""
XSRF = re.compile(r'name="_xsrf" value="([^"]+)"')


@pytest.fixture
def settings(settings):
    """The socket lies where webapp looks for it."""
    settings.hub_socket.parent.mkdir(parents=True)
    return replace(settings, hub_token=SERVICE_TOKEN)


@pytest.fixture
def hub(settings):
    folder = settings.hub_socket.parent
    (folder / "config.py").write_text(CONFIGURATION.format(folder=str(folder)) + ENDS_SESSIONS)
    command = [sys.executable, "-m", "jupyterhub", "--config", str(folder / "config.py")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, stdout=log, stderr=log
        )
    hub = Hub(settings.hub_socket, SERVICE_TOKEN)
    try:
        until(lambda: is_up(hub), lambda: (folder / "log").read_text()[-3000:])
        yield hub
    finally:
        hub.close()
        process.kill()
        process.wait(timeout=10)


class Browser:
    """One cookie jar for two servers on one origin, as behind the proxy."""

    def __init__(self, client, settings):
        self.webapp = client
        transport = httpx.HTTPTransport(uds=str(settings.hub_socket))
        self.hub = httpx.Client(transport=transport, base_url="http://localhost")

    def get(self, location):
        """Open an address and follow where it leads, until a page."""
        for _ in range(10):
            answer = self.fetch(location)
            if answer.status_code not in (301, 302, 303, 307):
                return answer
            location = answer.headers["Location"]
        raise AssertionError("goes round in circles")

    def fetch(self, location):
        path = urlsplit(location).path
        if path.startswith("/hub/"):
            return self.keep(self.hub.get(location))
        return self.webapp.get(location)

    def keep(self, answer):
        """The hub's cookies for every path go to webapp as well."""
        for header in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(header).items():
                if morsel["path"] == "/":
                    self.webapp.set_cookie(name, morsel.value)
        return answer

    def log_in(self, page, name):
        form = {"username": name, "password": "x", "_xsrf": XSRF.search(page.text).group(1)}
        answer = self.keep(self.hub.post(str(page.url), data=form))
        assert answer.status_code == 302, answer.text
        return self.get(answer.headers["Location"])


@pytest.fixture
def browser(client, settings):
    browser = Browser(client, settings)
    yield browser
    browser.hub.close()


def test_a_person_signs_in_at_a_real_hub_and_out_again(hub, browser, make_learner):
    aoi = make_learner(name="架空 葵")
    hub.add_users([aoi.hub_user])
    login = browser.get("/services/tateyama/my-page")
    assert urlsplit(str(login.url)).path == "/hub/login"
    assert "架空 葵さん" in browser.log_in(login, aoi.hub_user).text
    assert "架空 葵さん" in browser.get("/services/tateyama/my-page").text
    browser.keep(browser.hub.get("/hub/logout"))
    assert urlsplit(str(browser.get("/services/tateyama/my-page").url)).path == "/hub/login"


def test_a_cookie_that_was_kept_ends_with_the_hubs_session(app, client, hub, browser, make_learner):
    aoi = make_learner(name="架空 葵")
    hub.add_users([aoi.hub_user])
    browser.log_in(browser.get("/services/tateyama/my-page"), aoi.hub_user)
    kept = [(name, path, client.get_cookie(name, path=path).value) for name, path in KEPT_COOKIES]
    later = [time.monotonic()]
    app.extensions["hub_sessions"]._identities._clock = lambda: later[0]
    later[0] += BELIEVED_FOR
    assert client.get("/services/tateyama/my-page").status_code == 200
    browser.hub.get("/hub/logout")
    later[0] += BELIEVED_FOR
    for name, path, value in kept:
        client.set_cookie(name, value, path=path)
    assert client.get("/services/tateyama/my-page").status_code == 302


PASSWORD, NEW = "青い山と白い雪がきれい", "雪の大谷を歩きたい春"


def test_a_changed_password_ends_the_sessions_of_other_browsers_at_the_hub_too(
    app, hub, settings, browser, make_learner
):
    app.config["WTF_CSRF_ENABLED"] = False
    aoi = make_learner(name="架空 葵", password_hash=hash_password(PASSWORD))
    other = Browser(app.test_client(), settings)
    for each in (browser, other):
        each.log_in(each.get("/services/tateyama/my-page"), aoi.hub_user)
    old_cookies = dict(other.hub.cookies)
    form = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert browser.webapp.post("/services/tateyama/account/password", data=form).status_code == 303
    assert "架空 葵さん" in browser.get("/services/tateyama/my-page").text
    led_to = other.get("/services/tateyama/my-page")
    assert urlsplit(str(led_to.url)).path == "/hub/login"
    assert (
        old_cookies.items() <= dict(other.hub.cookies).items()
        or "jupyterhub-hub-login" not in other.hub.cookies
    )
    other.hub.close()
    with app.extensions["database"].sessions() as session:
        assert not session.get(Learner, aoi.id).hub_sessions_pending


def test_a_password_changed_while_the_hub_was_away_ends_its_sessions_before_anybody_comes_in(
    app, hub, settings, browser, make_learner
):
    aoi = make_learner(name="架空 葵")
    browser.log_in(browser.get("/services/tateyama/my-page"), aoi.hub_user)
    with app.extensions["database"].transaction() as session:
        learner = session.get(Learner, aoi.id)
        learner.session_stamp, learner.hub_sessions_pending = 1, True
    assert urlsplit(str(browser.get("/services/tateyama/my-page").url)).path == "/hub/login"
    page = browser.get("/services/tateyama/my-page")
    assert "架空 葵さん" in browser.log_in(page, aoi.hub_user).text


def test_nobody_but_webapp_ends_sessions(hub, browser, make_learner):
    aoi, yui = make_learner(), make_learner()
    browser.log_in(browser.get("/services/tateyama/my-page"), aoi.hub_user)
    hub.add_users([yui.hub_user])
    for name in (aoi.hub_user, yui.hub_user):
        answer = browser.hub.delete(f"/hub/api/users/{name}/sessions")
        assert answer.status_code in (403, 404)
    hub.end_sessions("u00000000dead")  # whom the hub never saw has no session
