"""Which requests may leave a sandbox, and why each must; whatever is not on this list is refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hub_config.course_server import COURSE_USER

HUB, WEBAPP = "hub", "webapp"
MOST_WORDS = 64 * 1024
# A notebook may have 10 MB; webapp says so in better words than a closed connection, so a little more gets through.
MOST_NOTEBOOK = 11 * 1024 * 1024
NOTHING = 0
OWN = "{own}"


@dataclass(frozen=True)
class Way:
    """One request that may pass: its method, its whole path, where it leads, how large it may be, and why it is needed."""

    method: str
    path: (
        str  # a regular expression for the path exactly as it was sent; {own} is the asking server's hub user
    )
    leads_to: str
    most_bytes: int
    reason: str

    def is_for(self, method: str, path: str, own: str) -> bool:
        """Whether this very request is meant; what is written in any other way (%2e, //, a host, a query) is not."""
        return method == self.method and bool(
            re.fullmatch(self.path.replace(OWN, re.escape(own)), path, re.ASCII)
        )


FOR_EVERY_SERVER = (
    Way("GET", r"/hub/api/?", HUB, NOTHING, "at its start a server compares its version with the hub's"),
    Way("GET", r"/hub/api/user", HUB, NOTHING, "whose token a visitor of this server shows"),
    Way("POST", r"/hub/api/oauth2/token", HUB, MOST_WORDS, "the last step of a visitor's sign-in here"),
    Way("POST", rf"/hub/api/users/{OWN}/activity", HUB, MOST_WORDS, "that this very server is in use"),
)
FOR_LEARNERS = (
    Way("POST", r"/services/tateyama/api/submissions", WEBAPP, MOST_NOTEBOOK, "提出: hand work in"),
    Way(
        "GET",
        r"/services/tateyama/api/submissions/[A-Za-z0-9-]{1,40}",
        WEBAPP,
        NOTHING,
        "結果: one's own score",
    ),
    Way("POST", r"/services/tateyama/api/activity", WEBAPP, MOST_WORDS, "活動: how much was saved and run"),
)


def ways_of(own: str) -> Sequence[Way]:
    """What the server of this hub user may ask; a course's book hands nothing in."""
    return FOR_EVERY_SERVER if COURSE_USER.fullmatch(own) else (*FOR_EVERY_SERVER, *FOR_LEARNERS)


def find_way(method: str, target: str, own: str) -> Way | None:
    """The way for a request target as it stood in the request line, or None: no query is ever needed."""
    return next((way for way in ways_of(own) if way.is_for(method, target, own)), None)
