"""訂正の請求のページ: what is known of me, which of it I change myself, and what I ask the office to put right."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.corrections.fields import LABELS, Field, choices, fields_of
from webapp.enrolment.corrections.operations import ask, wishes_of
from webapp.enrolment.models import LearnerYear
from webapp.enrolment.operations import NotPossible
from webapp.rights.closed_years import closed_years

blueprint = Blueprint("corrections", __name__, url_prefix="/account/corrections")


@blueprint.get("")
@require()
def page() -> str:
    """What stands there, and what was asked for."""
    return _page()


@blueprint.post("")
@require()
def wish() -> Response | tuple[str, int]:
    """訂正を請求する."""
    asked = f"{request.form.get('field', '')}/{request.form.get('year', '')}"
    field = next((one for one in _fields() if _key(one) == asked), None)
    if field is None:
        abort(400)
    typed = request.form.get("after", "").replace("\0", "")[:1000]
    try:
        with transaction() as writing:
            ask(writing, signed_in_learner(), field, typed, request.form.get("note", "").replace("\0", ""),
                datetime.now(UTC))  # fmt: skip
    except NotPossible as problem:
        return _page(asked, _(str(problem))), 422
    flash(_("訂正を請求しました。事務局の回答は、この画面に出ます。"))
    return redirect(url_for("corrections.page"), 303)


def _fields() -> list[Field]:
    """The name, and the years that are not closed yet."""
    learner, closed = signed_in_learner(), closed_years(session())
    years = session().scalars(
        select(LearnerYear).filter_by(learner_id=learner.id).order_by(LearnerYear.fiscal_year.desc())
    )
    open_years = [year for year in years if year.fiscal_year not in closed]
    return fields_of(session(), learner, open_years, g.settings.region.school_type_names)


def _key(field: Field) -> str:
    return f"{field.name}/{field.year or ''}"


def _page(wrong: str = "", problem: str = "") -> str:
    return render_template(
        "rights/corrections.html",
        fields=[(_key(field), field) for field in _fields()],
        wishes=wishes_of(session(), signed_in_learner()),
        labels=LABELS,
        kinds=choices(session(), g.settings.region.school_type_names),
        wrong=wrong,
        problem=problem,
        typed=request.form,
    )
