"""現場ニーズの指標: how much of what the field asked for is met; needs are things, so nobody has to be protected."""

from webapp.programme.needs.models import NeedState
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Count, Rate, Values
from webapp.reports.numerals import Sign
from webapp.reports.queries.needs import States, needs
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope


def needs_met(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I23 ニーズ対応率: 対応済 of what was open on 1 April or heard since; － where nothing was asked for."""
    return {key: _rate(states) for key, states in needs(reader, scope, by).items()}


def _rate(states: States) -> Rate | Sign:
    total = sum(states.values())
    return Rate(Count(states[NeedState.MET.value], None), Count(total, None)) if total else Sign.NIL
