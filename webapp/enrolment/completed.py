"""修了しているか: as the promised rule says at this moment, asked of the room that knows rules and hand-ins."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment

EXTENSION = "completion"
Reader = Callable[[Session, Enrolment], datetime | None]


def read_completion_with(app: Flask, reader: Reader) -> None:
    """From now on this application asks `reader`: participation lies above this room and hands its own in."""
    app.extensions[EXTENSION] = reader


def completed_now(session: Session, enrolment: Enrolment) -> datetime | None:
    """When the person completed, read from the rule now; None while they have not.

    For what is said of one person, on a page or in a file. Numbers count `Enrolment.completed_at`, the dated record.
    """
    reader: Reader = current_app.extensions[EXTENSION]
    return reader(session, enrolment)
