"""クラスのどの席か: the seat that a browser's cookie names, at the lesson of its class."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from flask import g, request, url_for

from course.catalogue import read_release
from webapp.config import Settings
from webapp.db import session
from webapp.participation.plain.place import Spot
from webapp.participation.plain.sheet import Question, read_sheet
from webapp.participation.school_classes.codes import hash_of_token, sealed, unsealed
from webapp.participation.school_classes.models import ClassSeat, SchoolClass
from webapp.participation.school_classes.seats import NoSeat, find_seat

COOKIE = "tateyama_class"
USE = "class seat"


@dataclass(frozen=True)
class SeatPlace(Spot):
    """A pupil's place: a seat of a class that is open."""

    seat: ClassSeat

    in_class: ClassVar[bool] = True

    @property
    def school_class(self) -> SchoolClass:
        """The class."""
        return self.seat.school_class

    def address(self, page: str, question: Question | None = None, **more: Any) -> str:
        """The address of a page or a button of this place."""
        if question is not None:
            more["question"] = question.id
        return url_for(f"pupils.{page}", **more)


def token_here() -> str | None:
    """The token in this browser's cookie."""
    settings: Settings = g.settings
    cookie = request.cookies.get(COOKIE)
    return unsealed(settings.key_for(USE), cookie) if cookie else None


def asker() -> str:
    """Whose requests are counted together: a seat's."""
    return f"seat-{hash_of_token(token_here() or '')}"


def has_no_token() -> bool:
    """Whether there is no seat whose requests could be counted."""
    return token_here() is None


def seat_here() -> ClassSeat | None:
    """The seat of this browser, as long as its class is open."""
    token = token_here()
    return None if token is None else find_seat(session(), token, datetime.now(UTC))


def find_place() -> SeatPlace:
    """Where this browser sits; raises NoSeat."""
    seat = seat_here()
    if seat is None:
        raise NoSeat
    settings: Settings = g.settings
    release = read_release(settings.releases, seat.school_class.release_digest)
    return SeatPlace(release.course, read_sheet(settings.releases, release), seat)


def cookie_for(token: str) -> str:
    """What the cookie of a seat holds."""
    settings: Settings = g.settings
    return sealed(settings.key_for(USE), token)
