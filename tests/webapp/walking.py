"""Walks over every rule of the application: which rows of a database an address can name."""

import re

from sqlalchemy import select

from webapp.schema import whole_metadata

PREFIX = "/services/tateyama"
PARAMETER = re.compile(r"<(?:[^:<>]+:)?([a-z_]+)>")
# What a parameter of an address names, as table and column; a new one gets its line here.
NAMES = {
    "offering_id": "offering.id",
    "meeting_id": "meeting.id",
    "regrade_id": "regrade.id",
    "change_id": "score_change.id",
    "learner_id": "learner.id",
    "application_id": "application.id",
    "enrolment_id": "enrolment.id",
    "approval_id": "approval.id",
    "invitation_id": "invitation.id",
    "import_id": "roster_import.id",
    "row_id": "roster_row.id",
    "letter_id": "letter.id",
    "message_id": "message.id",
    "survey_id": "survey.id",
    "contact_id": "outreach.id",
    "seminar_id": "seminar.id",
    "guest_id": "seminar_guest.id",
    "partner_id": "partner.id",
    "draft_id": "report_draft.id",
    "certificate_id": "certificate.id",
    "programme_id": "certificate_programme.id",
    "recipient_id": "record_recipient.id",
    "record_id": "training_record.id",
    "hand_over_id": "record_hand_over.id",
    "release_id": "report_release.id",
    "box_id": "logic_box.id",
    "target_id": "target.id",
    "council_id": "council.id",
    "paper_id": "council_paper.id",
    "remark_id": "remark.id",
    "cohort_id": "cohort.id",
    "case_id": "use_case.id",
    "need_id": "need.id",
    "visit_id": "visit.id",
    "organisation_id": "organisation.id",
    "correction_id": "correction.id",
    "grant_id": "role_grant.id",
}
# Parameters that name nobody's rows: public words, and secrets that nobody can guess.
WORDS = {
    "slug": "beginner",
    "course": "beginner",
    "lesson": "b1",
    "lesson_slug": "b1",
    "question": "b1-1",
    "filename": "tateyama.css",
    "material": "index.html",
    "version": "1",
    "number": "S-00000001",
    "screen_code": "nobodys",
    "change": "cancel",
    "which": "first",
    "stop_token": "nobodys",
    "arrival_code": "nobodys",
    "consent_token": "nobodys",
    "contact_token": "nobodys",
    "survey_token": "nobodys",
    "name": "accepted",
    "who": "learners",
    "ending": "csv",
    "file_name": "none.csv",
    "table_key": "main_figures",
    "step": "confirm",
    "reply": "approve",
    "picture": "svg",
    "contact_code": "nobodys",
    "check_code": "nobodys",
    "list_number": "0",
    "form": "jwt",
    "indicator": "I06",
}


def parameters_of(rule):
    """The names of what stands in pointed brackets."""
    return PARAMETER.findall(rule.rule)


def rows_named(session, parameter):
    """The ids that the database holds for a parameter, as they stand in an address."""
    table, column = NAMES[parameter].split(".")
    found = whole_metadata().tables[table].c[column]
    return [str(value) for value in session.scalars(select(found).order_by(found))]


def fill(rule, values):
    """The address of a rule with these values in it."""
    return PREFIX + PARAMETER.sub(lambda found: values[found[1]], rule.rule)
