"""A draft goes through three different hands, and what is decided is what was confirmed."""

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.region import Words
from webapp.reports.frozen.report import Edition
from webapp.reports.releases.drafting import Sentences, write_sentences
from webapp.reports.releases.models import DraftState, StepKind
from webapp.reports.releases.steps import (
    NotNow,
    confirm,
    decide,
    hand_in,
    look_at_protection,
    send_back,
)

SENTENCES = Sentences(Words("要約です。", "A summary."), Words("要因です。", ""), Words("次です。", ""))


def _why(called, *arguments):
    with pytest.raises(NotNow) as refused:
        called(*arguments)
    return refused.value.code


@pytest.fixture
def handed_in(session, a_draft, report, people, clock):
    draft = a_draft()
    hand_in(session, draft, report, {}, people[0], clock())
    return draft


@pytest.fixture
def looked_at(session, handed_in, people, clock):
    look_at_protection(session, handed_in, {"hidden": 1}, people[1], clock())
    return handed_in


@pytest.fixture
def stranger(make_learner):
    return make_learner()


def test_three_people_bring_a_draft_to_its_decision(decided, report, people):
    draft = decided(report)
    assert draft.state is DraftState.DECIDED
    assert [(step.kind, step.by_id) for step in draft.steps] == [
        (StepKind.DRAFT, people[0].id),
        (StepKind.CONFIRM, people[1].id),
        (StepKind.DECIDE, people[2].id),
    ]


def test_whoever_drafted_neither_confirms_nor_decides(session, looked_at, people, clock):
    assert _why(confirm, session, looked_at, people[0], clock()) == "same_person"
    confirm(session, looked_at, people[1], clock())
    assert _why(decide, session, looked_at, people[0], clock()) == "same_person"


def test_whoever_confirmed_does_not_decide(session, looked_at, people, clock):
    confirm(session, looked_at, people[1], clock())
    assert _why(decide, session, looked_at, people[1], clock()) == "same_person"


def test_nobody_confirms_before_the_protection_was_looked_at(session, handed_in, people, clock):
    assert _why(confirm, session, handed_in, people[1], clock()) == "not_looked_at"


def test_nothing_is_decided_before_it_was_confirmed(session, looked_at, people, clock):
    assert _why(decide, session, looked_at, people[2], clock()) == "wrong_state"


def test_only_coordinators_take_steps(session, stranger, looked_at, clock):
    assert _why(confirm, session, looked_at, stranger, clock()) == "not_a_coordinator"


def test_sending_back_says_why(session, handed_in, people, clock):
    assert _why(send_back, session, handed_in, people[1], clock(), " 　") == "no_comment"
    send_back(session, handed_in, people[1], clock(), "要因を書いてください。")
    assert handed_in.state is DraftState.SENT_BACK
    assert handed_in.steps[-1].comment == "要因を書いてください。"


def test_what_came_back_is_looked_at_again_once_it_has_changed(session, looked_at, a_report, people, clock):
    send_back(session, looked_at, people[1], clock(), "数を直してください。")
    hand_in(session, looked_at, a_report({"beginner": 121}), {}, people[0], clock())
    assert _why(confirm, session, looked_at, people[1], clock()) == "not_looked_at"


def test_the_hands_of_an_earlier_round_may_take_another_part(session, looked_at, report, people, clock):
    send_back(session, looked_at, people[1], clock(), "もう一度。")
    hand_in(session, looked_at, report, {}, people[1], clock())
    confirm(session, looked_at, people[0], clock())
    decide(session, looked_at, people[2], clock())
    assert looked_at.state is DraftState.DECIDED


def test_words_are_written_until_the_draft_is_handed_in(session, a_draft, report, people, clock):
    draft = a_draft()
    write_sentences(session, draft, SENTENCES)
    assert (draft.summary_ja, draft.causes_ja, draft.next_steps_ja) == (
        "要約です。",
        "要因です。",
        "次です。",
    )
    hand_in(session, draft, report, {}, people[0], clock())
    assert _why(write_sentences, session, draft, SENTENCES) == "wrong_state"


def test_a_report_about_something_else_is_not_taken(session, a_draft, report, people, clock):
    draft = a_draft(edition=Edition.PUBLIC)
    assert _why(hand_in, session, draft, report, {}, people[0], clock()) == "other_report"


def test_every_step_is_in_the_audit_with_the_bytes_it_was_about(session, decided, report):
    draft = decided(report)
    lines = session.scalars(select(AuditEntry).where(AuditEntry.subject == f"report_draft/{draft.id}")).all()
    assert [line.action for line in lines] == [
        "report_draft", "protection_decided", "report_confirm", "report_decide",
    ]  # fmt: skip
    assert len({line.detail["sha256"] for line in lines}) == 1
