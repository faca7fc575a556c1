"""開講講座の指標: what was offered, how many places, and who wanted them."""

from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import WHOLE, Count, Rate, Values
from webapp.reports.numerals import Sign
from webapp.reports.queries import applications as asked
from webapp.reports.queries import meetings
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope


def offerings_held(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I01 開講講座数."""
    return {key: Count(row.offerings, None) for key, row in reader.offerings(scope, by).items()}


def classes_held(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I02 開講回数."""
    return {key: Count(number, None) for key, number in meetings.meetings_held(reader, scope, by).items()}


def capacity(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I03 定員; － where no offering has one."""
    rows = reader.offerings(scope, by)
    return {key: Count(row.capacity, None) if row.limited else Sign.NIL for key, row in rows.items()}


def applications(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I04 申込者数(延べ), by channel too (then several may be named, and there is no total)."""
    if by is Breakdown.CHANNEL:
        named, _answered = asked.channels(reader, scope)
        return {(channel,): Count(*numbers) for channel, numbers in named.items()}
    return {key: Count(*numbers) for key, numbers in asked.applications(reader, scope, by).items()}


def applications_per_place(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I05 応募倍率: of the offerings with a capacity, in both."""
    wanted = asked.applications(reader, scope, by, limited=True)
    places = reader.offerings(scope, by)
    return {
        key: Rate(Count(*wanted.get(key, (0, 0))), Count(row.capacity, None), scale=1, digits=2)
        for key, row in places.items()
    }


def places_filled(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I09 定員充足率; － where there is no capacity."""
    places, rows = reader.offerings(scope, by), reader.enrolments(scope, by)
    return {
        key: Rate(
            Count(rows[key].limited, rows[key].limited_people) if key in rows else Count(0, 0),
            Count(row.capacity, None),
        )
        for key, row in places.items()
    }


def channels(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I22 周知経路別の申込: each channel's share of the applications that answered; there is no total."""
    named, answered = asked.channels(reader, scope)
    if by is Breakdown.TOTAL:
        return {WHOLE: Count(*answered)}
    return {(channel,): Rate(Count(*numbers), Count(*answered)) for channel, numbers in named.items()}
