"""申込のページ: who applied for an offering, and what the office decides, one by one or many at once."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.downloads import attachment
from webapp.enrolment.applying.deciding import DECISIONS, Consequences, consequences_of, decide_all
from webapp.enrolment.applying.fields import answered
from webapp.enrolment.applying.models import ApplicationMove, Approval, Consent
from webapp.enrolment.applying.operations import take_back
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.applying.seats import seats_of
from webapp.enrolment.models import Application, ApplicationState, Learner, Municipality, Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.office.listing import (
    SORTS,
    Filter,
    counts_by_state,
    everybody,
    page_of,
    senders_of,
)
from webapp.enrolment.office.sheet import applications_sheet
from webapp.enrolment.operations import NotPossible
from webapp.enrolment.states import ALLOWED, IllegalMove
from webapp.layout import invented
from webapp.looking import look
from webapp.programme.audience import Audience
from webapp.programme.models import Offering
from webapp.spreadsheet import Encoding, write_csv
from webapp.workbook import XLSX, write_workbook

blueprint = Blueprint("office_applications", __name__)
LIST = "/office/offerings/<int(max=2147483647):offering_id>/applications"
ONE = f"{LIST}/<int(max=2147483647):application_id>"
MOST_CHOSEN = 1000
TAKING_BACK = {ApplicationState.CANCELLED, ApplicationState.WITHDRAWN}


@blueprint.get(LIST)
@require(Role.COORDINATOR)
def applications(offering_id: int) -> str:
    """申込の一覧: filtered, sorted, fifty on a page."""
    return _list(hosted(offering_id))


@blueprint.get(f"{LIST}.<any(xlsx, csv):ending>")
@require(Role.COORDINATOR)
def file(offering_id: int, ending: str) -> Response:
    """申込の一覧 as a file: what is filtered, all pages."""
    offering, at = hosted(offering_id), datetime.now(UTC)
    asked = request.args.get("encoding", Encoding.UTF_8)
    if asked not in set(Encoding):
        abort(404)
    rows = everybody(session(), offering.id, Filter.read(request.args))
    sheet = applications_sheet(offering, rows, invented(), at)
    with transaction() as writing:
        record(writing, at, signed_in_learner().id, "applications_exported", f"offering/{offering.id}",
               whose=[row.learner_id for row in rows], count=len(rows), ending=ending)  # fmt: skip
    name = _("申込一覧_%(title)s", title=offering.title_ja)
    if ending == "xlsx":
        return attachment(write_workbook(sheet, _("申込一覧")), XLSX, f"{name}.xlsx", "applications.xlsx")
    encoding = Encoding(asked)
    content = write_csv(sheet, encoding, _("この文字コードで書けない文字（行: 項目: 文字）"))
    return attachment(content, f"text/csv; charset={encoding.charset}", f"{name}.csv", "applications.csv")


@blueprint.post(f"{LIST}/check")
@require(Role.COORDINATOR)
def check(offering_id: int) -> str | tuple[str, int]:
    """確認: what a decision will do, before anything is done."""
    offering = hosted(offering_id)
    chosen, after = _chosen(), _decision()
    if after is None or not chosen:
        return _list(offering, _("申込と、決定の内容を選んでください。")), 422
    return _asking(offering, chosen, after)


@blueprint.post(f"{LIST}/decide")
@require(Role.COORDINATOR)
def decide(offering_id: int) -> Response | tuple[str, int]:
    """決定する: all of them in one transaction, or none."""
    offering, after, at = hosted(offering_id), _decision(), datetime.now(UTC)
    chosen = _chosen()
    seen = {number: state for number in chosen if (state := _seen(number)) is not None}
    if after is None or not chosen or len(seen) != len(chosen):
        return _list(offering, _("申込と、決定の内容を選んでください。")), 422
    try:
        with transaction() as writing:
            moved = decide_all(
                writing, offering, seen, after, at, signed_in_learner().id, _reason(),
                beyond_capacity="beyond" in request.form,
            )  # fmt: skip
    except (NotPossible, IllegalMove) as error:
        return _asking(offering, chosen, after, _sentence(error)), 409
    flash(_("%(number)s人を「%(state)s」にしました。", number=moved, state=_(after.label_ja)))
    return redirect(url_for("office_applications.applications", offering_id=offering.id), 303)


@blueprint.get(ONE)
@require(Role.COORDINATOR)
def application(offering_id: int, application_id: int) -> str:
    """One application: what was said, agreed to and approved, and every move."""
    offering = hosted(offering_id)
    return _one(offering, _application(offering, application_id))


@blueprint.post(f"{ONE}/take-back")
@require(Role.COORDINATOR)
def take_one_back(offering_id: int, application_id: int) -> Response | tuple[str, int]:
    """取消・辞退 in somebody's name, with the reason."""
    offering = hosted(offering_id)
    found, at = _application(offering, application_id), datetime.now(UTC)
    if not _reason():
        return _one(offering, found, _("理由を入力してください。")), 422
    try:
        with transaction() as writing:
            take_back(writing, found, at, signed_in_learner().id, _reason())
            record(writing, at, signed_in_learner().id, "taken_back", f"application/{found.id}",
                   whose=[found.learner_id])  # fmt: skip
    except (NotPossible, IllegalMove) as error:
        return _one(offering, found, _sentence(error)), 409
    flash(_("「%(state)s」にしました。", state=_(found.state.label_ja)))
    return redirect(
        url_for("office_applications.application", offering_id=offering.id, application_id=found.id), 303
    )


def _list(offering: Offering, problem: str = "") -> str:
    wanted, number = Filter.read(request.args), request.args.get("page", "1")
    sized = number.isascii() and number.isdigit() and len(number) < 7
    page = page_of(session(), offering.id, wanted, int(number) if sized else 1)
    at = datetime.now(UTC)
    shown = render_template(
        "office/applications.html", offering=offering, page=page, wanted=wanted, problem=problem,
        counts=counts_by_state(session(), offering.id), seats=seats_of(session(), offering, at),
        senders=senders_of(session(), offering.id), sorts=SORTS,
        # Looked up once: fifty rows would ask for the same few words again and again.
        states={state: _(state.label_ja) for state in ApplicationState},
        audiences={audience: _(audience.label_ja) for audience in Audience},
        decisions=DECISIONS, typed=request.form, chosen=_chosen(),
        profiles={row.id: Profile.from_data(row.profile or {"audience": offering.audience}) for row in page.rows},
    )  # fmt: skip
    look("applications_seen", f"offering/{offering.id}", [row.learner_id for row in page.rows])
    return shown


def _asking(offering: Offering, chosen: list[int], after: ApplicationState, problem: str = "") -> str:
    found: Consequences = consequences_of(session(), offering, chosen, after, datetime.now(UTC))
    look("decision_seen", f"offering/{offering.id}",
         [each.learner_id for each in (*found.moving, *found.impossible)], after=after.value)  # fmt: skip
    return render_template(
        "office/deciding.html", offering=offering, found=found, after=after, problem=problem,
        reason=_reason(),
    )  # fmt: skip


def _one(offering: Offering, found: Application, problem: str = "") -> str:
    moves = session().execute(
        select(ApplicationMove, Learner.name)
        .outerjoin(Learner, Learner.id == ApplicationMove.moved_by_id)
        .where(ApplicationMove.application_id == found.id)
        .order_by(ApplicationMove.id)
    )
    consents = session().scalars(select(Consent).filter_by(learner_id=found.learner_id).order_by(Consent.id))
    approvals = session().scalars(select(Approval).filter_by(application_id=found.id).order_by(Approval.id))
    profile = Profile.from_data(found.profile or {"audience": offering.audience})
    towns = session().scalars(
        select(Municipality).where(Municipality.code5.in_((profile.workplace_code5, profile.residence_code5)))
    )
    shown = render_template(
        "office/application.html", offering=offering, application=found, problem=problem,
        profile=profile, answers=list(answered(profile)), towns={town.code5: town for town in towns},
        moves=moves.all(),
        consents={consent.kind: consent for consent in consents}, approvals=approvals.all(),
        decisions=[after for after in DECISIONS if after in ALLOWED[found.state]],
        leaving=sorted(TAKING_BACK & ALLOWED[found.state]), reason=_reason(),
    )  # fmt: skip
    look("application_seen", f"application/{found.id}", [found.learner_id])
    return shown


def _application(offering: Offering, application_id: int) -> Application:
    found = session().get(Application, application_id)
    if found is None or found.offering_id != offering.id:
        abort(404)
    return found


def _chosen() -> list[int]:
    numbers = [text for text in request.form.getlist("application") if text.isascii() and text.isdigit()]
    return [int(text) for text in dict.fromkeys(numbers) if len(text) < 10][:MOST_CHOSEN]


def _decision() -> ApplicationState | None:
    return next((each for each in DECISIONS if each.value == request.form.get("after")), None)


def _seen(number: int) -> ApplicationState | None:
    state = request.form.get(f"seen-{number}", "")
    return ApplicationState(state) if state in set(ApplicationState) else None


def _reason() -> str:
    return request.form.get("reason", "").replace("\0", "").strip()[:500]


def _sentence(error: Exception) -> str:
    if isinstance(error, IllegalMove):
        return str(_("いまの状態からは、その状態に移せません。"))
    return str(_(str(error)))
