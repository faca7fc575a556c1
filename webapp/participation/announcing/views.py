"""次回案内のページ: write, look at it with the number of its readers, try it on oneself, send it once."""

from datetime import UTC, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.outreach.drafts import code_in, form_key
from webapp.mail.links import written_out
from webapp.participation.announcing.operations import (
    Announced,
    Words,
    announce,
    proposed,
    refuse_over,
    send_test,
    shown,
)
from webapp.participation.announcing.recipients import recipients
from webapp.programme.models import Offering
from webapp.programme.operations import NotPossible
from webapp.programme.outreach.recording import find_contact
from webapp.programme.typed import NEEDED
from webapp.wording import mark

blueprint = Blueprint(
    "announcing", __name__, url_prefix="/office/offerings/<int(max=2147483647):offering_id>"
)
LONGEST = {"subject_ja": 100, "text_ja": 4000, "subject_en": 100, "text_en": 4000}
TOO_LONG = mark("長すぎます。短くしてください。")


@blueprint.get("/announcement")
@require(Role.COORDINATOR)
def compose(offering_id: int) -> str:
    """案内を書く, beginning with a proposal."""
    found = hosted(offering_id)
    return _page(found, proposed(found), form_key(g.settings.secret_key))


@blueprint.post("/announcement")
@require(Role.COORDINATOR)
def go_on(offering_id: int) -> Response | str | tuple[str, int]:
    """Preview, try, or send, by the button that was pressed."""
    found, step = hosted(offering_id), request.form.get("step", "")
    words = Words(*(request.form.get(name, "").replace("\r\n", "\n").strip() for name in LONGEST))
    key = request.form.get("key", "")
    code = code_in(g.settings.secret_key, key)
    if code is None:
        return _page(found, words, form_key(g.settings.secret_key)), 422
    problems = _problems(words)
    if problems or step == "edit":
        return _page(found, words, key, problems), 422 if problems else 200
    try:
        if step == "send":
            return _send(found, words, code)
        refuse_over(found)
        if step == "test":
            _try(found, words)
    except NotPossible as problem:
        return _page(found, words, key, {"subject_ja": _(str(problem))}), 422
    return _preview(found, words, key, code)


def _send(offering: Offering, words: Words, code: str) -> Response:
    at, by = datetime.now(UTC), signed_in_learner().id
    try:
        with transaction() as writing:
            done = announce(writing, offering, words, code, by, at, secret_key=g.settings.secret_key)
    except IntegrityError:  # the other press was faster by a moment
        there = find_contact(session(), code)
        if there is None:
            raise
        done = Announced(there, there.people_reached or 0)
    flash(
        _(
            "%(count)s人に案内を送ります。この案内のリンクから来た申込は、ここに数えられます。",
            count=done.count,
        )
    )
    return redirect(url_for("outreach.show", contact_id=done.contact.id), 303)


def _try(offering: Offering, words: Words) -> None:
    me, at = signed_in_learner(), datetime.now(UTC)
    if me.email is None:
        raise NotPossible(mark("あなたのメールアドレスが登録されていないため、試し送りができません"))
    with transaction() as writing:
        send_test(
            writing,
            offering,
            words,
            me.email,
            me.language,
            at,
            secret_key=g.settings.secret_key,
            learner_id=me.id,
        )
    flash(_("%(address)s に試しに送りました。", address=me.email))


def _preview(offering: Offering, words: Words, key: str, code: str) -> str:
    home = g.settings.link("/")
    letters = {
        language: (written.subject, written_out(written.body, home))
        for language in ("ja", "en")
        for written in (shown(offering, words, code, language),)
    }
    return render_template(
        "outreach/announcement_preview.html",
        offering=offering,
        words=words,
        key=key,
        letters=letters,
        count=len(recipients(session(), offering)),
    )


def _page(offering: Offering, words: Words, key: str, problems: dict[str, str] | None = None) -> str:
    return render_template(
        "outreach/announcement.html",
        offering=offering,
        first=vars(words),
        key=key,
        problems=problems or {},
        count=len(recipients(session(), offering)),
    )


def _problems(words: Words) -> dict[str, str]:
    told = {}
    for name, longest in LONGEST.items():
        text = getattr(words, name)
        if not text:
            told[name] = _(NEEDED)
        elif len(text) > longest:
            told[name] = _(TOO_LONG)
    return told
