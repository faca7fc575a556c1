"""クラスの席: at most 45, each a random token; a seat that was left gives way when somebody else comes."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.participation.school_classes.codes import hash_of_token, new_token
from webapp.participation.school_classes.counting import seats_taken
from webapp.participation.school_classes.models import ClassMark, ClassSeat, ClassWork, SchoolClass
from webapp.participation.school_classes.opening import is_open

MOST_SEATS = 45
LEFT_AFTER = timedelta(minutes=10)
# How exactly it is known when a seat was last used: a write for every look would be too many.
SEEN_WITHIN = timedelta(minutes=1)


class NoSeat(Exception):
    """There is no open class of this browser's, or the class has ended."""


def take_seat(session: Session, found: SchoolClass, at: datetime) -> str | None:
    """席に着く: the token of a new seat; None where all are taken; raises NoSeat where the class has just ended."""
    # Two who come at once wait for each other here, so that there never is a forty-sixth.
    held = session.get(SchoolClass, found.id, populate_existing=True, with_for_update=True)
    if held is None or held.ended_at is not None:
        raise NoSeat
    if seats_taken(session, found) >= MOST_SEATS and not _make_room(session, found, at):
        return None
    token = new_token()
    session.add(ClassSeat(class_id=found.id, token_hash=hash_of_token(token), seen_at=at))
    session.flush()
    return token


def _make_room(session: Session, found: SchoolClass, at: datetime) -> bool:
    """Free the seat that was left first, if one was."""
    left = session.scalar(
        select(ClassSeat)
        .where(ClassSeat.class_id == found.id, ClassSeat.seen_at < at - LEFT_AFTER)
        .order_by(ClassSeat.seen_at, ClassSeat.id)
        .limit(1)
    )
    if left is None:
        return False
    leave(session, left.id)
    return True


def find_seat(session: Session, token: str, at: datetime) -> ClassSeat | None:
    """The seat of a token, as long as its class is open."""
    seat = session.scalar(select(ClassSeat).where(ClassSeat.token_hash == hash_of_token(token)))
    return seat if seat is not None and is_open(session, seat.school_class, at) else None


def leave(session: Session, seat_id: int) -> None:
    """席を立つ: delete a seat with what is under way and its marks."""
    session.execute(delete(ClassWork).where(ClassWork.seat_id == seat_id))
    session.execute(delete(ClassMark).where(ClassMark.seat_id == seat_id))
    session.execute(delete(ClassSeat).where(ClassSeat.id == seat_id))
