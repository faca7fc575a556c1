"""Canaries planted for one learner wherever text comes in: after an erasure, and after each period, nothing finds them."""

from datetime import timedelta

from sqlalchemy import select

from tests.webapp.participation.classroom import on_both_databases
from tests.webapp.retention.canaries import CANARIES, LONE, OF_THE_FIELD
from tests.webapp.retention.planting import later
from webapp.audit import AuditEntry, broken_links
from webapp.audit_cli import lost_heads
from webapp.audit_emptying import is_attested
from webapp.audit_heads import anchored
from webapp.enrolment.models import Enrolment, Learner
from webapp.hub import Hub
from webapp.participation.storage import SubmissionStore
from webapp.participation.verification import breaches
from webapp.retention.applying import apply
from webapp.retention.foreseen import foreseen

pytestmark = on_both_databases

# A log is no place where a person could be looked for: it names nobody, and goes by its age.
NOT_BY_ERASURE = {"log"}
# Who it was stays until the last course has been over for as long as people are kept.
OF_THE_PERSON = {"name", "kana", "mail", "phone", "organisation", "login"}
# Whom to tell goes a year after the need was settled; who visited and what was noted is an office's record for five years.
OF_THE_VISIT = {"visitors", "noted"}


def found(planted):
    return {canary: where for canary, where in planted.hits().items() if where}


def travel(planted, hub, at):
    """Apply the periods as if it were then, twice, as the worker does day by day."""
    asks = Hub(planted.settings.hub_socket, planted.settings.hub_token)
    try:
        gone = apply(planted.database, planted.settings, asks, at)
        apply(planted.database, planted.settings, asks, at + timedelta(days=1))
    finally:
        asks.close()
    return gone


def test_every_canary_is_found_before_and_none_after_an_erasure(planted, hub):
    before = found(planted)
    assert set(before) >= set(CANARIES) | set(LONE) | set(OF_THE_FIELD) | {"login"}
    assert "birth" not in before, "a day of birth is kept nowhere, whichever column it stood in"
    figures = planted.figures()
    with planted.app.app_context():
        done = planted.app.test_cli_runner().invoke(args=["erase-learner", planted.login, "--yes"])
    assert done.exit_code == 0, done.output
    assert set(found(planted)) == NOT_BY_ERASURE | set(OF_THE_FIELD), "others' data is theirs"
    assert hub.users == set()
    assert planted.figures()[1] == figures[1]


def test_each_canary_goes_when_its_time_is_over_and_figures_stay(planted, hub):
    figures = planted.figures()
    assert ["2026", "合計", "", "", "30", "1", "1", "1"] in [line[:8] for line in figures[0][0]]
    before = {
        line.name: line.number
        for line in foreseen(planted.database, planted.settings, later(planted.offering, 1))
    }
    gone = travel(planted, hub, later(planted.offering, 1))
    for name in ("hand_ins", "comments", "applications", "approvers", "roster_rows", "books", "homes",
                 "need_contacts", "organisation_contacts"):  # fmt: skip
        assert gone[name] == before[name] >= 1, name
    left = found(planted)
    # The log was put away at the first round, and is young by its name.
    assert set(left) == OF_THE_PERSON | OF_THE_VISIT | {"log"}, left
    assert planted.figures() == figures
    assert who(planted).name == CANARIES["name"]
    with planted.database.sessions() as session:
        assert session.scalars(select(Enrolment)).one().withdrawn_at is None
        assert (
            list(
                breaches(
                    session,
                    SubmissionStore(planted.settings.submissions),
                    planted.settings.releases,
                    later(planted.offering, 1),
                )
            )
            == []
        )

    gone = travel(planted, hub, later(planted.offering, 5))
    assert (gone["people"], gone["visit_notes"]) == (1, 1)
    assert found(planted) == {}
    assert planted.figures() == figures
    assert hub.users == set()
    assert whole_chain(planted)


def who(planted):
    with planted.database.sessions() as session:
        return session.get(Learner, planted.learner.id)


def whole_chain(planted):
    """Whether the audit is whole, its old lines emptied: no line of before says anything."""
    heads = anchored(planted.settings.audit_heads)
    with planted.database.sessions() as session:
        said = session.scalars(select(AuditEntry.action).where(AuditEntry.action == "view_roster")).all()
        whole = not list(broken_links(session)) and not lost_heads(session, heads)
        return whole and is_attested(session, heads) and not said
