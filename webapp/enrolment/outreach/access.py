"""だれの周知か: contacts and seminars of one's own partner; to others their pages do not exist."""

from webapp.auth import coordinated_partners, signed_in_learner
from webapp.db import session
from webapp.not_yours import not_yours
from webapp.programme.models import Partner
from webapp.programme.outreach.models import Outreach


def hosts() -> list[Partner]:
    """The partners whose 事務局 the signed-in person is."""
    return coordinated_partners(signed_in_learner())


def own_contact(contact_id: int) -> Outreach:
    """The contact, where the signed-in coordinator's partner made it; 404 otherwise, and a line in the audit."""
    found = session().get(Outreach, contact_id)
    if found is None or found.host_id not in {partner.id for partner in hosts()}:
        not_yours(f"outreach/{contact_id}")
    return found
