"""The office of a partner with an offering that takes applications, and visitors who follow its links."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from webapp.enrolment.models import Role
from webapp.enrolment.towns import write_towns
from webapp.programme.models import Offering, OfferingState, Partner
from webapp.programme.outreach.models import Outreach, OutreachOpening
from webapp.programme.outreach.recording import record_outreach

P = "/services/tateyama"
BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"


class Office:
    """A coordinator's browser, an offering, and what the database holds of contacts."""

    def __init__(self, app, client, database, offering, coordinator):
        self.app, self.client, self.database = app, client, database
        self.offering, self.coordinator = offering, coordinator
        self.client.environ_base["HTTP_USER_AGENT"] = BROWSER

    def get(self, path, client=None):
        return (client or self.client).get(f"{P}{path}")

    def post(self, path, client=None, **form):
        client = client or self.client
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"{P}/").text)[1]
        return client.post(f"{P}{path}", data={"csrf_token": token, **form})

    def visitor(self, says=BROWSER):
        visitor = self.app.test_client()
        visitor.environ_base["HTTP_USER_AGENT"] = says
        return visitor

    def key(self, path="/office/outreach/new"):
        return re.search(r'name="key" value="([^"]+)"', self.get(path).text)[1]

    def contact(self, **given):
        """A new contact: its row."""
        known = {"made_on": datetime.now(UTC).date(), "channel": "flyer", "what": "会報に折り込み"}
        with self.database.transaction() as session:
            offering = session.get(Offering, self.offering.id)
            return record_outreach(
                session, host=session.get(Partner, offering.host_id),
                offering=None if given.pop("general", False) else offering,
                by=self.coordinator.id, at=datetime.now(UTC), **{**known, **given},
            )  # fmt: skip

    def contacts(self):
        with self.database.sessions() as session:
            return session.scalars(select(Outreach).order_by(Outreach.id)).all()

    def openings(self, contact):
        with self.database.sessions() as session:
            times = select(func.sum(OutreachOpening.times)).filter_by(outreach_id=contact.id)
            return session.scalar(times) or 0

    def change(self, **values):
        with self.database.transaction() as session:
            for name, value in values.items():
                setattr(session.get(Offering, self.offering.id), name, value)


@pytest.fixture
def office(app, client, database, settings, make_partner, make_offering, make_learner, sign_in):
    with database.transaction() as session:
        write_towns(session, settings.region)
    host, now = make_partner("university", "架空大学", "Imaginary University"), datetime.now(UTC)
    offering = make_offering(
        host_id=host.id, state=OfferingState.OPEN, apply_from=now - timedelta(days=1),
        apply_until=now + timedelta(days=20), starts_on=(now + timedelta(days=30)).date(),
        ends_on=(now + timedelta(days=60)).date(), capacity=4,
    )  # fmt: skip
    coordinator = make_learner((Role.COORDINATOR, host), email="office@example.invalid")
    return Office(app, sign_in(client, coordinator), database, offering, coordinator)


@pytest.fixture
def elsewhere(app, make_partner, make_learner, sign_in):
    """The browser of another partner's coordinator."""
    other = make_partner("city", "架空市", "Imaginary City")
    return sign_in(app.test_client(), make_learner((Role.COORDINATOR, other)))
