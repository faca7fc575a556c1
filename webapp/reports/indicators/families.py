"""指標の計算: each of the indicators as a function of the reader, the scope and the breakdown; SQL is the reader's."""

from collections.abc import Iterable, Mapping

from webapp.region import ELSEWHERE
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import WHOLE, Count, Key, Rate, Value, Values
from webapp.reports.numerals import Sign
from webapp.reports.queries import applications as asked
from webapp.reports.queries import meetings, people, work
from webapp.reports.queries.keys import NOT_ASKED, UNKNOWN
from webapp.reports.queries.reader import Enrolments, Reader
from webapp.reports.scope import Scope

Table = Mapping[Key, Enrolments]


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


def enrolments(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I06 延べ受講者数."""
    rows = without_not_asked(reader.enrolments(scope, by))
    return {key: Count(row.enrolments, row.people) for key, row in rows}


def persons(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I07 実受講者数: counted anew for every line, never added up.

    By quarter it is who began in it; `people_present` says who was there.
    """
    rows = without_not_asked(reader.enrolments(scope, by))
    return {key: Count(row.people, row.people) for key, row in rows}


def attendances(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I08a 延べ出席者数."""
    rows = meetings.attended(reader, scope, by)
    return {key: Count(row.attendances, row.people) for key, row in rows.items()}


def people_present(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I07, the second line by quarter: persons who were present at a class of it (当四半期に出席)."""
    rows = meetings.attended(reader, scope, by)
    return {key: Count(row.people, row.people) for key, row in rows.items()}


def seminar_heads(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I08b セミナー延べ参加者数; … where nothing was counted at all."""
    rows = meetings.seminar_heads(reader, scope, by)
    return {
        key: Sign.UNKNOWN if not heads and open_ else Count(heads, heads)
        for key, (heads, open_) in rows.items()
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


def attendance_rate(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I10 出席率; never above 100."""
    rows = meetings.attended(reader, scope, by)
    return {
        key: Rate(Count(row.attendances, row.people), Count(row.expected, row.expected_people))
        for key, row in rows.items()
    }


def completions(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I11 修了者数(延べ); 集計中 while nothing is closed."""
    rows = without_not_asked(reader.enrolments(scope, by))
    return {key: pending(row) or Count(row.completed, row.completers) for key, row in rows}


def completers(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I11, 実: the persons among them."""
    rows = without_not_asked(reader.enrolments(scope, by))
    return {key: pending(row) or Count(row.completers, row.completers) for key, row in rows}


def completion_rate(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I12 修了率: of C alone."""
    rows = without_not_asked(reader.enrolments(scope, by))
    return {
        key: pending(row) or Rate(Count(row.completed, row.completers), Count(row.closed, row.closed_people))
        for key, row in rows
    }


def withdrawal_rate(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I13 中途辞退率: of C alone."""
    rows = without_not_asked(reader.enrolments(scope, by))
    return {
        key: pending(row) or Rate(Count(row.dropped, row.droppers), Count(row.closed, row.closed_people))
        for key, row in rows
    }


def per_ten_thousand(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I19 人口1万人当たり実受講者数 by the town of residence; … where nobody said where they live."""
    living = people.residents(reader, scope)
    said = sum(number for (code,), number in living.items() if code != UNKNOWN)
    found: dict[Key, Value] = {}
    for town in reader.region.towns:
        number, population = living.get((town.code5,), 0), reader.region.populations.get(town.code5)
        if not said or population is None:
            found[(town.code5,)] = Sign.UNKNOWN
        else:
            found[(town.code5,)] = Rate(Count(number, number), Count(population, None), scale=10_000)
    return {WHOLE: _whole_prefecture(reader, living, said)} if by is Breakdown.TOTAL else found


def first_timers(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I20 新規受講者率; in the first year there is nothing to compare with."""
    if not people.has_earlier_years(reader, scope):
        return {WHOLE: Sign.NIL}
    rows = people.first_timers(reader, scope, by)
    return {key: Rate(Count(new, new), Count(all_, all_)) for key, (new, all_) in rows.items()}


def coming_back(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I27b 再受講率: the others."""
    if not people.has_earlier_years(reader, scope):
        return {WHOLE: Sign.NIL}
    rows = people.first_timers(reader, scope, by)
    return {key: Rate(Count(all_ - new, all_ - new), Count(all_, all_)) for key, (new, all_) in rows.items()}


def towns_reached(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I21 市町村カバー率: 県外 and 不明 are no towns."""
    rows = reader.enrolments(scope, Breakdown.MUNICIPALITY)
    reached = sum((town.code5,) in rows for town in reader.region.towns)
    return {WHOLE: Rate(Count(reached, None), Count(len(reader.region.towns), None))}


def channels(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I22 周知経路別の申込: each channel's share of the applications that answered; there is no total."""
    named, answered = asked.channels(reader, scope)
    if by is Breakdown.TOTAL:
        return {WHOLE: Count(*answered)}
    return {(channel,): Rate(Count(*numbers), Count(*answered)) for channel, numbers in named.items()}


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


def going_on(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I27a 中級進級率."""
    went, over = people.goes_on(reader, scope)
    return {WHOLE: Rate(Count(went, went), Count(over, over))}


def organisations(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I28 参加団体数; protected by the people whom they sent."""
    return {key: Count(*numbers) for key, numbers in people.organisations(reader, scope, by).items()}


def schools(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I29 参加校数; protected by their teachers."""
    return {key: Count(*numbers) for key, numbers in people.schools(reader, scope, by).items()}


def pending(row: Enrolments) -> Sign | None:
    """集計中: nothing of the line is closed, and something of it is still running."""
    return Sign.PENDING if not row.closed and row.open_offerings else None


def without_not_asked(rows: Table) -> Iterable[tuple[Key, Enrolments]]:
    """対象外 is no line: the kind of school of somebody who is no teacher."""
    return [(key, row) for key, row in rows.items() if NOT_ASKED not in key]


def _whole_prefecture(reader: Reader, living: Mapping[Key, int], said: int) -> Value:
    populations = [reader.region.populations.get(town.code5) for town in reader.region.towns]
    known = [number for number in populations if number is not None]
    if not said or len(known) < len(populations):
        return Sign.UNKNOWN
    inside = sum(number for (code,), number in living.items() if code not in (UNKNOWN, ELSEWHERE.code5))
    return Rate(Count(inside, inside), Count(sum(known), None), scale=10_000)
