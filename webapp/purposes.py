"""利用目的: what each look at somebody's data, each export and each change of a role is for; nothing else can be written down."""

from collections.abc import Mapping
from enum import StrEnum

from webapp.wording import mark


class Purpose(StrEnum):
    """The purposes of `retention/columns.toml`, as code can name them."""

    IDENTIFY = "identify"
    CONTACT = "contact"
    SELECT = "select"
    TEACH = "teach"
    ATTEND = "attend"
    COUNT = "count"
    SIGN_IN = "sign_in"
    CONSENT = "consent"
    ACCOUNT = "account"
    LETTERS = "letters"
    CERTIFY = "certify"
    HAND_OVER = "hand_over"
    SHARE = "share"
    RUN = "run"
    ANNOUNCE = "announce"

    @property
    def label_ja(self) -> str:
        """The Japanese sentence, which is also the key of its translation."""
        return _LABELS[self]


P = Purpose
_LABELS: Mapping[Purpose, str] = {
    P.IDENTIFY: mark("だれかを見分ける"),
    P.CONTACT: mark("必要な連絡をする"),
    P.SELECT: mark("受講の資格を確かめ、選ぶ"),
    P.TEACH: mark("学習を支え、採点し、修了を決める"),
    P.ATTEND: mark("出席を確かめる"),
    P.COUNT: mark("だれのものか分からない統計をつくる"),
    P.SIGN_IN: mark("本人だけが入れるようにする"),
    P.CONSENT: mark("同意を守り、示す"),
    P.ACCOUNT: mark("だれが見て、変えたかを示す"),
    P.LETTERS: mark("文書番号を一つずつ付ける"),
    P.CERTIFY: mark("修了を証明し、だれでも確かめられるようにする"),
    P.HAND_OVER: mark("本人の同意にもとづき、研修履歴を提供先に渡す"),
    P.SHARE: mark("同意の範囲で派遣元に知らせる"),
    P.RUN: mark("仕組みを動かす"),
    P.ANNOUNCE: mark("講座を知らせ、行う"),
}

# What each action of the audit is for that shows people by name, takes them out of the platform or changes a role.
PURPOSE_OF: Mapping[str, Purpose] = {
    "applications_seen": P.SELECT, "application_seen": P.SELECT, "applications_exported": P.SELECT,
    "decision_seen": P.SELECT, "decided": P.SELECT, "taken_back": P.SELECT, "approvals_seen": P.SELECT,
    "invitations_seen": P.SELECT, "roster_looked_at": P.SELECT, "roster_read": P.SELECT,
    "people_exported": P.IDENTIFY, "learners_seen": P.TEACH, "rows_seen": P.COUNT, "learners_exported": P.TEACH,
    "cards_listed": P.SIGN_IN, "card_issued": P.SIGN_IN, "colleagues_seen": P.SIGN_IN,
    "second_factor_reset": P.SIGN_IN, "account_made": P.SIGN_IN,
    "role_granted": P.SIGN_IN, "role_changed": P.SIGN_IN, "role_ended": P.SIGN_IN,
    "instructors_seen": P.TEACH, "instructor_given": P.TEACH, "instructor_taken": P.TEACH,
    "letters_listed": P.LETTERS, "letters_printed": P.LETTERS, "letters_made": P.LETTERS,
    "attendance_sheet": P.ATTEND, "attendance_printed": P.ATTEND, "attendance": P.ATTEND,
    "web_meeting_read": P.ATTEND, "seminar_check_in": P.ATTEND,
    "mail_listed": P.CONTACT, "mail_opened": P.CONTACT, "mail_sent_again": P.CONTACT,
    "book_opened": P.TEACH, "scores_seen": P.TEACH, "survey_results": P.COUNT,
    "view_sent_people": P.SHARE, "view_statistics": P.COUNT,
    "activity_seen": P.TEACH, "completion_listed": P.TEACH, "completion_decided": P.CERTIFY,
    "certificate_issued": P.CERTIFY, "certificate_revoked": P.CERTIFY, "badge_made": P.CERTIFY,
    "record_agreed": P.HAND_OVER, "record_withdrawn": P.HAND_OVER, "records_listed": P.HAND_OVER,
    "records_handed_over": P.HAND_OVER, "records_file_taken": P.HAND_OVER, "guest_contacts_seen": P.CONTACT,
    "cases_listed": P.ANNOUNCE, "case_opened": P.ANNOUNCE, "case_edited": P.ANNOUNCE, "case_to_approve": P.ANNOUNCE,
    "case_published": P.ANNOUNCE, "case_taken_down": P.ANNOUNCE, "case_declined": P.ANNOUNCE,
    "cohort_handed_over": P.SHARE, "view_sent_cohorts": P.COUNT,
    "corrections_seen": P.IDENTIFY, "correction_decided": P.IDENTIFY,
    "need_contact_seen": P.CONTACT, "organisation_contact_seen": P.CONTACT, "need_recipients_listed": P.CONTACT,
    "need_notice_printed": P.CONTACT, "needs_listed": P.ANNOUNCE, "visit_seen": P.ANNOUNCE,
    "application_needs_read": P.ANNOUNCE, "survey_texts_read": P.ANNOUNCE, "outreach_exported": P.ANNOUNCE,
    "report_copied": P.COUNT, "council_paper_printed": P.ANNOUNCE, "contact_withdrawn": P.CONSENT,
    "own_data_taken": P.ACCOUNT, "handover_printed": P.RUN, "leak_reported": P.ACCOUNT,
}  # fmt: skip
