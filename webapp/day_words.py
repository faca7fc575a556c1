"""日付の書き方: days and times as people of either language read them, on a clock in Japan."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date

from webapp.fiscal_year import in_japan, japanese_date


def day_in(language: str, when: date | datetime) -> str:
    """2026年4月1日(水), in English Wed 1 April 2026."""
    pattern = "EEE d MMMM y" if language == "en" else "y年M月d日(EEE)"
    return format_date(japanese_date(when), pattern, locale=Locale(language))


def moment_in(language: str, when: datetime) -> str:
    """Day and time."""
    return f"{day_in(language, when)} {in_japan(when):%H:%M}"
