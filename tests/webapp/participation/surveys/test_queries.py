"""集計: six rows typed by hand, and what they add up to."""

from datetime import timedelta

import pytest

from tests.webapp.participation.surveys.people import NOW
from webapp.participation.surveys.forms import SurveyKind, read_form
from webapp.participation.surveys.models import Survey
from webapp.participation.surveys.operations import answer
from webapp.participation.surveys.queries import (
    Gain,
    Response,
    Use,
    counts,
    favourable,
    gains,
    responses,
    use,
)
from webapp.participation.surveys.summary import summary_of


@pytest.fixture
def reply(database):
    def reply(survey, enrolment, said, named=False):
        with database.transaction() as session:
            answer(session, session.get(Survey, survey.id), enrolment.id, said, NOW, named=named)

    return reply


def right(kind, number):
    """Answers to the five knowledge items, the first `number` of them right."""
    items = [item for item in read_form(kind, "beginner")["items"] if item["type"] == "knowledge"]
    return {
        item["id"]: str(item["correct"] if place < number else item["correct"] % 3 + 1)
        for place, item in enumerate(items)
    }


def test_asked_and_valid_and_each_item_with_its_own_n(enrol, ask, reply, database):
    people = [enrol() for _ in range(6)]
    survey = ask()
    for person, satisfied in zip(people[:4], "5443", strict=True):
        reply(survey, person, {"satisfaction": satisfied})
    reply(survey, people[4], {"comment": "よかった"})
    with database.sessions() as session:
        assert responses(session, [survey.id]) == {survey.id: Response(6, 5)}
        found = counts(session, [survey.id])
    assert found == {"satisfaction": {3: 1, 4: 2, 5: 1}}
    assert favourable(found["satisfaction"]) == (3, 4)


def test_gains_pair_who_gave_their_name_and_answered_every_item_both_times(
    enrol, ask, reply, offering, database
):
    first, second, hidden, half, once = (enrol() for _ in range(5))
    before, after = ask(SurveyKind.BEFORE), ask(SurveyKind.AFTER)
    for person, was, is_now in ((first, 1, 4), (second, 3, 2)):
        reply(before, person, right(SurveyKind.BEFORE, was), named=True)
        reply(after, person, right(SurveyKind.AFTER, is_now), named=True)
    reply(before, hidden, right(SurveyKind.BEFORE, 0), named=True)
    reply(after, hidden, right(SurveyKind.AFTER, 5))
    reply(before, half, right(SurveyKind.BEFORE, 0), named=True)
    reply(after, half, {"k1": "2"}, named=True)
    reply(before, once, right(SurveyKind.BEFORE, 5), named=True)
    with database.sessions() as session:
        assert gains(session, [offering.id]) == Gain(n=2, total=3 - 1, squares=9 + 1)
        assert gains(session, []) == Gain(0, 0, 0)


def test_use_is_pending_until_the_window_shuts(enrol, ask, reply, database):
    people = [enrol() for _ in range(3)]
    with database.sessions() as session:
        assert use(session, 2026, NOW) == Use(0, 0, pending=True)
    survey = ask(SurveyKind.LATER)
    for person, word in zip(people, "114", strict=True):
        reply(survey, person, {"used": word})
    with database.sessions() as session:
        assert use(session, 2026, NOW) == Use(2, 3, pending=True)
        assert use(session, 2026, NOW + timedelta(days=21)) == Use(2, 3, pending=False)
        assert use(session, 2025, NOW) == Use(0, 0, pending=True)


def test_an_item_with_fewer_than_ten_answers_shows_no_number(enrol, ask, reply, database):
    people = [enrol() for _ in range(10)]
    survey = ask()
    for person in people[:9]:
        reply(survey, person, {"satisfaction": "5", "understanding": "4", "comment": "感想"})
    with database.sessions() as session:
        summary = summary_of(session, session.get(Survey, survey.id))
        assert [result.parts for result in summary.items] == [()] * len(summary.items)
        assert summary.texts == ()
        assert str(summary.rate) == "90.0"
    reply(survey, people[9], {"satisfaction": "1"})
    with database.sessions() as session:
        summary = summary_of(session, session.get(Survey, survey.id))
        shown = {result.item["id"]: [part.number for part in result.parts] for result in summary.items}
        assert shown["satisfaction"] == [1, 0, 0, 0, 9]
        assert shown["understanding"] == []
        assert len(summary.texts) == 9
