"""研修履歴の同意: the teacher sees exactly what would go, agrees, and may take it back until it was handed over."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.audit import record
from webapp.enrolment.models import Enrolment
from webapp.participation.records.fields import record_of
from webapp.participation.records.mapping import read_form
from webapp.participation.records.models import RecordRecipient, TrainingRecord
from webapp.programme.audience import Audience
from webapp.programme.operations import NotPossible
from webapp.wording import mark

CONSENT_VERSION = 1


def recipients_for(session: Session, enrolment: Enrolment) -> Sequence[RecordRecipient]:
    """提供先: to whom the host of this offering hands records over."""
    return session.scalars(
        select(RecordRecipient)
        .where(RecordRecipient.partner_id == enrolment.offering.host_id, RecordRecipient.is_open.is_(True))
        .order_by(RecordRecipient.name, RecordRecipient.id)
    ).all()


def preview(
    session: Session, enrolment: Enrolment, recipient: RecordRecipient, releases: Path
) -> dict[str, str]:
    """渡す内容: the fields that the recipient's form names, and no other."""
    told = record_of(session, enrolment, releases)
    return {field: told[field] for field in read_form(recipient.mapping).fields}


def agree(
    session: Session,
    enrolment: Enrolment,
    recipient: RecordRecipient,
    seen: str,
    releases: Path,
    at: datetime,
) -> TrainingRecord:
    """同意して送る: what is kept is what was seen; a second press is the same record.

    `seen` is the fingerprint of the preview: raises NotPossible where something changed after it was shown, where the
    enrolment is no teacher's, or the recipient is not one of its host's.
    """
    session.execute(select(Enrolment.id).where(Enrolment.id == enrolment.id).with_for_update())
    if enrolment.audience is not Audience.TEACHER or recipient not in recipients_for(session, enrolment):
        raise NotPossible(mark("この提供先には送れません"))
    if (there := standing_record(session, enrolment.id, recipient.id)) is not None:
        return there
    told = preview(session, enrolment, recipient, releases)
    if fingerprint(told) != seen:
        raise NotPossible(mark("表示したあとで内容が変わりました。もう一度確かめてから送ってください"))
    made = TrainingRecord(
        learner_id=enrolment.learner_id,
        enrolment_id=enrolment.id,
        recipient_id=recipient.id,
        told=dict(told),
        consent_version=CONSENT_VERSION,
        agreed_at=at,
    )
    session.add(made)
    session.flush()
    record(
        session, at, enrolment.learner_id, "record_agreed", f"training_record/{made.id}",
        recipient=recipient.id, version=CONSENT_VERSION,
    )  # fmt: skip
    return made


def take_back(session: Session, made: TrainingRecord, at: datetime) -> None:
    """同意を取り消す, before the record is handed over; doing it again changes nothing."""
    session.refresh(made, with_for_update=True)
    if made.hand_over_id is not None:
        raise NotPossible(
            mark("すでに提供先に渡しました。消してほしいときは、提供先か事務局に連絡してください")
        )
    if made.withdrawn_at is None:
        made.withdrawn_at = at
        session.flush()
        record(session, at, made.learner_id, "record_withdrawn", f"training_record/{made.id}")


def standing_record(session: Session, enrolment_id: int, recipient_id: int) -> TrainingRecord | None:
    """What was agreed and not taken back."""
    return session.scalar(
        select(TrainingRecord).where(
            TrainingRecord.enrolment_id == enrolment_id,
            TrainingRecord.recipient_id == recipient_id,
            TrainingRecord.withdrawn_at.is_(None),
        )
    )


def own_records(session: Session, learner_id: int) -> Sequence[TrainingRecord]:
    """自分が送った研修履歴, the newest first, those taken back too."""
    return session.scalars(
        select(TrainingRecord)
        .where(TrainingRecord.learner_id == learner_id)
        .options(joinedload(TrainingRecord.recipient), joinedload(TrainingRecord.hand_over))
        .order_by(TrainingRecord.id.desc())
    ).all()


def fingerprint(told: dict[str, str]) -> str:
    """What a form carries back, so that nobody agrees to something they did not see."""
    whole = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(whole).hexdigest()
