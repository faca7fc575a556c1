"""連絡協議会のページ: meetings, their papers, 指摘と対応; of the whole partnership, for its coordinators alone."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear, in_japan
from webapp.languages import localised
from webapp.not_yours import not_yours
from webapp.programme.needs.models import NeedState
from webapp.programme.operations import NotPossible
from webapp.programme.plans.boxes import partners
from webapp.programme.typed import Problem
from webapp.reports.councils import operations
from webapp.reports.councils.forms import LONGEST, read_council, read_paper, read_remark
from webapp.reports.councils.models import Council, CouncilPaper, PaperKind, Remark
from webapp.reports.releases.models import ReportRelease

blueprint = Blueprint("councils", __name__, url_prefix="/coordinator/councils")
MOST_RELEASES = 200
REMARK = ("said_by", "said", "response")


@blueprint.get("")
@require(Role.COORDINATOR)
def show() -> str:
    """連絡協議会: every meeting, and what is still to be answered."""
    return render_template(
        "reports/councils.html",
        councils=operations.all_councils(session()),
        waiting=operations.open_remarks(session()),
    )


@blueprint.get("/new")
@require(Role.COORDINATOR)
def new() -> str:
    """新しい回."""
    return _form({"number": str(operations.next_number(session())), "agenda": _AGENDA})


@blueprint.post("/new")
@require(Role.COORDINATOR)
def create() -> Response | tuple[str, int]:
    """会議を登録する; a number is given once, so a second press is told that it is there."""
    return _keep(None)


@blueprint.get("/<int(max=2147483647):council_id>")
@require(Role.COORDINATOR)
def council(council_id: int) -> str:
    """一回の会議: papers, 次第, 議事要旨, 指摘と対応, and what was carried to it."""
    return council_page(council_of(council_id))


@blueprint.get("/<int(max=2147483647):council_id>/edit")
@require(Role.COORDINATOR)
def edit(council_id: int) -> str:
    """会議を直す."""
    found = council_of(council_id)
    first = {name: str(getattr(found, name)) for name in ("number", "place", "online_url", "agenda", "gist")}
    return _form(first | {"starts_at": f"{in_japan(found.starts_at):%Y-%m-%dT%H:%M}"}, council=found)


@blueprint.post("/<int(max=2147483647):council_id>/edit")
@require(Role.COORDINATOR)
def change(council_id: int) -> Response | tuple[str, int]:
    """会議を保存する."""
    return _keep(council_of(council_id))


@blueprint.post("/<int(max=2147483647):council_id>/papers")
@require(Role.COORDINATOR)
def lay(council_id: int) -> Response | tuple[str, int]:
    """資料を出す."""
    found = council_of(council_id)
    known = [each.id for each in releases()]
    said, problems = read_paper(_fields(), known)
    if said is not None:
        try:
            with transaction() as writing:
                paper = operations.lay_paper(writing, writing.get_one(Council, found.id), said)
                _record(writing, "council_paper_laid", found.id, paper=paper.id, kind=paper.kind.value)
            return _back(found.id, "papers")
        except NotPossible as problem:
            problems = [Problem("paper_number", str(problem))]
    return council_page(found, request.form.to_dict(), problems), 422


@blueprint.post("/<int(max=2147483647):council_id>/papers/<int(max=2147483647):paper_id>/withdraw")
@require(Role.COORDINATOR)
def withdraw(council_id: int, paper_id: int) -> Response:
    """資料を外す."""
    found = session().scalar(select(CouncilPaper).filter_by(id=paper_id, council_id=council_id))
    if found is None:
        not_yours(f"council_paper/{paper_id}")
    with transaction() as writing:
        operations.withdraw_paper(writing, writing.get_one(CouncilPaper, found.id))
        _record(writing, "council_paper_withdrawn", council_id, paper=paper_id)
    return _back(council_id, "papers")


@blueprint.post("/<int(max=2147483647):council_id>/remarks")
@require(Role.COORDINATOR)
def note(council_id: int) -> Response | tuple[str, int]:
    """指摘を書く."""
    found = council_of(council_id)
    said, problems = read_remark(_fields(), _owners())
    if said is None:
        return council_page(found, request.form.to_dict(), problems), 422
    with transaction() as writing:
        key = request.form.get("key", "")[:40] or token_hex(8)
        remark = operations.note_remark(
            writing, writing.get_one(Council, found.id), said, key, datetime.now(UTC)
        )
        _record(writing, "remark_noted", found.id, remark=remark.id, state=said.state.value)
    return _back(found.id, "remarks")


@blueprint.get("/<int(max=2147483647):council_id>/remarks/<int(max=2147483647):remark_id>")
@require(Role.COORDINATOR)
def remark(council_id: int, remark_id: int) -> str:
    """一つの指摘: its answer is written as long as anybody waits for it."""
    found = _remark(council_id, remark_id)
    first = {name: getattr(found, name) for name in REMARK}
    due = found.due.isoformat() if found.due else ""
    return _remark_page(
        found, first | {"state": found.state.value, "due": due, "owner": str(found.owner_id or "")}
    )


@blueprint.post("/<int(max=2147483647):council_id>/remarks/<int(max=2147483647):remark_id>")
@require(Role.COORDINATOR)
def answer(council_id: int, remark_id: int) -> Response | tuple[str, int]:
    """対応を保存する."""
    found = _remark(council_id, remark_id)
    said, problems = read_remark(_fields(), _owners())
    if said is None:
        return _remark_page(found, request.form.to_dict(), problems), 422
    with transaction() as writing:
        operations.answer_remark(writing, writing.get_one(Remark, found.id), said, datetime.now(UTC))
        _record(writing, "remark_answered", council_id, remark=remark_id, state=said.state.value)
    return _back(council_id, "remarks")


def council_of(council_id: int) -> Council:
    """Any coordinator of the partnership may: its council is everybody's."""
    found = session().get(Council, council_id)
    if found is None:
        not_yours(f"council/{council_id}")
    return found


def releases() -> Sequence[ReportRelease]:
    """What can be laid before a council, the newest first."""
    newest = (ReportRelease.fiscal_year.desc(), ReportRelease.number.desc())
    return session().scalars(select(ReportRelease).order_by(*newest).limit(MOST_RELEASES)).all()


def council_page(
    found: Council, typed: Mapping[str, str] | None = None, problems: Sequence[Problem] = ()
) -> str:
    """One meeting with what was typed into a form of its page."""
    numbers = {paper.number for paper in found.papers}
    first = {
        "paper_number": str(max(numbers, default=0) + 1),
        "paper_year": str(FiscalYear.of(found.starts_at).year),
        "state": NeedState.CONSIDERED.value,
    }
    return render_template(
        "reports/council.html",
        council=found,
        carried=operations.carried_to(session(), found),
        releases=releases(),
        kinds=[(kind.value, _(kind.label_ja)) for kind in PaperKind],
        states=_states(),
        partners=_partners(),
        first={**first, **(typed or {})},
        problems=_told(problems),
        key=(typed or {}).get("key") or token_hex(8),
    )


def _keep(found: Council | None) -> Response | tuple[str, int]:
    said, problems = read_council(_fields())
    if said is not None:
        try:
            with transaction() as writing:
                before = writing.get_one(Council, found.id) if found else None
                kept = operations.keep_council(writing, before, said, datetime.now(UTC))
                _record(writing, "council_kept", kept.id, number=kept.number)
            return _back(kept.id)
        except NotPossible as problem:
            problems = [Problem("number", str(problem))]
    return _form(request.form.to_dict(), problems, found), 422


def _form(first: Mapping[str, str], problems: Sequence[Problem] = (), council: Council | None = None) -> str:
    return render_template(
        "reports/council_edit.html", council=council, first=first, problems=_told(problems), longest=LONGEST
    )


def _remark_page(found: Remark, first: Mapping[str, str], problems: Sequence[Problem] = ()) -> str:
    return render_template(
        "reports/remark.html",
        remark=found,
        first=first,
        problems=_told(problems),
        states=_states(),
        partners=_partners(),
    )


def _remark(council_id: int, remark_id: int) -> Remark:
    found = session().scalar(select(Remark).filter_by(id=remark_id, council_id=council_id))
    if found is None:
        not_yours(f"remark/{remark_id}")
    return found


def _states() -> list[tuple[str, str]]:
    return [(state.value, _(state.label_ja)) for state in NeedState]


def _partners() -> list[tuple[int, str]]:
    return [(partner.id, localised(partner, "name")) for partner in partners(session())]


def _owners() -> list[int]:
    return [partner.id for partner in partners(session())]


def _told(problems: Sequence[Problem]) -> dict[str, str]:
    return {problem.field: _(problem.message_ja) for problem in problems}


def _fields() -> Mapping[str, Sequence[str]]:
    return {name: values for name, values in request.form.lists() if name != "csrf_token"}


def _record(writing: Session, action: str, council_id: int, **detail: Any) -> None:
    record(writing, datetime.now(UTC), signed_in_learner().id, action, f"council/{council_id}", **detail)


def _back(council_id: int, anchor: str | None = None) -> Response:
    flash(_("保存しました。"))
    return redirect(url_for(".council", council_id=council_id, _anchor=anchor), 303)


_AGENDA = "開会\n前回までの指摘への対応\n受講状況の報告\n意見交換\n閉会"
