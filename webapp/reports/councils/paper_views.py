"""連絡協議会の印刷物: 次第 and 指摘・対応表, as PDF of A4 and the table as a workbook."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext as _

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.downloads import attachment
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear, in_japan, wareki_year
from webapp.languages import day, language, localised
from webapp.layout import invented
from webapp.participation.cases.queries import published
from webapp.reports.councils.models import Council, CouncilPaper, PaperKind, Remark
from webapp.reports.councils.operations import carried_to
from webapp.reports.councils.views import council_of
from webapp.spreadsheet import Sheet
from webapp.typesetting import printable, typeset
from webapp.workbook import XLSX, write_workbook

blueprint = Blueprint("council_papers", __name__, url_prefix="/coordinator/councils")
HERE = Path(__file__).parent


@blueprint.get("/<int(max=2147483647):council_id>/agenda.pdf")
@require(Role.COORDINATOR)
def agenda(council_id: int) -> Response:
    """次第: when, where, the items, the papers; where the cases are one of them, which they are."""
    return _pdf(council_of(council_id), "agenda")


@blueprint.get("/<int(max=2147483647):council_id>/answers.pdf")
@require(Role.COORDINATOR)
def answers(council_id: int) -> Response:
    """議事要旨と指摘・対応表."""
    return _pdf(council_of(council_id), "answers")


@blueprint.get("/<int(max=2147483647):council_id>/answers.xlsx")
@require(Role.COORDINATOR)
def answers_book(council_id: int) -> Response:
    """指摘・対応表 as a workbook, to be filled in by those whose answer it is."""
    found = council_of(council_id)
    header = [_("回"), _("番号"), _("指摘した機関・団体"), _("指摘"), _("対応"), _("状況"), _("期限"), _("担当")]  # fmt: skip
    rows = [
        [_("第%(number)s回 連絡協議会", number=each.council.number), each.number, each.said_by, each.said, each.response,
         _(each.state.label_ja), each.due.isoformat() if each.due else "", _owner(each)]
        for each in (*carried_to(session(), found), *found.remarks)
    ]  # fmt: skip
    notes = [_("第%(number)s回連絡協議会 指摘・対応表", number=found.number), _("内部用・転記不可")]
    notes += [_("架空のデータ: 人・団体・数字は、見本のために作ったものです。")] if invented() else []
    _audit(found, "answers.xlsx")
    name = _("指摘・対応表_第%(number)s回.xlsx", number=found.number)
    return attachment(write_workbook(Sheet(notes, header, rows), _("指摘と対応")), XLSX, name, "answers.xlsx")


def _pdf(found: Council, sheet: str) -> Response:
    source = (HERE / f"{sheet}.typ").read_text(encoding="utf-8")
    (made,) = typeset(source, printable(_told(found)))
    _audit(found, f"{sheet}.pdf")
    name = f"council-{found.number}-{sheet}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(made, mimetype="application/pdf", headers=headers)


def _told(found: Council) -> dict[str, Any]:
    """Everything that either sheet says, in the language of the page."""
    starts = in_japan(found.starts_at)
    when = (
        f"{wareki_year(starts.date())}{starts:%-m月%-d日} {starts:%H:%M}"
        if language() == "ja"
        else f"{day(starts)} {starts:%H:%M}"
    )
    return {
        "language": language(),
        "title": _("第%(number)s回 連絡協議会", number=found.number),
        "agenda_title": _("次第"), "papers_title": _("配布資料"), "gist_title": _("議事要旨"),
        "carried_title": _("前回までの指摘と対応"), "remarks_title": _("今回の指摘と対応"),
        "cases_title": _("活用事例"), "internal": _("内部用・転記不可"),
        "invented": _("架空のデータ") if invented() else "",
        "facts": [fact for fact in ((_("日時"), when), (_("会場"), found.place), (_("オンライン"), found.online_url)) if fact[1]],
        "agenda": found.agenda.splitlines(), "gist": found.gist.splitlines(),
        "papers": [[_("資料%(number)s", number=paper.number), paper_title(paper)] for paper in found.papers],
        "cases": _cases(found),
        "columns": [_("回・番号"), _("指摘"), _("対応"), _("状況"), _("期限"), _("担当")],
        "carried": [_row(each) for each in carried_to(session(), found)],
        "remarks": [_row(each) for each in found.remarks],
        "none": _("ありません。"),
        "footer": _("作成 %(day)s", day=day(datetime.now(UTC))),
    }  # fmt: skip


def _row(each: Remark) -> list[str]:
    return [
        _("第%(number)s回の指摘%(remark)s", number=each.council.number, remark=each.number),
        f"{each.said}（{each.said_by}）" if language() == "ja" else f"{each.said} ({each.said_by})",
        each.response,
        _(each.state.label_ja),
        day(each.due) if each.due else "",
        _owner(each),
    ]


def _owner(each: Remark) -> str:
    return localised(each.owner, "name") if each.owner else ""


@blueprint.app_template_filter("paper_title")
def paper_title(paper: CouncilPaper) -> str:
    """What a paper is called: its own title, or what it is."""
    if paper.title:
        return paper.title
    year = paper.release.fiscal_year if paper.release else paper.fiscal_year
    named = ""
    if year is not None:
        named = FiscalYear(year).label_ja if language() == "ja" else FiscalYear(year).label_en
    if paper.release is not None:
        return f"{_('受講状況報告書')} {named} {_('第%(number)s号', number=paper.release.number)}"
    return f"{_(paper.kind.label_ja)} {named}".strip()


def _cases(found: Council) -> list[str]:
    if not any(paper.kind is PaperKind.CASES for paper in found.papers):
        return []
    return [
        _("%(title)s（%(organisation)s）", title=case.title, organisation=case.organisation or _("匿名"))
        for case in published(session())
    ]


def _audit(found: Council, file: str) -> None:
    with transaction() as writing:
        at, by = datetime.now(UTC), signed_in_learner().id
        record(writing, at, by, "council_paper_printed", f"council/{found.id}", file=file)
