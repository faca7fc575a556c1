import asyncio
import subprocess
from types import SimpleNamespace

import psutil
import pytest
from jupyterhub.objects import Server
from tornado.web import HTTPError

from hub_config import fence, leftovers
from hub_config.leftovers import start_ticks
from hub_config.settings import Settings
from hub_config.spawner import LearnerSpawner
from tests.hub_config.small_platform import wait_for


@pytest.fixture
def spawner(tmp_path):
    settings = Settings(data=tmp_path, run=tmp_path / "run")
    user = SimpleNamespace(name="u0123456789ab", id=7, orm_user=SimpleNamespace(groups=[]))
    found = LearnerSpawner(settings=settings, user=user)
    found.keep_watched = lambda: None
    return found


@pytest.fixture
def process():
    with subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
        yield running
        running.stdin.close()


def test_the_hub_finds_the_server_at_its_socket_whatever_the_database_says(spawner):
    spawner._server = Server(proto="http", ip="127.0.0.1", port=80, base_url="/user/u0123456789ab/")
    path = str(spawner.folder / "s.sock").replace("/", "%2F")
    assert spawner.server.url == f"http+unix://{path}/user/u0123456789ab/"
    assert spawner.server.host == f"http+unix://{path}"


def test_the_next_hub_finds_a_running_server_by_pid_and_start_time(spawner, process):
    state = {"pid": process.pid, "started": start_ticks(process.pid)}
    spawner.load_state(state)
    assert asyncio.run(spawner.poll()) is None
    assert spawner.get_state() == state


def test_another_process_with_the_same_pid_is_not_our_server(spawner, process):
    spawner.load_state({"pid": process.pid, "started": start_ticks(process.pid) - 1})
    assert asyncio.run(spawner.poll()) == 0


def test_stopping_never_signals_another_process_with_the_same_pid(spawner, process):
    spawner.load_state({"pid": process.pid, "started": start_ticks(process.pid) - 1})
    asyncio.run(spawner.stop(now=True))
    assert process.poll() is None


def test_a_server_that_died_is_seen_as_stopped_even_while_nobody_has_waited_for_it(spawner, process):
    spawner.load_state({"pid": process.pid, "started": start_ticks(process.pid)})
    process.stdin.close()
    wait_for(lambda: psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE, 5)
    assert asyncio.run(spawner.poll()) == 0


def test_before_the_first_start_there_is_no_server(spawner):
    assert asyncio.run(spawner.poll()) == 0
    assert spawner.get_state() == {}


def test_a_stopped_server_leaves_no_pid_for_the_supervisor_to_clear(spawner):
    spawner.folder.mkdir(parents=True)
    (spawner.folder / "pid.json").write_text("[]")
    asyncio.run(spawner.stop())
    assert list(spawner.folder.iterdir()) == []


def test_courses_come_from_the_groups_that_webapp_wrote(spawner):
    properties = [{"course": "beginner"}, {}, None, {"course": ["not", "text"]}, {"course": "teachers"}]
    spawner.user.orm_user.groups = [SimpleNamespace(properties=found) for found in properties]
    assert spawner.courses() == ["beginner", "teachers"]


@pytest.mark.parametrize("name", ["../etc", "u0123456789ab/..", "aoi", "U0123456789AB"])
def test_a_name_that_is_not_opaque_never_becomes_a_path(spawner, name):
    spawner.user.name = name
    with pytest.raises(HTTPError):
        asyncio.run(spawner.start())
    assert not spawner.settings.homes.exists()


def test_a_server_that_a_killed_hub_forgot_is_ended_before_the_next_one_starts(spawner, process, monkeypatch):
    def refuse(*_):
        raise fence.SandboxFailed("far enough for this test")

    monkeypatch.setattr(LearnerSpawner, "describe", lambda *_, **__: None)
    monkeypatch.setattr(LearnerSpawner, "launch", refuse)
    spawner.folder.mkdir(parents=True)
    leftovers.remember(spawner.folder / "pid.json", [process.pid])
    with pytest.raises(HTTPError):
        asyncio.run(spawner.start())
    assert process.wait(timeout=5) != 0
