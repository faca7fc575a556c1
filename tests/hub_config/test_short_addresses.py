"""With a real hub: the short addresses lead to webapp's pages, for everybody, and take along what was asked."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
import pytest

from hub_config.settings import CHECKOUT
from hub_config.short_addresses import SHORT
from tests.webapp.test_real_hub import CONFIGURATION, is_up, until
from webapp.hub import Hub

OUR_PAGES = "\nfrom hub_config.configure import configure_pages\nconfigure_pages(c, settings)\n"


@pytest.fixture(scope="module")
def browser_without_account():
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    (folder / "config.py").write_text(CONFIGURATION.format(folder=str(folder)) + OUR_PAGES)
    command = [sys.executable, "-m", "jupyterhub", "--config", str(folder / "config.py")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, stdout=log, stderr=log
        )
    hub = Hub(folder / "hub.sock", "the-service-token")
    try:
        until(lambda: is_up(hub), lambda: (folder / "log").read_text()[-3000:])
        transport = httpx.HTTPTransport(uds=str(folder / "hub.sock"))
        with httpx.Client(transport=transport, base_url="http://hub") as client:
            yield client
    finally:
        hub.close()
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(folder)


def way_of(client, address):
    """Where one redirect after another leads, as long as the hub answers."""
    way = [address]
    while not way[-1].startswith("/services/") and len(way) < 5:
        answer = client.get(way[-1])
        assert answer.status_code == 302
        way.append(answer.headers["Location"])
    return way


@pytest.mark.parametrize("name", SHORT)
def test_a_short_address_leads_to_the_page(browser_without_account, name):
    assert way_of(browser_without_account, f"/{name}")[-1] == f"/services/tateyama/{name}"


def test_a_code_that_was_typed_behind_it_goes_along(browser_without_account):
    way = way_of(browser_without_account, "/class?code=ACDE3467")
    assert way[-1] == "/services/tateyama/class?code=ACDE3467"
