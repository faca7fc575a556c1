"""活用事例のページ: what everybody may read, in the words that were approved; each also on one sheet of A4."""

from pathlib import Path

from flask import Blueprint, Response, abort, render_template
from flask_babel import gettext as _

from webapp.db import session
from webapp.languages import day, language, localised
from webapp.layout import invented
from webapp.participation.cases.models import UseCase
from webapp.participation.cases.queries import published, published_case
from webapp.typesetting import printable, typeset

blueprint = Blueprint("cases", __name__, url_prefix="/cases")
SHEET = Path(__file__).with_name("case.typ")


@blueprint.get("")
def show() -> str:
    """活用事例, the newest first."""
    return render_template("cases/cases.html", cases=published(session()))


@blueprint.get("/<int(max=2147483647):case_id>")
def case(case_id: int) -> str:
    """一つの事例."""
    return render_template("cases/case.html", case=_case(case_id))


@blueprint.get("/<int(max=2147483647):case_id>.pdf")
def paper(case_id: int) -> Response:
    """一つの事例, A4 の1枚."""
    made = case_pdf(_case(case_id))
    headers = {"Content-Disposition": f'inline; filename="case-{case_id}.pdf"', "Cache-Control": "no-store"}
    return Response(made, mimetype="application/pdf", headers=headers)


def case_pdf(case: UseCase) -> bytes:
    """The sheet as PDF."""
    offering = case.enrolment.offering
    parts = ((_("課題"), case.problem), (_("取り組み"), case.effort), (_("成果"), case.result))
    told = {
        "language": language(),
        "kind": _("活用事例"),
        "title": case.title,
        "organisation": case.organisation or _("匿名"),
        "field": case.field,
        "course": localised(offering, "title"),
        "host": localised(offering.host, "name"),
        "published": _("公開 %(day)s", day=day(case.published_at)) if case.published_at else "",
        "parts": [[heading, text.splitlines()] for heading, text in parts],
        "invented": _("架空のデータ") if invented() else "",
    }
    at = case.published_at.replace(microsecond=0) if case.published_at else None
    (made,) = typeset(SHEET.read_text(encoding="utf-8"), printable(told), made_at=at)
    return made


def _case(case_id: int) -> UseCase:
    """Only what is to be read by everybody; what is not, or not any more, is not there."""
    found = published_case(session(), case_id)
    if found is None:
        abort(404)
    return found
