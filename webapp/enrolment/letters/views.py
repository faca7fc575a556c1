"""文書のページ: letters of an offering are made, numbered and printed here; learners take their own home."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.letters import contents, operations
from webapp.enrolment.letters.document import render
from webapp.enrolment.letters.models import Letter, LetterHead, LetterKind
from webapp.enrolment.letters.operations import NotPossible, people_in, recipient
from webapp.enrolment.letters.printing import (
    as_pdf,
    code_point,
    printed,
    record_print,
    refuse_missing,
    unprintable,
)
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.layout import invented
from webapp.looking import look
from webapp.programme.models import Offering

blueprint = Blueprint("letters", __name__)
blueprint.add_app_template_filter(code_point)


@blueprint.get("/office/offerings/<int(max=2147483647):offering_id>/letters")
@require(Role.COORDINATOR)
def letters(offering_id: int) -> str:
    """文書: what can be made, and what was."""
    return _overview(hosted(offering_id))


@blueprint.post("/office/offerings/<int(max=2147483647):offering_id>/letters")
@require(Role.COORDINATOR)
def make_acceptances(offering_id: int) -> AnyResponse | tuple[str, int]:
    """受講決定通知をつくる: for everybody who has none yet."""
    found, at = hosted(offering_id), datetime.now(UTC)
    try:
        refuse_missing(operations.enrolled(session(), found.id))
        with transaction() as writing:
            made = operations.make_acceptances(writing, found, at, signed_in_learner().id)
            if made:
                numbers = [letter.number for letter in made]
                record(
                    writing, at, signed_in_learner().id, "letters_made", f"offering/{found.id}",
                    whose=[recipient(one).id for one in made],
                    kind=LetterKind.ACCEPTANCE.value, first=min(numbers), last=max(numbers),
                )  # fmt: skip
    except NotPossible as problem:
        return _overview(found, _(str(problem))), 422
    flash(
        _(
            "受講決定通知を%(count)s人分つくりました。番号と日付は、印刷し直しても変わりません。",
            count=len(made),
        )
    )
    return redirect(url_for("letters.letters", offering_id=found.id), 303)


@blueprint.get("/office/offerings/<int(max=2147483647):offering_id>/letters/acceptances.pdf")
@require(Role.COORDINATOR)
def acceptances(offering_id: int) -> Response:
    """受講決定通知 of everybody who is enrolled, in one file."""
    found = hosted(offering_id)
    there = operations.acceptance_letters(session(), found.id)
    if not there:
        abort(404)
    made = render("letter", contents.acceptances(session(), there, invented()))
    record_print(f"offering/{found.id}", LetterKind.ACCEPTANCE, [recipient(one).id for one in there])
    return as_pdf(made, f"acceptances-{found.id}")


@blueprint.get(
    "/office/offerings/<int(max=2147483647):offering_id>/letters/<int(max=2147483647):letter_id>.pdf"
)
@require(Role.COORDINATOR)
def letter(offering_id: int, letter_id: int) -> Response:
    """One letter, with the number and the date that it was given."""
    found = hosted(offering_id)
    there = session().scalar(select(Letter).filter_by(id=letter_id, offering_id=found.id))
    if there is None:
        abort(404)
    made = printed(there)
    record_print(f"letter/{there.id}", there.kind, people_in(session(), there))
    return as_pdf(made, f"{there.kind.value}-{there.fiscal_year}-{there.number}")


@blueprint.get("/my-page/letters/<int(max=2147483647):letter_id>")
@require()
def own_letter(letter_id: int) -> Response:
    """One's own 受講決定通知; anybody else's does not exist."""
    found = session().get(Letter, letter_id)
    if found is None or found.kind is not LetterKind.ACCEPTANCE:
        abort(404)
    if recipient(found).id != signed_in_learner().id:
        abort(404)
    return as_pdf(printed(found), f"acceptance-{found.fiscal_year}-{found.number}")


def _overview(offering: Offering, problem: str = "") -> str:
    people = operations.enrolled(session(), offering.id)
    made = operations.letters_of(session(), offering.id)
    numbered = {one.application_id for one in made if one.kind is LetterKind.ACCEPTANCE}
    missing = unprintable(people)
    # It names whom letters went to, and whose names cannot be printed.
    shown = [recipient(one).id for one in made if one.kind is LetterKind.ACCEPTANCE]
    shown += [row.learner_id for row in people if unprintable([row])]
    look("letters_listed", f"offering/{offering.id}", shown)
    return render_template(
        "letters/letters.html",
        offering=offering,
        head=session().get(LetterHead, offering.host_id),
        people=len(people),
        waiting=sum(row.application_id not in numbered for row in people if row.application_id),
        printable=sum(row.application_id in numbered for row in people),
        unprintable=missing,
        letters=made,
        problem=problem,
    )
