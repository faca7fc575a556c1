"""Small years typed by hand, each with something that a report must not tell, or must not tell wrongly."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from tests.webapp.reports.indicators.worlds import REGION, World, scope
from webapp.db import Database
from webapp.languages import english
from webapp.participation.models import Presence
from webapp.programme.audience import Audience
from webapp.programme.models import OfferingState
from webapp.reports.assembling.order import Order
from webapp.reports.assembling.report import assemble
from webapp.reports.frozen.report import Version
from webapp.reports.labels import Labels
from webapp.reports.queries.reader import Reader
from webapp.reports.releases.making import course_titles
from webapp.schema import whole_metadata

MADE_AT = datetime(2027, 6, 1, 3, tzinfo=UTC)
TOWNS = ("99201", "99202", "99301", "99302")


@contextmanager
def a_world(folder):
    """An empty world in a database of its own."""
    database = Database(f"sqlite:///{folder}/golden.sqlite")
    whole_metadata().create_all(database.engine)
    with database.sessions() as session:
        yield World(session)
    database.close()


def report_of(world, edition, until="2027-04-01", closing="2027-05-31"):
    """What is printed of a world: as of the day before `until`, with what was recorded by `closing`."""
    world.session.flush()
    last_day = date.fromisoformat(closing)
    where = scope(until, (last_day + timedelta(days=1)).isoformat())
    order = Order(where, edition, Version.FINAL, last_day, MADE_AT, "a seed", invented=True)
    titles = course_titles(world.session)
    return assemble(
        Reader(world.session, REGION), order, REGION.thresholds, Labels(REGION, english), titles
    ).report


def towns(world, people):
    """One course, so many people of each town of the region."""
    course, number = world.offering("2026-05-12", capacity=100), 0
    for town, count in zip(TOWNS, people, strict=True):
        for _ in range(count):
            number += 1
            world.enrol(f"p{number}", course, workplace_code5=town, residence_code5=town)


def few(world, teachers_done=0, others_done=4, last_year=4, came=(8, 8, 8)):
    """12 persons this year, last year 4; 5 teachers of whom nobody completed; three persons came, 24 times in all."""
    before = world.offering("2025-05-13", "2025-05-20", year=2025)
    for number in range(last_year):
        world.enrol(f"b{number}", before, enrolled="2025-04-20")
    course = world.offering(*(f"2026-05-{day:02}" for day in range(5, 15)))
    others = [
        world.enrol(f"p{number}", course, completed="2026-07-01" if number < others_done else None)
        for number in range(7)
    ]
    for person, times in zip(others, came, strict=False):
        for number in range(1, times + 1):
            world.came(person, number)
    school = world.offering("2026-06-02", course="intermediate")
    for number in range(5):
        done = "2026-07-01" if number < teachers_done else None
        world.enrol(f"t{number}", school, completed=done, audience=Audience.TEACHER, industry="O")


def half_a_year(world):
    """A course that is over, one that runs into February; the year before, one in May and one in February."""
    for days, course, year, people, state in (
        (("2026-05-12", "2026-05-19"), "beginner", 2026, 24, OfferingState.CLOSED),
        (("2026-11-10", "2027-02-09"), "intermediate", 2026, 20, OfferingState.RUNNING),
        (("2025-05-13", "2025-05-20"), "beginner", 2025, 22, OfferingState.CLOSED),
        (("2026-02-03", "2026-02-10"), "beginner", 2025, 31, OfferingState.CLOSED),
    ):
        offering = world.offering(*days, course=course, year=year, state=state, capacity=40)
        for number in range(people):
            done = "2026-07-01" if year == 2026 and course == "beginner" and number < 12 else None
            began = days[0][:8] + "01"
            world.enrol(f"{days[0]}-{number}", offering, enrolled=began, completed=done)


def late_sheet(world):
    """A class of 28 March whose sheet was typed on 5 April."""
    offering = world.offering("2027-03-28", capacity=40)
    for number in range(14):
        world.came(world.enrol(f"p{number}", offering, enrolled="2027-03-01"), 1, recorded="2027-04-05")


def called_off(world, third):
    """Three classes for 20: everybody came to two, half of them to the third, which was held, or 休講 after all."""
    offering = world.offering("2026-05-12", "2026-05-19", "2026-05-26", capacity=40)
    offering.meetings[2].state = third
    for number in range(20):
        enrolment = world.enrol(f"p{number}", offering)
        for at in (1, 2, 3):
            is_there = at < 3 or number < 10
            world.came(enrolment, at, Presence.PRESENT if is_there else Presence.ABSENT)
