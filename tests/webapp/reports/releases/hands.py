"""A demo whose reports may be drafted and released, and the people whose hands they go through."""

from contextlib import contextmanager

import pytest
from sqlalchemy import select

from tests.webapp.demo_site import close, demo_app
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.models import Learner
from webapp.reports.releases import making

PREFIX = "/services/tateyama"


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


@contextmanager
def windows(app, browser, address):
    """Opens a window of somebody with a demo account, or of anybody; all are closed in the end."""
    contexts = []

    def window(login_id=None, width=1200):
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="ja-JP")
        contexts.append(context)
        if login_id is not None:
            client = hand(app, login_id)
            own = client.get_cookie("tateyama", path=PREFIX) or client.get_cookie("tateyama")
            context.add_cookies(
                [
                    {"name": "tateyama", "value": own.value, "url": address},
                    {"name": HUB_SESSION_COOKIE, "value": "hub-session", "url": address},
                ]
            )
        return context.new_page()

    yield window
    for context in contexts:
        context.close()


def press(page, name):
    """Press the button of exactly this name."""
    page.get_by_role("button", name=name, exact=True).click()
