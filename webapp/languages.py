"""日本語と英語: which language a page speaks, and how it writes days and times (always Japan's)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Flask, g, redirect, request
from flask_babel import Babel, force_locale, get_locale, gettext
from werkzeug.wrappers import Response

from webapp.auth import current_learner, safe_next
from webapp.config import Settings
from webapp.day_words import day_in, formal_day_in, short_day_in
from webapp.db import transaction
from webapp.fiscal_year import in_japan
from webapp.translations import FOLDER

LANGUAGES = ("ja", "en")
COOKIE = "tateyama_language"
A_YEAR = 365 * 24 * 60 * 60

blueprint = Blueprint("languages", __name__)


@blueprint.post("/language")
def choose() -> Response:
    """Remember the language that somebody chose, in this browser and, signed in, for their account."""
    chosen = request.form.get("language", "")
    answer = redirect(safe_next(request.form.get("next")))
    if chosen not in LANGUAGES:
        return answer
    learner = current_learner()
    if learner is not None:
        with transaction():
            learner.language = chosen
    settings: Settings = g.settings
    answer.set_cookie(
        COOKIE,
        chosen,
        max_age=A_YEAR,
        path="/",  # the hub's pages read the same cookie
        samesite="Lax",
        httponly=True,
        secure=settings.secure_cookies,
    )
    return answer


def select_language() -> str:
    """The language of this page: the browser's choice, else the account's, else Japanese."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return str(chosen)
    learner = current_learner()
    return learner.language if learner is not None and learner.language in LANGUAGES else "ja"


def language() -> str:
    """ja or en."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "ja"


def localised(thing: Any, name: str | None = None) -> str:
    """The words of a row (`title_ja`, `title_en`), a mapping or a pair in the language of the page."""
    code = language()
    if name is not None:
        return str(getattr(thing, f"{name}_{code}"))
    return str(thing[code] if isinstance(thing, dict) else getattr(thing, code))


def english(ja: str) -> str:
    """The English of a marked text, whatever the language of the page."""
    with force_locale("en"):
        return str(gettext(ja))


def day(when: date | datetime) -> str:
    """2026年4月1日(水), in English Wed 1 April 2026."""
    return day_in(language(), when)


def short_day(when: date | datetime) -> str:
    """4/1, in English 1 Apr."""
    return short_day_in(language(), when)


def formal_day(when: date | datetime) -> str:
    """令和8年4月1日, in English 1 April 2026: as letters have it."""
    return formal_day_in(language(), when)


def clock(moment: datetime) -> str:
    """19:00, on a clock in Japan."""
    return in_japan(moment).strftime("%H:%M")


def moment(when: datetime) -> str:
    """Day and time."""
    return f"{day(when)} {clock(when)}"


def school_type(name_ja: str) -> str:
    """校種 in the language of the page; one that the region's list does not have stays as it was written."""
    names = {kind.name_ja: localised(kind, "name") for kind in g.settings.region.school_types}
    return names.get(name_ja, name_ja)


def school_types(names_ja: Iterable[str]) -> list[str]:
    """Those of these 校種 that the region has, in the language of the page: a course is written for every region."""
    known = {kind.name_ja for kind in g.settings.region.school_types}
    return [school_type(name) for name in names_ja if name in known]


def init_languages(app: Flask) -> None:
    """Give the application its two languages and its words for days."""
    Babel(
        app,
        default_locale="ja",
        default_translation_directories=str(FOLDER),
        locale_selector=select_language,
    )
    app.jinja_env.filters.update(
        localised=localised,
        day=day,
        short_day=short_day,
        formal_day=formal_day,
        clock=clock,
        moment=moment,
        from_iso=datetime.fromisoformat,
        school_type=school_type,
        school_types=school_types,
    )
    app.jinja_env.globals.update(language=language)
    app.register_blueprint(blueprint)
