"""ハブのサインイン状態: our session lives no longer than the hub's, from which it came."""

import base64
import hashlib
import time
from collections.abc import Callable

from cryptography.fernet import Fernet, InvalidToken

from webapp.hub import Hub, HubUnavailable
from webapp.identity import Identities

# A session that ended at the hub (its sign-out takes back the token) ends here within so many seconds.
BELIEVED_FOR = 240.0
# While the hub is away pages go on, and not each of them waits for it.
LEFT_ALONE_FOR = 15.0


class HubSessions:
    """Asks the hub every few minutes whether the token with which somebody signed in still lives."""

    def __init__(self, hub: Hub, secret_key: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._identities = Identities(hub, clock, remembered_for=BELIEVED_FOR)
        # The token goes along in the browser's cookie, where nobody but us can read it.
        digest = hashlib.sha256(f"hub token in a cookie {secret_key}".encode()).digest()
        self._box = Fernet(base64.urlsafe_b64encode(digest))
        self._clock = clock
        self._away_until = 0.0

    def seal(self, token: str) -> str:
        """The token as it may lie in a cookie."""
        return self._box.encrypt(token.encode()).decode()

    def lives(self, sealed: str, hub_user: str) -> bool:
        """Whether the hub still knows this token as this person's; believed while the hub does not answer."""
        try:
            token = self._box.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return False
        if self._clock() < self._away_until:
            return True
        try:
            owner = self._identities.owner_of(token)
        except HubUnavailable:
            self._away_until = self._clock() + LEFT_ALONE_FOR
            return True
        return owner is not None and owner.name == hub_user

    def forget(self, sealed: str) -> None:
        """Ask the hub anew at the next sight of this token: somebody has just signed out."""
        try:
            self._identities.forget(self._box.decrypt(sealed.encode()).decode())
        except InvalidToken:
            return
