"""取り込む: the worker enrols the people of a roster, some rows at a time, each exactly once."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.db import Database
from webapp.enrolment.accounts.logins import make_account
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.cohorts.operations import join
from webapp.enrolment.models import Application, Enrolment, Learner
from webapp.enrolment.operations import NotPossible, enrol
from webapp.enrolment.rosters.models import READY, Outcome, RosterImport, RosterRow, RosterState, Standing
from webapp.enrolment.rosters.operations import OVER
from webapp.enrolment.rosters.people import Person, Problem
from webapp.enrolment.rosters.planning import Planned, Planner
from webapp.enrolment.states import IllegalMove
from webapp.threads import in_a_thread
from webapp.wording import mark

log = logging.getLogger(__name__)

ROWS_AT_ONCE = 200
LOOK_EVERY = 2.0  # seconds, while no roster waits
# Seconds between two chunks. Who waits for a SQLite database asks for it every 0.1 s: each breath lets them in.
BREATH = 0.15
LOCK = 0x7A7F  # one chunk at a time: two rosters with the same new person must not both make an account
CLOSED = mark("講座が終了したか開講中止になったため、取り込みを止めました。")
FAILED = mark(
    "途中で問題が起きて止まりました。続きから取り込めます。繰り返すときは、システム管理者へお知らせください。"
)
CANNOT = mark("申込の状態から、受講決定にできません。")


@contextmanager
def applying_rosters(database: Database) -> Iterator[None]:
    """Bring rosters in, in a thread of its own, while the block runs: telling the hub never waits for it."""
    with in_a_thread("rosters", partial(apply_rosters, database)):
        yield


def apply_rosters(database: Database, stop: threading.Event) -> None:
    """Look for rosters to bring in until `stop` is set; a worker that dies leaves the rest to the next."""
    while not stop.is_set():
        try:
            found = look(database, datetime.now(UTC))
        except DBAPIError as error:
            log.info("rosters wait: %s", type(error).__name__)
            found = False
        except Exception:  # a thread that ended would leave every roster where it is
            log.exception("looking for rosters failed; it goes on")
            found = False
        stop.wait(BREATH if found else LOOK_EVERY)


def look(database: Database, at: datetime) -> bool:
    """Bring in one chunk, where a roster waits; a fault stops that roster and says so on its page."""
    with database.sessions() as session:
        waits = select(RosterImport.id).where(RosterImport.state == RosterState.APPLYING)
        roster_id = session.scalar(waits.order_by(RosterImport.id).limit(1))
    if roster_id is None:
        return False
    try:
        with database.transaction() as session:
            return apply_chunk(session, at)
    except DBAPIError:
        raise
    except Exception:
        log.exception("roster %s stops", roster_id)
        with database.transaction() as session:
            stopped = session.get(RosterImport, roster_id)
            if stopped is not None:
                stopped.state, stopped.problem = RosterState.FAILED, FAILED
        return True


def apply_chunk(session: Session, at: datetime) -> bool:
    """The next rows of a roster that waits, with what became of each; False where none waits."""
    waits = select(RosterImport).where(RosterImport.state == RosterState.APPLYING).order_by(RosterImport.id)
    roster = session.scalar(waits.limit(1).with_for_update(skip_locked=True, of=RosterImport))
    if roster is None:
        return False
    if roster.offering.state in OVER:
        roster.state, roster.problem = RosterState.FAILED, CLOSED
        return True
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    ready = select(RosterRow).where(
        RosterRow.import_id == roster.id, RosterRow.standing.in_(READY), RosterRow.outcome.is_(None)
    )
    rows = list(session.scalars(ready.order_by(RosterRow.number).limit(ROWS_AT_ONCE)))
    before = {row.id: row.standing for row in rows}
    made = 0
    with (
        session.no_autoflush
    ):  # every operation flushes what it writes; before each question it would be for nothing
        for planned in Planner(session, roster).plan(rows):
            _bring_in(session, roster, planned, at)
            made += planned.row.outcome is Outcome.MADE
    roster.rows_done += sum(row.outcome is not None for row in rows)
    if len(rows) < ROWS_AT_ONCE:
        roster.state, roster.applied_at = RosterState.APPLIED, at
    if rows:
        changed = sum(row.standing is not before[row.id] for row in rows)
        record(
            session, at, roster.made_by_id, "roster_rows_applied", f"offering/{roster.offering_id}",
            roster=roster.id, rows=len(rows), made=made, changed=changed,
        )  # fmt: skip
    session.flush()
    return True


def _bring_in(session: Session, roster: RosterImport, planned: Planned, at: datetime) -> None:
    row, person, somebody = planned.row, planned.person, planned.somebody
    if row.standing is Standing.ENROLLED:
        row.outcome, row.learner_id = Outcome.ALREADY, somebody.learner_id
        _with_cohort(session, roster, row)
        return
    known = session.get(Learner, somebody.learner_id) if somebody.learner_id else None
    learner = known or make_account(
        session, person.name, person.kana, person.email or None, "ja", at,
        phone=person.phone or None, made_by=roster.made_by_id,
    )  # fmt: skip
    somebody.learner_id = row.learner_id = learner.id
    try:
        enrolment = enrol(session, learner, roster.offering, person.attributes(), at, by=roster.made_by_id)
    except (NotPossible, IllegalMove) as error:
        said = str(error) if isinstance(error, NotPossible) else CANNOT
        row.outcome, row.problems = Outcome.REFUSED, [Problem("", said).as_json()]
        return
    somebody.is_enrolled = True
    row.outcome = Outcome.ENROLLED if known else Outcome.MADE
    if enrolment.application is not None:
        _tell_more(enrolment.application, person)
    _with_cohort(session, roster, row)


def _with_cohort(session: Session, roster: RosterImport, row: RosterRow) -> None:
    """受講団体の名簿: whoever it enrolled, or found enrolled, belongs to the cohort."""
    if roster.cohort_id is None:
        return
    enrolment = session.scalar(
        select(Enrolment).filter_by(learner_id=row.learner_id, offering_id=roster.offering_id)
    )
    if enrolment is not None:
        join(session, roster.cohort_id, enrolment, roster.told_on, row.number)


def _tell_more(application: Application, person: Person) -> None:
    """What the office knows, where the person has filled in no form of their own."""
    if application.profile:
        return
    profile = Profile(
        audience=person.audience, organisation=person.organisation, section=person.section, title=person.title,
        industry=person.industry or None, occupation=person.job, workplace_code5=person.workplace or None,
        residence_code5=person.residence or None, school_type=person.school_type or None, school=person.school,
        subject=person.subject, age_band=person.age_band or None,
    )  # fmt: skip
    application.profile = profile.as_data() | ({"note": person.note} if person.note else {})
