"""A course about which its learners were asked three months later, and the office that hosts it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.webapp.participation.surveys.conftest import app as app
from tests.webapp.participation.surveys.conftest import ask as ask
from tests.webapp.participation.surveys.conftest import enrol as enrol
from tests.webapp.participation.surveys.conftest import offering as offering
from tests.webapp.participation.surveys.people import NOW
from webapp.enrolment.models import Learner, Role
from webapp.participation.cases.models import UseCase
from webapp.participation.surveys.forms import SurveyKind
from webapp.programme.models import Offering, Partner

PREFIX = "/services/tateyama"
OFFER = {
    "problem": "在庫を毎日数えていた", "effort": "集計を\r\n自動にした", "result": "月6時間が2時間になった",
    "field": "製造業", "named": "no", "organisation": "", "agrees": "1",
}  # fmt: skip
WORDS = {
    "title": "在庫を数える時間を減らした", "organisation": "", "field": "製造業", "problem": "在庫を毎日数えていた",
    "effort": "集計を自動にした", "result": "月6時間が2時間になった",
}  # fmt: skip


class World:
    """A learner, the office, and what becomes of the case between them."""

    def __init__(self, database, offering, enrolment, own, office, host):
        self.database, self.offering, self.enrolment = database, offering, enrolment
        self.own, self.office, self.host = own, office, host
        self.mine = f"{PREFIX}/my-page/cases/{enrolment.id}"

    @property
    def case(self):
        with self.database.sessions() as session:
            return session.scalar(select(UseCase).filter_by(enrolment_id=self.enrolment.id))

    @property
    def desk(self):
        return f"{PREFIX}/office/offerings/{self.offering.id}/cases/{self.case.id}"

    def offer(self, **changed):
        return self.own.post(self.mine, data=OFFER | changed)

    def work(self, do, **changed):
        return self.office.post(self.desk, data=WORDS | {"do": do} | changed)

    def reply(self, reply, **form):
        return self.own.post(f"{self.mine}/{reply}", data=form)

    def approve(self):
        return self.reply("approve", words=self.case.sha256)

    def publish(self):
        """All hands, one after the other."""
        self.offer()
        self.work("ask")
        self.approve()
        return self.work("publish")


@pytest.fixture
def world(app, database, offering, enrol, ask, make_learner, sign_in):
    app.config["WTF_CSRF_ENABLED"] = False
    enrolment = enrol(email="hanako@example.jp")
    ask(SurveyKind.LATER, at=NOW - timedelta(days=30))
    with database.sessions() as session:
        host = session.get(Partner, session.get(Offering, offering.id).host_id)
        learner = session.get(Learner, enrolment.learner_id)
    own = sign_in(app.test_client(), learner)
    office = sign_in(app.test_client(), make_learner((Role.COORDINATOR, host)))
    return World(database, offering, enrolment, own, office, host)
