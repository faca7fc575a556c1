"""A demo whose reports may be drafted and released, and the people whose hands they go through."""

from contextlib import contextmanager

import pytest
from sqlalchemy import select

from tests.webapp.demo_site import close, demo_app
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.models import Learner
from webapp.reports.releases import making


@contextmanager
def demo(folder):
    """The application on a demo of its own; what is hidden is the same in each run."""
    made = demo_app(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "new_seed", lambda: "a seed of the tests")
        yield made
    close(made)


def hand(app, login_id):
    """A browser in which a demo account is signed in."""
    client = app.test_client()
    with app.extensions["database"].sessions() as session:
        learner = session.scalars(select(Learner).where(Learner.login_id == login_id)).one()
        client.set_cookie(HUB_SESSION_COOKIE, "hub-session")
        with client.session_transaction() as cookie:
            cookie.update(
                learner_id=learner.id,
                hub_session="hub-session",
                stamp=learner.session_stamp,
                second_factor=True,
            )
    return client
