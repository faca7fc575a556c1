"""日付の書き方: days and times as people of either language read them, on a clock in Japan."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date

from webapp.fiscal_year import in_japan, japanese_date, wareki_year


def day_in(language: str, when: date | datetime) -> str:
    """2026年4月1日(水), in English Wed 1 April 2026."""
    pattern = "EEE d MMMM y" if language == "en" else "y年M月d日(EEE)"
    return format_date(japanese_date(when), pattern, locale=Locale(language))


def short_day_in(language: str, when: date | datetime) -> str:
    """4/1, in English 1 Apr: the ticks of a drawing, where 4/1 would be read as 4 January."""
    pattern = "d MMM" if language == "en" else "M/d"
    return format_date(japanese_date(when), pattern, locale=Locale(language))


def formal_day_in(language: str, when: date | datetime) -> str:
    """令和9年3月31日 on Japanese paper, 31 March 2027 on English."""
    day = japanese_date(when)
    return (
        f"{wareki_year(day)}{day.month}月{day.day}日"
        if language == "ja"
        else f"{day.day} {day:%B} {day.year}"
    )


def moment_in(language: str, when: datetime) -> str:
    """Day and time."""
    return f"{day_in(language, when)} {in_japan(when):%H:%M}"
