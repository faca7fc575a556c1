"""研修履歴を送るページ: see exactly what goes, agree, keep the receipt, take it back while that is possible."""

from datetime import UTC, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Enrolment
from webapp.not_yours import not_yours
from webapp.participation.attendance.queries import own_enrolment
from webapp.participation.records.agreeing import (
    CONSENT_VERSION,
    agree,
    fingerprint,
    preview,
    recipients_for,
    standing_record,
    take_back,
)
from webapp.participation.records.fields import FIELDS
from webapp.participation.records.mapping import read_form
from webapp.participation.records.models import RecordRecipient, TrainingRecord
from webapp.programme.audience import Audience
from webapp.programme.operations import NotPossible

blueprint = Blueprint("own_records", __name__, url_prefix="/my-page/records")


@blueprint.get("/of/<int(max=2147483647):offering_id>/<int(max=2147483647):recipient_id>")
@require()
def show(offering_id: int, recipient_id: int) -> Response | str:
    """渡す内容を確かめる; what was sent already shows its receipt."""
    enrolment, recipient = _asked(offering_id, recipient_id)
    if (there := standing_record(session(), enrolment.id, recipient.id)) is not None:
        return redirect(url_for(".receipt", record_id=there.id), 303)
    return _page(enrolment, recipient)


@blueprint.post("/of/<int(max=2147483647):offering_id>/<int(max=2147483647):recipient_id>")
@require()
def send(offering_id: int, recipient_id: int) -> Response | tuple[str, int]:
    """同意して送る."""
    enrolment, recipient = _asked(offering_id, recipient_id)
    if not request.form.get("agreed"):
        return _page(enrolment, recipient, _("内容を確かめて、同意の欄に印を付けてください。")), 422
    try:
        with transaction() as writing:
            seen, at = request.form.get("seen", ""), datetime.now(UTC)
            made = agree(writing, enrolment, recipient, seen, g.settings.releases, at)
    except NotPossible as problem:
        return _page(enrolment, recipient, _(str(problem))), 409
    return redirect(url_for(".receipt", record_id=made.id), 303)


@blueprint.get("/<int(max=2147483647):record_id>")
@require()
def receipt(record_id: int) -> str:
    """受領の控え: what was agreed to, and where it is."""
    return _receipt(_own(record_id))


@blueprint.post("/<int(max=2147483647):record_id>/withdraw")
@require()
def withdraw(record_id: int) -> Response | tuple[str, int]:
    """同意を取り消す."""
    found = _own(record_id)
    try:
        with transaction() as writing:
            take_back(writing, found, datetime.now(UTC))
    except NotPossible as problem:
        return _receipt(found, _(str(problem))), 409
    flash(_("同意を取り消しました。研修履歴は渡しません。"))
    return redirect(url_for(".receipt", record_id=found.id), 303)


def _asked(offering_id: int, recipient_id: int) -> tuple[Enrolment, RecordRecipient]:
    enrolment = own_enrolment(session(), signed_in_learner().id, offering_id)
    if enrolment is None or enrolment.audience is not Audience.TEACHER:
        not_yours(f"offering/{offering_id}")
    recipient = next((one for one in recipients_for(session(), enrolment) if one.id == recipient_id), None)
    if recipient is None:
        not_yours(f"record_recipient/{recipient_id}")
    return enrolment, recipient


def _own(record_id: int) -> TrainingRecord:
    found = session().get(TrainingRecord, record_id)
    if found is None or found.learner_id != signed_in_learner().id:
        not_yours(f"training_record/{record_id}")
    return found


def _page(enrolment: Enrolment, recipient: RecordRecipient, problem: str = "") -> str:
    told = preview(session(), enrolment, recipient, g.settings.releases)
    return render_template(
        "records/preview.html",
        enrolment=enrolment,
        recipient=recipient,
        columns=_shown(recipient.mapping, told),
        seen=fingerprint(told),
        version=CONSENT_VERSION,
        problem=problem,
    )


def _receipt(found: TrainingRecord, problem: str = "") -> str:
    columns = [(FIELDS[field], value) for field, value in found.told.items() if field in FIELDS]
    return render_template("records/receipt.html", record=found, columns=columns, problem=problem)


def _shown(mapping: str, told: dict[str, str]) -> list[tuple[str, str]]:
    return [(FIELDS[field], told[field]) for field in read_form(mapping).fields]
