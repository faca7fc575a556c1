"""Every look at people, export and print that the code can write down says what it is for; what only changes something is listed here."""

import re

import pytest
from sqlalchemy import select

from tests.webapp.recorded_actions import recorded
from webapp.audit import AuditEntry
from webapp.looking import looked
from webapp.participation.cases.office_views import STEPS
from webapp.programme.changes import ChangeKind
from webapp.purposes import PURPOSE_OF
from webapp.reports.releases.models import StepKind

# How an action ends that shows or takes something out of the platform.
SHOWS = re.compile(
    r"^view_|_(seen|listed|shown|opened|read|looked_at|exported|printed|copied|downloaded|file_taken|data_taken|sheet|results)$"
)
# What changes something and shows nothing: it needs no purpose as long as no line of it names whose it was.
CHANGES = {
    "announcement_sent",
    "announcements_changed",
    "application_needs_taken",
    "approval_asked_again",
    "approval_on_paper",
    "calendar_renewed",
    "called_off",
    "case_approved",
    "case_offered",
    "case_sent_back",
    "case_withdrawn",
    "certificate_name_given",
    "cohort_kept",
    "cohort_seats_kept",
    "cohort_told",
    "consent",
    "correction_asked",
    "council_kept",
    "council_paper_laid",
    "council_paper_withdrawn",
    "course_composed",
    "course_taken_apart",
    "drawn",
    "earlier_total_entered",
    "email_changed",
    "erased",
    "guest_consent",
    "guest_contact_withdrawn",
    "invitation_ended",
    "invitation_renewed",
    "invited",
    "letter_head_decided",
    "logic_box_changed",
    "logic_box_moved",
    "logic_box_put",
    "logic_box_taken_out",
    "logic_model_copied",
    "meeting_held",
    "need_answer_told",
    "need_attributed",
    "need_linked",
    "need_merged",
    "need_moved",
    "need_reworded",
    "need_unlinked",
    "needs_imported",
    "needs_typed",
    "offering_changed",
    "offering_copied",
    "offering_planned",
    "open_data_proposed",
    "open_data_released",
    "open_data_taken_back",
    "organisation_changed",
    "outreach_changed",
    "outreach_recorded",
    "password_changed",
    "password_reset",
    "password_set_by_application",
    "password_set_by_card",
    "programme_drafted",
    "programme_kept",
    "programme_published",
    "protection_decided",
    "record_recipient_saved",
    "recovery_codes_made",
    "refused",
    "remark_answered",
    "remark_noted",
    "report_begun",
    "report_cases",
    "report_coarser",
    "report_released",
    "report_written",
    "retention",
    "roster_applied",
    "roster_dropped",
    "roster_rows_applied",
    "second_email_changed",
    "second_email_removed",
    "second_factor_begun",
    "secrets_rotated",
    "seminar_changed",
    "seminar_heads",
    "seminar_planned",
    "settled",
    "share_kept",
    "survey_closed",
    "survey_needs_taken",
    "survey_sent",
    "target_explained",
    "target_set",
    "visit_recorded",
}
# A plan that begins with what an earlier one was; nothing leaves.
BEGUN_WITH_ANOTHER = {"logic_model_copied", "offering_copied"}
# What stands in the code as no word, and what it can be.
BUILT = {
    ("webapp.audit_emptying", "EMPTIED"): {"audit_emptied"},
    ("webapp.enrolment.office.meeting_views", "f'meeting_{made.kind}'"): {f"meeting_{kind.value}" for kind in ChangeKind},
    ("webapp.participation.cases.office_views", "action"): {action for action, _step in STEPS.values()},
    ("webapp.reports.releases.steps", "f'report_{kind.value}'"): {f"report_{kind.value}" for kind in StepKind},
}  # fmt: skip


def every_action():
    """Each that the code can record."""
    actions, unread = recorded()
    assert unread == set(BUILT), "an action that is put together is told here, with all that it can be"
    return actions.union(*BUILT.values())


def test_every_action_has_a_purpose_or_only_changes_something():
    built = set().union(*BUILT.values())
    known = set(PURPOSE_OF) | CHANGES | built
    assert every_action() - known == set(), "give it a purpose in webapp/purposes.py, or list it here"


def test_none_that_shows_exports_or_prints_goes_without():
    showing = {action for action in every_action() if SHOWS.search(action)}
    assert {"outreach_exported", "report_copied", "council_paper_printed"} <= showing
    assert {"application_needs_read", "survey_texts_read", "need_contact_seen"} <= showing
    assert showing - set(PURPOSE_OF) == BEGUN_WITH_ANOTHER


def test_no_list_keeps_what_the_code_does_no_more():
    actions = every_action()
    assert CHANGES - actions == set()
    assert set(PURPOSE_OF) - actions == set()
    assert CHANGES & set(PURPOSE_OF) == set()


def test_a_look_without_a_purpose_cannot_be_written_down_whosever_it_was(session, make_learner):
    person = make_learner(name="職員")
    with pytest.raises(KeyError, match="curiosity"):
        looked(session, person.created_at, person.id, "curiosity", "need/1", ())
    assert session.scalars(select(AuditEntry)).all() == []
