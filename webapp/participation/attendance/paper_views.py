"""紙の出席簿のページ: the sheet of one class as PDF, for rooms where no phone helps."""

from datetime import UTC, datetime

from flask import Blueprint, Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.letters.printing import as_pdf
from webapp.enrolment.models import Role
from webapp.layout import invented
from webapp.participation.attendance.paper import paper, render_paper
from webapp.participation.attendance.queries import lines_of
from webapp.participation.looked_after import class_looked_after

blueprint = Blueprint("attendance_paper", __name__, url_prefix="/teaching/<int(max=2147483647):offering_id>")


@blueprint.get("/meetings/<int(max=2147483647):meeting_id>/attendance.pdf")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def printed(offering_id: int, meeting_id: int) -> Response:
    """出席簿を印刷する: names leave the platform on paper, so the audit knows who printed them."""
    at, meeting = datetime.now(UTC), class_looked_after(offering_id, meeting_id)
    lines = lines_of(session(), meeting)
    (made,) = render_paper(paper(meeting, lines, at, invented()))
    with transaction() as writing:
        by, subject = signed_in_learner().id, f"meeting/{meeting_id}"
        record(
            writing,
            at,
            by,
            "attendance_printed",
            subject,
            whose=[line.enrolment.learner_id for line in lines],
        )
    return as_pdf(made, f"attendance-{meeting_id}")
