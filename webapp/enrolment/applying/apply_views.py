"""申し込む: one form; who is signed in has applied with it, everybody else confirms their address first."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webapp.auth import current_learner
from webapp.db import session, transaction
from webapp.enrolment.accounts.models import OneTimeCode, Purpose
from webapp.enrolment.applying.confirming import ask_to_confirm
from webapp.enrolment.applying.consents import version_in_force
from webapp.enrolment.applying.form import Form, Typed, audience_in, read_form
from webapp.enrolment.applying.form_page import asked_of, show_form, typed_in, typed_of
from webapp.enrolment.applying.models import Invitation
from webapp.enrolment.applying.offering_views import announced
from webapp.enrolment.applying.operations import takes_applications
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.applying.submitting import application_of, submit
from webapp.enrolment.models import Application, ApplicationState, Learner
from webapp.enrolment.operations import NotPossible
from webapp.enrolment.outreach.following import visitors_contact
from webapp.languages import language
from webapp.programme.audience import Audience
from webapp.programme.models import Offering
from webapp.programme.typed import Problem

blueprint = Blueprint("applying", __name__)

# In the cookie: the number of the code row whose form this browser filled in.
WAITING = "applying"
Answer = str | Response | tuple[str, int]


@blueprint.get("/offerings/<int(max=2147483647):offering_id>/apply")
def form(offering_id: int) -> str | Response:
    """申込フォーム, beginning with what is known of who is signed in."""
    return begin(announced(offering_id))


@blueprint.post("/offerings/<int(max=2147483647):offering_id>/apply")
def send(offering_id: int) -> Answer:
    """Take the form, or show it again with what has to be mended."""
    return take(announced(offering_id))


def begin(offering: Offering, invitation: Invitation | None = None) -> str | Response:
    """The empty form; who may not apply now, or has applied, is led to where they see why."""
    learner = current_learner()
    if learner is None and request.args.get("signed_in"):
        return redirect(url_for("sign_in.sign_in", next=url_for("applying.form", offering_id=offering.id)))
    if learner is not None and (mine := alive(learner, offering)):
        return redirect(url_for("applications.application", application_id=mine.id), 303)
    if not takes_applications(offering, datetime.now(UTC)):
        return redirect(url_for("offerings.offering", offering_id=offering.id), 303)
    return page(offering, invitation, known_of(learner, offering, invitation))


def take(offering: Offering, invitation: Invitation | None = None) -> Answer:
    """Read the form and go on: to one's application, or to the page for the code."""
    typed = request.form.to_dict(flat=False)
    if changes_audience(typed, offering):
        return page(offering, invitation, typed, changed=True)
    learner = current_learner()
    read = read_form(typed, asked_of(offering, learner, invitation))
    if not isinstance(read, Form):
        return page(offering, invitation, typed, read), 422
    try:
        with transaction() as writing:
            return _go_on(writing, offering, invitation, learner, read, datetime.now(UTC))
    except NotPossible as refusal:
        return page(offering, invitation, typed, refusal=_(str(refusal))), 422


def _go_on(
    writing: Session,
    offering: Offering,
    invitation: Invitation | None,
    learner: Learner | None,
    read: Form,
    at: datetime,
) -> Response:
    contact = visitors_contact(offering, at)
    if learner is not None:
        application = submit(writing, learner, offering, read, at, invitation=invitation, contact=contact)
        return redirect(url_for("applications.application", application_id=application.id), 303)
    if not takes_applications(offering, at):
        raise NotPossible(_("いまは申込を受け付けていません"))
    key = g.settings.key_for("codes")
    issued = ask_to_confirm(
        writing, offering, read, at, key=key, language=language(), invitation=invitation, contact=contact
    )
    cookie[WAITING] = issued.row.id
    return redirect(url_for("confirming.code"), 303)


def changes_audience(typed: Typed, offering: Offering) -> bool:
    """受講区分を変えたか: the page then asks other questions before anything is checked."""
    chosen = audience_in(typed, offering.audience).value
    shown = next(iter(typed.get("shown_audience", ())), chosen)
    return typed.get("step") == ["audience"] or chosen != shown


def alive(learner: Learner, offering: Offering) -> Application | None:
    """One's application, unless it was taken back and may be made anew."""
    mine = application_of(session(), learner, offering)
    return None if mine is None or mine.state is ApplicationState.CANCELLED else mine


def known_of(
    learner: Learner | None, offering: Offering, invitation: Invitation | None
) -> dict[str, list[str]]:
    """What the form begins with: one's last application, the form one goes back to, or whom one comes from."""
    typed: dict[str, list[str]] = {}
    if invitation is not None:
        typed |= {"organisation": [invitation.organisation], "school": [invitation.organisation]}
    if learner is not None:
        last = session().scalars(
            select(Application).filter_by(learner_id=learner.id).order_by(Application.applied_at.desc())
        )
        profile: Mapping[str, Any] = next((one.profile for one in last if one.profile), {})
        typed = {**(typed_of(Profile.from_data(profile)) if profile else {}), **typed}
    elif request.args.get("again") and (row := waiting_row()) and row.waiting.get("offering") == offering.id:
        return typed | typed_in(Form.from_data(row.waiting["form"]))
    if (contact := visitors_contact(offering, datetime.now(UTC))) is not None:
        typed["channels"] = [contact.channel]  # as a proposal: what they answer is theirs
    return typed


def waiting_row() -> OneTimeCode | None:
    """The code that this browser's form waits for, or waited for."""
    number = cookie.get(WAITING)
    row = session().get(OneTimeCode, number) if isinstance(number, int) else None
    return row if row is not None and row.purpose is Purpose.APPLY else None


def page(
    offering: Offering,
    invitation: Invitation | None,
    typed: Typed,
    problems: list[Problem] | None = None,
    *,
    refusal: str = "",
    changed: bool = False,
) -> str:
    """The form's page."""
    asked = asked_of(offering, current_learner(), invitation)
    return render_template(
        "applying/form.html",
        offering=offering,
        invitation=invitation,
        form=show_form(asked, typed, problems or []),
        refusal=refusal,
        changed=changed,
        **around_form(offering),
    )


def around_form(offering: Offering) -> dict[str, object]:
    """What stands on every page with the form."""
    return {
        "back": url_for("offerings.offering", offering_id=offering.id),
        "audiences": [(audience.value, _(audience.label_ja)) for audience in Audience],
        "version": version_in_force(session(), datetime.now(UTC)),
    }
