"""The report from the command line: every file of it, and nothing in any of them that is hidden."""

from datetime import UTC, datetime

from webapp.fiscal_year import FiscalYear, japanese_date

LAST_YEAR = FiscalYear.of(japanese_date(datetime.now(UTC))).year - 1
