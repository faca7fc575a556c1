"""指標の一覧: every indicator that can be asked for, by its id; whoever asks passes the whitelist first."""

from collections.abc import Callable, Mapping

from webapp.reports.indicators import needs, offerings, outcomes, people, surveys
from webapp.reports.indicators.breakdowns import Breakdown, check
from webapp.reports.indicators.values import Values
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

Indicator = Callable[[Reader, Scope, Breakdown], Values]
INDICATORS: Mapping[str, Indicator] = {
    "I01": offerings.offerings_held,
    "I02": offerings.classes_held,
    "I03": offerings.capacity,
    "I04": offerings.applications,
    "I05": offerings.applications_per_place,
    "I06": people.enrolments,
    "I07": people.persons,
    "I08a": outcomes.attendances,
    "I08b": outcomes.seminar_heads,
    "I09": offerings.places_filled,
    "I10": outcomes.attendance_rate,
    "I11": outcomes.completions,
    "I12": outcomes.completion_rate,
    "I13": outcomes.withdrawal_rate,
    "I14": surveys.response_rate,
    "I15": surveys.satisfaction,
    "I16a": surveys.understanding,
    "I16b": surveys.usefulness,
    "I18": people.cost_per_person,
    "I19": people.per_ten_thousand,
    "I20": people.first_timers,
    "I21": people.towns_reached,
    "I22": offerings.channels,
    "I23": needs.needs_met,
    "I24a": outcomes.score,
    "I24b": surveys.gain,
    "I25": surveys.used,
    "I26": outcomes.handed_in,
    "I27a": people.going_on,
    "I27b": people.coming_back,
    "I28": people.organisations,
    "I29": people.schools,
}


def evaluate(indicator: str, reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Values:
    """The values of an indicator by line; NotAllowed for a breakdown that is not on the whitelist, KeyError for no indicator."""
    check(indicator, by)
    return INDICATORS[indicator](reader, scope, by)
