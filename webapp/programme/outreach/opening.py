"""リンクの利用を数える: openings of a contact's link per day in Japan; nothing is kept of who opened it.

It is a rough number and says so where it is shown: programs that pretend to be browsers are counted, and so is one
person with two browsers.
"""

import re
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.fiscal_year import japanese_date
from webapp.programme.outreach.models import Outreach, OutreachOpening

# What says of itself that it is no reader: search engines, mail scanners, previews of messengers, tools. (CUBOT is a phone.)
MACHINES = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|preview|scan|fetch|monitor|headless|facebookexternalhit|embedly|curl|wget|python|java/|go-http",
    re.IGNORECASE,
)


def is_machine(says_of_itself: str, purpose: str = "") -> bool:
    """Whether a request says that no person waits for the answer; an empty word is a program's."""
    return (
        not says_of_itself.strip() or bool(MACHINES.search(says_of_itself)) or "prefetch" in purpose.lower()
    )


def count_opening(session: Session, contact: Outreach, at: datetime) -> None:
    """リンクの利用を一つ足す, on the day that it is in Japan."""
    row = {"outreach_id": contact.id, "day": japanese_date(at)}
    if _one_more(session, row):
        return
    try:
        with session.begin_nested():
            session.add(OutreachOpening(**row, times=1))
    except IntegrityError:  # somebody else opened it for the first time today at the same moment
        _one_more(session, row)


def _one_more(session: Session, row: dict[str, object]) -> bool:
    grown = session.execute(update(OutreachOpening).filter_by(**row).values(times=OutreachOpening.times + 1))
    return bool(grown.rowcount)  # type: ignore[attr-defined]
