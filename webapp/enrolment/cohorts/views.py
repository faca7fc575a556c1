"""受講団体のページ: groups that neighbours send, for the office of the partner that hosts their courses."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.downloads import attachment
from webapp.enrolment.cohorts import operations
from webapp.enrolment.cohorts.completions import completion_sheet
from webapp.enrolment.cohorts.forms import read_cohort, read_day
from webapp.enrolment.cohorts.models import Cohort, CohortKind, Ground, Training
from webapp.enrolment.cohorts.queries import cohorts_of, handed_over, lines_of
from webapp.enrolment.models import Role
from webapp.enrolment.rosters.models import RosterImport
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.languages import localised
from webapp.layout import invented
from webapp.not_yours import not_yours
from webapp.programme.models import Offering, Partner
from webapp.programme.operations import NotPossible
from webapp.programme.typed import Problem, Typed
from webapp.spreadsheet import Encoding, write_csv
from webapp.wording import mark
from webapp.workbook import XLSX, write_workbook

blueprint = Blueprint("cohorts", __name__, url_prefix="/office/cohorts")
LARGEST = 9999
UNFIT = mark(
    "この文字コードで書けない文字があります。データの行番号: 列: 文字 → 書いた文字。UTF-8版には元の文字のまま入っています。"
)


@blueprint.get("")
@require(Role.COORDINATOR)
def show() -> str:
    """受講団体 of a year."""
    year = _asked()
    current = FiscalYear.of(datetime.now(UTC)).year
    years = sorted({year, *(FiscalYear(current + step) for step in range(-3, 2))}, reverse=True)
    return render_template(
        "cohorts/cohorts.html", cohorts=cohorts_of(session(), _mine(), year.year), year=year, years=years
    )


@blueprint.get("/new")
@require(Role.COORDINATOR)
def new() -> str:
    """新しい受講団体."""
    return _form({"ground": Ground.CONSENT.value}, _asked())


@blueprint.post("/new")
@require(Role.COORDINATOR)
def create() -> Response | tuple[str, int]:
    """受講団体を登録する; its name is given once in a year, so a second press is told that it is there."""
    return _keep(None, _asked())


@blueprint.get("/<int(max=2147483647):cohort_id>")
@require(Role.COORDINATOR)
def cohort(cohort_id: int) -> str:
    """一つの受講団体: seats, rosters, numbers, and what goes to the sponsor."""
    return _page(_own(cohort_id))


@blueprint.get("/<int(max=2147483647):cohort_id>/edit")
@require(Role.COORDINATOR)
def edit(cohort_id: int) -> str:
    """受講団体を直す."""
    found = _own(cohort_id)
    first = {name: getattr(found, name) for name in ("name", "sponsor", "ground_text")}
    first |= {"kind": found.kind.value, "training": found.training.value if found.training else ""}
    first |= {"ground": found.ground.value, "sponsor_partner": str(found.sponsor_partner_id or "")}
    return _form(first, FiscalYear(found.fiscal_year), cohort=found)


@blueprint.post("/<int(max=2147483647):cohort_id>/edit")
@require(Role.COORDINATOR)
def change(cohort_id: int) -> Response | tuple[str, int]:
    """受講団体を保存する."""
    found = _own(cohort_id)
    return _keep(found, FiscalYear(found.fiscal_year))


@blueprint.post("/<int(max=2147483647):cohort_id>/seats")
@require(Role.COORDINATOR)
def seats(cohort_id: int) -> Response | tuple[str, int]:
    """団体枠を取り置く."""
    found, typed = _own(cohort_id), Typed(_fields())
    number, wanted = typed.number("seats", 0, LARGEST), typed.text("offering")
    offering = next((each for each in _offerings(found) if str(each.id) == wanted), None)
    problems = list(typed.problems)
    if offering is None:
        problems.append(Problem("offering", _("一覧から選んでください。")))
    if offering is not None and not problems:
        try:
            with transaction() as writing:
                kept = writing.get_one(Offering, offering.id)
                operations.keep_seats(writing, writing.get_one(Cohort, found.id), kept, number or 0)
                _record(writing, "cohort_seats_kept", found.id, offering=offering.id, seats=number or 0)
            return _back(found.id)
        except NotPossible as problem:
            problems = [Problem("seats", str(problem))]
    return _page(found, request.form.to_dict(), problems), 422


@blueprint.post("/<int(max=2147483647):cohort_id>/told")
@require(Role.COORDINATOR)
def told(cohort_id: int) -> Response | tuple[str, int]:
    """本人に知らせた日を記録する."""
    found, at = _own(cohort_id), datetime.now(UTC)
    day, problems = read_day(_fields(), "told_on", japanese_date(at), needed=True)
    if day is None:
        return _page(found, request.form.to_dict(), problems), 422
    with transaction() as writing:
        people = operations.say_told(writing, writing.get_one(Cohort, found.id), day)
        _record(writing, "cohort_told", found.id, told_on=day.isoformat(), people=people)
    return _back(found.id)


@blueprint.get("/<int(max=2147483647):cohort_id>/completions.<any(xlsx, csv):ending>")
@require(Role.COORDINATOR)
def completions(cohort_id: int, ending: str) -> Response:
    """修了の引き渡し: a file for the sponsor, and a line in the audit of who is in it."""
    found = _own(cohort_id)
    sheet, handed = completion_sheet(session(), found, datetime.now(UTC), invented=invented())
    encoding = Encoding.CP932 if request.args.get("encoding") == Encoding.CP932.value else Encoding.UTF_8
    with transaction() as writing:
        _record(
            writing, "cohort_handed_over", found.id, ground=found.ground.value, ending=ending,
            enrolments=[member.enrolment_id for member, _organisation in handed.members],
            whose=[member.enrolment.learner_id for member, _organisation in handed.members],
            untold=handed.untold, unagreed=handed.unagreed,
        )  # fmt: skip
    name = f"修了状況_{found.fiscal_year}_{found.id}.{ending}"
    if ending == "xlsx":
        return attachment(write_workbook(sheet, "修了状況"), XLSX, name, "completions.xlsx")
    content = write_csv(sheet, encoding, _(UNFIT))
    return attachment(content, f"text/csv; charset={encoding.charset}", name, "completions.csv")


def _page(found: Cohort, typed: Mapping[str, str] | None = None, problems: Sequence[Problem] = ()) -> str:
    rosters = select(RosterImport).filter_by(cohort_id=found.id).order_by(RosterImport.id.desc()).limit(50)
    return render_template(
        "cohorts/cohort.html",
        cohort=found,
        year=FiscalYear(found.fiscal_year),
        lines=lines_of(session(), found),
        handed=handed_over(session(), found),
        rosters=session().scalars(rosters).all(),
        offerings=[
            (each.id, f"{localised(each, 'title')} {_('第%(number)s期', number=each.number)}")
            for each in _offerings(found)
        ],
        first=typed or {},
        problems=_said(problems),
    )


def _keep(found: Cohort | None, year: FiscalYear) -> Response | tuple[str, int]:
    said, problems = read_cohort(_fields(), [partner.id for partner in _partners()])
    hosts = {str(partner.id): partner for partner in coordinated_partners(signed_in_learner())}
    host = found.host_id if found else _host_id(hosts)
    if host is None:
        problems = [*problems, Problem("host", _("一覧から選んでください。"))]
    if said is not None and host is not None:
        try:
            with transaction() as writing:
                before = writing.get_one(Cohort, found.id) if found else None
                kept = operations.keep_cohort(writing, before, host, year.year, said, datetime.now(UTC))
                _record(writing, "cohort_kept", kept.id, ground=kept.ground.value)
            return _back(kept.id)
        except NotPossible as problem:
            problems = [Problem("name", str(problem))]
    return _form(request.form.to_dict(), year, problems, found), 422


def _host_id(hosts: Mapping[str, Partner]) -> int | None:
    """Whose it is: the only partner of this person, or the one that was chosen among theirs."""
    chosen = request.form.get("host", next(iter(hosts), "") if len(hosts) == 1 else "")
    return hosts[chosen].id if chosen in hosts else None


def _form(
    first: Mapping[str, str],
    year: FiscalYear,
    problems: Sequence[Problem] = (),
    cohort: Cohort | None = None,
) -> str:
    return render_template(
        "cohorts/edit.html",
        cohort=cohort,
        year=year,
        first=first,
        problems=_said(problems),
        hosts=[(p.id, localised(p, "name")) for p in coordinated_partners(signed_in_learner())],
        partners=[(partner.id, localised(partner, "name")) for partner in _partners()],
        kinds=[(kind.value, _(kind.label_ja)) for kind in CohortKind],
        trainings=[(training.value, _(training.label_ja)) for training in Training],
        grounds=[(ground.value, _(ground.label_ja)) for ground in Ground],
    )


def _own(cohort_id: int) -> Cohort:
    """A group that one's own partner keeps; others' do not exist."""
    found = session().get(Cohort, cohort_id)
    if found is None or found.host_id not in _mine():
        not_yours(f"cohort/{cohort_id}")
    return found


def _offerings(found: Cohort) -> Sequence[Offering]:
    same = select(Offering).filter_by(host_id=found.host_id, fiscal_year=found.fiscal_year)
    return session().scalars(same.order_by(Offering.starts_on, Offering.id)).all()


def _mine() -> list[int]:
    return [partner.id for partner in coordinated_partners(signed_in_learner())]


def _partners() -> Sequence[Partner]:
    return session().scalars(select(Partner).order_by(Partner.id)).all()


def _asked() -> FiscalYear:
    given = request.args.get("year", "")
    known = given.isascii() and given.isdigit() and len(given) == 4 and 1990 <= int(given) <= 2200
    return FiscalYear(int(given)) if known else FiscalYear.of(datetime.now(UTC))


def _said(problems: Sequence[Problem]) -> dict[str, str]:
    return {problem.field: _(problem.message_ja) for problem in problems}


def _fields() -> Mapping[str, Sequence[str]]:
    return {name: values for name, values in request.form.lists() if name != "csrf_token"}


def _record(writing: Session, action: str, cohort_id: int, **detail: Any) -> None:
    record(writing, datetime.now(UTC), signed_in_learner().id, action, f"cohort/{cohort_id}", **detail)


def _back(cohort_id: int) -> Response:
    flash(_("保存しました。"))
    return redirect(url_for(".cohort", cohort_id=cohort_id), 303)
