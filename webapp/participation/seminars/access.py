"""主催するセミナー: what every page about one seminar begins with."""

from webapp.auth import coordinated_partners, signed_in_learner
from webapp.db import session
from webapp.not_yours import not_yours
from webapp.programme.models import Partner, Seminar


def hosting() -> list[Partner]:
    """The partners whose seminars this coordinator keeps."""
    return list(coordinated_partners(signed_in_learner()))


def hosted_seminar(seminar_id: int) -> Seminar:
    """The seminar, for the coordinators of its host; to others it does not exist."""
    found = session().get(Seminar, seminar_id)
    if found is None or found.host_id not in {partner.id for partner in hosting()}:
        not_yours(f"seminar/{seminar_id}")
    return found
