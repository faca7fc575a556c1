"""個人の消去: what is known of one person goes; what figures need stays, without saying whose it was.

A row that statistics count (enrolment, attendance, the year's attributes by town and industry) is kept and emptied of
names and free words. Everything else about the person is deleted. `TREATMENTS` says which, table by table; a table that
comes later has to be put there before its tests pass.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.accounts.models import OneTimeCode, RecoveryCode, SecondFactor
from webapp.enrolment.applying.models import (
    ApplicationMove,
    Approval,
    InvitedPerson,
)
from webapp.enrolment.calendars import CalendarAddress
from webapp.enrolment.cohorts.models import CohortMember
from webapp.enrolment.corrections.models import Correction
from webapp.enrolment.letters.models import Letter
from webapp.enrolment.models import NOBODYS, Application, Enrolment, Learner, LearnerYear, RoleGrant, Teaching
from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.models import RosterRow, Standing
from webapp.enrolment.rosters.words import squeeze
from webapp.mail.models import Message, Unsubscribed
from webapp.mail.stopping import normal_address
from webapp.participation.activity.models import DailyActivity
from webapp.participation.badges.models import OpenBadge
from webapp.participation.cases.models import UseCase
from webapp.participation.certificates.models import Certificate, CertificateName
from webapp.participation.completing.models import CompletionDecision
from webapp.participation.models import LET_GO, ManualMark, Score, Submission
from webapp.participation.plain.models import AnswerDraft, CellRun
from webapp.participation.records.models import TrainingRecord
from webapp.participation.regrading.models import ScoreChange, Trial
from webapp.participation.school_classes.models import SchoolClass
from webapp.participation.school_classes.opening import class_deletions
from webapp.participation.seminars.models import GuestContact
from webapp.participation.surveys.erasing import survey_deletions
from webapp.programme.needs.contacts import NO_CONTACT, NOBODYS_NEED
from webapp.programme.needs.models import Need
from webapp.programme.organisations import Organisation
from webapp.programme.outreach.models import Interest

ERASED = "（消去済み）"


class Treatment(StrEnum):
    """What becomes of the rows of a table: gone, emptied of the person, or without anything personal."""

    DELETED = "deleted"
    EMPTIED = "emptied"
    IMPERSONAL = "impersonal"


T = Treatment
TREATMENTS: Mapping[str, Treatment] = {
    "learner": T.EMPTIED, "learner_year": T.EMPTIED, "application": T.EMPTIED, "application_move": T.EMPTIED,
    "approval": T.EMPTIED, "letter": T.EMPTIED, "roster_row": T.EMPTIED,
    "role_grant": T.DELETED, "teaching": T.DELETED, "one_time_code": T.DELETED, "second_factor": T.DELETED,
    "recovery_code": T.DELETED, "calendar_address": T.DELETED, "invited_person": T.DELETED, "message": T.DELETED,
    "unsubscribed": T.DELETED, "submission": T.DELETED, "score": T.DELETED, "trial": T.DELETED,
    "score_change": T.DELETED, "manual_mark": T.DELETED, "survey_asked": T.DELETED, "survey_answer": T.DELETED,
    "survey_choice": T.DELETED, "survey_text": T.DELETED, "daily_activity": T.DELETED,
    "answer_draft": T.DELETED, "cell_run": T.DELETED,
    # A class ends with whoever opened it; of its pupils there is nothing else anywhere.
    "school_class": T.DELETED, "class_seat": T.DELETED, "class_mark": T.DELETED, "class_work": T.DELETED,
    "guest_contact": T.DELETED, "interest": T.DELETED, "correction": T.DELETED,
    "use_case": T.DELETED, "cohort_member": T.EMPTIED,
    "certificate_name": T.DELETED, "open_badge": T.DELETED, "training_record": T.DELETED,
    # A number that was given stays given; whose it was is gone.
    "certificate": T.EMPTIED, "completion_decision": T.EMPTIED,
    # Counts, dates and decisions that name nobody but by the number of the emptied row.
    "enrolment": T.IMPERSONAL, "attendance": T.IMPERSONAL, "consent": T.IMPERSONAL, "invitation_use": T.IMPERSONAL,
    "draw": T.IMPERSONAL, "audit_entry": T.IMPERSONAL, "audit_subject": T.IMPERSONAL,
    # Of partners, offerings and the programme, not of learners.
    "partner": T.IMPERSONAL, "programme": T.IMPERSONAL, "offering": T.IMPERSONAL, "meeting": T.IMPERSONAL,
    "meeting_change": T.IMPERSONAL, "seminar": T.IMPERSONAL, "municipality": T.IMPERSONAL, "deadline": T.IMPERSONAL,
    "prepared_show": T.IMPERSONAL,
    "offering_partner": T.IMPERSONAL, "reserved_seats": T.IMPERSONAL, "rule_version": T.IMPERSONAL,
    "invitation": T.IMPERSONAL, "privacy_notice": T.IMPERSONAL, "roster_import": T.IMPERSONAL,
    "letter_head": T.IMPERSONAL, "regrade": T.IMPERSONAL, "replacement": T.IMPERSONAL,
    "survey": T.IMPERSONAL,
    "report_draft": T.IMPERSONAL, "report_step": T.IMPERSONAL, "report_release": T.IMPERSONAL,
    "protection_decision": T.IMPERSONAL, "copy_log": T.IMPERSONAL, "open_data": T.IMPERSONAL,
    "partner_share": T.IMPERSONAL, "logic_box": T.IMPERSONAL, "cohort": T.IMPERSONAL, "cohort_seats": T.IMPERSONAL,
    "council": T.IMPERSONAL, "council_paper": T.IMPERSONAL, "remark": T.IMPERSONAL,
    "target": T.IMPERSONAL, "earlier_total": T.IMPERSONAL, "closing_capacity": T.IMPERSONAL,
    # What organisations and the field said, and how they were reached; a contact's name goes where the address is theirs.
    "organisation": T.IMPERSONAL,
    "outreach": T.IMPERSONAL, "outreach_opening": T.IMPERSONAL, "visit": T.IMPERSONAL, "need": T.IMPERSONAL,
    "need_move": T.IMPERSONAL, "need_answer": T.IMPERSONAL,
    # Who came to a seminar is counted, as attendance is.
    "seminar_check_in": T.IMPERSONAL, "seminar_guest": T.IMPERSONAL,
    "certificate_programme": T.IMPERSONAL, "programme_course": T.IMPERSONAL, "record_recipient": T.IMPERSONAL,
    "record_hand_over": T.IMPERSONAL,
}  # fmt: skip


@dataclass(frozen=True)
class Erased:
    """消去の結果: what lies outside the database and has to go as well, and the books to be written anew."""

    hub_user: str
    files: Sequence[str]
    mails: Sequence[int]
    offerings: Sequence[int]
    rows: int


def erase(session: Session, learner: Learner, at: datetime, by: int | None) -> Erased:
    """個人を消去する: everything inside the database; doing it again finds nothing more."""
    addresses = [address for address in (learner.email, learner.second_email) if address]
    enrolments = select(Enrolment.id).where(Enrolment.learner_id == learner.id)
    offerings = session.scalars(select(Enrolment.offering_id).where(Enrolment.learner_id == learner.id)).all()
    files = _only_theirs(session, learner)
    mails = session.scalars(select(Message.id).where(_written_to(learner, addresses))).all()
    rows = sum(
        _count(session.execute(statement))
        for statement in (
            *_deletions(learner, addresses, enrolments),
            *_emptied(session, learner, addresses, enrolments),
        )
    )
    hub_user, learner.hub_user = learner.hub_user, f"{NOBODYS}{secrets.token_hex(6)}"
    _empty(learner)
    record(session, at, by, "erased", f"learner/{learner.id}", rows=rows, files=len(files))
    return Erased(hub_user, files, mails, offerings, rows)


def is_erased(learner: Learner) -> bool:
    """Whether nothing of this person is known any more."""
    return learner.name == ERASED and learner.password_hash is None and learner.email is None


def _empty(learner: Learner) -> None:
    learner.name, learner.name_kana, learner.login_id = ERASED, "", f"erased-{learner.id}"
    learner.password_hash = learner.email = learner.second_email = learner.phone = None
    learner.email_confirmed_at = learner.second_email_confirmed_at = None
    learner.wants_announcements = learner.email_is_shared = learner.must_change_password = False
    learner.session_stamp += 1


def _only_theirs(session: Session, learner: Learner) -> list[str]:
    """The hashes of what nobody else handed in as well: an untouched notebook may be everybody's."""
    others = select(Submission.sha256).where(Submission.learner_id != learner.id)
    return list(
        session.scalars(
            select(Submission.sha256)
            .where(
                Submission.learner_id == learner.id,
                Submission.sha256 != LET_GO,
                Submission.sha256.not_in(others),
            )
            .distinct()
        )
    )


def _written_to(learner: Learner, addresses: Sequence[str]) -> ColumnElement[bool]:
    return or_(Message.learner_id == learner.id, func.lower(Message.address).in_(addresses))


def _deletions(learner: Learner, addresses: Sequence[str], enrolments: Any) -> list[Any]:
    """In the order in which rows refer to each other; work that was let go is points alone, which figures count."""
    theirs = (Submission.learner_id == learner.id, Submission.sha256 != LET_GO)
    work = select(Submission.id).where(*theirs)
    return [
        delete(Trial).where(Trial.submission_id.in_(work)),
        delete(Score).where(Score.submission_id.in_(work)),
        delete(Submission).where(*theirs),
        delete(ScoreChange).where(ScoreChange.enrolment_id.in_(enrolments)),
        delete(ManualMark).where(ManualMark.enrolment_id.in_(enrolments)),
        *survey_deletions(enrolments),
        delete(UseCase).where(UseCase.enrolment_id.in_(enrolments)),
        delete(OpenBadge).where(
            OpenBadge.certificate_id.in_(select(Certificate.id).where(Certificate.learner_id == learner.id))
        ),
        delete(DailyActivity).where(DailyActivity.enrolment_id.in_(enrolments)),
        delete(AnswerDraft).where(AnswerDraft.enrolment_id.in_(enrolments)),
        delete(CellRun).where(CellRun.enrolment_id.in_(enrolments)),
        *class_deletions(select(SchoolClass.id).where(SchoolClass.learner_id == learner.id)),
        delete(Message).where(_written_to(learner, addresses)),
        # They may have come to a seminar as a guest before they had an account.
        delete(GuestContact).where(GuestContact.address.in_([normal_address(each) for each in addresses])),
        delete(Unsubscribed).where(func.lower(Unsubscribed.address).in_(addresses)),
        delete(Interest).where(func.lower(Interest.email).in_(addresses)),
        delete(InvitedPerson).where(func.lower(InvitedPerson.email).in_(addresses)),
        delete(OneTimeCode).where(
            or_(OneTimeCode.learner_id == learner.id, func.lower(OneTimeCode.address).in_(addresses))
        ),
        *(
            delete(table).where(table.learner_id == learner.id)
            for table in (
                SecondFactor,
                RecoveryCode,
                CalendarAddress,
                RoleGrant,
                Teaching,
                CertificateName,
                TrainingRecord,
                Correction,
            )
        ),
    ]


def _emptied(session: Session, learner: Learner, addresses: Sequence[str], enrolments: Any) -> list[Any]:
    listed = RosterRow.cells[Field.EMAIL.value].as_string()
    mine = select(Application.id).where(Application.learner_id == learner.id)
    return [
        # Whose successor they were to be has to name another.
        update(RoleGrant).where(RoleGrant.successor_id == learner.id).values(successor_id=None),
        update(Organisation)
        .where(func.lower(Organisation.contact_email).in_(addresses))
        .values(**NO_CONTACT),
        update(Need).where(func.lower(Need.contact_email).in_(addresses)).values(**NOBODYS_NEED),
        update(LearnerYear)
        .where(LearnerYear.learner_id == learner.id)
        .values(organisation=None, school=None),
        update(Application).where(Application.learner_id == learner.id).values(profile={}),
        update(ApplicationMove)
        .where(ApplicationMove.application_id.in_(mine), ApplicationMove.moved_by_id.is_not(None))
        .values(reason=""),
        update(Approval)
        .where(Approval.application_id.in_(mine))
        .values(approver_name=ERASED, approver_email=None, note="", token_hash=nobodys(Approval.id)),
        # By the line of its own list the sponsor would know who it was.
        update(CohortMember).where(CohortMember.enrolment_id.in_(enrolments)).values(row_number=None),
        update(Letter).where(Letter.application_id.in_(mine)).values(addressee=ERASED),
        update(Certificate)
        .where(Certificate.learner_id == learner.id)
        .values(name=ERASED, initials="", revoked_reason=""),
        update(CompletionDecision)
        .where(
            CompletionDecision.enrolment_id.in_(
                select(Enrolment.id).where(Enrolment.learner_id == learner.id)
            )
        )
        .values(reason=""),
        update(RosterRow)
        # Also a row that never came in, where its address or its name says whose it is.
        .where(
            or_(
                RosterRow.learner_id == learner.id,
                func.lower(listed).in_(addresses),
                RosterRow.id.in_(_named(session, learner)),
            )
        )
        .values(emptied_row()),
    ]


def _named(session: Session, learner: Learner) -> list[int]:
    """Rows that never came in and say no address, with this person's name and no other reading of it.

    A namesake's row may be among them: it goes as well, since nobody can tell whose it is.
    """
    wanted, reading = squeeze(learner.name), squeeze(learner.name_kana)
    open_rows = select(RosterRow.id, RosterRow.cells, RosterRow.mended).where(
        RosterRow.learner_id.is_(None), RosterRow.fingerprint.not_like("erased-%")
    )
    found = []
    for row in session.execute(open_rows.execution_options(yield_per=1000)):
        told = {**row.cells, **row.mended}
        says = {field: squeeze(str(told.get(field, ""))) for field in (Field.NAME, Field.KANA, Field.EMAIL)}
        if says[Field.NAME] == wanted and not says[Field.EMAIL] and says[Field.KANA] in ("", reading):
            found.append(row.id)
    return found


def emptied_row() -> dict[str, Any]:
    """What is left of a roster's row: its number in the file, and what became of it."""
    return {
        "cells": {},
        "mended": {},
        "problems": [],
        "fingerprint": nobodys(RosterRow.id),
        "staff_hash": None,
        # Where the list is still being checked, nobody is to bring an empty row in.
        "standing": case((RosterRow.outcome.is_(None), Standing.LEFT_OUT), else_=RosterRow.standing),
    }


def nobodys(number: Any) -> ColumnElement[str]:
    """A word that is no hash of anything, another one in each row."""
    return literal("erased-") + cast(number, String)


def _count(result: Any) -> int:
    return max(0, int(result.rowcount))
