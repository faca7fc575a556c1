"""The coordinator's pages in a real browser: usable on a phone, legible, and without a finding by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from tests.webapp.demo_site import served
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.models import Learner
from webapp.programme.models import Offering, OfferingState

pytestmark = pytest.mark.browser
OVERVIEW = "/services/tateyama/coordinator"


@pytest.fixture
def origin(demo_app):
    with served(demo_app) as address:
        yield address


@pytest.fixture
def cookies(demo_app, demo_session, origin):
    """What the browser of the signed-in coordinator holds."""
    learner = demo_session.scalars(select(Learner).where(Learner.login_id == "coordinator")).one()
    signer = SecureCookieSessionInterface().get_signing_serializer(demo_app)
    session = signer.dumps({"learner_id": learner.id, "hub_session": "hub-session", "second_factor": True})
    return [
        {"name": "tateyama", "value": session, "url": origin},
        {"name": HUB_SESSION_COOKIE, "value": "hub-session", "url": origin},
    ]


@pytest.fixture
def addresses(demo_session):
    running = demo_session.scalars(
        select(Offering.id).where(Offering.state == OfferingState.RUNNING, Offering.course_slug == "beginner")
    ).one()
    return (OVERVIEW, f"{OVERVIEW}/offerings/{running}", f"{OVERVIEW}/definitions", f"{OVERVIEW}?year=2010")


@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_and_axe_finds_nothing(browser, origin, cookies, addresses, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.add_cookies(cookies)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    for address in addresses:
        assert page.goto(origin + address).status == 200
        outside = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(outside), f"{address} is wider than the screen"
        found = Axe().run(page).response
        assert [finding["id"] for finding in found["violations"]] == [], address
        undecided = [finding["id"] for finding in found["incomplete"]]
        assert "color-contrast" not in undecided, f"{address}: look at the contrast by hand"
    # The content security policy would complain here about an inline style.
    assert complaints == []
    context.close()


def test_the_bars_of_the_chart_are_as_long_as_their_numbers(browser, origin, cookies):
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(origin + OVERVIEW)
    bars = page.evaluate(
        """() => [...document.querySelectorAll(".chart dd")].filter(dd => dd.querySelector("rect")).map(dd => [
             Number(dd.innerText.replace(",", "")), dd.querySelector("rect").getBoundingClientRect().width])"""
    )
    number, width = max(bars)
    assert width > 100
    for each, drawn in bars:
        assert drawn == pytest.approx(width * each / number, abs=1)
    context.close()


def test_a_number_leads_to_its_definition(browser, origin, cookies):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(origin + OVERVIEW)
    page.get_by_role("link", name="実受講者数").first.click()
    assert page.url.endswith("/definitions#I07")
    assert "1人と数えます" in page.locator("#I07").inner_text()
    context.close()
