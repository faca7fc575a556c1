"""Whom a learner's hub token speaks for: the hub says it, never the request."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from webapp.hub import Hub, TokenOwner

REMEMBERED_FOR = 30.0  # seconds in which a token that the hub has withdrawn is still believed
MOST_REMEMBERED = 2000


class Identities:
    """Asks the hub who owns a token and remembers the answer briefly, so that polling does not burden it."""

    def __init__(
        self,
        hub: Hub,
        clock: Callable[[], float] = time.monotonic,
        most: int = MOST_REMEMBERED,
        remembered_for: float = REMEMBERED_FOR,
    ) -> None:
        self._hub = hub
        self._clock = clock
        self._most = most
        self._remembered_for = remembered_for
        self._known: OrderedDict[str, tuple[float, TokenOwner]] = OrderedDict()
        self._lock = Lock()

    def owner_of(self, token: str) -> TokenOwner | None:
        """The token's owner, or None where the hub does not know it; raises HubUnavailable."""
        key = _key_of(token)
        if owner := self._remembered(key):
            return owner
        owner = self._hub.identify(token)
        if owner is not None:
            self._remember(key, owner)
        return owner

    def forget(self, token: str) -> None:
        """Ask anew at the next time."""
        with self._lock:
            self._known.pop(_key_of(token), None)

    def _remembered(self, key: str) -> TokenOwner | None:
        with self._lock:
            until, owner = self._known.get(key, (0.0, None))
            return owner if self._clock() < until else None

    def _remember(self, key: str, owner: TokenOwner) -> None:
        with self._lock:
            self._known[key] = (self._clock() + self._remembered_for, owner)
            self._known.move_to_end(key)
            while len(self._known) > self._most:
                self._known.popitem(last=False)


def _key_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
