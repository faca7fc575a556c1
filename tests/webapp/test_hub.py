"""webapp asks the hub who owns a token, and tells it who is enrolled."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.webapp.small_hub import SERVICE_TOKEN, small_hub
from webapp.hub import RESULTS_SCOPE, SUBMIT_SCOPE, Hub, HubGroup, HubUnavailable, reconcile

BEGINNER = {"course": "beginner"}


@pytest.fixture
def socket():
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    yield folder / "hub.sock"
    shutil.rmtree(folder)


@pytest.fixture
def server(socket):
    with small_hub(socket) as server:
        yield server


@pytest.fixture
def hub(socket):
    hub = Hub(socket, SERVICE_TOKEN, timeout=3)
    yield hub
    hub.close()


def group(*members):
    return HubGroup(frozenset(members), BEGINNER)


def test_a_token_is_its_owners_with_what_it_may_do(server, hub):
    server.know("aoi's", "uaaaaaaaaaaaa")
    owner = hub.identify("aoi's")
    assert owner.name == "uaaaaaaaaaaaa"
    assert {SUBMIT_SCOPE, RESULTS_SCOPE} <= owner.scopes


def test_an_unknown_token_is_nobodys(server, hub):
    assert hub.identify("made-up") is None


def test_a_services_token_is_no_persons(server, hub):
    server.know("service", "tateyama", kind="service")
    assert hub.identify("service") is None


def test_an_absent_hub_is_told_apart_from_an_unknown_token(hub):
    with pytest.raises(HubUnavailable):
        hub.identify("any")


def test_a_failing_hub_is_told_apart_from_an_unknown_token(server, hub):
    server.broken = True
    with pytest.raises(HubUnavailable):
        hub.identify("any")


def test_a_hub_that_came_back_is_asked_again(socket, hub):
    for _ in range(2):
        with small_hub(socket) as server:
            server.know("aoi's", "uaaaaaaaaaaaa")
            assert hub.identify("aoi's")


def test_enrolled_people_become_users_in_a_group_with_its_course(server, hub):
    reconcile(hub, {"offering-1": group("u1", "u2")})
    assert server.users == {"u1", "u2"}
    assert server.groups == {"offering-1": {"users": {"u1", "u2"}, "properties": BEGINNER}}


def test_a_second_time_changes_nothing(server, hub):
    wanted = {"offering-1": group("u1", "u2")}
    assert reconcile(hub, wanted) == ["offering-1"]
    server.asked.clear()
    assert reconcile(hub, wanted) == []
    assert server.asked == [("GET", "/hub/api/groups/offering-1")]


def test_who_withdrew_leaves_and_who_came_joins(server, hub):
    reconcile(hub, {"offering-1": group("u1", "u2")})
    reconcile(hub, {"offering-1": group("u2", "u3")})
    assert server.groups["offering-1"]["users"] == {"u2", "u3"}


def test_an_offering_without_people_makes_no_group(server, hub):
    reconcile(hub, {"offering-7": group()})
    assert server.groups == {}


def test_users_and_groups_that_are_there_already_are_no_trouble(server, hub):
    server.users |= {"u1"}
    hub.add_group("offering-1")
    hub.add_group("offering-1")
    hub.add_users(["u1"])
    reconcile(hub, {"offering-1": group("u1")})
    assert server.groups["offering-1"]["users"] == {"u1"}


def test_a_large_offering_is_told_in_portions(server, hub):
    names = {f"u{number:04d}" for number in range(250)}
    reconcile(hub, {"offering-1": group(*names)})
    assert server.groups["offering-1"]["users"] == names
    assert server.asked.count(("POST", "/hub/api/users")) == 3


def test_a_wrong_service_token_is_trouble_and_not_an_empty_hub(server, socket):
    hub = Hub(socket, "wrong")
    with pytest.raises(HubUnavailable):
        reconcile(hub, {"offering-1": group("u1")})
    hub.close()


def test_a_busy_hub_is_given_time_for_many_names(server, socket):
    hub, server.seconds_per_name = Hub(socket, SERVICE_TOKEN, timeout=0.3), 0.02
    names = {f"u{number:04d}" for number in range(40)}
    reconcile(hub, {"offering-1": group(*names)})
    reconcile(hub, {"offering-1": group()})
    hub.close()
    assert server.groups["offering-1"]["users"] == set()


def test_whose_server_runs_is_read_page_by_page(server, hub):
    server.started = {f"u{number:04d}": "2026-11-29T03:04:05.678901Z" for number in range(401)}
    found = hub.running_since()
    assert len(found) == 401
    assert found["u0400"] == datetime(2026, 11, 29, 3, 4, 5, 678901, tzinfo=UTC)
    server.started = {}
    assert hub.running_since() == {}
