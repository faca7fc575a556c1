"""Two people give a report's open data to everybody; of a report that was replaced it is given no more."""

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from webapp.audit import AuditEntry
from webapp.region import load_region
from webapp.reports.frozen.report import Edition, Version
from webapp.reports.numerals import Sign
from webapp.reports.releases import open_data
from webapp.reports.releases.open_data import (
    NotOpen,
    newest_of,
    open_data_of,
    open_up,
    packed,
    propose,
    take_back,
)

pytestmark = room.on_both_databases
REGION = load_region("mihon")


def _why(called, *arguments):
    with pytest.raises(NotOpen) as refused:
        called(*arguments)
    return refused.value.code


@pytest.fixture
def public(released, a_report):
    """A report for the public, as it was released."""
    return released(a_report({"beginner": 120, "intermediate": Sign.HIDDEN}, Edition.PUBLIC))


@pytest.fixture
def learner(make_learner):
    return make_learner()


@pytest.fixture
def step(session, people, clock):
    """Take a step as the coordinator of this number."""
    return lambda called, of, who: called(session, of, REGION, people[who], clock())


def test_one_proposes_and_another_releases(session, public, step, people):
    assert step(propose, public, 0).released_at is None
    given = step(open_up, public, 1)
    assert (given.proposed_by.id, given.released_by.id) == (people[0].id, people[1].id)
    assert given.sha256 == packed(public, REGION).sha256
    actions = session.scalars(select(AuditEntry.action).where(AuditEntry.action.startswith("open_data")))
    assert actions.all() == ["open_data_proposed", "open_data_released"]


def test_the_proposer_does_not_release_it(public, step):
    step(propose, public, 0)
    assert _why(step, open_up, public, 0) == "proposer"


def test_nothing_is_released_that_nobody_proposed(public, step):
    assert _why(step, open_up, public, 1) == "not_proposed"


def test_it_is_proposed_and_released_once(public, step):
    step(propose, public, 0)
    assert _why(step, propose, public, 1) == "already_proposed"
    step(open_up, public, 1)
    assert _why(step, propose, public, 2) == "already_open"
    assert _why(step, open_up, public, 2) == "already_open"


@pytest.mark.parametrize("who", [0, 1])
def test_a_proposal_is_taken_back_by_whoever_made_it_or_does_not_agree(session, public, step, who):
    step(propose, public, 0)
    step(take_back, public, who)
    assert open_data_of(session, public) is None
    assert _why(step, open_up, public, 1) == "not_proposed"
    step(propose, public, 1)
    step(open_up, public, 0)


def test_what_is_open_to_everybody_is_not_taken_back(public, step):
    assert _why(step, take_back, public, 0) == "not_proposed"
    step(propose, public, 0)
    step(open_up, public, 1)
    assert _why(step, take_back, public, 1) == "already_open"


def test_a_learner_takes_no_step(learner, session, public, clock):
    for called in (propose, take_back, open_up):
        assert _why(called, session, public, REGION, learner, clock()) == "not_a_coordinator"


def test_a_paper_of_the_council_gives_no_open_data(released, report, step):
    council = released(report)
    assert _why(step, propose, council, 0) == "not_for_everybody"
    assert _why(packed, council, REGION) == "not_for_everybody"


def test_a_report_with_a_count_below_the_threshold_of_its_own_snapshot_gives_none(released, a_report, step):
    assert _why(step, propose, released(a_report({"beginner": 9}, Edition.PUBLIC)), 0) == "too_small"


def test_what_is_no_longer_what_was_proposed_is_proposed_anew(public, step, monkeypatch):
    step(propose, public, 0)
    monkeypatch.setattr(open_data, "bundle", lambda report, files: b"other bytes")
    assert _why(step, open_up, public, 1) == "changed_package"
    step(propose, public, 1)
    assert _why(step, open_up, public, 1) == "proposer"
    step(open_up, public, 0)


def test_of_a_corrected_report_nothing_more_is_given(session, released, a_report, public, step):
    step(propose, public, 0)
    corrected = released(
        a_report({"beginner": 121, "intermediate": Sign.HIDDEN}, Edition.PUBLIC),
        version=Version.CORRECTED,
        reason="入力の誤り",
        replaces_number=public.number,
    )
    assert _why(step, open_up, public, 1) == "replaced"
    assert newest_of(session, public) == newest_of(session, corrected) == corrected
    step(propose, corrected, 0)
    step(open_up, corrected, 1)


def test_final_values_take_the_place_of_preliminary_ones(session, released, a_report, step):
    cells = {"beginner": 120}
    early = released(a_report(cells, Edition.PUBLIC), version=Version.PRELIMINARY)
    late = released(a_report(cells, Edition.PUBLIC))
    assert newest_of(session, early) == late
    assert _why(step, propose, early, 0) == "replaced"
