"""年度 in an address, as every page that shows a year reads it."""

import re

from flask import abort, request

from webapp.fiscal_year import FiscalYear

FIRST_YEAR, LAST_YEAR = 1990, 2200


def asked_year(current: FiscalYear) -> FiscalYear:
    """The year in the address; 404 for what is no year that anybody could report on."""
    asked = request.args.get("year")
    if asked is None:
        return current
    if not re.fullmatch("[0-9]{4}", asked) or not FIRST_YEAR <= int(asked) <= LAST_YEAR:
        abort(404)
    return FiscalYear(int(asked))
