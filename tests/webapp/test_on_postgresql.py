"""The same pages on PostgreSQL, from the migrations and the demo year, as an office runs them."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from webapp import create_app, schema
from webapp.demo import seed_demo
from webapp.enrolment.models import Learner

pytestmark = pytest.mark.postgresql


@pytest.fixture
def app(settings, postgresql):
    app = create_app(replace(settings, database_url=postgresql))
    app.testing = True
    database = app.extensions["database"]
    schema.upgrade(database.engine)
    with database.transaction() as session:
        seed_demo(session, date(2026, 11, 23))
    yield app
    database.close()
    app.extensions["hub"].close()


def test_every_page_of_the_demo_opens(app, sign_in):
    with app.extensions["database"].sessions() as session:
        people = {learner.login_id: learner for learner in session.scalars(select(Learner))}
    visitor, aoi, office = (app.test_client() for _ in range(3))
    assert "データサイエンス初級" in visitor.get("/").text
    sign_in(aoi, people["aoi"])
    assert "マイページ" in aoi.get("/my-page").text
    sign_in(office, people["coordinator"])
    for path in ("/coordinator", "/coordinator.csv", "/coordinator/definitions", "/coordinator/official"):
        answer = office.get(path)
        assert answer.status_code == 200, path
