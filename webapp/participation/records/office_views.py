"""研修履歴の引渡しのページ: recipients, what waits for each of them, and the file that is handed over.

Nothing is mailed: a file with names goes from hand to hand, or over the recipient's own channel, by the host's office.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.downloads import attachment
from webapp.enrolment.models import Role
from webapp.fiscal_year import japanese_date
from webapp.looking import look
from webapp.not_yours import not_yours
from webapp.participation.records.fields import FIELDS
from webapp.participation.records.handing_over import (
    file_of,
    hand_over,
    people_before,
    people_of,
    recipients_of,
    save_recipient,
    waiting_for,
)
from webapp.participation.records.mapping import (
    DATES,
    ENCODINGS,
    LINE_ENDS,
    LONGEST,
    RecordForm,
    read_form,
    standard_form,
    typed_form,
)
from webapp.participation.records.models import RecipientKind, RecordHandOver, RecordRecipient
from webapp.programme.models import Partner
from webapp.programme.operations import NotPossible
from webapp.wording import mark

blueprint = Blueprint("records", __name__, url_prefix="/office/records")


@blueprint.get("")
@require(Role.COORDINATOR)
def overview() -> str:
    """提供先ごとの研修履歴."""
    page = _page()
    look("records_listed", "record_recipient", people_before(session(), _partner_ids()))
    return page


@blueprint.post("/recipients")
@require(Role.COORDINATOR)
def add() -> AnyResponse | tuple[str, int]:
    """提供先を加える."""
    return _save(None)


@blueprint.post("/recipients/<int(max=2147483647):recipient_id>")
@require(Role.COORDINATOR)
def change(recipient_id: int) -> AnyResponse | tuple[str, int]:
    """提供先を直す."""
    return _save(_ours(recipient_id))


@blueprint.post("/recipients/<int(max=2147483647):recipient_id>/hand-over")
@require(Role.COORDINATOR)
def take_out(recipient_id: int) -> AnyResponse | tuple[str, int]:
    """引き渡す: the file is taken out from the list that follows, as often as needed."""
    recipient = _ours(recipient_id)
    try:
        with transaction() as writing:
            made = hand_over(writing, recipient, datetime.now(UTC), signed_in_learner().id)
    except NotPossible as problem:
        return _page(_(str(problem))), 409
    flash(
        _(
            "%(count)s人分のファイルをつくりました。下からファイルを取り出し、窓口に渡してください。本人には「渡しました」と表示されます。",
            count=made.rows,
        )
    )
    return redirect(url_for(".overview", _anchor=f"recipient-{recipient.id}"), 303)


@blueprint.get("/hand-overs/<int(max=2147483647):hand_over_id>.csv")
@require(Role.COORDINATOR)
def file(hand_over_id: int) -> Response:
    """引き渡すファイル; each time it is taken out leaves a line in the audit."""
    made = session().get(RecordHandOver, hand_over_id)
    if made is None or made.recipient.partner_id not in _partner_ids():
        not_yours(f"record_hand_over/{hand_over_id}")
    content = file_of(session(), made)
    with transaction() as writing:
        record(
            writing, datetime.now(UTC), signed_in_learner().id, "records_file_taken",
            f"record_hand_over/{made.id}", whose=people_of(session(), made), rows=made.rows,
        )  # fmt: skip
    charset = "shift_jis" if read_form(made.mapping).encoding == "cp932" else "utf-8"
    name = f"研修履歴_{made.recipient.name}_{japanese_date(made.made_at)}.csv"
    return attachment(content, f"text/csv; charset={charset}", name, f"training-records-{made.id}.csv")


def _save(recipient: RecordRecipient | None) -> AnyResponse | tuple[str, int]:
    form, at = request.form, datetime.now(UTC)
    try:
        partner = _partner(form.get("partner", "")) if recipient is None else recipient.partner
        kind = _kind(form.get("kind", ""))
        with transaction() as writing:
            saved = save_recipient(
                writing, partner, recipient, kind=kind, name=form.get("name", ""),
                address=form.get("address", ""), mapping=_mapping(),
                is_open=bool(form.get("is_open")), at=at, by=signed_in_learner().id,
            )  # fmt: skip
    except NotPossible as problem:
        return _page(_(str(problem)), form, recipient.id if recipient else 0), 422
    flash(_("提供先「%(name)s」を保存しました。", name=saved.name))
    return redirect(url_for(".overview", _anchor=f"recipient-{saved.id}"), 303)


@blueprint.get("/recipients/<int(max=2147483647):recipient_id>/mapping.toml")
@require(Role.COORDINATOR)
def mapping(recipient_id: int) -> Response:
    """様式の対応表: the file, to keep or to carry to another offering's office."""
    recipient = _ours(recipient_id)
    content = recipient.mapping.encode()
    return attachment(
        content, "application/toml; charset=utf-8", f"対応表_{recipient.name}.toml", "mapping.toml"
    )


def _mapping() -> str:
    """The mapping file that was chosen, else the columns as they were typed."""
    chosen = request.files.get("mapping_file")
    if chosen is not None and chosen.filename:
        try:
            return str(chosen.read(LONGEST * 4), "utf-8-sig")
        except UnicodeDecodeError:
            raise NotPossible(mark("様式の対応表のファイルは、UTF-8 で保存してください")) from None
    form = request.form
    written = (form.get(name, "") for name in ("encoding", "line_end", "dates"))
    return typed_form(form.getlist("head"), form.getlist("field"), *written)


def _shown(mapping: str) -> RecordForm:
    """The columns of a mapping for the page; of one that cannot be read, the standard's."""
    try:
        return read_form(mapping)
    except NotPossible:
        return read_form(standard_form())


def _kind(given: str) -> RecipientKind:
    try:
        return RecipientKind(given)
    except ValueError:
        raise NotPossible(_("提供先の立場を一覧から選んでください")) from None


def _partner(given: str) -> Partner:
    for partner in coordinated_partners(signed_in_learner()):
        if str(partner.id) == given:
            return partner
    raise NotPossible(_("どの機関の提供先かを一覧から選んでください"))


def _ours(recipient_id: int) -> RecordRecipient:
    found = session().get(RecordRecipient, recipient_id)
    if found is None or found.partner_id not in _partner_ids():
        not_yours(f"record_recipient/{recipient_id}")
    return found


def _partner_ids() -> set[int]:
    return {partner.id for partner in coordinated_partners(signed_in_learner())}


def _page(problem: str = "", typed: Mapping[str, str] | None = None, about: int = 0) -> str:
    partners = coordinated_partners(signed_in_learner())
    return render_template(
        "records/office.html",
        waiting=[waiting_for(session(), recipient) for recipient in recipients_of(session(), partners)],
        partners=partners,
        kinds=list(RecipientKind),
        fields=FIELDS,
        shown=_shown,
        standard=standard_form(),
        typed_columns=list(zip(request.form.getlist("head"), request.form.getlist("field"), strict=False)),
        encodings=ENCODINGS,
        line_ends=LINE_ENDS,
        dates=DATES,
        problem=problem,
        typed=typed,
        about=about,
    )
