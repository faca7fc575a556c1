"""だれの要望か: an office sees its own partner's by name; to others they do not exist."""

from collections.abc import Mapping, Sequence

from flask import abort, g, request
from sqlalchemy import select

from webapp.auth import coordinated_partners, signed_in_learner
from webapp.db import session
from webapp.not_yours import not_yours
from webapp.programme.models import Partner
from webapp.programme.needs.models import Need, Visit
from webapp.programme.organisations import Organisation

Fields = Mapping[str, Sequence[str]]


def own_partners() -> list[Partner]:
    """The partners whose office the signed-in person is."""
    partners = coordinated_partners(signed_in_learner())
    if not partners:
        abort(403)
    return partners


def own_ids() -> list[int]:
    """Their ids."""
    return [partner.id for partner in own_partners()]


def own_need(need_id: int) -> Need:
    """The need, where one's own partner heard it; 404 otherwise, and a line in the audit."""
    found = session().get(Need, need_id)
    if found is None or found.host_id not in own_ids():
        not_yours(f"need/{need_id}")
    return found


def own_visit(visit_id: int) -> Visit:
    """The visit, where one's own partner made it."""
    found = session().get(Visit, visit_id)
    if found is None or found.organisation.host_id not in own_ids():
        not_yours(f"visit/{visit_id}")
    return found


def own_organisation(organisation_id: int) -> Organisation:
    """The organisation as one's own partner knows it."""
    found = session().get(Organisation, organisation_id)
    if found is None or found.host_id not in own_ids():
        not_yours(f"organisation/{organisation_id}")
    return found


def own_needs(ids: Sequence[str]) -> list[Need]:
    """Those of these needs that are one's own, each once, in the order in which they were heard."""
    numbers = {int(id) for id in ids[:200] if id.isascii() and id.isdigit() and len(id) < 10}
    asked = select(Need).where(Need.id.in_(numbers), Need.host_id.in_(own_ids()))
    return list(session().scalars(asked.order_by(Need.heard_on, Need.id)))


def chosen_partner(fields: Fields) -> Partner | None:
    """For which of one's partners a form is; the only one need not be chosen."""
    partners = own_partners()
    if len(partners) == 1:
        return partners[0]
    return next((p for p in partners if [str(p.id)] == list(fields.get("host", ()))), None)


def fields_of_form() -> Fields:
    """What was typed, without the form's own token."""
    return {name: values for name, values in request.form.lists() if name != "csrf_token"}


def school_types() -> list[str]:
    """校種 of the region."""
    return list(g.settings.region.school_type_names)
