"""活用事例 in a report: word for word as they were approved, withdrawn until the release, and frozen from then on."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from webapp.enrolment.models import Enrolment
from webapp.participation.cases import operations
from webapp.participation.cases.models import CaseState, UseCase
from webapp.programme.audience import Audience
from webapp.region import Words
from webapp.reports.assembling.cases import cases_section
from webapp.reports.frozen.report import Edition
from webapp.reports.releases.drafting import choose_cases
from webapp.reports.releases.making import chosen_words
from webapp.reports.releases.releasing import NotReleasable, release, report_of
from webapp.reports.releases.steps import NotNow

AT = datetime(2027, 5, 1, tzinfo=UTC)


class _Labels:
    @staticmethod
    def both(ja):
        return Words(ja, "English")


@pytest.fixture
def case(session, make_offering, make_learner):
    """A case that everybody may read."""
    offering, learner = make_offering(), make_learner()
    enrolment = Enrolment(
        learner_id=learner.id, offering_id=offering.id, audience=Audience.PRIVATE, enrolled_at=AT
    )
    session.add(enrolment)
    session.flush()
    made = UseCase(
        enrolment_id=enrolment.id, state=CaseState.PUBLISHED, consent_version="2026-11", consented_at=AT, changed_at=AT,
        title="在庫を減らした", organisation="", field="製造業", problem="多い\n二行目", effort="数えた", result="減った", wish="",
        published_at=AT,
    )  # fmt: skip
    made.approved_sha256 = made.sha256
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def with_case(session, report, decided, case):
    """A report with the case, decided by three hands."""
    section = cases_section(chosen_words(session, [case.id]), _Labels)
    draft = decided(replace(report, sections=(*report.sections, *section)))
    draft.cases = [case.id]
    session.flush()
    return draft


def lines(report):
    return [words.ja for section in report.sections if section.key == "cases" for words in section.paragraphs]


def test_the_chapter_says_the_approved_words_and_no_name(session, case):
    (section,) = cases_section(chosen_words(session, [case.id]), _Labels)
    assert [words.ja for words in section.paragraphs] == [
        "【在庫を減らした】匿名・製造業", "課題: 多い 二行目", "取り組み: 数えた", "成果: 減った",
    ]  # fmt: skip
    assert cases_section((), _Labels) == ()


def test_a_case_that_is_not_published_or_says_other_words_is_not_chosen(session, case):
    case.result = "盛った"
    session.flush()
    assert chosen_words(session, [case.id]) == ()


def test_a_withdrawal_before_the_release_stops_it(session, with_case, case, people, clock):
    operations.withdraw(session, case, clock())
    with pytest.raises(NotReleasable, match="case_withdrawn"):
        release(session, with_case, people[2], clock())


def test_a_withdrawal_after_the_release_leaves_it_as_it_was(session, with_case, case, people, clock):
    released = release(session, with_case, people[2], clock())
    told = lines(report_of(released))
    operations.withdraw(session, case, clock())
    session.expire_all()
    assert lines(report_of(released)) == told
    assert told[0] == "【在庫を減らした】匿名・製造業"


def test_nothing_is_chosen_once_the_draft_was_handed_in(session, with_case):
    with pytest.raises(NotNow):
        choose_cases(session, with_case, [])


def test_a_report_without_cases_is_released_as_before(session, decided, report, people, clock):
    assert release(session, decided(report), people[2], clock()).edition is Edition.COUNCIL
