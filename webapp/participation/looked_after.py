"""担当する開講講座: what every page about one offering's work begins with."""

from flask import abort
from sqlalchemy import select

from webapp.auth import signed_in_learner
from webapp.db import session
from webapp.enrolment.teaching import taught_offerings
from webapp.not_yours import not_yours
from webapp.programme.models import Meeting, Offering


def looked_after(offering_id: int) -> Offering:
    """The offering, for the people who look after it; to others it does not exist."""
    for found in taught_offerings(session(), signed_in_learner()):
        if found.id == offering_id:
            return found
    not_yours(f"offering/{offering_id}")


def class_looked_after(offering_id: int, meeting_id: int) -> Meeting:
    """A class of an offering that one looks after; of another offering's it does not exist."""
    offering = looked_after(offering_id)
    found = session().scalar(select(Meeting).filter_by(id=meeting_id, offering_id=offering.id))
    if found is None:
        abort(404)
    return found
