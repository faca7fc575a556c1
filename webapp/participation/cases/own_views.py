"""活用事例を申し出るページ: a learner offers a case, approves the very words, or takes it back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Enrolment, LearnerYear
from webapp.languages import language
from webapp.not_yours import not_yours
from webapp.participation.cases import operations
from webapp.participation.cases.consents import CaseConsent, case_consents, current_consent
from webapp.participation.cases.forms import LONGEST, Fields, lines, read_offer
from webapp.participation.cases.models import UseCase
from webapp.participation.cases.queries import case_of, may_offer, own_cases
from webapp.programme.industries import INDUSTRIES
from webapp.programme.typed import NEEDED, Problem, Typed

blueprint = Blueprint("own_cases", __name__, url_prefix="/my-page/cases")


@blueprint.app_template_filter("localised_lines")
def localised_lines(consent: CaseConsent) -> tuple[str, ...]:
    """The sentences of a consent in the language of the page."""
    return consent.en if language() == "en" else consent.ja


@blueprint.get("")
@require()
def mine() -> str:
    """活用事例: the courses of which a case can be offered, and where those offered stand."""
    learner = signed_in_learner()
    offered = own_cases(session(), learner.id)
    busy = {case.enrolment_id for case in offered if case.state not in operations.OVER}
    open_to = [each for each in may_offer(session(), learner.id, datetime.now(UTC)) if each.id not in busy]
    return render_template("cases/mine.html", cases=offered, enrolments=open_to)


@blueprint.get("/<int(max=2147483647):enrolment_id>")
@require()
def show(enrolment_id: int) -> str:
    """The form, or the case as it stands."""
    return _page(_own(enrolment_id))


@blueprint.post("/<int(max=2147483647):enrolment_id>")
@require()
def offer(enrolment_id: int) -> Response | tuple[str, int]:
    """申し出る; a second press finds the first's."""
    own = _own(enrolment_id)
    said, problems = read_offer(_fields())
    if said is None:
        return _page(own, request.form.to_dict(), problems), 422
    with transaction() as writing:
        at = datetime.now(UTC)
        kept = writing.get_one(Enrolment, own.id)
        case = operations.offer(writing, kept, said, current_consent().version, at)
        _record(writing, "case_offered", case, version=case.consent_version)
    flash(_("申し出を受け付けました。事務局が文面を整え、確認をお願いします。"))
    return redirect(url_for(".show", enrolment_id=own.id), 303)


@blueprint.post("/<int(max=2147483647):enrolment_id>/<any(approve, change, withdraw):reply>")
@require()
def answer(enrolment_id: int, reply: str) -> Response | tuple[str, int]:
    """承認する, 直してほしい, 取り下げる."""
    own = _own(enrolment_id)
    found = case_of(session(), own.id)
    if found is None:
        not_yours(f"use_case/of/{enrolment_id}")
    at, typed = datetime.now(UTC), Typed(_fields())
    wish = lines(typed, _fields(), "wish", needed=True) if reply == "change" else ""
    if typed.problems:
        return _page(own, request.form.to_dict(), typed.problems), 422
    try:
        with transaction() as writing:
            case = writing.get_one(UseCase, found.id)
            if reply == "approve":
                operations.approve(writing, case, request.form.get("words", ""), at)
                _record(writing, "case_approved", case, sha256=case.approved_sha256)
            elif reply == "change":
                operations.wish_change(writing, case, wish, at)
                _record(writing, "case_sent_back", case)
            else:
                operations.withdraw(writing, case, at)
                _record(writing, "case_withdrawn", case)
    except operations.CaseNotPossible as problem:
        return _page(own, request.form.to_dict(), [Problem("", str(problem))]), 409
    flash(_SAID[reply]())
    return redirect(url_for(".show", enrolment_id=own.id), 303)


def _own(enrolment_id: int) -> Enrolment:
    """One's own course, of which one may offer a case or has offered one; nobody else's exists."""
    learner = signed_in_learner()
    found = session().get(Enrolment, enrolment_id)
    if found is None or found.learner_id != learner.id:
        not_yours(f"enrolment/{enrolment_id}")
    open_to = {each.id for each in may_offer(session(), learner.id, datetime.now(UTC))}
    if found.id not in open_to and case_of(session(), found.id) is None:
        not_yours(f"enrolment/{enrolment_id}")
    return found


def _page(own: Enrolment, typed: Mapping[str, str] | None = None, problems: Sequence[Problem] = ()) -> str:
    case = case_of(session(), own.id)
    is_new = case is None or case.state in operations.OVER
    agreed = case_consents().get(case.consent_version) if case is not None and not is_new else None
    return render_template(
        "cases/own.html",
        enrolment=own,
        case=case,
        is_new=is_new,
        consent=agreed or current_consent(),
        first=typed or _known(own),
        problems={problem.field: _(problem.message_ja) for problem in problems},
        longest=LONGEST,
        needed=_(NEEDED),
    )


def _known(own: Enrolment) -> dict[str, str]:
    """What the year's attributes say already, for the person to change."""
    year = session().get(LearnerYear, (own.learner_id, own.offering.fiscal_year))
    if year is None:
        return {}
    field = year.school_type or (_(INDUSTRIES[year.industry]) if year.industry in INDUSTRIES else "")
    return {"field": str(field), "organisation": year.organisation or year.school or ""}


def _fields() -> Fields:
    return {name: values for name, values in request.form.lists() if name != "csrf_token"}


def _record(writing: Session, action: str, case: UseCase, **detail: Any) -> None:
    record(writing, datetime.now(UTC), signed_in_learner().id, action, f"use_case/{case.id}", **detail)


_SAID = {
    "approve": lambda: _("文面を承認しました。事務局が公開します。公開のあとも、いつでも取り下げられます。"),
    "change": lambda: _("直してほしいところを事務局に伝えました。"),
    "withdraw": lambda: _("取り下げました。書いていただいた文は消しました。"),
}
