"""Japanese or English: what the address says, else what was chosen before, else Japanese (言語)."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from jinja2 import Environment
from jinja2.ext import Extension

LANGUAGES = ("ja", "en")
COOKIE = "tateyama_language"


def choose(query: str | None, cookie: str | None) -> str:
    """The first of address and cookie that names one of our languages; Japanese otherwise.

    What the browser prefers is not asked: webapp's pages, which come before these, are Japanese until English is chosen.
    """
    for wish in (query, cookie):
        if wish in LANGUAGES:
            return str(wish)
    return "ja"


def language_of(handler: Any) -> str:
    """The language of the request that a tornado handler answers; a choice in the address is remembered."""
    query = handler.get_query_argument("lang", None)
    language = choose(query, handler.get_cookie(COOKIE))
    if query == language and not handler._headers_written:
        handler.set_cookie(COOKIE, language, path="/", samesite="Lax", expires_days=365)
    return language


def language_link(handler: Any, language: str) -> str:
    """This page's own address with another language; where a form was sent, its address is the form's own page."""
    uri = urlsplit(str(handler.request.uri))
    wishes = [(name, value) for name, value in parse_qsl(uri.query) if name not in ("lang", "_xsrf")]
    # One leading slash only: `//host` would be somebody else's address.
    return "/" + uri.path.lstrip("/") + "?" + urlencode([*wishes, ("lang", language)])


class LanguageExtension(Extension):
    """Gives the hub's templates their language; they reach their handler through the bound `static_url`."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals["language_of"] = language_of
        environment.globals["language_link"] = language_link
