"""私の情報を見た人: every look of somebody else at one's data, with the office and the purpose."""

from flask import Blueprint, abort, g, render_template, request

from webapp.auth import require, signed_in_learner
from webapp.db import session
from webapp.enrolment.accounts.told import told_about

blueprint = Blueprint("seen", __name__, url_prefix="/my-page/seen")
ON_A_PAGE = 50
LARGEST = 2**31 - 1


@blueprint.get("")
@require()
def page() -> str:
    """The newest first, in pages."""
    before = request.args.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 11 and int(before) <= LARGEST):
        abort(404)
    lines = told_about(
        session(), signed_in_learner(), by_others=True, before=int(before) if before else None,
        most=ON_A_PAGE + 1,
    )  # fmt: skip
    older = lines[ON_A_PAGE - 1].number if len(lines) > ON_A_PAGE else None
    return render_template(
        "rights/seen.html", lines=lines[:ON_A_PAGE], older=older, later=bool(before), keep=g.settings.keep
    )
