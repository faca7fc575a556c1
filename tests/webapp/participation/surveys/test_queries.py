"""集計: six rows typed by hand, and what they add up to."""

import pytest

from tests.webapp.participation.surveys.people import NOW
from webapp.participation.surveys.models import Survey
from webapp.participation.surveys.operations import answer
from webapp.participation.surveys.queries import (
    Response,
    counts,
    favourable,
    responses,
)
from webapp.participation.surveys.summary import summary_of


@pytest.fixture
def reply(database):
    def reply(survey, enrolment, said, named=False):
        with database.transaction() as session:
            answer(session, session.get(Survey, survey.id), enrolment.id, said, NOW, named=named)

    return reply


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
