"""この1週間の動き: seven days beside the seven before them, of one's own offerings only, on either database."""

import pytest

from tests.webapp.reports.indicators.worlds import World, at
from webapp.programme.models import Partner
from webapp.reports.queries.week import moved
from webapp.reports.week import week_of

NOW = at("2026-05-20", 12)


@pytest.fixture
def world(empty_session):
    made = World(empty_session)
    course = made.offering("2026-05-12", "2026-05-19")
    early = made.enrol("ann", course, enrolled="2026-04-20", completed="2026-05-19")
    late = made.enrol("bob", course, enrolled="2026-05-18")
    made.came(early, 1)
    made.came(early, 2)
    made.came(late, 2)
    made.enrol("cho", course, enrolled="2026-05-08", withdrawn="2026-05-15")
    empty_session.flush()
    return made


def test_what_came_in_seven_days_stands_beside_the_week_before(world):
    told = {each.kind: (each.now, each.before) for each in week_of(world.session, [world.host.id], NOW)}
    assert told == {"enrolled": (1, 1), "withdrawn": (1, 0), "present": (2, 1), "completed": (1, 0)}


def test_a_row_of_exactly_seven_days_ago_belongs_to_the_week_before(world):
    assert moved(world.session, [world.host.id], at("2026-05-25", 18))["enrolled"] == (0, 1)
    assert moved(world.session, [world.host.id], at("2026-05-25", 17))["enrolled"] == (1, 0)


def test_nothing_of_another_host_is_counted(world):
    other = Partner(slug="other", name_ja="別の機関", name_en="Another")
    world.session.add(other)
    world.session.flush()
    assert week_of(world.session, [other.id], NOW) == ()
