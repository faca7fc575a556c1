"""消去: what was typed and never confirmed is forgotten as soon as its code is over."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import JSON, CursorResult, delete, update
from sqlalchemy.orm import Session

from webapp.enrolment.accounts.models import OneTimeCode, Purpose
from webapp.enrolment.applying.models import InvitedPerson

# The row itself counts how many codes an address got within the hour.
COUNTED = timedelta(hours=1)


def forget_unconfirmed(session: Session, at: datetime) -> int:
    """未確認の申込を消す: forms whose code is over, and people who were named and did not answer; return how many."""
    over = (OneTimeCode.purpose == Purpose.APPLY, OneTimeCode.expires_at <= at)
    emptied = session.execute(
        update(OneTimeCode)
        .where(*over, OneTimeCode.waiting.cast(JSON) != {})
        .values(waiting={})
        .execution_options(synchronize_session=False)
    )
    session.execute(
        delete(OneTimeCode)
        .where(*over, OneTimeCode.made_at <= at - COUNTED)
        .execution_options(synchronize_session=False)
    )
    silent = session.execute(
        delete(InvitedPerson)
        .where(InvitedPerson.expires_at <= at)
        .execution_options(synchronize_session=False)
    )
    return sum(cast("CursorResult[tuple[()]]", done).rowcount for done in (emptied, silent))
