"""文書をつくる画面: 受講者推薦依頼, 名簿, and who signs; they complete the pages of `views`."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.letters import operations
from webapp.enrolment.letters.addressing import address_lines
from webapp.enrolment.letters.contents import COLUMNS, USUAL_COLUMNS
from webapp.enrolment.letters.models import Letter, LetterHead
from webapp.enrolment.letters.operations import NotPossible, people_in
from webapp.enrolment.letters.printing import BY_HAND, refuse_missing, unprintable
from webapp.enrolment.letters.views import blueprint
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.looking import look
from webapp.programme.models import Offering
from webapp.typesetting import missing_letters
from webapp.wording import mark


@blueprint.get("/office/offerings/<int(max=2147483647):offering_id>/letters/nomination")
@require(Role.COORDINATOR)
def nomination(offering_id: int) -> str:
    """受講者推薦依頼: to whom, how many, until when."""
    return _nomination(hosted(offering_id))


@blueprint.post("/office/offerings/<int(max=2147483647):offering_id>/letters/nomination")
@require(Role.COORDINATOR)
def make_nomination(offering_id: int) -> AnyResponse | tuple[str, int]:
    """受講者推薦依頼をつくる."""
    found, at, form = hosted(offering_id), datetime.now(UTC), request.form
    try:
        to = address_lines(form.get("organisation", ""), form.get("person", ""))
        if not to:
            raise NotPossible(mark("宛先の機関名を入力してください"))
        if not form.get("by_hand") and missing_letters("".join(to) + form.get("contact", "")):
            raise NotPossible(BY_HAND)
        deadline, seats = _deadline_and_seats(form)
        with transaction() as writing:
            made = operations.make_nomination(
                writing, found, to, deadline=deadline, seats=seats, contact=form.get("contact", ""),
                at=at, by=signed_in_learner().id,
            )  # fmt: skip
            _record_made(found, made, at)
    except NotPossible as problem:
        return _nomination(found, _(str(problem)), form), 422
    return _made(found, made)


@blueprint.get("/office/offerings/<int(max=2147483647):offering_id>/letters/roster")
@require(Role.COORDINATOR)
def roster(offering_id: int) -> str:
    """名簿: which columns."""
    return _roster(hosted(offering_id), USUAL_COLUMNS)


@blueprint.post("/office/offerings/<int(max=2147483647):offering_id>/letters/roster")
@require(Role.COORDINATOR)
def make_roster(offering_id: int) -> AnyResponse | tuple[str, int]:
    """名簿をつくる: of who is enrolled now."""
    found, at = hosted(offering_id), datetime.now(UTC)
    chosen = [key for key in COLUMNS if key in request.form.getlist("column")]
    try:
        if "name" not in chosen:
            raise NotPossible(mark("氏名の列は外せません"))
        refuse_missing(operations.enrolled(session(), found.id))
        with transaction() as writing:
            made = operations.make_roster(writing, found, chosen, at, signed_in_learner().id)
            _record_made(found, made, at)
    except NotPossible as problem:
        return _roster(found, chosen, _(str(problem))), 422
    return _made(found, made)


@blueprint.get("/office/offerings/<int(max=2147483647):offering_id>/letters/head")
@require(Role.COORDINATOR)
def head(offering_id: int) -> str:
    """差出人: 文書記号, who signs, whom to ask."""
    found = hosted(offering_id)
    kept = session().get(LetterHead, found.host_id)
    typed = {"mark": kept.mark, "signatory": kept.signatory, "contact": kept.contact} if kept else {}
    return _head_page(found, typed, kept is None or kept.omits_seal)


@blueprint.post("/office/offerings/<int(max=2147483647):offering_id>/letters/head")
@require(Role.COORDINATOR)
def decide_head(offering_id: int) -> AnyResponse | tuple[str, int]:
    """差出人を決める."""
    found, at, form = hosted(offering_id), datetime.now(UTC), request.form
    given = {name: form.get(name, "") for name in ("mark", "signatory", "contact")}
    omits_seal = bool(form.get("omits_seal"))
    try:
        if missing := missing_letters("".join(given.values()).replace("\r", "")):
            raise NotPossible(_("印刷用の書体にない文字は使えません: %(letters)s", letters=" ".join(missing)))
        with transaction() as writing:
            operations.decide_head(
                writing, found.host_id, mark_=given["mark"], signatory=given["signatory"],
                contact=given["contact"], omits_seal=omits_seal,
            )  # fmt: skip
            record(writing, at, signed_in_learner().id, "letter_head_decided", f"partner/{found.host_id}")
    except NotPossible as problem:
        return _head_page(found, given, omits_seal, _(str(problem))), 422
    flash(_("差出人を保存しました。これからつくる文書の番号に使います。"))
    return redirect(url_for("letters.letters", offering_id=found.id), 303)


def _record_made(offering: Offering, made: Letter, at: datetime) -> None:
    record(
        session(), at, signed_in_learner().id, "letters_made", f"offering/{offering.id}",
        kind=made.kind.value, first=made.number, last=made.number, whose=people_in(session(), made),
    )  # fmt: skip


def _made(offering: Offering, made: Letter) -> AnyResponse:
    flash(_("%(number)sをつくりました。下の一覧から印刷できます。", number=made.shown_number))
    return redirect(url_for("letters.letters", offering_id=offering.id), 303)


def _deadline_and_seats(form: Mapping[str, str]) -> tuple[date, int]:
    try:
        return date.fromisoformat(form.get("deadline", "")), int(form.get("seats", ""))
    except ValueError:
        raise NotPossible(mark("回答の期限を日付で、人数を数で入力してください")) from None


def _nomination(offering: Offering, problem: str = "", typed: Mapping[str, str] | None = None) -> str:
    kept = session().get(LetterHead, offering.host_id)
    usual = {"contact": kept.contact if kept else "", "seats": "1"}
    typed = typed if typed is not None else usual
    told = "".join(typed.get(name, "") for name in ("organisation", "person", "contact"))
    return render_template(
        "letters/nomination.html",
        offering=offering,
        head=kept,
        typed=typed,
        problem=problem,
        missing=missing_letters(told.replace("\r", "")),
    )


def _roster(offering: Offering, chosen: Sequence[str], problem: str = "") -> str:
    people = operations.enrolled(session(), offering.id)
    # It names those alone whose names cannot be printed.
    look(
        "letters_listed", f"offering/{offering.id}", [row.learner_id for row in people if unprintable([row])]
    )
    return render_template(
        "letters/roster.html",
        offering=offering,
        head=session().get(LetterHead, offering.host_id),
        columns=COLUMNS,
        chosen=chosen,
        people=len(people),
        unprintable=unprintable(people),
        problem=problem,
    )


def _head_page(offering: Offering, typed: Mapping[str, Any], omits_seal: bool, problem: str = "") -> str:
    return render_template(
        "letters/head.html", offering=offering, typed=typed, omits_seal=omits_seal, problem=problem
    )
