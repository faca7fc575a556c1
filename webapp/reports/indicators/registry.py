"""指標の一覧: every indicator that can be asked for, by its id; whoever asks passes the whitelist first."""

from collections.abc import Callable, Mapping

from webapp.reports.indicators import families
from webapp.reports.indicators.breakdowns import Breakdown, check
from webapp.reports.indicators.values import Values
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

Indicator = Callable[[Reader, Scope, Breakdown], Values]
INDICATORS: Mapping[str, Indicator] = {
    "I01": families.offerings_held,
    "I02": families.classes_held,
    "I03": families.capacity,
    "I04": families.applications,
    "I05": families.applications_per_place,
    "I06": families.enrolments,
    "I07": families.persons,
    "I08a": families.attendances,
    "I08b": families.seminar_heads,
    "I09": families.places_filled,
    "I10": families.attendance_rate,
    "I11": families.completions,
    "I12": families.completion_rate,
    "I13": families.withdrawal_rate,
    "I19": families.per_ten_thousand,
    "I20": families.first_timers,
    "I21": families.towns_reached,
    "I22": families.channels,
    "I24a": families.score,
    "I26": families.handed_in,
    "I27a": families.going_on,
    "I27b": families.coming_back,
    "I28": families.organisations,
    "I29": families.schools,
}


def evaluate(indicator: str, reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Values:
    """The values of an indicator by line; NotAllowed for a breakdown that is not on the whitelist, KeyError for no indicator."""
    check(indicator, by)
    return INDICATORS[indicator](reader, scope, by)
