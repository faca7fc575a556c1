"""The demo years, counted twice: by the indicators in SQL, and by pandas over whole tables."""

import random
from datetime import UTC, datetime, time

import pytest
from scipy.stats import t
from sqlalchemy import select

from tests.webapp.reports.indicators import more_by_pandas
from tests.webapp.reports.indicators.by_pandas import Tables, numbers
from tests.webapp.reports.indicators.more_by_pandas import MoreTables
from webapp.enrolment.models import Enrolment
from webapp.fiscal_year import JAPAN, FiscalYear, japanese_date
from webapp.participation.models import Deadline, Score, Submission, SubmissionState
from webapp.programme.models import Offering
from webapp.region import load_region
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import WHOLE, Count, Rate
from webapp.reports.numerals import Sign
from webapp.reports.period import Period
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

NOW = datetime.now(UTC)
THIS_YEAR = FiscalYear.of(japanese_date(NOW)).year
ASKED = (
    "I01",
    "I02",
    "I03",
    "I04",
    "I05",
    "I06",
    "I07",
    "I08a",
    "I09",
    "I10",
    "I11",
    "I12",
    "I13",
    "I28",
    "I29",
)


@pytest.fixture
def reader(demo_session):
    return Reader(demo_session, load_region("toyama"))


@pytest.fixture
def more(demo_session):
    return MoreTables(demo_session.connection().connection.driver_connection)


@pytest.fixture
def tables(demo_session):
    return Tables(demo_session.connection().connection.driver_connection)


def scope_of(year, until=NOW):
    return Scope.of(Period.of(FiscalYear(year), until), NOW)


def plain(value):
    if isinstance(value, Rate):
        return value.numerator.value, value.denominator.value
    return value.value if isinstance(value, Count) else value


@pytest.mark.parametrize("year", range(THIS_YEAR - 4, THIS_YEAR + 1))
def test_both_count_the_same_of_a_year(reader, tables, year):
    scope = scope_of(year)
    expected, _frames = numbers(tables, year, scope.period.until, NOW)
    found = {id: plain(evaluate(id, reader, scope)[WHOLE]) for id in ASKED}
    assert found == {id: expected[id] for id in ASKED}
    assert found["I06"] > 0


@pytest.mark.parametrize("month", [6, 9, 12])
def test_both_count_the_same_in_the_middle_of_a_year(reader, tables, month):
    scope = scope_of(THIS_YEAR - 1, datetime(THIS_YEAR - 1, month, 30, 12, tzinfo=JAPAN))
    expected, _frames = numbers(tables, THIS_YEAR - 1, scope.period.until, NOW)
    running = ("I11", "I12", "I13")
    asked = [id for id in ASKED if id not in running]
    assert {id: plain(evaluate(id, reader, scope)[WHOLE]) for id in asked} == {
        id: expected[id] for id in asked
    }


@pytest.mark.parametrize("year", [THIS_YEAR - 1, THIS_YEAR])
def test_both_find_the_same_first_timers(reader, tables, year):
    scope = scope_of(year)
    expected, _frames = numbers(tables, year, scope.period.until, NOW)
    assert plain(evaluate("I20", reader, scope)[WHOLE]) == expected["I20"]


@pytest.mark.parametrize(
    ("by", "column"),
    [(Breakdown.INDUSTRY, "industry"), (Breakdown.AGE_BAND, "age_band"), (Breakdown.AUDIENCE, "audience_y")],
)
def test_persons_along_an_attribute_are_the_same_and_add_up(reader, tables, by, column):
    scope = scope_of(THIS_YEAR - 1)
    expected, frames = numbers(tables, THIS_YEAR - 1, scope.period.until, NOW)
    found = {key[0]: value.value for key, value in evaluate("I07", reader, scope, by).items()}
    assert found == frames.year[column].fillna("unknown").value_counts().to_dict()
    assert sum(found.values()) == expected["I07"]


def test_attendances_by_month_add_up_to_the_year(reader, tables):
    scope = scope_of(THIS_YEAR - 1)
    expected, frames = numbers(tables, THIS_YEAR - 1, scope.period.until, NOW)
    found = {key[0]: value.value for key, value in evaluate("I08a", reader, scope, Breakdown.MONTH).items()}
    by_month = frames.came.starts_at.dt.tz_convert("Asia/Tokyo").dt.strftime("%Y-%m").value_counts().to_dict()
    assert {key: number for key, number in found.items() if number} == by_month
    assert sum(found.values()) == expected["I08a"]


def score_of(sent, dice):
    return Score(
        submission_id=sent.id, state="passed", points=dice.randint(0, 24) / 2, max_points=12.0, sheet={},
        recorded_at=sent.received_at, late_penalty=dice.choice((0.0, 0.1, 1.5)), graded_with="", environment="",
    )  # fmt: skip


@pytest.fixture
def worked(demo_session):
    """Deadlines and scored hand-ins on top of the demo, which has neither: best, worse, late and missing ones."""
    dice = random.Random("work")  # noqa: S311 - a test
    rows = demo_session.execute(
        select(Enrolment.id, Enrolment.learner_id, Enrolment.offering_id, Offering.starts_on)
        .join(Offering)
        .where(Offering.fiscal_year == THIS_YEAR - 1)
        .order_by(Enrolment.id)
    ).all()
    demo_session.add_all(
        Deadline(offering_id=offering, lesson_slug=lesson, due_at=datetime.combine(day, time(23), JAPAN))
        for offering, day in {(row.offering_id, row.starts_on) for row in rows}
        for lesson in ("b1", "b2")
    )
    for row in rows:
        for lesson, attempts in (("b1", dice.randint(0, 3)), ("b2", dice.randint(0, 1))):
            for attempt in range(attempts):
                sent = Submission(
                    learner_id=row.learner_id, enrolment_id=row.id, course_slug="beginner", lesson_slug=lesson,
                    release_digest="0" * 64, sha256="0" * 64, size=1, idempotency_key=f"{row.id}-{lesson}-{attempt}",
                    received_at=datetime.combine(row.starts_on, time(9 + attempt), JAPAN), state=SubmissionState.GRADED,
                )  # fmt: skip
                demo_session.add(sent)
                demo_session.flush()
                demo_session.add(score_of(sent, dice))
    demo_session.flush()
    return demo_session


def test_both_count_the_same_points_and_hand_ins(reader, worked):
    scope = scope_of(THIS_YEAR - 1)
    connection = worked.connection().connection.driver_connection
    _expected, frames = numbers(Tables(connection), THIS_YEAR - 1, scope.period.until, NOW)
    expected = more_by_pandas.work(MoreTables(connection), frames.e, scope.period.until)
    found = {id: plain(evaluate(id, reader, scope)[WHOLE]) for id in ("I24a", "I26")}
    assert found == expected
    assert 0 < found["I26"][0] < found["I26"][1]


@pytest.mark.parametrize("year", range(THIS_YEAR - 4, THIS_YEAR + 1))
def test_both_count_the_same_reach_heads_and_people_who_went_on(reader, tables, more, year):
    scope = scope_of(year)
    expected, frames = numbers(tables, year, scope.period.until, NOW)
    wanted = more_by_pandas.reach(frames.year, "toyama")
    wanted["I08b"] = more_by_pandas.seminar_heads(more, year, frames.day, NOW)
    before = scope.period.previous
    wanted["I27a"] = more_by_pandas.went_on(tables, before.year.starts_at, before.until)
    assert {id: plain(evaluate(id, reader, scope)[WHOLE]) for id in wanted} == wanted
    back = evaluate("I27b", reader, scope)[WHOLE]
    new, everybody = expected["I20"]
    assert year == THIS_YEAR - 4 or plain(back) == (everybody - new, everybody)
    assert wanted["I08b"] > 0
    assert wanted["I21"][0] > 10


@pytest.mark.parametrize("year", range(THIS_YEAR - 4, THIS_YEAR + 1))
def test_both_divide_the_same_cost_by_the_same_people(reader, tables, more, year):
    scope = scope_of(year)
    _expected, frames = numbers(tables, year, scope.period.until, NOW)
    found = plain(evaluate("I18", reader, scope)[WHOLE])
    assert found == more_by_pandas.cost(more, frames.e, year)
    assert all(found)


@pytest.mark.parametrize("year", [THIS_YEAR - 1, THIS_YEAR])
def test_both_count_the_same_channels(reader, tables, year):
    scope = scope_of(year)
    _expected, frames = numbers(tables, year, scope.period.until, NOW)
    named, answered = more_by_pandas.channels(frames.asked)
    shares = evaluate("I22", reader, scope, Breakdown.CHANNEL)
    assert {key[0]: plain(value) for key, value in shares.items() if value.numerator.value} == {
        channel: (number, answered) for channel, number in named.items()
    }
    assert named


@pytest.mark.parametrize("year", [THIS_YEAR - 2, THIS_YEAR - 1, THIS_YEAR])
def test_both_count_the_same_needs(reader, demo_session, year):
    scope = scope_of(year)
    connection = demo_session.connection().connection.driver_connection
    _expected, frames = numbers(Tables(connection), year, scope.period.until, NOW)
    expected = more_by_pandas.needs_met(connection, scope.period.year.start, frames.day, NOW)
    found = plain(evaluate("I23", reader, scope)[WHOLE])
    assert found is Sign.NIL if expected[1] == 0 else found == expected
    assert year < THIS_YEAR or 0 < expected[0] < expected[1]


@pytest.mark.parametrize("year", range(THIS_YEAR - 4, THIS_YEAR + 1))
def test_both_count_the_same_answers(reader, tables, more, year):
    scope = scope_of(year)
    _expected, frames = numbers(tables, year, scope.period.until, NOW)
    period = (scope.period.until, frames.day)
    expected = more_by_pandas.answers(more, frames.held, frames.e, year, period, NOW)
    n, mean, error = expected.pop("I24b")
    assert {id: plain(evaluate(id, reader, scope)[WHOLE]) for id in expected} == expected
    gain = evaluate("I24b", reader, scope)[WHOLE]
    assert (gain.n, float(gain.mean)) == (n, pytest.approx(mean))
    half = t.ppf(0.975, n - 1) * error
    assert [float(gain.low), float(gain.high)] == pytest.approx([mean - half, mean + half], abs=0.06)
    used = evaluate("I25", reader, scope)[WHOLE]
    assert used is Sign.PENDING or plain(used) == more_by_pandas.used(more, frames.held, NOW)
    assert year == THIS_YEAR or used is not Sign.PENDING
