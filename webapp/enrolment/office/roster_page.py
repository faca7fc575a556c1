"""名簿を確かめるページ: what it shows of an import and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db import session
from webapp.enrolment.applying.profile import AGE_BANDS
from webapp.enrolment.models import Municipality
from webapp.enrolment.rosters import operations
from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.matching import WHO
from webapp.enrolment.rosters.models import RosterImport, RosterRow, RosterState, Standing
from webapp.enrolment.rosters.people import Person
from webapp.enrolment.rosters.planning import Planner
from webapp.looking import look
from webapp.paging import asked_page
from webapp.programme.audience import Audience
from webapp.programme.industries import INDUSTRIES

ON_A_PAGE = 50
TOWNS = (Field.MUNICIPALITY, Field.WORKPLACE, Field.RESIDENCE)


@dataclass(frozen=True)
class Mend:
    """One cell to mend: what is wrong, what stood there, and what the field is filled with."""

    field: Field
    message_ja: str
    stood: str
    filled: str


@dataclass(frozen=True)
class Shown:
    """A row as the page shows it."""

    row: RosterRow
    person: Person
    mends: list[Mend]
    asks_who: str
    notes: list[str]


def show(roster: RosterImport) -> str:
    """The page of an import; while rows come in it shows no names, and asks for itself again and again."""
    counts = operations.counts_of(session(), roster)
    waiting = operations.waiting(session(), roster)
    if roster.state is RosterState.APPLYING:
        return render_template("office/roster.html", roster=roster, counts=counts, waiting=waiting)
    planner = Planner(session(), roster)
    of_import = select(RosterRow).where(RosterRow.import_id == roster.id).order_by(RosterRow.number)
    to_mend = session().scalars(of_import.where(RosterRow.standing == Standing.TO_MEND).limit(ON_A_PAGE))
    paging = asked_page(sum(counts.values()) - counts[Standing.TO_MEND], ON_A_PAGE)
    others = session().scalars(
        of_import.where(RosterRow.standing != Standing.TO_MEND).offset(paging.offset).limit(paging.size)
    )
    mending, rest = [[_shown(planner, row) for row in rows] for rows in (to_mend, others)]
    page = render_template(
        "office/roster.html",
        roster=roster,
        counts=counts,
        waiting=waiting,
        mending=mending,
        others=rest,
        paging=paging,
        page=request.args.get("page", "1"),
        lists=_lists(session(), roster.columns.get("school_types", ())) if mending else {},
    )
    shown = [line.row.learner_id for line in (*mending, *rest)]
    look("roster_looked_at", f"offering/{roster.offering_id}", [who for who in shown if who],
         roster=roster.id, rows=len(shown))  # fmt: skip
    return page


def _shown(planner: Planner, row: RosterRow) -> Shown:
    person, _problems = planner.read(row)
    raw, mends, asks_who, notes = row.raw, [], "", []
    for problem in row.problems:
        if problem["field"] == WHO:
            asks_who = problem["message_ja"]
        elif not problem["field"]:
            notes.append(problem["message_ja"])
        else:
            field = Field(problem["field"])
            stood = raw.get(field, "")
            mends.append(Mend(field, problem["message_ja"], stood, problem["suggestion"] or stood))
    return Shown(row, person, mends, asks_who, notes)


def _lists(session: Session, school_types: Sequence[str]) -> dict[str, list[str]]:
    """What may be chosen beside a field that takes only certain words."""
    towns = list(session.scalars(select(Municipality.name_ja).order_by(Municipality.code5)))
    return {
        Field.AUDIENCE.value: [audience.label_ja for audience in Audience],
        Field.INDUSTRY.value: list(INDUSTRIES.values()),
        Field.SCHOOL_TYPE.value: list(school_types),
        Field.AGE_BAND.value: list(AGE_BANDS),
        **{field.value: towns for field in TOWNS},
    }
