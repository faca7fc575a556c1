"""修了証・バッジ: one's own page; what is missing, and what can be taken home once it is not."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.downloads import attachment
from webapp.enrolment.letters.printing import as_pdf
from webapp.fiscal_year import japanese_date
from webapp.layout import invented
from webapp.not_yours import not_yours
from webapp.participation.attendance.queries import own_enrolment
from webapp.participation.badges.baking import baked_svg, readable
from webapp.participation.badges.making import Mint, make_badge
from webapp.participation.badges.models import OpenBadge
from webapp.participation.certificates.document import draw
from webapp.participation.certificates.issuing import Press, certificates_of, issue
from webapp.participation.certificates.models import Certificate
from webapp.participation.certificates.names import give_name, may_give_name, name_on_certificates
from webapp.participation.certificates.statutory import issue_statutory, own_programmes
from webapp.participation.completing.standing import own_standings
from webapp.participation.records.agreeing import own_records, recipients_for
from webapp.programme.audience import Audience
from webapp.programme.operations import NotPossible
from webapp.typesetting import missing_letters

blueprint = Blueprint("certificates", __name__)


@blueprint.get("/my-page/certificates")
@require()
def mine() -> str:
    """Every offering with what is missing, one's certificates, badges and training records."""
    return _mine()


@blueprint.post("/my-page/certificates/name")
@require()
def name() -> AnyResponse | tuple[str, int]:
    """修了証の氏名を決める, once."""
    try:
        with transaction() as writing:
            give_name(writing, signed_in_learner(), request.form.get("name", ""), datetime.now(UTC))
    except NotPossible as problem:
        return _mine(_(str(problem)), request.form), 422
    flash(_("修了証の氏名を決めました。"))
    return redirect(url_for(".mine"), 303)


@blueprint.post("/my-page/certificates/of/<int(max=2147483647):offering_id>")
@require()
def ask(offering_id: int) -> AnyResponse | tuple[str, int]:
    """修了証を発行する; a second press shows the same one."""
    enrolment = own_enrolment(session(), signed_in_learner().id, offering_id)
    if enrolment is None:
        not_yours(f"offering/{offering_id}")
    try:
        with transaction() as writing:
            made = issue(writing, enrolment, press(), datetime.now(UTC))
    except NotPossible as problem:
        return _mine(_(str(problem))), 422
    flash(
        _(
            "修了証%(number)sを発行しました。何度印刷しても、番号と内容は変わりません。",
            number=made.shown_number,
        )
    )
    return redirect(url_for(".mine", _anchor=f"certificate-{made.id}"), 303)


@blueprint.post("/my-page/certificates/programme/<int(max=2147483647):programme_id>")
@require()
def ask_statutory(programme_id: int) -> AnyResponse | tuple[str, int]:
    """履修証明書を発行する; of a programme in which one completed nothing there is nothing."""
    mine = own_standings(session(), signed_in_learner().id, g.settings.releases)
    if programme_id not in {own.programme.id for own in own_programmes(session(), mine)}:
        not_yours(f"certificate_programme/{programme_id}")
    try:
        with transaction() as writing:
            issue_statutory(writing, signed_in_learner(), programme_id, press(), datetime.now(UTC))
    except NotPossible as problem:
        return _mine(_(str(problem))), 422
    flash(_("履修証明書を発行しました。"))
    return redirect(url_for(".mine"), 303)


@blueprint.get("/my-page/certificates/<int(max=2147483647):certificate_id>.pdf")
@require()
def document(certificate_id: int) -> Response:
    """The certificate as PDF; anybody else's does not exist."""
    found = _own(certificate_id)
    return as_pdf(draw(found), f"certificate-{found.shown_number}")


@blueprint.post("/my-page/certificates/<int(max=2147483647):certificate_id>/badge")
@require()
def badge(certificate_id: int) -> AnyResponse | tuple[str, int]:
    """オープンバッジをつくる."""
    found = _own(certificate_id)
    try:
        with transaction() as writing:
            make_badge(writing, found, mint(), datetime.now(UTC))
    except NotPossible as problem:
        return _mine(_(str(problem))), 422
    flash(_("オープンバッジをつくりました。"))
    return redirect(url_for(".mine", _anchor=f"certificate-{found.id}"), 303)


@blueprint.get("/my-page/certificates/<int(max=2147483647):certificate_id>/badge.<any(jwt, json, svg):form>")
@require()
def badge_file(certificate_id: int, form: str) -> Response:
    """The badge as a signed credential, as readable JSON, or as a picture that holds the credential."""
    found = _own(certificate_id)
    there = session().get(OpenBadge, found.id)
    if there is None:
        not_yours(f"badge/{certificate_id}")
    content, kind = _carriers(found, there.jwt)[form]
    return attachment(content, kind, f"badge-{found.shown_number}.{form}", f"badge.{form}")


def _carriers(certificate: Certificate, jwt: str) -> dict[str, tuple[bytes, str]]:
    return {
        "jwt": (jwt.encode(), "application/vc+jwt"),
        "json": (readable(jwt), "application/json"),
        "svg": (baked_svg(certificate, jwt), "image/svg+xml"),
    }


def press() -> Press:
    """What certificates are issued with."""
    return Press(g.settings.link("/c/"), g.settings.releases, invented())


def mint() -> Mint:
    """What badges are made with."""
    return Mint(g.settings.link(""), g.settings.data / "secrets", g.settings.courses)


def _own(certificate_id: int) -> Certificate:
    found = session().get(Certificate, certificate_id)
    if found is None or found.learner_id != signed_in_learner().id:
        not_yours(f"certificate/{certificate_id}")
    return found


def _mine(problem: str = "", typed: Mapping[str, str] | None = None) -> str:
    learner = signed_in_learner()
    standings = own_standings(session(), learner.id, g.settings.releases)
    issued = certificates_of(session(), learner.id)
    printed = name_on_certificates(session(), learner)
    badges = set(
        session().scalars(
            select(OpenBadge.certificate_id).where(OpenBadge.certificate_id.in_([one.id for one in issued]))
        )
    )
    shown: dict[str, Any] = {
        "standings": standings,
        "standing_certificates": {one.enrolment_id: one for one in issued if one.revoked_at is None},
        "certificates": issued,
        "badges": badges,
        "name": printed,
        "may_name": may_give_name(session(), learner.id),
        "missing": missing_letters(printed),
        "programmes": own_programmes(session(), standings),
        "records": own_records(session(), learner.id),
        "recipients": {
            standing.enrolment.id: recipients_for(session(), standing.enrolment)
            for standing in standings
            if standing.enrolment.audience is Audience.TEACHER
        },
    }
    today = japanese_date(datetime.now(UTC))
    return render_template("certificates/mine.html", today=today, problem=problem, typed=typed or {}, **shown)
