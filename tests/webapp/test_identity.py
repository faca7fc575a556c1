"""A token's owner is remembered briefly, and only where the hub knew the token."""

import pytest

from tests.webapp.small_hub import SERVICE_TOKEN, small_hub
from webapp.hub import Hub
from webapp.identity import REMEMBERED_FOR, Identities


@pytest.fixture
def hub(settings):
    with small_hub(settings.hub_socket) as hub:
        yield hub


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def identities(settings, clock=None):
    return Identities(Hub(settings.hub_socket, SERVICE_TOKEN), clock or Clock())


def test_a_known_token_is_asked_once_in_a_while(hub, settings):
    clock = Clock()
    known = identities(settings, clock)
    hub.know("aoi's", "uaaaaaaaaaaaa")
    assert [known.owner_of("aoi's").name for _ in range(3)] == ["uaaaaaaaaaaaa"] * 3
    assert len(hub.asked) == 1
    clock.now = REMEMBERED_FOR
    known.owner_of("aoi's")
    assert len(hub.asked) == 2


def test_a_withdrawn_token_is_believed_for_that_while_only(hub, settings):
    clock = Clock()
    known = identities(settings, clock)
    hub.know("aoi's", "uaaaaaaaaaaaa")
    known.owner_of("aoi's")
    hub.owners.clear()
    clock.now = REMEMBERED_FOR
    assert known.owner_of("aoi's") is None


def test_an_unknown_token_is_asked_each_time(hub, settings):
    known = identities(settings)
    assert known.owner_of("new") is None
    hub.know("new", "uaaaaaaaaaaaa")
    assert known.owner_of("new").name == "uaaaaaaaaaaaa"


def test_a_flood_of_tokens_pushes_out_the_oldest_and_does_not_fill_the_memory(hub, settings):
    known = Identities(Hub(settings.hub_socket, SERVICE_TOKEN), Clock(), most=3)
    for number in (0, 1, 2, 3, 3, 0):
        hub.know(str(number), "uaaaaaaaaaaaa")
        assert known.owner_of(str(number))
    assert len(hub.asked) == 5
