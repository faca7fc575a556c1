"""消去: what was typed and never confirmed is forgotten as soon as its code is over."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.accounts.models import OneTimeCode, Purpose
from webapp.enrolment.applying.models import InvitedPerson

# The row without the form stays an hour: it counts how many codes an address got.
COUNTED = timedelta(hours=1)


def forget_unconfirmed(session: Session, at: datetime) -> int:
    """未確認の申込を消す: forms whose code is over, people who were named and did not answer; return how many."""
    forgotten = 0
    over = select(OneTimeCode).where(OneTimeCode.purpose == Purpose.APPLY, OneTimeCode.expires_at <= at)
    for row in session.scalars(over):
        if row.waiting:
            row.waiting = {}
            forgotten += 1
        if row.made_at <= at - COUNTED:
            session.delete(row)
    for person in session.scalars(select(InvitedPerson).where(InvitedPerson.expires_at <= at)):
        session.delete(person)
        forgotten += 1
    session.flush()
    return forgotten
