"""稼働状況のページ: what stands well and what does not, each with what to do next."""

from datetime import UTC, datetime

from flask import Blueprint, current_app, g, render_template

from webapp.auth import require
from webapp.db import database
from webapp.enrolment.models import Role
from webapp.languages import language
from webapp.operating.findings import State
from webapp.operating.status import look
from webapp.operating.wording import in_words

blueprint = Blueprint("operating", __name__)


@blueprint.get("/operator/status")
@require(Role.OPERATOR)
def show() -> str:
    """稼働状況: the worst first."""
    now = datetime.now(UTC)
    findings = look(g.settings, database(), current_app.extensions["hub"], now)
    return render_template(
        "operating/status.html",
        now=now,
        lines=[in_words(finding, language()) for finding in findings],
        to_mend=sum(finding.state is not State.OK for finding in findings),
    )
