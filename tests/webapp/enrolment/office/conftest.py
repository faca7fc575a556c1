"""The desk of a coordinator whose partner hosts an offering."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.enrolment.applying.approving import ask_for_approval
from webapp.enrolment.applying.form import Approver
from webapp.enrolment.applying.models import ApprovalKind
from webapp.enrolment.applying.operations import apply
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.models import Application, Learner, Role
from webapp.mail.models import Message
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState, Partner

PREFIX = "/services/tateyama"
PROFILE = Profile(Audience.PRIVATE, organisation="株式会社架空", industry="E", experience="none")


class Desk:
    """A signed-in browser, the offering before it, and people who apply for it."""

    def __init__(self, client, database, offering, make_learner):
        self.client, self.database, self.offering, self.make_learner = (
            client,
            database,
            offering,
            make_learner,
        )
        self.address = f"{PREFIX}/office/offerings/{offering.id}"

    def get(self, page=""):
        return self.client.get(f"{self.address}/{page}" if page else self.address)

    def send(self, page, **form):
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(f"{PREFIX}/").text)[1]
        return self.client.post(f"{self.address}/{page}", data={"csrf_token": token, **form})

    def change(self, **values):
        with self.database.transaction() as session:
            for name, value in values.items():
                setattr(session.get(Offering, self.offering.id), name, value)

    def applies(self, *, needs_approval=False, **person):
        """The number of a new person's application."""
        learner = self.make_learner(**person)
        with self.database.transaction() as session:
            return apply(
                session, session.get(Learner, learner.id), session.get(Offering, self.offering.id), PROFILE,
                datetime.now(UTC), needs_approval=needs_approval,
            ).id  # fmt: skip

    def waits_for_approval(self, days=0, **person):
        """The numbers of an application and of the approval that it has waited for since some days."""
        application_id = self.applies(needs_approval=True, **person)
        with self.database.transaction() as session:
            who = Approver(ApprovalKind.SUPERIOR, "架空課長", "kacho@example.jp")
            asked_at = datetime.now(UTC) - timedelta(days=days)
            asked = ask_for_approval(session, session.get(Application, application_id), who, asked_at)
            return application_id, asked.id

    def state_of(self, application_id):
        with self.database.sessions() as session:
            return session.get(Application, application_id).state

    def mails(self, template):
        with self.database.sessions() as session:
            return session.scalars(select(Message).where(Message.template == template)).all()

    def audit(self):
        with self.database.sessions() as session:
            return session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()


@pytest.fixture
def desk(client, sign_in, make_learner, make_offering, database):
    now = datetime.now(UTC)
    offering = make_offering(
        capacity=2, state=OfferingState.OPEN, apply_from=now - timedelta(days=9),
        apply_until=now + timedelta(days=9), starts_on=(now + timedelta(days=30)).date(),
        ends_on=(now + timedelta(days=60)).date(),
    )  # fmt: skip
    with database.sessions() as session:
        host = session.get(Partner, offering.host_id)
    sign_in(client, make_learner((Role.COORDINATOR, host)))
    return Desk(client, database, offering, make_learner)
