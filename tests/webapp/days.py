"""今日: asked for anew by each test, since a whole run may go on past midnight in Japan."""

from datetime import UTC, datetime, timedelta

from webapp.fiscal_year import japanese_date


def today():
    """The day in Japan."""
    return japanese_date(datetime.now(UTC))


def in_days(days):
    """The day so many days from today."""
    return today() + timedelta(days=days)
