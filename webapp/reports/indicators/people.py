"""受講者の指標: enrolments and persons, where they come from, and whether they were here before."""

from collections.abc import Mapping

from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import WHOLE, Count, Key, Parts, Persons, Rate, Value, Values
from webapp.reports.numerals import Sign
from webapp.reports.queries import meetings, people
from webapp.reports.queries.keys import UNKNOWN
from webapp.reports.queries.official import cost
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope


def enrolments(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I06 延べ受講者数."""
    rows = reader.enrolments(scope, by).items()
    return {key: Count(row.enrolments, row.people) for key, row in rows}


def persons(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I07 実受講者数: counted anew for every line, never added up.

    By quarter there are two: who began in it, and who was present in it (on demand nobody is).
    """
    if by is Breakdown.QUARTER_PRESENT:
        present = meetings.attended(reader, scope, Breakdown.QUARTER)
        return {key: Persons(row.people, row.people) for key, row in present.items() if row.people}
    rows, parts = reader.enrolments(scope, by).items(), Parts.of(scope, by)
    return {key: Persons(row.people, row.people, parts) for key, row in rows}


def cost_per_person(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I18 受講者1人当たりの経費: of the whole partnership and year alone; － where there is no programme."""
    of_year = cost(reader.session, scope.period.year.year)
    if of_year is None or scope.hosts is not None or scope.quarter is not None:
        return {WHOLE: Sign.NIL}
    people = reader.enrolments(scope)[WHOLE].people
    return {WHOLE: Rate(Count(of_year.yen, None), Count(people, people), scale=1, digits=0)}


def per_ten_thousand(reader: Reader, scope: Scope, by: Breakdown) -> Values:
    """I19 人口1万人当たり実受講者数 by the town of residence; … where nobody said where they live."""
    living = people.residents(reader, scope)
    said = sum(number for (code,), number in living.items() if code != UNKNOWN)
    found: dict[Key, Value] = {}
    for town in reader.region.towns:
        number, population = living.get((town.code5,), 0), reader.region.census.populations.get(town.code5)
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


def _whole_prefecture(reader: Reader, living: Mapping[Key, int], said: int) -> Value:
    populations = [reader.region.census.populations.get(town.code5) for town in reader.region.towns]
    known = [number for number in populations if number is not None]
    if not said or len(known) < len(populations):
        return Sign.UNKNOWN
    # Whoever lives in another prefecture, under whichever code, is no resident of this one.
    inside = sum(living.get((town.code5,), 0) for town in reader.region.towns)
    return Rate(Count(inside, inside), Count(sum(known), None), scale=10_000)
