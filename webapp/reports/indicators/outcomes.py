"""出席と結果の指標: who was there, who completed, and what was handed in."""

from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Count, Rate, Values
from webapp.reports.numerals import Sign
from webapp.reports.queries import meetings, work
from webapp.reports.queries.reader import Enrolments, Reader
from webapp.reports.scope import Scope


def attendances(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I08a 延べ出席者数."""
    rows = meetings.attended(reader, scope, by)
    return {key: Count(row.attendances, row.people) for key, row in rows.items()}


def seminar_heads(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I08b セミナー延べ参加者数; … where nothing was counted at all."""
    rows = meetings.seminar_heads(reader, scope, by)
    return {
        key: Sign.UNKNOWN if not heads and open_ else Count(heads, heads)
        for key, (heads, open_) in rows.items()
    }


def attendance_rate(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I10 出席率; never above 100."""
    rows = meetings.attended(reader, scope, by)
    return {
        key: Rate(Count(row.attendances, row.people), Count(row.expected, row.expected_people))
        for key, row in rows.items()
    }


def completions(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I11 修了者数(延べ); 集計中 while nothing is closed."""
    rows = reader.enrolments(scope, by).items()
    return {key: pending(row) or Count(row.completed, row.completers) for key, row in rows}


def completion_rate(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I12 修了率: of C alone."""
    rows = reader.enrolments(scope, by).items()
    return {
        key: pending(row) or Rate(Count(row.completed, row.completers), Count(row.closed, row.closed_people))
        for key, row in rows
    }


def withdrawal_rate(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I13 中途辞退率: of C alone."""
    rows = reader.enrolments(scope, by).items()
    return {
        key: pending(row) or Rate(Count(row.dropped, row.droppers), Count(row.closed, row.closed_people))
        for key, row in rows
    }


def score(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I24a 得点率: points in thousandths, so that halves and tenths of a point stay whole numbers."""
    rows = work.points(reader, scope, by)
    return {
        key: Rate(Count(round(row.points * 1000), row.people), Count(round(row.most * 1000), row.people))
        for key, row in rows.items()
    }


def handed_in(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I26 提出率."""
    rows = work.handed_in(reader, scope, by)
    return {key: Rate(Count(came, who), Count(due, all_)) for key, (came, who, due, all_) in rows.items()}


def pending(row: Enrolments) -> Sign | None:
    """集計中: nothing of the line is closed, and something of it is still running."""
    return Sign.PENDING if not row.closed and row.open_enrolments else None
