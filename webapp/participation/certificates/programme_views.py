"""履修証明プログラムのページ: what is published beforehand, for everybody; and where the office writes and publishes it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from course.catalogue import load_courses
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.not_yours import not_yours
from webapp.participation.certificates.programmes import CertificateProgramme
from webapp.participation.certificates.publishing import draft_programme, publish
from webapp.participation.certificates.statutory import published, why_not
from webapp.programme.operations import NotPossible

blueprint = Blueprint("programmes", __name__)


@blueprint.get("/certificate-programmes")
def listed() -> str:
    """公表している履修証明プログラム; where there is none the page says so and why."""
    return render_template(
        "certificates/programmes.html",
        programmes=[(programme, why_not(programme)) for programme in published(session())],
        courses=load_courses(composed=g.settings.courses),
    )


@blueprint.get("/office/certificate-programmes")
@require(Role.COORDINATOR)
def office() -> str:
    """Those of one's own partner, published or not."""
    return _page()


@blueprint.post("/office/certificate-programmes")
@require(Role.COORDINATOR)
def add() -> Response | tuple[str, int]:
    """下書きをつくる."""
    courses = load_courses(composed=g.settings.courses)
    given = {slug: request.form.get(f"hours-{slug}", "") for slug in courses}
    try:
        partner = next(
            (
                one
                for one in coordinated_partners(signed_in_learner())
                if str(one.id) == request.form.get("partner")
            ),
            None,
        )
        if partner is None:
            raise NotPossible(_("どの機関のプログラムかを一覧から選んでください"))
        with transaction() as writing:
            by = signed_in_learner().id
            made = draft_programme(writing, partner, request.form, given, datetime.now(UTC), by)
    except NotPossible as problem:
        return _page(_(str(problem)), request.form), 422
    flash(_("「%(name)s」の下書きを保存しました。内容を確かめて公表してください。", name=made.name))
    return redirect(url_for(".office"), 303)


@blueprint.post("/office/certificate-programmes/<int(max=2147483647):programme_id>/publish")
@require(Role.COORDINATOR)
def make_public(programme_id: int) -> Response | tuple[str, int]:
    """公表する: from then on nothing of it changes."""
    found = session().get(CertificateProgramme, programme_id)
    ours = {partner.id for partner in coordinated_partners(signed_in_learner())}
    if found is None or found.partner_id not in ours:
        not_yours(f"certificate_programme/{programme_id}")
    try:
        with transaction() as writing:
            publish(writing, found, datetime.now(UTC), signed_in_learner().id)
    except NotPossible as problem:
        return _page(_(str(problem))), 422
    flash(_("「%(name)s」を公表しました。", name=found.name))
    return redirect(url_for(".office"), 303)


def _page(problem: str = "", typed: Mapping[str, str] | None = None) -> str:
    partners = coordinated_partners(signed_in_learner())
    ours = session().scalars(
        select(CertificateProgramme)
        .where(CertificateProgramme.partner_id.in_([partner.id for partner in partners]))
        .order_by(CertificateProgramme.id.desc())
    )
    return render_template(
        "certificates/office_programmes.html",
        programmes=[(programme, why_not(programme)) for programme in ours],
        partners=partners,
        courses=load_courses(composed=g.settings.courses),
        typed=typed or {},
        problem=problem,
    )
