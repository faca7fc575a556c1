"""How webapp speaks to the hub: who owns a token, which users and groups the hub should have."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from itertools import count, islice
from typing import Any
from urllib.parse import quote

import httpx

from webapp.hub_address import HubAddress, knock, origin_of, transport_to

SUBMIT_SCOPE = "custom:tateyama:submit"
RESULTS_SCOPE = "custom:tateyama:results"
NAMES_PER_REQUEST = 100
USERS_PER_PAGE = 200  # the most that the hub gives at once
PORTION_SECONDS = 30.0  # a busy machine's hub writes a hundred users in seconds
START_SECONDS = 15.0  # the hub itself waits ten for a server before it says that this takes longer


class HubUnavailable(Exception):
    """The hub did not answer, or answered with its own failure."""


@dataclass(frozen=True)
class TokenOwner:
    """The hub user whom a token speaks for, and what that token may do."""

    name: str
    scopes: frozenset[str]


@dataclass(frozen=True)
class HubGroup:
    """One hub group: the people of one offering (開講講座) and what their servers need to know."""

    members: frozenset[str]
    properties: Mapping[str, str] = field(default_factory=dict)


class ServerState(StrEnum):
    """Where a server stands: it answers, it is being started, it does not run."""

    READY = "ready"
    STARTING = "starting"
    STOPPED = "stopped"


class Hub:
    """The few things webapp asks of the hub's REST API, over the hub's unix socket or across the cluster."""

    def __init__(self, listens_at: HubAddress, token: str, *, timeout: float = 3.0) -> None:
        self._listens_at = listens_at
        self._token = token
        self._client = httpx.Client(
            transport=transport_to(listens_at),
            base_url=f"{origin_of(listens_at)}/hub/api",
            timeout=timeout,
            # A kept connection would be a stale one after each restart of the hub.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def answers(self) -> bool:
        """Whether the hub is there at all."""
        try:
            return not self._ask("GET", "/").is_server_error
        except HubUnavailable:
            return False

    def identify(self, token: str) -> TokenOwner | None:
        """Ask whom this token speaks for; None where the hub does not know it or it is no person's."""
        answer = self._ask("GET", "/user", token=token)
        if answer.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            return None
        model = _accept(answer).json()
        if model.get("kind") != "user":
            return None
        return TokenOwner(model["name"], frozenset(model.get("scopes", ())))

    def add_users(self, names: Iterable[str]) -> None:
        """Make sure that these users exist; those who are there already stay as they are."""
        for some in _in_portions(names):
            answer = self._ask("POST", "/users", {"usernames": some}, timeout=PORTION_SECONDS)
            _accept(answer, HTTPStatus.CONFLICT)

    def remove_user(self, name: str) -> None:
        """Stop a user's server and forget the user; one whom the hub never saw is forgotten already."""
        path = f"/users/{quote(name, safe='')}"
        _accept(self._ask("DELETE", path, timeout=PORTION_SECONDS), HTTPStatus.NOT_FOUND)

    def end_sessions(self, name: str) -> None:
        """Sign a user out everywhere at the hub; a user whom the hub never saw has no session."""
        _accept(self._ask("DELETE", f"/users/{quote(name, safe='')}/sessions"), HTTPStatus.NOT_FOUND)

    def read_group(self, name: str) -> HubGroup | None:
        """Read one group, or None where there is none."""
        answer = self._ask("GET", _group_path(name))
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return None
        model = _accept(answer).json()
        return HubGroup(frozenset(model["users"]), model.get("properties") or {})

    def add_group(self, name: str) -> None:
        """Make sure that this group exists."""
        _accept(self._ask("POST", _group_path(name)), HTTPStatus.CONFLICT)

    def add_members(self, group: str, names: Iterable[str]) -> None:
        """Put these users, who must exist, into the group."""
        for some in _in_portions(names):
            path = f"{_group_path(group)}/users"
            _accept(self._ask("POST", path, {"users": some}, timeout=PORTION_SECONDS))

    def remove_members(self, group: str, names: Iterable[str]) -> None:
        """Take these users out of the group."""
        for some in _in_portions(names):
            path = f"{_group_path(group)}/users"
            _accept(self._ask("DELETE", path, {"users": some}, timeout=PORTION_SECONDS))

    def set_properties(self, group: str, properties: Mapping[str, str]) -> None:
        """Replace the group's properties."""
        _accept(self._ask("PUT", f"{_group_path(group)}/properties", dict(properties)))

    def start_server(self, name: str) -> None:
        """Start a user's server and wait some seconds for it; one that runs already is left as it is."""
        self._accept_start(self._ask("POST", _server_path(name), timeout=START_SECONDS))

    def _accept_start(self, answer: httpx.Response) -> None:
        if "already running" not in answer.text:
            _accept(answer)

    def server_state(self, name: str) -> ServerState:
        """Whether a user's server answers."""
        answer = self._ask("GET", _server_path(name))
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return ServerState.STOPPED
        model = _accept(answer).json()
        if model.get("ready"):
            return ServerState.READY
        return ServerState.STARTING if model.get("pending") == "spawn" else ServerState.STOPPED

    def running_since(self) -> dict[str, datetime]:
        """Whose server runs now, and since when; a page of the hub's list at a time."""
        started: dict[str, datetime] = {}
        for offset in count(step=USERS_PER_PAGE):
            path = f"/users?state=active&limit={USERS_PER_PAGE}&offset={offset}"
            users = _accept(self._ask("GET", path)).json()
            for user in users:
                moment = user.get("servers", {}).get("", {}).get("started")
                if moment:
                    started[user["name"]] = datetime.fromisoformat(moment)
            if len(users) < USERS_PER_PAGE:
                break
        return started

    def share_server(self, name: str, reader: str) -> None:
        """Let another user open this user's server, which has been started at least once."""
        wanted = {"user": reader, "scopes": ["access:servers"]}
        _accept(self._ask("POST", _shares_path(name), wanted))

    def unshare_server(self, name: str, reader: str) -> None:
        """Take that back."""
        _accept(self._ask("PATCH", _shares_path(name), {"user": reader}))

    def readers_of_server(self, name: str) -> frozenset[str]:
        """Who may open this user's server beside the user."""
        answer = self._ask("GET", f"/shares/{quote(name, safe='')}?limit=200")
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return frozenset()
        return frozenset(share["user"]["name"] for share in _accept(answer).json()["items"] if share["user"])

    def _ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        timeout: float | None = None,
    ) -> httpx.Response:
        headers = {"Authorization": f"token {token or self._token}"}
        wait = httpx.USE_CLIENT_DEFAULT if timeout is None else httpx.Timeout(timeout)
        try:
            knock(self._listens_at)
            return self._client.request(method, path, headers=headers, json=body, timeout=wait)
        except (OSError, httpx.HTTPError) as error:
            raise HubUnavailable(f"{method} {path}: {type(error).__name__}") from error


def reconcile(hub: Hub, wanted: Mapping[str, HubGroup]) -> list[str]:
    """Bring the hub's users and groups to what is wanted; return the names of the groups that changed."""
    return [name for name, group in wanted.items() if _reconcile_group(hub, name, group)]


def _reconcile_group(hub: Hub, name: str, wanted: HubGroup) -> bool:
    present = hub.read_group(name)
    if present is None:
        if not wanted.members:
            return False  # nobody in it and nobody misses it
        hub.add_group(name)
        present = HubGroup(frozenset())
    if present == wanted:
        return False
    if arriving := sorted(wanted.members - present.members):
        hub.add_users(arriving)
        hub.add_members(name, arriving)
    if leaving := sorted(present.members - wanted.members):
        hub.remove_members(name, leaving)
    if present.properties != wanted.properties:
        hub.set_properties(name, wanted.properties)
    return True


def _group_path(name: str) -> str:
    return f"/groups/{quote(name, safe='')}"


def _server_path(name: str) -> str:
    return f"/users/{quote(name, safe='')}/server"


def _shares_path(name: str) -> str:
    return f"/shares/{quote(name, safe='')}/"


def _accept(answer: httpx.Response, *also: int) -> httpx.Response:
    if answer.is_success or answer.status_code in also:
        return answer
    request = answer.request
    raise HubUnavailable(f"{request.method} {request.url.path}: HTTP {answer.status_code}")


def _in_portions(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while some := list(islice(rest, NAMES_PER_REQUEST)):
        yield some
