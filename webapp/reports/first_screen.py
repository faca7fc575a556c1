"""事務局の最初の画面: its numbers, its charts, and what is stuck."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import g

from webapp.db import session
from webapp.fiscal_year import FiscalYear
from webapp.languages import english, language
from webapp.programme.models import Partner
from webapp.reports.faces.screen import addresses
from webapp.reports.labels import Labels
from webapp.reports.queries.reader import Reader
from webapp.reports.releases.making import course_titles
from webapp.reports.scope import Scope
from webapp.reports.tables import Figure, YearTable
from webapp.reports.week import Moved


@dataclass(frozen=True)
class DrawnChart:
    """A chart of the first screen as the page shows it: its words, and its picture as data."""

    key: str
    words: str
    picture: str


@dataclass(frozen=True)
class YearPage:
    """What the overview shows: whose it is, which years there are, the table of one, and what is stuck."""

    hosts: list[Partner]
    years: list[FiscalYear]
    table: YearTable
    counted_at: datetime
    parked: int
    differing: int
    figures: tuple[Figure, ...]
    week: tuple[Moved, ...]
    charts: Sequence[DrawnChart]


def draw(scope: Scope) -> Sequence[DrawnChart]:
    """The charts of what some partners host, in the language of the page."""
    # What draws takes long to load, and most processes never draw.
    from webapp.reports.overview_charts import overview_charts

    region = g.settings.region
    drawn = overview_charts(
        Reader(session(), region), scope, Labels(region, english), course_titles(session()), language()
    )
    pictures = addresses({each.key: each.picture for each in drawn})
    return [DrawnChart(each.key, each.words, pictures[each.key]) for each in drawn]
