from pathlib import Path

import pytest

from hub_config import sandbox
from hub_config.learner_view import describe, variables
from hub_config.settings import CHECKOUT, Settings

SETTINGS = Settings(data=Path("/data"), run=Path("/run/t"), memory_limit=512, home_limit=256, idle_seconds=60)
OF_THE_HUB = {
    "JUPYTERHUB_API_TOKEN": "secret",
    "JPY_API_TOKEN": "secret",
    "PATH": "/root/bin",
    "DATABASE_URL": "db",
}


@pytest.fixture
def told():
    return variables(OF_THE_HUB, SETTINGS, "en")


@pytest.fixture
def view(told):
    return describe(SETTINGS, Path("/data/homes/u1"), [{"digest": "d1"}], told)


def test_of_the_hubs_environment_only_jupyterhubs_own_goes_in(told):
    assert told["JUPYTERHUB_API_TOKEN"] == "secret"
    assert "DATABASE_URL" not in told
    assert "JPY_API_TOKEN" not in told
    assert "/root/bin" not in told["PATH"]


def test_limits_and_language_go_in(told):
    assert told["TATEYAMA_MEMORY_LIMIT"] == "512"
    assert told["TATEYAMA_HOME_LIMIT"] == "256"
    assert told["TATEYAMA_IDLE_SECONDS"] == "60"
    assert told["TATEYAMA_LANGUAGE"] == "en"


def test_kernels_sockets_stand_in_a_short_place_of_their_own(told):
    assert told["JUPYTER_RUNTIME_DIR"] == "/tmp/jupyter"


def test_a_release_is_shown_by_its_learners_folder_only(view):
    assert view.lessons == {"d1": Path("/data/releases/d1/learner")}


def test_of_our_code_only_the_learners_part_goes_in(view):
    assert view.learner_code == CHECKOUT / "hub_config" / "learner"


def test_the_command_line_that_everybody_can_read_holds_no_secret(view):
    assert "secret" not in " ".join(view.command)
    assert "secret" in sandbox.arguments(view)
