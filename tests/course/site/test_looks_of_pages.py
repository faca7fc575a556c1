"""B1's page in a real browser: fits a phone, follows a dark screen, is readable to everybody, asks nobody else for anything."""

import functools
import http.server
import threading
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from course.catalogue import ROOT, load_courses
from course.site.building import build_site

pytestmark = pytest.mark.browser


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    beginner = load_courses(ROOT)["beginner"]
    build_site([replace(beginner, lessons=(beginner.lesson("b1"), beginner.lesson("b2")))], folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["beginner/b1.html", "beginner/b1.en.html", "index.html", "index.en.html"])
def test_a_page_fits_a_phone_breaks_no_rule_and_asks_nobody_else(browser, address, name, scheme):
    page = browser.new_page(viewport={"width": 360, "height": 780}, color_scheme=scheme)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + name)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert Axe().run(page).response["violations"] == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 100)")
    page.close()


def test_from_the_foot_of_a_page_one_reads_on_and_back(browser, address):
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto(address + "beginner/b1.html")
    foot = page.get_by_role("navigation", name="データサイエンス初級の前後のレッスン")
    foot.get_by_role("link", name="次のレッスン B2").click()
    page.wait_for_url("**/beginner/b2.html")
    foot.get_by_role("link", name="前のレッスン B1").click()
    page.wait_for_url("**/beginner/b1.html")
    page.close()


def test_a_page_is_dark_where_the_reader_asked_for_it_and_its_charts_stay_on_white(browser, address):
    page = browser.new_page(color_scheme="dark")
    page.goto(address + "beginner/b1.html")
    colour = "element => getComputedStyle(element).backgroundColor"
    assert page.locator("body").evaluate(colour) == "rgb(18, 24, 31)"
    assert page.locator("img").first.evaluate(colour) == "rgb(255, 255, 255)"
    page.close()
