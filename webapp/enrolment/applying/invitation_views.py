"""団体申込のページ: the link of one company or school, for oneself or for colleagues."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import current_learner
from webapp.db import session, transaction
from webapp.enrolment.applying import apply_views
from webapp.enrolment.applying.apply_views import Answer
from webapp.enrolment.applying.confirming import account_of, open_account
from webapp.enrolment.applying.form import Form, Typed, read_form
from webapp.enrolment.applying.form_page import asked_of, show_form
from webapp.enrolment.applying.group_form import ROWS, Row, colleagues_in, read_group
from webapp.enrolment.applying.inviting import (
    find_invitation,
    find_invited,
    name_colleagues,
    seats_left,
    waited_for,
)
from webapp.enrolment.applying.models import Invitation, InvitedPerson
from webapp.enrolment.applying.operations import takes_applications
from webapp.enrolment.applying.submitting import submit
from webapp.enrolment.models import Learner
from webapp.enrolment.operations import NotPossible
from webapp.languages import language
from webapp.programme.typed import Problem

blueprint = Blueprint("invitations", __name__)

ROWS_AT_FIRST = 5


@blueprint.get("/invitations/<token>")
def invitation(token: str) -> str:
    """招待のページ: for whom, how many seats are left, until when."""
    found = _found(token)
    return render_template("applying/invitation.html", token=token, **_standing(found))


@blueprint.get("/invitations/<token>/apply")
def form(token: str) -> str | Response:
    """The form, with the organisation filled in."""
    found = _found(token)
    if not _is_open(found):
        return redirect(url_for("invitations.invitation", token=token), 303)
    return apply_views.begin(found.offering, found)


@blueprint.post("/invitations/<token>/apply")
def send(token: str) -> Answer:
    """Take the form."""
    found = _found(token)
    return apply_views.take(found.offering, found)


@blueprint.get("/invitations/<token>/group")
def group(token: str) -> str | Response:
    """同僚をまとめて: rows for names, readings and addresses."""
    found = _found(token)
    if not _is_open(found):
        return redirect(url_for("invitations.invitation", token=token), 303)
    return _group_page(found, token, [])


@blueprint.post("/invitations/<token>/group")
def name_group(token: str) -> Answer:
    """Send each colleague a mail of their own, or show the rows again with what has to be mended."""
    found = _found(token)
    at = datetime.now(UTC)
    already = [person.email for person in waited_for(session(), found, at)]
    rows = read_group(request.form.to_dict(flat=False), already)
    if request.form.get("step") == "rows":
        return _group_page(found, token, rows, shown=ROWS)
    if not rows:
        return _group_page(found, token, [], refusal=_("一人以上入力してください。")), 422
    if any(row.problems for row in rows):
        return _group_page(found, token, rows), 422
    try:
        with transaction() as writing:
            people = name_colleagues(writing, found, colleagues_in(rows), at, language())
    except NotPossible as refusal:
        return _group_page(found, token, rows, refusal=_(str(refusal))), 422
    flash(_("%(count)s人に案内のメールを送りました。", count=len(people)))
    return redirect(url_for("invitations.invitation", token=token), 303)


@blueprint.get("/invited/<token>")
def invited(token: str) -> str | tuple[str, int]:
    """招待された人のフォーム: name and address are known, the rest and the consent are theirs."""
    person = _person(token)
    if person is None:
        return render_template("applying/link_over.html", invited=True), 404
    organisation = person.invitation.organisation
    known = {"name": [person.name], "name_kana": [person.name_kana]}
    return _invited_page(person, token, known | {"organisation": [organisation], "school": [organisation]})


@blueprint.post("/invited/<token>")
def apply_invited(token: str) -> Answer:
    """Their application: the link came by mail, so the address is confirmed."""
    person = _person(token)
    if person is None:
        return render_template("applying/link_over.html", invited=True), 404
    typed = request.form.to_dict(flat=False)
    offering = person.invitation.offering
    if apply_views.changes_audience(typed, offering):
        return _invited_page(person, token, typed, changed=True)
    learner = current_learner()
    read = read_form(typed, asked_of(offering, learner, person.invitation, knows_address=True))
    if not isinstance(read, Form):
        return _invited_page(person, token, typed, read), 422
    try:
        return _apply_invited(person, learner, read)
    except NotPossible as refusal:
        return _invited_page(person, token, typed, refusal=_(str(refusal))), 422


def _apply_invited(person: InvitedPerson, learner: Learner | None, read: Form) -> Response:
    at, invitation = datetime.now(UTC), person.invitation
    offering = invitation.offering
    with transaction() as writing:
        writing.refresh(person, with_for_update=True)
        if person.answered_at is not None:
            raise NotPossible(_("この案内からの申込は済んでいます。"))
        begins = ""
        if learner is None:
            known = Form(read.name, read.name_kana, person.email, read.profile, read.consents, read.approvers)
            if account_of(writing, known.email, known.name) is not None:
                raise NotPossible(
                    _("利用登録はすでにあります。サインインしてから、もう一度このページを開いてください。")
                )
            key = g.settings.key_for("codes")
            learner, begins = open_account(writing, known, language(), at, offering, key=key)
        application = submit(writing, learner, offering, read, at, invitation=invitation, person=person)
    if begins:
        return redirect(url_for("confirming.begin", token=begins), 303)
    return redirect(url_for("applications.application", application_id=application.id), 303)


def _found(token: str) -> Invitation:
    found = find_invitation(session(), token)
    if found is None:
        abort(404)
    return found


def _person(token: str) -> InvitedPerson | None:
    person = find_invited(session(), token)
    if person is None or person.answered_at is not None or person.expires_at <= datetime.now(UTC):
        return None
    return person


def _standing(found: Invitation) -> dict[str, object]:
    at = datetime.now(UTC)
    return {
        "invitation": found,
        "offering": found.offering,
        "left": seats_left(session(), found, at),
        "waiting": len(waited_for(session(), found, at)),
        "is_over": found.expires_at <= at or not takes_applications(found.offering, at),
    }


def _is_open(found: Invitation) -> bool:
    at = datetime.now(UTC)
    return found.expires_at > at and takes_applications(found.offering, at)


def _group_page(
    found: Invitation, token: str, rows: list[Row], *, refusal: str = "", shown: int = ROWS_AT_FIRST
) -> str:
    shown = max(shown, len(rows) + 1 if rows else 0)
    empty = [Row()] * (min(ROWS, shown) - len(rows))
    return render_template(
        "applying/group.html", token=token, rows=[*rows, *empty], refusal=refusal, most=ROWS,
        has_problems=any(row.problems for row in rows), **_standing(found),
    )  # fmt: skip


def _invited_page(
    person: InvitedPerson,
    token: str,
    typed: Typed,
    problems: list[Problem] | None = None,
    *,
    refusal: str = "",
    changed: bool = False,
) -> str:
    invitation = person.invitation
    asked = asked_of(invitation.offering, current_learner(), invitation, knows_address=True)
    return render_template(
        "applying/form.html",
        offering=invitation.offering,
        invitation=invitation,
        form=show_form(asked, typed, problems or []),
        address=person.email,
        refusal=refusal,
        changed=changed,
        **apply_views.around_form(invitation.offering),
    )
