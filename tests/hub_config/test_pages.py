import re
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hub_config.brand import read_brand
from hub_config.language import LanguageExtension, language_of
from hub_config.settings import CHECKOUT

TEMPLATES = CHECKOUT / "hub_config" / "templates"
PAGES = sorted(
    path.name for path in TEMPLATES.glob("*.html") if path.name not in ("page.html", "style.css.html")
)
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
CODES = ("wrong", "too-often", "away")


class Handler:
    """As much of a tornado handler as a page looks at."""

    _headers_written = False

    def __init__(self, language):
        self.language = language
        self.request = SimpleNamespace(uri="/hub/login?next=%2Fhub%2F&lang=ja&_xsrf=secret", headers={})
        self.cookies = {}

    def get_query_argument(self, _name, _default):
        return self.language

    def get_cookie(self, _name):
        return None

    def set_cookie(self, name, value, **_):
        self.cookies[name] = value

    def static_url(self, path):
        return f"/hub/static/{path}"


def render(page, language="ja", **given):
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[LanguageExtension],
    )
    handler = Handler(language)
    known = {
        "base_url": "/hub/", "webapp_url": "/services/tateyama/", "demo": False, "unprotected": False,
        "user": SimpleNamespace(escaped_name="u0123456789ab"), "logout_url": "/hub/logout", "login_url": "/hub/login",
        "login_error": None, "username": None, "authenticator_login_url": "/hub/login?next=", "xsrf": "token",
        "progress_url": "/hub/api/users/u/server/progress", "spawn_url": "/hub/spawn/u", "url": "/hub/spawn/u",
        "failed": False, "implicit_spawn_seconds": 0, "default_server": SimpleNamespace(active=True),
        "error_message": "", "error_html_message": "", "allowed_scopes": ["access:servers"],
        "message": "", "status_code": 404, "static_url": handler.static_url, "brand": read_brand(),
    }  # fmt: skip
    return environment.get_template(page).render(known | given)


def words(html):
    """What a person reads: no style, no script, no mark-up, and not the name of the other language."""
    for part in (r"<style>.*?</style>", r"<script>.*?</script>", r"<a [^>]*hreflang.*?</a>", r"<[^>]+>"):
        html = re.sub(part, " ", html, flags=re.DOTALL)
    return html


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_complete_in_japanese(page):
    html = render(page, "ja")
    assert '<html lang="ja">' in html
    assert JAPANESE.search(words(html))


@pytest.mark.parametrize(
    ("page", "given"),
    [
        ("spawn_pending.html", {}),
        ("not_running.html", {"failed": True}),
        ("error.html", {"message": "no-answer", "status_code": 500}),
    ],
)
def test_where_lab_does_not_open_the_way_without_it_is_told(page, given):
    assert "「この画面で解く」からは、JupyterLab を使わずに解けます" in words(render(page, "ja", **given))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_complete_in_english(page):
    html = render(page, "en")
    assert '<html lang="en">' in html
    assert not JAPANESE.search(words(html))


@pytest.mark.parametrize("page", PAGES)
def test_no_page_loads_anything_from_elsewhere(page):
    for address in re.findall(r'(?:src|href|action)="([^"]*)"', render(page)):
        assert not address.startswith(("http:", "https:", "//"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_back_to_webapp_and_to_the_other_language(page):
    html = render(page)
    assert 'href="/services/tateyama/"' in html
    assert "lang=en" in html


@pytest.mark.parametrize("page", PAGES)
def test_every_page_fits_a_phone(page):
    assert "width=device-width" in render(page)


def test_the_link_to_the_other_language_keeps_the_address_and_drops_the_token():
    html = render("login.html")
    assert 'href="/hub/login?next=%2Fhub%2F&amp;lang=en"' in html
    assert "secret" not in html


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("code", CODES)
def test_each_refusal_has_its_own_sentence_and_shows_no_code(code, language):
    told = words(render("login.html", language, login_error=code))
    others = {words(render("login.html", language, login_error=other)) for other in {*CODES, ""} - {code}}
    assert told not in others
    assert code not in told.split()


def test_a_refused_sign_in_keeps_the_login_id_and_escapes_it():
    html = render("login.html", login_error="wrong", username='"><script>')
    assert 'value="&#34;&gt;&lt;script&gt;"' in html


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "ja",
            (
                "受講している講座の事務局へお問い合わせください。",
                "make run を実行した端末",
                "講座の一覧はこちら",
            ),
        ),
        ("en", ("ask the office of the course you take", "in the terminal where make run", "To the courses")),
    ],
)
def test_who_cannot_sign_in_learns_whom_to_ask(language, sentences):
    told = words(render("login.html", language, demo=True))
    assert all(sentence in told for sentence in sentences)
    assert "make run" not in words(render("login.html", language))


def test_a_fault_never_shows_what_the_hub_says_to_itself():
    html = render("error.html", status_code=500, message="Unhandled error starting server u0123456789ab")
    assert "Unhandled" not in html
    assert "保存した作業は残っています" in html


def test_a_failed_start_offers_to_try_again_and_does_not_go_round_in_circles():
    html = render("not_running.html", failed=True, implicit_spawn_seconds=0.01)
    assert "もう一度開く" in html
    assert "location.replace" not in html


def test_a_resting_server_is_woken_without_a_click():
    assert 'location.replace("/hub/spawn/u")' in render("not_running.html", implicit_spawn_seconds=0.01)


def test_the_demo_and_the_missing_isolation_are_said_on_every_page():
    html = render("home.html", demo=True, unprotected=True)
    assert "架空のデータ" in html
    assert "隔離が切ってあります" in html


def test_a_choice_in_the_address_is_remembered():
    handler = Handler("en")
    assert language_of(handler) == "en"
    assert handler.cookies == {"tateyama_language": "en"}
