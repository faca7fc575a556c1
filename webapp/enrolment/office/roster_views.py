"""名簿のページ: an office's roster comes in row by row, and the people of an offering go out as a file."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.downloads import attachment
from webapp.enrolment.cohorts.forms import read_day
from webapp.enrolment.cohorts.models import Cohort
from webapp.enrolment.cohorts.queries import cohorts_of
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.office.roster_page import show
from webapp.enrolment.rosters import operations
from webapp.enrolment.rosters.blank_form import empty_form
from webapp.enrolment.rosters.exporting import applicants_of, learners_of, sheet_of
from webapp.enrolment.rosters.intake import take_in
from webapp.enrolment.rosters.models import RosterImport, RosterRow, RosterState, Standing
from webapp.enrolment.rosters.operations import NotPossible
from webapp.enrolment.rosters.reading import Refusal, read_file
from webapp.enrolment.rosters.table import find_table
from webapp.fiscal_year import japanese_date
from webapp.not_yours import not_yours
from webapp.programme.models import Offering
from webapp.spreadsheet import Encoding, write_csv
from webapp.wording import mark
from webapp.workbook import XLSX, write_workbook

blueprint = Blueprint(
    "rosters", __name__, url_prefix="/office/offerings/<int(max=2147483647):offering_id>/rosters"
)

UNFIT = mark(
    "この文字コードで書けない文字があります。データの行番号: 列: 文字 → 書いた文字。UTF-8版には元の文字のまま入っています。"
)


@blueprint.get("")
@require(Role.COORDINATOR)
def rosters(offering_id: int) -> str:
    """名簿: bring one in, take one home, look at those from before."""
    return _overview(hosted(offering_id))


@blueprint.post("")
@require(Role.COORDINATOR)
def upload(offering_id: int) -> Response | tuple[str, int]:
    """読み込む: the file becomes rows to look at; nobody is enrolled yet."""
    offering, at = hosted(offering_id), datetime.now(UTC)
    given = request.files.get("roster")
    if given is None or not given.filename:
        return _overview(offering, _("名簿のファイルを選んでください。")), 422
    if offering.state in operations.OVER:
        return _overview(offering, _("終了した講座や開講中止の講座には取り込めません。")), 422
    at_hand = {str(each.id): each for each in _cohorts(offering)}
    cohort = at_hand.get(request.form.get("cohort", ""))
    if request.form.get("cohort") and cohort is None:
        return _overview(offering, _("受講団体を一覧から選んでください。")), 422
    told_on, problems = read_day(_given(), "told_on", japanese_date(at), needed=False)
    if problems:
        return _overview(offering, _("本人に知らせた日: ") + _(problems[0].message_ja)), 422
    content = given.stream.read()
    try:
        sheet = read_file(content)
        table = find_table(sheet)
    except Refusal as refusal:
        where = _("%(row)s行目: ", row=refusal.row) if refusal.row else ""
        return _overview(offering, where + _(refusal.message_ja)), 422
    with transaction() as writing:
        roster = take_in(
            writing, offering, sheet, table, content=content, file_name=given.filename, at=at,
            by=signed_in_learner().id, key=g.settings.key_for("rosters"), school_types=g.settings.region.school_type_names,
            cohort_id=cohort.id if cohort else None, told_on=told_on if cohort else None,
        )  # fmt: skip
    return redirect(url_for("rosters.roster", offering_id=offering.id, import_id=roster.id), 303)


@blueprint.get("/<int(max=2147483647):import_id>")
@require(Role.COORDINATOR)
def roster(offering_id: int, import_id: int) -> str:
    """確かめる・結果: what would come in, what has to be mended, and what became of each row."""
    return show(_roster_of(hosted(offering_id), import_id))


@blueprint.post("/<int(max=2147483647):import_id>/apply")
@require(Role.COORDINATOR)
def apply(offering_id: int, import_id: int) -> Response:
    """取り込む: the worker begins within seconds."""
    found = _roster_of(hosted(offering_id), import_id)
    try:
        with transaction() as writing:
            begun = operations.begin(writing, found, datetime.now(UTC), signed_in_learner().id)
        if not begun and found.state is not RosterState.APPLYING:
            flash(_("取り込む行がありません。"), "error")
    except NotPossible as problem:
        flash(_(str(problem)), "error")
    return redirect(url_for("rosters.roster", offering_id=offering_id, import_id=import_id), 303)


@blueprint.post("/<int(max=2147483647):import_id>/drop")
@require(Role.COORDINATOR)
def drop(offering_id: int, import_id: int) -> Response:
    """取り込みをやめる: the rows are deleted."""
    found = _roster_of(hosted(offering_id), import_id)
    try:
        with transaction() as writing:
            operations.drop(writing, found, datetime.now(UTC), signed_in_learner().id)
        flash(_("取り込みをやめ、読み込んだ行を消しました。"))
    except NotPossible as problem:
        flash(_(str(problem)), "error")
        return redirect(url_for("rosters.roster", offering_id=offering_id, import_id=import_id), 303)
    return redirect(url_for("rosters.rosters", offering_id=offering_id), 303)


@blueprint.post("/<int(max=2147483647):import_id>/rows/<int(max=2147483647):row_id>")
@require(Role.COORDINATOR)
def row(offering_id: int, import_id: int, row_id: int) -> Response:
    """一行: save the mends, leave the row out or take it back, say who it is."""
    found = _roster_of(hosted(offering_id), import_id)
    line = session().scalar(select(RosterRow).filter_by(id=row_id, import_id=found.id))
    if line is None:
        not_yours(f"roster/{import_id}/row/{row_id}")
    do = request.form.get("do", "save")
    try:
        with transaction() as writing:
            if do == "leave-out":
                operations.leave_out(writing, found, line)
            elif do == "take-back":
                operations.take_back(writing, found, line)
            elif do in ("same", "other"):
                operations.mend(writing, found, line, request.form)  # what was typed before is kept
                operations.say_who(writing, found, line, is_same=do == "same")
            else:
                operations.mend(writing, found, line, request.form)
    except NotPossible as problem:
        flash(_(str(problem)), "error")
    page = request.form.get("page", "1")
    shown = page if page.isascii() and page.isdigit() and page != "1" else None
    address = url_for("rosters.roster", offering_id=offering_id, import_id=import_id, page=shown)
    return redirect(f"{address}#row-{line.number}", 303)


@blueprint.get("/form.xlsx")
@require(Role.COORDINATOR)
def form(offering_id: int) -> Response:
    """記入用の様式: headings, and lists to choose from."""
    hosted(offering_id)
    return attachment(
        empty_form(session(), g.settings.region.school_type_names),
        XLSX,
        "受講者名簿の様式.xlsx",
        "roster-form.xlsx",
    )


@blueprint.get("/<any(learners, applicants):who>.<any(xlsx, csv):ending>")
@require(Role.COORDINATOR)
def export(offering_id: int, who: str, ending: str) -> Response:
    """書き出す: learners or applicants, as they come in again."""
    offering = hosted(offering_id)
    people = learners_of(session(), offering) if who == "learners" else applicants_of(session(), offering)
    sheet = sheet_of(session(), people)
    encoding = Encoding.CP932 if request.args.get("encoding") == Encoding.CP932.value else Encoding.UTF_8
    with transaction() as writing:
        record(
            writing, datetime.now(UTC), signed_in_learner().id, "people_exported", f"offering/{offering.id}",
            who=who, ending=ending, whose=[somebody[0].id for somebody in people],
        )  # fmt: skip
    name = f"{'受講者' if who == 'learners' else '申込者'}_{offering.fiscal_year}_{offering.id}.{ending}"
    if ending == "xlsx":
        return attachment(write_workbook(sheet, "名簿"), XLSX, name, f"{who}.xlsx")
    content = write_csv(sheet, encoding, _(UNFIT))
    return attachment(content, f"text/csv; charset={encoding.charset}", name, f"{who}.csv")


def _roster_of(offering: Offering, import_id: int) -> RosterImport:
    found = session().scalar(select(RosterImport).filter_by(id=import_id, offering_id=offering.id))
    if found is None:
        not_yours(f"roster/{import_id}")
    return found


def _cohorts(offering: Offering) -> Sequence[Cohort]:
    """受講団体 whose list this may be: the host's own, of the same year."""
    return cohorts_of(session(), [offering.host_id], offering.fiscal_year)


def _given() -> dict[str, list[str]]:
    return request.form.to_dict(flat=False)


def _overview(offering: Offering, problem: str = "") -> str:
    ways = select(RosterImport).filter_by(offering_id=offering.id).order_by(RosterImport.id.desc())
    to_mend = select(RosterRow.import_id, func.count()).join(RosterRow.roster_import).where(
        RosterImport.offering_id == offering.id, RosterRow.standing == Standing.TO_MEND
    )  # fmt: skip
    return render_template(
        "office/rosters.html",
        offering=offering,
        problem=problem,
        rosters=list(session().scalars(ways.limit(50))),
        cohorts=_cohorts(offering),
        chosen=request.form.get("cohort") or request.args.get("cohort", ""),
        told_on=request.form.get("told_on", ""),
        to_mend=dict(iter(session().execute(to_mend.group_by(RosterRow.import_id)))),
    )
