"""活用事例をまとめるページ: the host's office puts a case into words, asks the person, and publishes it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.looking import look
from webapp.not_yours import not_yours
from webapp.participation.cases import operations
from webapp.participation.cases.forms import LONGEST, Fields, read_words
from webapp.participation.cases.models import PRINTED, CaseState, UseCase
from webapp.participation.cases.queries import cases_of_offering
from webapp.participation.cases.telling import ask_by_mail
from webapp.programme.models import Offering
from webapp.programme.typed import Problem

blueprint = Blueprint(
    "office_cases", __name__, url_prefix="/office/offerings/<int(max=2147483647):offering_id>/cases"
)
# What the buttons do, beside saving the words.
STEPS: Mapping[str, tuple[str, Callable[[Session, UseCase, datetime], None]]] = {
    "ask": ("case_to_approve", operations.ask_approval),
    "publish": ("case_published", operations.publish),
    "take-down": ("case_taken_down", operations.take_down),
    "decline": ("case_declined", operations.decline),
}


@blueprint.get("")
@require(Role.COORDINATOR)
def cases(offering_id: int) -> str:
    """活用事例 of an offering."""
    offering = hosted(offering_id)
    found = cases_of_offering(session(), offering.id)
    look("cases_listed", f"offering/{offering.id}", [each.enrolment.learner_id for each in found])
    return render_template("cases/office.html", offering=offering, cases=found)


@blueprint.get("/<int(max=2147483647):case_id>")
@require(Role.COORDINATOR)
def case(offering_id: int, case_id: int) -> str:
    """一つの事例の文面; who opened somebody's words is in the audit."""
    offering = hosted(offering_id)
    found = _case(offering, case_id)
    look("case_opened", f"use_case/{found.id}", [found.enrolment.learner_id])
    return _page(offering, found)


@blueprint.post("/<int(max=2147483647):case_id>")
@require(Role.COORDINATOR)
def work(offering_id: int, case_id: int) -> Response | tuple[str, int]:
    """保存する, 確認を頼む, 公開する, 公開をやめる, 見送る."""
    offering = hosted(offering_id)
    found, do, at = _case(offering, case_id), request.form.get("do", "save"), datetime.now(UTC)
    said, problems = read_words(_fields()) if do in ("save", "ask") else (None, [])
    if problems:
        return _page(offering, found, request.form.to_dict(), problems), 422
    try:
        with transaction() as writing:
            kept = writing.get_one(UseCase, found.id)
            if said is not None:
                operations.edit(writing, kept, said, at)
                _record(writing, "case_edited", kept, at)
            if do in STEPS:
                action, step = STEPS[do]
                step(writing, kept, at)
                _record(writing, action, kept, at)
            if do == "ask":
                ask_by_mail(writing, kept, at)
    except operations.CaseNotPossible as problem:
        return _page(offering, found, request.form.to_dict(), [Problem("", str(problem))]), 409
    flash(_("保存しました。"))
    return redirect(url_for(".case", offering_id=offering.id, case_id=found.id), 303)


def _case(offering: Offering, case_id: int) -> UseCase:
    found = session().get(UseCase, case_id)
    if found is None or found.enrolment.offering_id != offering.id:
        not_yours(f"use_case/{case_id}")
    return found


def _page(
    offering: Offering,
    found: UseCase,
    typed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> str:
    return render_template(
        "cases/office_case.html",
        offering=offering,
        case=found,
        is_open=found.state in operations.OPEN,
        states=CaseState,
        first=typed or {name: getattr(found, name) for name in PRINTED},
        problems={problem.field: _(problem.message_ja) for problem in problems},
        longest=LONGEST,
    )


def _fields() -> Fields:
    return {name: values for name, values in request.form.lists() if name != "csrf_token"}


def _record(writing: Session, action: str, of: UseCase, at: datetime) -> None:
    whose = [of.enrolment.learner_id]
    record(
        writing, at, signed_in_learner().id, action, f"use_case/{of.id}", whose=whose, state=of.state.value
    )
