"""Whose offering it is: named rows belong to the host (主催) alone; to others the page does not exist."""

from webapp.auth import coordinated_partners, signed_in_learner
from webapp.db import session
from webapp.not_yours import not_yours
from webapp.programme.models import Offering


def hosted(offering_id: int) -> Offering:
    """The offering, where the signed-in coordinator's partner hosts it; 404 otherwise, and a line in the audit."""
    found = session().get(Offering, offering_id)
    partners = {partner.id for partner in coordinated_partners(signed_in_learner())}
    if found is None or found.host_id not in partners:
        not_yours(f"offering/{offering_id}")
    return found
