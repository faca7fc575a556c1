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
from webapp.hub import Hub
from webapp.hub_session import BELIEVED_FOR

KEPT_COOKIES = (("tateyama", "/services/tateyama"), (HUB_SESSION_COOKIE, "/"))
CHECKOUT = Path(__file__).resolve().parents[2]
XSRF = re.compile(r'name="_xsrf" value="([^"]+)"')


@pytest.fixture
def settings(settings):
    """The socket lies where webapp looks for it."""
    settings.hub_socket.parent.mkdir(parents=True)
    return replace(settings, hub_token=SERVICE_TOKEN)


@pytest.fixture
def hub(settings):
    folder = settings.hub_socket.parent
    (folder / "config.py").write_text(CONFIGURATION.format(folder=str(folder)))
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
