"""成績簿を開く: each offering's book has a server of its own on the hub, shared with the people who look after it."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from webapp.hub import Hub, HubGroup, reconcile
from webapp.participation.gradebook.folder import FILE_OF_ROWS, SCHEMA_NOTE, books_in
from webapp.participation.roster import LOOK_AGAIN_AFTER

# The hub lets webapp start and share the servers of this group's members and of nobody else.
BOOKS = "gradebooks"


def course_user(offering_id: int) -> str:
    """The hub user, nobody's own, whose server shows an offering's book."""
    return f"course-{offering_id}"


def address_of(offering_id: int) -> str:
    """Where formgrader shows the book."""
    return f"/user/{course_user(offering_id)}/formgrader/gradebook"


def has_book(gradebooks: Path, offering_id: int) -> bool:
    """Whether anything of this offering stands in a book yet; the first scored hand-in makes it."""
    folder = gradebooks / str(offering_id)
    return any((folder / name).is_file() for name in (FILE_OF_ROWS, SCHEMA_NOTE))


def wanted_books(gradebooks: Path) -> dict[str, HubGroup]:
    """The hub group of all books' users."""
    return {BOOKS: HubGroup(frozenset(map(course_user, books_in(gradebooks))))}


def open_book(hub: Hub, gradebooks: Path, offering_id: int, reader: str) -> None:
    """Start the book's server where it does not run and let this person in. Raises HubUnavailable.

    Person by person: in JupyterHub 6.1.1 a share with a group does not reach the token of a browser. Of a book that was
    made a second ago the hub has not heard from the worker yet.
    """
    reconcile(hub, wanted_books(gradebooks))
    hub.start_server(course_user(offering_id))
    hub.share_server(course_user(offering_id), reader)


class Readers:
    """Takes books away from people who do not look after their offering any more."""

    def __init__(self, hub: Hub, clock: Callable[[], float] = time.monotonic) -> None:
        self._hub = hub
        self._clock = clock
        self._told: dict[int, frozenset[str]] = {}
        self._told_all_at = clock()

    def tell(self, wanted: Mapping[int, frozenset[str]]) -> list[tuple[str, int]]:
        """Bring the hub to what is wanted; return who lost which offering's book. Raises HubUnavailable."""
        if self._clock() - self._told_all_at > LOOK_AGAIN_AFTER:
            self._told.clear()
            self._told_all_at = self._clock()
        lost = []
        for offering_id, people in wanted.items():
            if self._told.get(offering_id) != people:
                lost += [(name, offering_id) for name in self._take_from_others(offering_id, people)]
                self._told[offering_id] = people
        return lost

    def _take_from_others(self, offering_id: int, people: frozenset[str]) -> list[str]:
        server = course_user(offering_id)
        others = sorted(self._hub.readers_of_server(server) - people)
        for name in others:
            self._hub.unshare_server(server, name)
        return others
