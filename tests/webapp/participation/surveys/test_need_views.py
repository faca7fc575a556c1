"""Free texts of a closed survey become needs: words alone, once, of ten answers or more, for the host alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from webapp.enrolment.models import Role
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyText
from webapp.programme.needs.models import Need

PAGE = "/services/tateyama/office/needs/surveys"
NOW = datetime.now(UTC)


@pytest.fixture
def office(app, client, make_learner, make_partner, sign_in):
    app.config["WTF_CSRF_ENABLED"] = False
    partner = make_partner()
    return sign_in(client, make_learner((Role.COORDINATOR, partner))), partner


@pytest.fixture
def answered(database, office, make_offering):
    offering = make_offering(host_id=office[1].id)

    def answered(answers, closes=NOW - timedelta(days=1)):
        with database.transaction() as session:
            survey = Survey(
                offering_id=offering.id, kind=SurveyKind.AFTER, form={"version": 1, "items": []},
                opened_at=NOW - timedelta(days=9), closes_at=closes, asked=20,
            )  # fmt: skip
            session.add(survey)
            session.flush()
            session.add_all(SurveyAnswer(survey_id=survey.id) for _ in range(answers))
            session.add(SurveyText(survey_id=survey.id, item="wish", text="地図の描き方も知りたい"))

    return answered


def test_a_text_is_taken_up_once_and_nothing_of_its_answer_with_it(office, answered, database):
    answered(10)
    client, _partner = office
    text = client.get(PAGE).text
    assert "地図の描き方も知りたい" in text
    key = text.partition('name="keys" value="')[2].partition('"')[0]
    for _press in range(2):
        assert client.post(PAGE, data={"keys": key}).status_code == 303
    with database.sessions() as session:
        need = session.scalars(select(Need)).one()
        assert (need.wanted, need.industry, need.school_type, need.said_by) == (
            "地図の描き方も知りたい",
            None,
            None,
            "",
        )
    assert "地図の描き方" not in client.get(PAGE).text


@pytest.mark.parametrize(("answers", "closes"), [(9, -1), (10, 1)])
def test_of_few_answers_or_while_it_is_open_nothing_is_shown(office, answered, answers, closes):
    answered(answers, NOW + timedelta(days=closes))
    assert "地図の描き方" not in office[0].get(PAGE).text


def test_another_office_reads_nothing(app, answered, make_learner, make_partner, sign_in):
    answered(10)
    neighbour = sign_in(app.test_client(), make_learner((Role.COORDINATOR, make_partner("city"))))
    assert "地図の描き方" not in neighbour.get(PAGE).text
