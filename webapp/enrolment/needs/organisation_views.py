"""団体の登録: what is known of an organisation, and whom to tell, as long as that person agrees."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.needs.access import Fields, fields_of_form, own_organisation, school_types
from webapp.enrolment.needs.choices import choices, towns
from webapp.enrolment.needs.seeing import organisation_seen
from webapp.programme.needs.visits import change_organisation, read_organisation
from webapp.programme.organisations import Organisation
from webapp.programme.typed import Problem, Typed

blueprint = Blueprint("organisations", __name__, url_prefix="/office/needs/organisations")
ONE = "/<int(max=2147483647):organisation_id>"


@blueprint.get(ONE)
@require(Role.COORDINATOR)
def organisation(organisation_id: int) -> str:
    """登録の内容, ready to be mended."""
    found = own_organisation(organisation_id)
    return _page(found, _typed_of(found))


@blueprint.post(ONE)
@require(Role.COORDINATOR)
def change(organisation_id: int) -> Response | tuple[str, int]:
    """直す; emptied fields of the contact forget the contact."""
    found, fields, at = own_organisation(organisation_id), fields_of_form(), datetime.now(UTC)
    typed = Typed(fields)
    draft = read_organisation(typed, school_types(), towns())
    same = select(Organisation.id).filter_by(host_id=found.host_id, name=draft.name)
    if session().scalar(same.where(Organisation.id != found.id)) is not None:
        typed.refuse("organisation", "同じ名前の団体がもう登録されています。")
    if typed.problems:
        return _page(found, fields, typed.problems), 422
    with transaction() as writing:
        change_organisation(writing, found, draft, at)
        record(writing, at, signed_in_learner().id, "organisation_changed", f"organisation/{found.id}")
    flash(_("保存しました。"))
    return redirect(url_for(".organisation", organisation_id=found.id), 303)


def _typed_of(known: Organisation) -> Fields:
    told = {
        "organisation": known.name, "kind": known.kind.value, "industry": known.industry,
        "school_type": known.school_type, "code5": known.code5, "contact_name": known.contact_name,
        "contact_email": known.contact_email, "contact_agrees": "1" if known.contact_agreed_on else "",
    }  # fmt: skip
    return {name: [value or ""] for name, value in told.items()}


def _page(known: Organisation, fields: Fields, problems: Sequence[Problem] = ()) -> str:
    organisation_seen(known)
    return render_template(
        "needs/organisation.html",
        organisation=known,
        first={name: values[0] for name, values in fields.items() if values},
        problems={problem.field: _(problem.message_ja) for problem in problems},
        **choices(),
    )
