"""A platform on which one learner's every word is a canary."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.webapp.participation import classroom as room
from tests.webapp.participation.conftest import attempt, classroom, releases, store  # noqa: F401 - fixtures
from tests.webapp.retention.planting import plant
from tests.webapp.small_hub import small_hub
from webapp.audit_heads import anchor
from webapp.enrolment.models import Role
from webapp.enrolment.towns import write_towns
from webapp.programme.models import Meeting, MeetingMode, MeetingState, OfferingState


@pytest.fixture
def hub(settings):
    with small_hub(settings.hub_socket) as hub:
        yield hub


@pytest.fixture
def planted(app, settings, database, hub, sign_in, make_learner, make_offering, make_partner):
    """The platform, its office signed in."""
    settings.releases.mkdir()
    room.publish(settings.releases, room.FIRST_RELEASE)
    anchor(database, settings.audit_heads)
    now = datetime.now(UTC)
    host = make_partner("host")
    with database.transaction() as session:
        write_towns(session, settings.region)
    offering = make_offering(
        host_id=host.id, state=OfferingState.OPEN, apply_from=now - timedelta(days=1),
        apply_until=now + timedelta(days=20),
        starts_on=(now - timedelta(days=30)).date(), ends_on=(now + timedelta(days=4)).date(),
    )  # fmt: skip
    with database.transaction() as session:  # an offering counts once a class of it was held
        session.add(
            Meeting(
                offering_id=offering.id, number=1, starts_at=now - timedelta(days=29), ends_at=now - timedelta(days=29),
                mode=MeetingMode.IN_PERSON, state=MeetingState.HELD,
            )
        )  # fmt: skip
    client = sign_in(app.test_client(), make_learner((Role.COORDINATOR, host), name="架空 事務"))
    planted = plant(app, settings, database, offering, client)
    hub.users.add(planted.learner.hub_user)
    return planted
