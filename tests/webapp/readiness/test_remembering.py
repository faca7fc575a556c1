"""In a real browser: it remembers that the websocket did not come through, until a check finds that it does."""

import time

import pytest
from playwright.sync_api import expect

from tests.webapp.demo_site import served

pytestmark = pytest.mark.browser
COOKIE = "tateyama_websocket"


@pytest.fixture
def check(app, browser):
    """Check in one browser, through a network that lets websockets through or does not; hand out its cookies."""
    with served(app) as address:
        context = browser.new_context(locale="ja-JP")

        def check(websocket, health=200):
            page = context.new_page()
            page.route("**/hub/health", lambda route: route.fulfill(status=health))
            page.route_web_socket(
                "**/hub/websocket-check",
                lambda socket: socket.on_message(socket.send) if websocket else socket.close(),
            )
            page.goto(f"{address}/services/tateyama/check")
            expect(page.locator("#summary")).to_be_visible(timeout=20_000)
            page.close()
            return {cookie["name"]: cookie for cookie in context.cookies()}

        yield check
        context.close()


def test_what_was_blocked_is_remembered_for_a_month_and_says_nothing_of_a_person(check):
    kept = check(websocket=False)[COOKIE]
    assert (kept["value"], kept["path"], kept["sameSite"]) == ("no", "/services/tateyama", "Lax")
    assert 29 < days_left(kept) <= 30


def test_a_later_check_that_comes_through_takes_it_away(check):
    assert COOKIE in check(websocket=False)
    assert COOKIE not in check(websocket=True)


def test_while_the_hub_is_away_nothing_is_concluded(check):
    assert COOKIE not in check(websocket=False, health=503)
    assert COOKIE in check(websocket=False)
    assert COOKIE in check(websocket=True, health=503)


def days_left(cookie):
    return (cookie["expires"] - time.time()) / 86400
