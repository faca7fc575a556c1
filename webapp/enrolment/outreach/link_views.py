"""周知のリンク: the short address on paper and in mail, and a page whose words somebody sends to their colleagues."""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from course.catalogue import load_courses
from webapp.db import session
from webapp.enrolment.outreach import following
from webapp.enrolment.outreach.pictures import address_of, qr_in_page
from webapp.languages import day, localised, moment
from webapp.programme.models import OfferingState
from webapp.programme.outreach.codes import read_code
from webapp.programme.outreach.models import Outreach
from webapp.programme.outreach.recording import find_contact

blueprint = Blueprint("links", __name__)
OVER = (OfferingState.CLOSED, OfferingState.CANCELLED)


@blueprint.get("/l/<contact_code>")
def follow(contact_code: str) -> Response:
    """案内から講座へ: always to a page of ours, whatever the code."""
    at, found = datetime.now(UTC), _contact(contact_code)
    if found is None:
        flash(_("このリンクは使われていません。いまご案内している講座は次のとおりです。"), "error")
        return redirect(url_for("programme.catalogue"))
    answer = redirect(_place(found))
    following.keep(answer, found, at)
    return answer


@blueprint.get("/l/<contact_code>/share")
def share(contact_code: str) -> str:
    """社内向けの案内文: words to copy, the link and its QR, for who passes it on to their people."""
    found = _contact(contact_code)
    if found is None:
        abort(404)
    address = address_of(g.settings, found)
    title, text = _words(found, address)
    mail = f"mailto:?{urlencode({'subject': title, 'body': text}, quote_via=quote)}"
    return render_template(
        "outreach/share.html", text=text, mail=mail, address=address, picture=qr_in_page(address)
    )


def _words(contact: Outreach, address: str) -> tuple[str, str]:
    """案内文: its subject, and words that say who gives what until when, and the address."""
    offering, host = contact.offering, localised(contact.host, "name")
    if offering is None:
        title = _("データサイエンス講座のご案内")
        told = _(
            "%(host)sなどが、仕事や授業で使えるデータサイエンスの講座を開いています。関心のある方は、次のページをご覧ください。",
            host=host,
        )
        return title, f"{title}\n\n{told}\n\n{address}\n"
    title = _("「%(title)s」のご案内", title=localised(offering, "title"))
    told = _(
        "%(host)sが開くデータサイエンスの講座です。関心のある方は、次のページで内容を確かめて、お申し込みください。",
        host=host,
    )
    facts = [_("期間: %(first)s〜%(last)s", first=day(offering.starts_on), last=day(offering.ends_on))]
    if offering.apply_until is not None:
        facts.append(_("申込締切: %(moment)s", moment=moment(offering.apply_until)))
    return title, "\n".join((title, "", told, "", *facts, "", address, ""))


def _contact(typed: str) -> Outreach | None:
    code = read_code(typed)
    return find_contact(session(), code) if code else None


def _place(contact: Outreach) -> str:
    offering = contact.offering
    if offering is None:
        return url_for("programme.catalogue")
    if offering.state not in OVER:
        return url_for("offerings.offering", offering_id=offering.id)
    flash(_("ご案内した講座の募集は終わりました。次に開講するときは、登録した方にお知らせします。"), "error")
    if offering.course_slug in load_courses(composed=g.settings.courses):
        return url_for("programme.course", slug=offering.course_slug)
    return url_for("programme.catalogue")
