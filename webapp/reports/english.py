"""英語: marked Japanese texts in English, for papers that are in both languages whatever the page is in."""

from flask_babel import force_locale, gettext


def english(ja: str) -> str:
    """The English of a marked text."""
    with force_locale("en"):
        return str(gettext(ja))
