"""修了の状況: for whoever looks after the offering; what each person lacks, and a decision beside the rule."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Enrolment, Role
from webapp.enrolment.office.access import hosted
from webapp.fiscal_year import japanese_date
from webapp.looking import look
from webapp.participation.certificates.models import Certificate
from webapp.participation.certificates.revoking import revoke
from webapp.participation.completing.deciding import decide
from webapp.participation.completing.standing import standings_of
from webapp.participation.looked_after import looked_after
from webapp.programme.models import Offering
from webapp.programme.operations import NotPossible
from webapp.wording import mark

blueprint = Blueprint("completing", __name__, url_prefix="/teaching/<int(max=2147483647):offering_id>")
FILTERS = {"": mark("すべて"), "done": mark("修了"), "not_yet": mark("まだ")}


@blueprint.get("/completion")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def overview(offering_id: int) -> str:
    """Everybody in the offering, by name, or only who has completed or has not (`?state=`); 404 for another word."""
    found, chosen = looked_after(offering_id), request.args.get("state", "")
    if chosen not in FILTERS:
        abort(404)
    page = _page(found, chosen)
    people = select(Enrolment.learner_id).where(Enrolment.offering_id == found.id)
    look("completion_listed", f"offering/{found.id}", session().scalars(people))
    return page


@blueprint.post("/completion/<int(max=2147483647):enrolment_id>")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def decide_one(offering_id: int, enrolment_id: int) -> Response | tuple[str, int]:
    """修了を認定する, or 取り消す."""
    found = looked_after(offering_id)
    enrolment = session().scalar(select(Enrolment).filter_by(id=enrolment_id, offering_id=found.id))
    if enrolment is None:
        abort(404)
    granted, reason = request.form.get("what") == "grant", request.form.get("reason", "")
    try:
        with transaction() as writing:
            by = signed_in_learner().id
            decide(
                writing, enrolment, g.settings.releases,
                granted=granted, reason=reason, at=datetime.now(UTC), by=by,
            )  # fmt: skip
    except NotPossible as problem:
        return _page(found, "", _(str(problem)), enrolment.id, request.form), 422
    name = enrolment.learner.name
    flash(
        _("%(name)sさんの修了を認定しました。本人のページに、認定した人と理由が出ます。", name=name)
        if granted
        else _("%(name)sさんの修了を取り消しました。修了証も無効になりました。", name=name)
    )
    return redirect(url_for(".overview", offering_id=found.id, _anchor=f"person-{enrolment.id}"), 303)


@blueprint.post("/certificates/<int(max=2147483647):certificate_id>")
@require(Role.COORDINATOR)
def take_back(offering_id: int, certificate_id: int) -> Response | tuple[str, int]:
    """修了証を取り消す, the completion stays: where a name was wrong, a new one can be issued afterwards."""
    found = hosted(offering_id)
    certificate = session().scalar(
        select(Certificate)
        .join(Certificate.enrolment)
        .where(Certificate.id == certificate_id, Enrolment.offering_id == found.id)
    )
    if certificate is None:
        abort(404)
    try:
        with transaction() as writing:
            revoke(
                writing,
                certificate,
                request.form.get("reason", ""),
                datetime.now(UTC),
                signed_in_learner().id,
            )
    except NotPossible as problem:
        return _page(found, "", _(str(problem)), certificate.enrolment_id, request.form), 422
    flash(_("修了証%(number)sを取り消しました。", number=certificate.shown_number))
    return redirect(url_for(".overview", offering_id=found.id), 303)


def _page(
    offering: Offering,
    chosen: str,
    problem: str = "",
    about: int | None = None,
    typed: Mapping[str, str] | None = None,
) -> str:
    standings = standings_of(session(), offering, g.settings.releases)
    done = sum(standing.holds for standing in standings)
    ids = [standing.enrolment.id for standing in standings]
    issued = session().scalars(
        select(Certificate).where(Certificate.enrolment_id.in_(ids), Certificate.revoked_at.is_(None))
    )
    return render_template(
        "completing/overview.html",
        offering=offering,
        standings=[each for each in standings if not chosen or each.holds == (chosen == "done")],
        counts={"all": len(standings), "done": done, "not_yet": len(standings) - done},
        filters=FILTERS,
        chosen=chosen,
        certificates={certificate.enrolment_id: certificate for certificate in issued},
        hosts=offering.host_id in {partner.id for partner in coordinated_partners(signed_in_learner())},
        runs=offering.ends_on >= japanese_date(datetime.now(UTC)),
        problem=problem,
        about=about,
        typed=typed or {},
    )
