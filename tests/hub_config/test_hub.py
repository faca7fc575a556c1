"""A service's token that was rotated is good no more, and no person's token is touched by that."""

import re
import subprocess
import sys

import pytest
from jupyterhub import orm

from hub_config.hub import forget_others
from hub_config.settings import CHECKOUT

OLD, NEW, OTHERS, PERSONS = (
    "the old token of webapp",
    "the new one of webapp",
    "the supervisor's",
    "a learner's own",
)


@pytest.fixture
def db(tmp_path):
    """A hub's database on which webapp's token has just been replaced in the configuration."""
    sessions = orm.new_session_factory(f"sqlite:///{tmp_path / 'hub.sqlite'}")
    with sessions() as session:
        orm.Base.metadata.create_all(session.bind)
        session.add(orm.OAuthClient(identifier="jupyterhub"))
        webapp, supervisor, person = (
            orm.Service(name="tateyama"),
            orm.Service(name="supervisor"),
            orm.User(name="u1"),
        )
        session.add_all([webapp, supervisor, person])
        session.commit()
        for owner, token in ((webapp, OLD), (webapp, NEW), (supervisor, OTHERS), (person, PERSONS)):
            owner.new_api_token(token, generated=False)
        yield session
        session.bind.dispose()


def test_only_the_token_that_is_no_longer_configured_is_forgotten(db):
    forget_others(db, {NEW, OTHERS})
    good = [token for token in (OLD, NEW, OTHERS, PERSONS) if orm.APIToken.find(db, token) is not None]
    assert good == [NEW, OTHERS, PERSONS]


SPEAK = """
import logging
from hub_config.hub import Hub
Hub().init_logging()
logging.getLogger("tateyama.watch").warning("somebody was ended")
"""


def test_what_the_outer_watch_does_stands_in_the_hubs_log_with_its_time():
    said = subprocess.run(
        [sys.executable, "-c", SPEAK], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stderr
    assert re.search(r"^\[W 20\d\d-\d\d-\d\d .*somebody was ended$", said, re.MULTILINE), said
