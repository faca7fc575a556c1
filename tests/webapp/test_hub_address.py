"""The hub on another machine: the same REST calls across TCP."""

import socket

import pytest

from hub_config.learner import relay
from tests.webapp.small_hub import SERVICE_TOKEN, small_hub
from webapp.hub import Hub, HubUnavailable
from webapp.hub_address import knock, origin_of


@pytest.fixture
def address(tmp_path):
    """Where a hub listens that has a port and no socket for us."""
    with small_hub(tmp_path / "hub.sock") as server:
        yield server, f"http://127.0.0.1:{relay.start(tmp_path / 'hub.sock', 0)}"


def test_a_hub_with_a_port_is_asked_like_one_with_a_socket(address):
    server, url = address
    server.know("aoi's", "uaaaaaaaaaaaa")
    hub = Hub(url, SERVICE_TOKEN)
    assert hub.identify("aoi's").name == "uaaaaaaaaaaaa"
    hub.add_users(["ubbbbbbbbbbbb"])
    assert server.users == {"ubbbbbbbbbbbb"}
    assert hub.answers()
    hub.close()


def test_where_nobody_listens_the_hub_is_away():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    hub = Hub(f"http://127.0.0.1:{port}", SERVICE_TOKEN)
    assert not hub.answers()
    with pytest.raises(HubUnavailable):
        hub.identify("any")
    hub.close()


def test_a_sockets_host_is_only_a_word(tmp_path):
    assert origin_of(tmp_path / "hub.sock") == "http://hub"
    assert origin_of("https://hub.example:8081") == "https://hub.example:8081"


def test_at_a_socket_where_nobody_listens_knocking_fails(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        knock(tmp_path / "hub.sock")
    knock("http://hub:8081")
