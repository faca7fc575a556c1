"""学習のようすのページ: for whoever looks after a course, to help and not to judge; and for a learner their own."""

from datetime import UTC, datetime

from flask import Blueprint, g, render_template

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import japanese_date
from webapp.participation.activity.queries import engagement_in, own_days, weeks_of
from webapp.participation.looked_after import looked_after

blueprint = Blueprint("activity", __name__)


@blueprint.get("/teaching/<int(max=2147483647):offering_id>/activity")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def engagement(offering_id: int) -> str:
    """学習のようす: who has not begun, who stopped, who goes on, and how many worked in each week."""
    found, at = looked_after(offering_id), datetime.now(UTC)
    today = japanese_date(at)
    page = render_template(
        "activity/engagement.html",
        offering=found,
        people=engagement_in(session(), found.id, today),
        weeks=weeks_of(session(), found.id, found.starts_on, min(today, found.ends_on)),
    )
    with transaction() as writing:
        record(writing, at, signed_in_learner().id, "activity_seen", f"offering/{found.id}")
    return page


@blueprint.get("/my-page/activity")
@require()
def mine() -> str:
    """自分の学習の記録: every day that is kept of oneself."""
    return render_template(
        "activity/mine.html", days=own_days(session(), signed_in_learner().id), keep=g.settings.keep
    )
