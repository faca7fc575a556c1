"""同意: each is asked by itself, kept with the version of its text, and can be taken back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.applying.models import Consent, ConsentKind, PrivacyNotice
from webapp.enrolment.models import Learner
from webapp.wording import mark

# The version of the sentences below and of the notice, where no notice has been published in this database.
VERSION = "2026-12"
SENTENCES = {
    ConsentKind.PRIVACY: mark("個人情報の取扱いを読み、同意します。"),
    ConsentKind.SHARE_WITH_SENDER: mark("氏名・出席・修了の状況を、派遣元に知らせてもかまいません。"),
    ConsentKind.PHOTO: mark("講座の記録写真に写り、広報に使われてもかまいません。"),
    ConsentKind.ANNOUNCEMENTS: mark("次回の講座の案内をメールで受け取ります。"),
    ConsentKind.RESEARCH: mark(
        "成績やアンケートを、個人がわからない形で講座の改善の研究に使ってかまいません。"
    ),
}


def version_in_force(session: Session, at: datetime) -> str:
    """The version of the privacy notice that people agree to at this moment."""
    newest = (
        select(PrivacyNotice.version)
        .where(PrivacyNotice.valid_from <= at)
        .order_by(PrivacyNotice.valid_from.desc())
        .limit(1)
    )
    return session.scalar(newest) or VERSION


def record_consents(
    session: Session, learner: Learner, decided: Mapping[ConsentKind, bool], at: datetime
) -> int:
    """同意を記録する: one line for each that changed or whose text did; return how many."""
    version = version_in_force(session, at)
    before = consents_of(session, learner)
    changed = 0
    for kind, given in decided.items():
        known = before.get(kind)
        if known is not None and (known.given, known.version) == (given, version):
            continue
        if known is None and not given and kind is not ConsentKind.PRIVACY:
            continue  # an empty box is no decision that anybody has to keep
        session.add(Consent(learner_id=learner.id, kind=kind, version=version, given=given, decided_at=at))
        record(session, at, learner.id, "consent", f"learner/{learner.id}", kind=kind.value, given=given)
        changed += 1
        if kind is ConsentKind.ANNOUNCEMENTS:
            learner.wants_announcements = given
    session.flush()
    return changed


def consents_of(session: Session, learner: Learner) -> dict[ConsentKind, Consent]:
    """What a person last said of each."""
    rows = session.scalars(select(Consent).filter_by(learner_id=learner.id).order_by(Consent.id))
    return {row.kind: row for row in rows}
