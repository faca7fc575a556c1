"""Whose offering it is: named rows belong to the host (主催) alone; to others the page does not exist."""

from datetime import UTC, datetime

from flask import abort

from webapp.audit import record
from webapp.auth import coordinated_partners, signed_in_learner
from webapp.db import session, transaction
from webapp.programme.models import Offering


def hosted(offering_id: int) -> Offering:
    """The offering, where the signed-in coordinator's partner hosts it; 404 otherwise, and a line in the audit."""
    found = session().get(Offering, offering_id)
    learner = signed_in_learner()
    if found is not None and found.host_id in {partner.id for partner in coordinated_partners(learner)}:
        return found
    with transaction() as writing:
        record(writing, datetime.now(UTC), learner.id, "refused", f"offering/{offering_id}")
    abort(404)
