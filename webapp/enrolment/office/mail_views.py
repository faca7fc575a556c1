"""送ったメール: what was written to whom about the offerings that one's partner hosts, and how each text reads."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.config import Settings
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.looking import look
from webapp.mail.delivery import NotPossible, can_be_sent_again, send_again
from webapp.mail.links import written_out
from webapp.mail.models import Message, MessageState
from webapp.mail.outbox import LANGUAGES, write
from webapp.mail.queries import Scope, count_by_state, find_messages
from webapp.mail.templates import ALL, TEMPLATES
from webapp.not_yours import not_yours
from webapp.programme.models import Offering

blueprint = Blueprint("office_mail", __name__, url_prefix="/office/mail")
LAST_PAGE = 100_000


@blueprint.get("")
@require(Role.COORDINATOR)
def overview() -> str:
    """送ったメール: the newest first, by state and by the beginning of an address."""
    scope, offerings = _scope()
    typed = request.args.get("address", "")[:254]
    state = _state(request.args.get("state", ""))
    found = find_messages(session(), scope, state, typed, _page_number(request.args.get("page", "")))
    counts = count_by_state(session(), scope)
    look("mail_listed", "mail", _whose(found.messages), messages=[message.id for message in found.messages])
    return _render(
        "mail/overview.html", found=found, counts=counts, state=state, address=typed, offerings=offerings
    )


@blueprint.get("/<int(max=2147483647):message_id>")
@require(Role.COORDINATOR)
def message(message_id: int) -> str:
    """One message as it was written, without what only its reader may know."""
    found, offerings = _message(message_id)
    look("mail_opened", f"message/{found.id}", _whose([found]))
    return _render(
        "mail/message.html",
        message=found,
        offerings=offerings,
        text=_text(found),
        again=can_be_sent_again(found),
    )


@blueprint.post("/<int(max=2147483647):message_id>/again")
@require(Role.COORDINATOR)
def again(message_id: int) -> Response:
    """送り直す: try a failed one for another day."""
    found, _offerings = _message(message_id)
    try:
        with transaction() as writing:
            now = datetime.now(UTC)
            send_again(writing, found, now)
            record(writing, now, signed_in_learner().id, "mail_sent_again", f"message/{found.id}",
                   whose=_whose([found]))  # fmt: skip
        flash(_("もう一度送ります。結果は、この画面を開き直すと分かります。"))
    except NotPossible:
        flash(_("このメールは送り直せません。送信できなかったメールだけを、送り直せます。"), "error")
    return redirect(url_for("office_mail.message", message_id=message_id), 303)


@blueprint.get("/templates")
@require(Role.COORDINATOR)
def templates() -> str:
    """文面の一覧: every text there is."""
    return render_template("mail/templates.html", templates=ALL)


@blueprint.get("/templates/<name>")
@require(Role.COORDINATOR)
def template(name: str) -> str:
    """文面: one text in both languages, with sample values."""
    if name not in TEMPLATES:
        abort(404)
    chosen = TEMPLATES[name]
    written = {language: write(name, language, chosen.sample) for language in LANGUAGES}
    return render_template("mail/template.html", template=chosen, written=written)


def _scope() -> tuple[Scope, dict[int, Offering]]:
    """The offerings of one's partner; in the demo, whose only mailbox this is, also what concerns none."""
    hosts = [partner.id for partner in coordinated_partners(signed_in_learner())]
    offerings = session().scalars(select(Offering).where(Offering.host_id.in_(hosts)))
    known = {offering.id: offering for offering in offerings}
    settings: Settings = g.settings
    return Scope(known.keys(), of_none=settings.mail_is_read_on_a_page), known


def _message(message_id: int) -> tuple[Message, dict[int, Offering]]:
    scope, offerings = _scope()
    found = session().get(Message, message_id)
    if found is None or found not in scope:
        not_yours(f"message/{message_id}")
    return found, offerings


def _text(message: Message) -> str:
    """Codes and personal links are their reader's alone, except where nobody could read them anywhere else."""
    settings: Settings = g.settings
    readable = message.covered is None or settings.mail_is_read_on_a_page
    return written_out(message.body if readable else message.covered or "", settings.link("/"))


def _whose(messages: Iterable[Message]) -> list[int]:
    return [message.learner_id for message in messages if message.learner_id is not None]


def _render(page: str, **shown: Any) -> str:
    settings: Settings = g.settings
    return render_template(
        page,
        states=list(MessageState),
        titles={name: each.title_ja for name, each in TEMPLATES.items()},
        sends=settings.smtp is not None,
        read_here=settings.mail_is_read_on_a_page,
        folder=settings.mail,
        **shown,
    )


def _state(given: str) -> MessageState | None:
    return MessageState(given) if given in set(MessageState) else None


def _page_number(given: str) -> int:
    return (
        min(int(given), LAST_PAGE)
        if given.isascii() and given.isdecimal() and len(given) < 9 and int(given)
        else 1
    )
