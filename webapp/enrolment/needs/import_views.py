"""要望を取り込む: a file becomes rows on a page, which are mended there and kept; nothing is kept before somebody looked."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import transaction
from webapp.enrolment.models import Role
from webapp.enrolment.needs.access import chosen_partner, fields_of_form, school_types
from webapp.enrolment.needs.choices import choices
from webapp.enrolment.needs.importing import COLUMNS, MOST_ROWS, Row, keep_rows, read_row, rows_in
from webapp.enrolment.rosters.reading import Refusal, read_file
from webapp.fiscal_year import japanese_date
from webapp.programme.needs.models import NeedSource
from webapp.programme.needs.operations import Heard

blueprint = Blueprint("importing_needs", __name__, url_prefix="/office/needs/import")


@blueprint.get("")
@require(Role.COORDINATOR)
def choose() -> str:
    """ファイルを選ぶ."""
    return _page([])


@blueprint.post("")
@require(Role.COORDINATOR)
def read() -> str | tuple[str, int]:
    """確かめる: the rows of the file, each with what is to be mended."""
    given = request.files.get("file")
    if given is None or not given.filename:
        return _page([], problem=_("ファイルを選んでください。")), 422
    try:
        rows = rows_in(read_file(given.stream.read()).rows)
    except Refusal as refusal:
        where = _("%(row)s行目: ", row=refusal.row) if refusal.row else ""
        return _page([], problem=where + _(refusal.message_ja)), 422
    if not rows:
        return _page(
            [],
            problem=_(
                "「要望」という見出しの列と、その下の行が見つかりません。見出しを付けて保存し直してください。"
            ),
        ), 422
    if len(rows) > MOST_ROWS:
        return _page([], problem=_("一度に取り込めるのは200行までです。ファイルを分けてください。")), 422
    return _page(_read(rows))


@blueprint.post("/keep")
@require(Role.COORDINATOR)
def keep() -> Response | tuple[str, int]:
    """取り込む: rows without mistakes are kept; the others come back, and nothing is lost."""
    fields, at, by = fields_of_form(), datetime.now(UTC), signed_in_learner().id
    host = chosen_partner(fields)
    typed = _typed(fields)
    rows = _read([row for row in typed if any(row.values())])
    if host is None:
        return _page(rows, problem=_("どの機関の要望かを選んでください。")), 422
    good, bad = [row for row in rows if not row.problems], [row for row in rows if row.problems]
    with transaction() as writing:
        heard = Heard(host, japanese_date(at), NeedSource.IMPORT, by, at)
        new, before = keep_rows(writing, good, heard)
        record(writing, at, by, "needs_imported", f"partner/{host.id}", count=new)
    flash(
        _("%(new)s件を取り込みました。前に取り込んだものと同じ行は%(before)s件です。", new=new, before=before)
    )
    if bad:
        return _page(bad, problem=_("直す行が%(count)s行残っています。", count=len(bad))), 422
    return redirect(url_for("needs.board", source=NeedSource.IMPORT.value), 303)


def _typed(fields: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    def cell(name: str, number: int) -> str:
        values = fields.get(name, ())
        return values[number] if number < len(values) else ""

    longest = min(max((len(fields.get(name, ())) for name in COLUMNS), default=0), MOST_ROWS)
    return [{name: cell(name, number) for name in COLUMNS} for number in range(longest)]


def _read(rows: Sequence[Mapping[str, str]]) -> list[Row]:
    today, kinds = japanese_date(datetime.now(UTC)), school_types()
    return [read_row(cells, kinds, today) for cells in rows]


def _page(rows: Sequence[Row], problem: str = "") -> str:
    return render_template(
        "needs/import.html", rows=rows, problem=problem, to_mend=sum(bool(row.problems) for row in rows),
        host=request.form.get("host", ""), **choices(),
    )  # fmt: skip
