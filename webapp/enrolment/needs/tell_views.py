"""団体に知らせる: who is told of an offering that answers their need, by letter or on paper, and who was told when."""

from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.needs.seeing import recipients_seen
from webapp.enrolment.office.access import hosted
from webapp.enrolment.outreach.pictures import qr_in_page
from webapp.fiscal_year import japanese_date
from webapp.languages import clock, formal_day, localised
from webapp.programme.models import Offering
from webapp.programme.needs.telling import Recipient, paper_contact, recipients_of, short_path, tell

blueprint = Blueprint(
    "telling_needs", __name__, url_prefix="/office/offerings/<int(max=2147483647):offering_id>/needs"
)


@blueprint.get("")
@require(Role.COORDINATOR)
def recipients(offering_id: int) -> str:
    """知らせる相手, those who were not told yet first."""
    offering = hosted(offering_id)
    found = recipients_of(session(), offering)
    recipients_seen("need_recipients_listed", offering, found)
    return render_template("needs/tell.html", offering=offering, recipients=found)


@blueprint.post("")
@require(Role.COORDINATOR)
def send(offering_id: int) -> Response:
    """知らせる: each ticked one, once."""
    offering, at, by = hosted(offering_id), datetime.now(UTC), signed_in_learner().id
    chosen, on_paper = set(request.form.getlist("who")), request.form.get("how") == "paper"
    told = 0
    with transaction() as writing:
        for recipient in recipients_of(writing, offering):
            if recipient.key not in chosen or not (recipient.email or on_paper):
                continue
            if (
                tell(writing, offering, recipient, by, at, g.settings.secret_key, on_paper=on_paper)
                is not None
            ):
                told += 1
        record(writing, at, by, "need_answer_told", f"offering/{offering.id}", count=told, on_paper=on_paper)
    if told:
        flash(_("%(count)s件のお知らせを記録しました。", count=told))
    else:
        nobody = _(
            "知らせた団体はありません。団体を選んでください。メールの連絡先がない団体には、お知らせ文を印刷して渡してから「紙で知らせたと記録する」を押してください。"
        )
        flash(nobody, "error")
    return redirect(url_for(".recipients", offering_id=offering.id), 303)


@blueprint.get("/notice/<who>")
@require(Role.COORDINATOR)
def notice(offering_id: int, who: str) -> str:
    """お知らせ文: one page to print, for whom no address is known."""
    offering = hosted(offering_id)
    recipient = _one(offering, who)
    recipients_seen("need_notice_printed", offering, [recipient])
    link = _page_of(offering, recipient)
    return render_template(
        "needs/notice.html",
        offering=offering,
        recipient=recipient,
        facts=list(_facts(offering)),
        contact=g.settings.region.contact_of(offering.host.slug),
        today=japanese_date(datetime.now(UTC)),
        picture=qr_in_page(link),
        link=link,
    )


def _facts(offering: Offering) -> Iterator[str]:
    """記: what is given, when, for whom and until when, a line each."""
    yield _("講座: %(title)s 第%(number)s期", title=localised(offering, "title"), number=offering.number)
    first, last = formal_day(offering.starts_on), formal_day(offering.ends_on)
    yield _("期間: %(first)s〜%(last)s", first=first, last=last)
    yield _("対象: %(audience)s", audience=_(offering.audience.label_ja))
    if offering.capacity is not None:
        yield _("定員: %(capacity)s人", capacity=offering.capacity)
    if offering.apply_until is not None:
        until = f"{formal_day(offering.apply_until)} {clock(offering.apply_until)}"
        yield _("申込締切: %(moment)s", moment=until)


def _one(offering: Offering, key: str) -> Recipient:
    found = next((one for one in recipients_of(session(), offering) if one.key == key), None)
    if found is None:
        abort(404)
    return found


def _page_of(offering: Offering, recipient: Recipient) -> str:
    """The short link of the contact once it stands among 周知, the offering's page before."""
    contact = paper_contact(session(), offering, recipient)
    link: str = g.settings.link(short_path(contact) if contact else f"/offerings/{offering.id}")
    return link
