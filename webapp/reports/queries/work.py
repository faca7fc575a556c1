"""提出と得点の問い合わせ: points of the counted attempts, and what was handed in of what was due."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import and_, case, exists, func, select

from webapp.participation.models import Deadline, Score, Submission
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Key
from webapp.reports.queries.enrolled import by_person, enrolled, persons, somebody, total
from webapp.reports.queries.reader import KEY, Reader, named
from webapp.reports.scope import Scope


@dataclass(frozen=True)
class Points:
    """Points of one line, exactly, and whose they are."""

    points: Fraction
    most: Fraction
    people: int


def points(reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, Points]:
    """I24a: the counted attempt of each enrolment and lesson that was scored; what was not handed in is in neither."""
    who = enrolled(reader, scope)
    line = named(reader.offering_line(who.c, by, scope))
    # The best of each enrolment and lesson: ranked among the hand-ins of E, never among everybody's.
    best = func.row_number().over(
        partition_by=(Submission.enrolment_id, Submission.lesson_slug),
        order_by=(
            (Score.points - Score.late_penalty).desc(),
            Submission.received_at.desc(),
            Submission.id.desc(),
        ),
    )
    ranked = (
        select(
            *line,
            who.c.learner_id,
            (Score.points - Score.late_penalty).label("points"),
            Score.max_points,
            best.label("place"),
        )
        .select_from(who)
        .join(Submission, Submission.enrolment_id == who.c.id)
        .join(Score, Score.submission_id == Submission.id)
        .where(Submission.received_at < scope.period.until)
        .subquery("ranked")
    )
    line = [ranked.c[part.name] for part in line]
    rows = select(
        *line, func.sum(ranked.c.points), func.sum(ranked.c.max_points), persons(ranked.c.learner_id)
    ).where(ranked.c.place == 1, ranked.c.max_points > 0)
    labels = [f"{KEY}{place}" for place in range(len(line))]
    found = {}
    for row in reader.session.execute(rows.group_by(*labels) if labels else rows):
        got, most, people = row[len(line) :]
        if most:
            # Points are sums of halves and tenths kept as floats: read them as they are written.
            exact = (Fraction(str(round(got, 6))), Fraction(str(round(most, 6))))
            found[tuple(str(part) for part in row[: len(line)])] = Points(*exact, int(people))
    return found


def handed_in(
    reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL
) -> Mapping[Key, tuple[int, int, int, int]]:
    """I26: pairs of an enrolment in E and a lesson due by the 基準日: handed in, its people, all, all people.

    Late work counts.
    """
    who = enrolled(reader, scope)
    line = named(reader.offering_line(who.c, by, scope))
    there = exists().where(
        Submission.enrolment_id == who.c.id,
        Submission.lesson_slug == Deadline.lesson_slug,
        Submission.received_at < scope.period.until,
    )
    due = and_(Deadline.offering_id == who.c.offering_id, Deadline.due_at < scope.period.until)
    each = (
        by_person(line, who.c.learner_id, came=case((there, 1), else_=0))
        .select_from(who.join(Deadline, due))
        .subquery("each")
    )
    line = [each.c[part.name] for part in line]
    rows = select(*line, total(each.c.came), somebody(each.c.came), total(each.c.rows), somebody(each.c.rows))
    return {key: (n[0], n[1], n[2], n[3]) for key, n in reader.read(rows)}
