"""団体申込の招待のページ: an office invites a company or school, hands over the link, and ends it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.applying.models import Invitation
from webapp.enrolment.applying.operations import takes_applications
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.office.invitations import (
    MOST_SEATS,
    end_invitation,
    give_out,
    invitations_of,
    read_wanted,
    renew_link,
)
from webapp.fiscal_year import japanese_date
from webapp.languages import localised
from webapp.looking import look
from webapp.programme.models import Offering, Partner
from webapp.programme.typed import Problem

blueprint = Blueprint("office_invitations", __name__)
PAGE = "/office/offerings/<int(max=2147483647):offering_id>/invitations"
ONE = f"{PAGE}/<int(max=2147483647):invitation_id>"
# Only a hash of the link is kept, so it is shown on the very next page and never again.
NEW = "new_invitation"

Fields = Mapping[str, Sequence[str]]


@blueprint.get(PAGE)
@require(Role.COORDINATOR)
def invitations(offering_id: int) -> str:
    """招待の一覧, the link that was just made, and the form for another."""
    offering = hosted(offering_id)
    last = japanese_date(offering.apply_until or offering.starts_on)
    usual = {"until": [last.isoformat()], "seats": ["5"]}
    return _page(offering, usual, link=_new_link(offering))


@blueprint.post(PAGE)
@require(Role.COORDINATOR)
def invite(offering_id: int) -> Response | tuple[str, int]:
    """招待をつくる; the page that follows shows its link."""
    offering, at, fields = hosted(offering_id), datetime.now(UTC), request.form.to_dict(flat=False)
    wanted, problems = read_wanted(fields, offering, {partner.id for partner in _partners()}, at)
    if wanted is None:
        return _page(offering, fields, problems), 422
    with transaction() as writing:
        token = give_out(writing, offering, wanted, at, signed_in_learner().id)
    if token is not None:
        cookie[NEW] = [offering.id, token]
        flash(_("招待をつくり、メールで送ります。") if wanted.address else _("招待をつくりました。"))
    return _back(offering)


@blueprint.post(f"{ONE}/renew")
@require(Role.COORDINATOR)
def renew(offering_id: int, invitation_id: int) -> Response:
    """リンクを新しくする, for when it was lost or went to the wrong people."""
    offering = hosted(offering_id)
    found = _invitation(offering, invitation_id)
    with transaction() as writing:
        cookie[NEW] = [offering.id, renew_link(writing, found, datetime.now(UTC), signed_in_learner().id)]
    flash(_("リンクを新しくしました。これまでのリンクは使えません。"))
    return _back(offering)


@blueprint.post(f"{ONE}/end")
@require(Role.COORDINATOR)
def end(offering_id: int, invitation_id: int) -> Response:
    """招待を終える."""
    offering = hosted(offering_id)
    found = _invitation(offering, invitation_id)
    with transaction() as writing:
        end_invitation(writing, found, datetime.now(UTC), signed_in_learner().id)
    flash(_("招待を終えました。すでに申し込んだ人はそのままです。"))
    return _back(offering)


def _page(offering: Offering, fields: Fields, problems: Sequence[Problem] = (), link: str = "") -> str:
    at = datetime.now(UTC)
    given = invitations_of(session(), offering, at)
    applied = [application.learner_id for standing in given for application in standing.applied]
    # Who was named and has not applied has no number yet.
    look(
        "invitations_seen",
        f"offering/{offering.id}",
        applied,
        waiting=sum(len(standing.waiting) for standing in given),
    )
    return render_template(
        "office/invitations.html",
        offering=offering,
        given=given,
        link=link,
        open=takes_applications(offering, at),
        partner_options=[(partner.id, localised(partner, "name")) for partner in _partners()],
        most=MOST_SEATS,
        first={name: values[0] for name, values in fields.items() if values},
        problems={problem.field: _(problem.message_ja) for problem in problems},
    )


def _new_link(offering: Offering) -> str:
    made_for, token = cookie.pop(NEW, (None, ""))
    if made_for != offering.id:
        return ""
    return str(g.settings.link(f"/invitations/{token}"))


def _invitation(offering: Offering, invitation_id: int) -> Invitation:
    found = session().get(Invitation, invitation_id)
    if found is None or found.offering_id != offering.id:
        abort(404)
    return found


def _partners() -> Sequence[Partner]:
    return session().scalars(select(Partner).order_by(Partner.id)).all()


def _back(offering: Offering) -> Response:
    return redirect(url_for("office_invitations.invitations", offering_id=offering.id), 303)
