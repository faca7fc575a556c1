"""周知を記録する: one contact becomes a row with a code of its own."""

import secrets
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear
from webapp.programme.models import Offering, Partner
from webapp.programme.organisations import Organisation
from webapp.programme.outreach.models import Outreach

# Without what looks alike in print; eight of them are 10^11 codes, which nobody goes through.
LETTERS = "abcdefghjkmnpqrtwxy346789"
LONG = 8


def record_outreach(
    session: Session,
    *,
    host: Partner,
    made_on: date,
    channel: str,
    what: str,
    organisation: Organisation | None = None,
    offering: Offering | None = None,
    people_reached: int | None = None,
    cost_yen: int | None = None,
    by: int | None,
    at: datetime,
) -> Outreach:
    """周知を記録する: `channel` is a key of `CHANNELS`; unknown numbers stay None. The code is fresh."""
    made = Outreach(
        host=host, fiscal_year=FiscalYear.of(made_on).year, made_on=made_on, channel=channel, what=what,
        organisation=organisation, offering=offering, people_reached=people_reached, cost_yen=cost_yen,
        code="".join(secrets.choice(LETTERS) for _ in range(LONG)), recorded_by=by, recorded_at=at,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made
