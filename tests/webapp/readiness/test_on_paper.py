"""In a real browser: the page for the IT department is one sheet of A4, also where nothing at all worked."""

import subprocess
from urllib.parse import urlencode

import pytest

from tests.webapp.demo_site import served
from webapp.readiness.checks import CHECKS

pytestmark = pytest.mark.browser
HEADING = {"ja": "情報システム担当の方へ", "en": "For whoever looks after the network"}
SITE = {"ja": "講座一覧", "en": "Courses"}


@pytest.fixture
def paper(app, browser):
    """Print the page in one of the languages, with one result for all checks; hand out its text, a sheet each."""
    with served(app) as address:
        context = browser.new_context(locale="ja-JP")

        def paper(language, result):
            page = context.new_page()
            page.goto(f"{address}/services/tateyama/check")
            if page.locator("html").get_attribute("lang") != language:
                page.get_by_role("button", name="English" if language == "en" else "日本語").click()
            results = urlencode({check.name: result for check in CHECKS})
            page.goto(f"{address}/services/tateyama/check/paper?{results}")
            printed = page.pdf(format="A4", print_background=True)
            page.close()
            said = subprocess.run(
                ["pdftotext", "-layout", "-", "-"], input=printed, capture_output=True, check=True
            )
            return said.stdout.decode().rstrip("\f").split("\f")

        yield paper
        context.close()


@pytest.mark.parametrize(("language", "sign"), [("ja", "使えません"), ("en", "Does not work")])
def test_with_every_result_a_no_it_is_still_one_page_with_all_of_them(paper, language, sign):
    (only,) = paper(language, "no")
    assert only.count("×") == len(CHECKS) == 7
    assert sign in only
    # From the heading to who answers, nothing is cut away, and nothing of the site around it is there.
    assert HEADING[language] in only
    assert "office@example.invalid" in only
    assert SITE[language] not in only


def test_what_the_screen_alone_shows_is_not_printed(paper):
    (only,) = paper("ja", "ok")
    assert only.count("○") == len(CHECKS)
    assert "印刷できます" not in only
