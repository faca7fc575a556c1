"""引継書を印刷する: made from what stands in the database at this moment, in the language of the page."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from flask import Blueprint, Response, abort, g, request
from flask_babel import gettext as _

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.letters.document import SHEETS as LETTERS
from webapp.enrolment.letters.printing import as_pdf
from webapp.enrolment.models import Role
from webapp.handover.contents import Reader, handover
from webapp.languages import language
from webapp.layout import invented
from webapp.typesetting import printable, typeset

blueprint = Blueprint("handover", __name__)
SHEET = Path(__file__).with_name("handover.typ")


@blueprint.get("/office/handover.pdf")
@require(Role.COORDINATOR)
def printed() -> Response:
    """引継書 of the partner whose office one is; `partner` chooses where there are several."""
    mine = {partner.slug: partner for partner in coordinated_partners(signed_in_learner())}
    partner = mine.get(request.args.get("partner", next(iter(mine))))
    if partner is None:
        abort(404)
    at = datetime.now(UTC)
    reader = Reader(language() == "en", lambda ja: str(_(ja)))
    said = handover(session(), partner, g.settings.region, g.settings.url + g.settings.prefix, at, reader,
                    invented=invented())  # fmt: skip
    (made,) = render_handover(said)
    with transaction() as writing:
        record(writing, at, signed_in_learner().id, "handover_printed", f"partner/{partner.id}")
    return as_pdf(made, f"handover-{partner.slug}")


def render_handover(said: dict[str, Any], kind: Literal["pdf", "png"] = "pdf") -> list[bytes]:
    """One PDF, or one picture per page."""
    page = (LETTERS / "page.typ").read_text(encoding="utf-8")
    return typeset(f"{page}\n{SHEET.read_text(encoding='utf-8')}", printable(said), kind)
