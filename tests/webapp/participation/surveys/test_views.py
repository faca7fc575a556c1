"""アンケートのページ: the office sends, a learner answers, the result stands beside its response rate."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from webapp.enrolment.models import Role
from webapp.fiscal_year import in_japan
from webapp.mail.models import Message
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyAsked
from webapp.programme.models import Offering, Partner

PREFIX = "/services/tateyama"


@pytest.fixture
def office(app, database, offering, make_learner, sign_in):
    with database.sessions() as session:
        host = session.get(Partner, session.get(Offering, offering.id).host_id)
    return sign_in(app.test_client(), make_learner((Role.COORDINATOR, host)))


@pytest.fixture
def phone_of(app, database, sign_in):
    def phone_of(enrolment):
        with database.sessions() as session:
            learner = session.merge(enrolment).learner
        return sign_in(app.test_client(), learner)

    return phone_of


def token_on(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def press(client, path, **form):
    page = client.get(f"{PREFIX}{path}")
    return client.post(f"{PREFIX}{path}", data={"csrf_token": token_on(page), **form})


def test_from_sending_to_the_result(office, phone_of, enrol, offering, database):
    people = [enrol(email=f"p{number}@example.jp") for number in range(2)]
    last_day = in_japan(datetime.now(UTC)).date() + timedelta(days=7)
    sent = press(
        office, f"/office/offerings/{offering.id}/surveys", kind="after", last_day=last_day.isoformat()
    )
    assert sent.status_code == 303
    with database.sessions() as session:
        survey = session.scalar(select(Survey))
        assert session.scalars(select(Message.template)).all() == ["survey", "survey"]
        assert f"my-page/surveys/{survey.id}" in session.scalars(select(Message.body)).first()
    phone = phone_of(people[0])
    assert f"surveys/{survey.id}" in phone.get(f"{PREFIX}/my-page").text
    forgot = press(phone, f"/my-page/surveys/{survey.id}", satisfaction="4", comment="<b>また受けたい</b>")
    assert forgot.status_code == 422
    assert "&lt;b&gt;また受けたい&lt;/b&gt;" in forgot.text
    assert re.search(r'name="satisfaction" value="4" checked', forgot.text)
    done = press(phone, f"/my-page/surveys/{survey.id}", satisfaction="4", named="no")
    assert "回答を受け付けました" in done.text
    assert f"surveys/{survey.id}" not in phone.get(f"{PREFIX}/my-page").text
    page = office.get(f"{PREFIX}/office/offerings/{offering.id}/surveys").text
    assert "依頼2人、有効回答1人" in page
    assert "50.0%" in page
    with database.sessions() as session:
        assert session.scalar(select(SurveyAnswer.enrolment_id)) is None


def test_after_closing_a_late_link_says_so_and_nothing_is_kept(
    office, phone_of, enrol, ask, offering, database
):
    person = enrol()
    survey = ask(at=datetime.now(UTC))
    path = f"/office/offerings/{offering.id}/surveys"
    page = office.get(f"{PREFIX}{path}")
    data = {"csrf_token": token_on(page)}
    assert office.post(f"{PREFIX}{path}/{survey.id}/close", data=data).status_code == 303
    phone = phone_of(person)
    assert "締め切りました" in phone.get(f"{PREFIX}/my-page/surveys/{survey.id}").text
    assert press(phone, f"/my-page/surveys/{survey.id}", satisfaction="4", named="no").status_code == 409
    with database.sessions() as session:
        assert session.scalars(select(SurveyAsked)).all() == []
        assert session.scalars(select(SurveyAnswer)).all() == []


def test_a_day_that_is_over_or_none_is_sent_back(office, enrol, offering):
    enrol()
    for day in ("2020-01-01", "", "9999-12-31"):
        path = f"/office/offerings/{offering.id}/surveys"
        assert press(office, path, kind="after", last_day=day).status_code == 422
