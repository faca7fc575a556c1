"""文書のページ: letters of an offering are made, numbered and printed here; learners take their own home."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.letters import contents, operations
from webapp.enrolment.letters.addressing import address_lines
from webapp.enrolment.letters.contents import COLUMNS, USUAL_COLUMNS
from webapp.enrolment.letters.document import missing_letters, render
from webapp.enrolment.letters.models import Letter, LetterHead, LetterKind
from webapp.enrolment.letters.operations import NotPossible, recipient
from webapp.enrolment.models import Enrolment, Role
from webapp.enrolment.office.access import hosted
from webapp.layout import invented
from webapp.programme.models import Offering
from webapp.wording import mark

blueprint = Blueprint("letters", __name__)

BY_HAND = mark(
    "印刷用の書体にない文字があります。下の一覧を確かめ、手書きで補うことを選んでからつくってください"
)


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
        _refuse_missing(operations.enrolled(session(), found.id))
        with transaction() as writing:
            made = operations.make_acceptances(writing, found, at, signed_in_learner().id)
            if made:
                numbers = [letter.number for letter in made]
                record(
                    writing, at, signed_in_learner().id, "letters_made", f"offering/{found.id}",
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
    _record_print(f"offering/{found.id}", LetterKind.ACCEPTANCE, len(there))
    return _pdf(made, f"acceptances-{found.id}")


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
    made = _render(there)
    _record_print(f"letter/{there.id}", there.kind, 1)
    return _pdf(made, f"{there.kind.value}-{there.fiscal_year}-{there.number}")


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
        _refuse_missing(operations.enrolled(session(), found.id))
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


@blueprint.get("/my-page/letters/<int(max=2147483647):letter_id>")
@require()
def own_letter(letter_id: int) -> Response:
    """One's own 受講決定通知; anybody else's does not exist."""
    found = session().get(Letter, letter_id)
    if found is None or found.kind is not LetterKind.ACCEPTANCE:
        abort(404)
    if recipient(found).id != signed_in_learner().id:
        abort(404)
    return _pdf(_render(found), f"acceptance-{found.fiscal_year}-{found.number}")


def _render(letter: Letter) -> bytes:
    if letter.kind is LetterKind.ACCEPTANCE:
        return render("letter", contents.acceptances(session(), [letter], invented()))
    if letter.kind is LetterKind.NOMINATION:
        return render("letter", contents.nomination(session(), letter, invented()))
    return render("roster", contents.roster(session(), letter, invented()))


def _pdf(made: bytes, name: str) -> Response:
    return Response(
        made,
        mimetype="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


def _record_print(subject: str, kind: LetterKind, count: int) -> None:
    with transaction() as writing:
        record(
            writing, datetime.now(UTC), signed_in_learner().id, "letters_printed", subject,
            kind=kind.value, count=count,
        )  # fmt: skip


def _record_made(offering: Offering, made: Letter, at: datetime) -> None:
    record(
        session(), at, signed_in_learner().id, "letters_made", f"offering/{offering.id}",
        kind=made.kind.value, first=made.number, last=made.number,
    )  # fmt: skip


def _made(offering: Offering, made: Letter) -> AnyResponse:
    flash(_("%(number)sをつくりました。下の一覧から印刷できます。", number=made.shown_number))
    return redirect(url_for("letters.letters", offering_id=offering.id), 303)


def _refuse_missing(people: Sequence[Enrolment]) -> None:
    if _unprintable(people) and not request.form.get("by_hand"):
        raise NotPossible(BY_HAND)


@blueprint.app_template_filter("code_point")
def code_point(letter: str) -> str:
    """U+20BB7: what a character is called where it cannot be seen."""
    return f"U+{ord(letter):04X}"


def _unprintable(people: Sequence[Enrolment]) -> list[tuple[str, list[str]]]:
    """Whose names hold characters that the font does not have, and which these are."""
    found = [(row.learner.name, missing_letters(row.learner.name + row.learner.name_kana)) for row in people]
    return [(name, letters) for name, letters in found if letters]


def _deadline_and_seats(form: Mapping[str, str]) -> tuple[date, int]:
    try:
        return date.fromisoformat(form.get("deadline", "")), int(form.get("seats", ""))
    except ValueError:
        raise NotPossible(mark("回答の期限を日付で、人数を数で入力してください")) from None


def _overview(offering: Offering, problem: str = "") -> str:
    people = operations.enrolled(session(), offering.id)
    made = operations.letters_of(session(), offering.id)
    numbered = {one.application_id for one in made if one.kind is LetterKind.ACCEPTANCE}
    unprintable = _unprintable(people)
    with transaction() as writing:
        record(
            writing, datetime.now(UTC), signed_in_learner().id, "letters_listed", f"offering/{offering.id}",
            count=len(made),
        )  # fmt: skip
    return render_template(
        "letters/letters.html",
        offering=offering,
        head=session().get(LetterHead, offering.host_id),
        people=len(people),
        waiting=sum(row.application_id not in numbered for row in people if row.application_id),
        printable=sum(row.application_id in numbered for row in people),
        unprintable=unprintable,
        letters=made,
        problem=problem,
    )


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
    return render_template(
        "letters/roster.html",
        offering=offering,
        head=session().get(LetterHead, offering.host_id),
        columns=COLUMNS,
        chosen=chosen,
        people=len(people),
        unprintable=_unprintable(people),
        problem=problem,
    )


def _head_page(offering: Offering, typed: Mapping[str, Any], omits_seal: bool, problem: str = "") -> str:
    return render_template(
        "letters/head.html", offering=offering, typed=typed, omits_seal=omits_seal, problem=problem
    )
