"""研修履歴の引渡し: the office takes out one file per recipient; who may not be written in it is told and stays waiting."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.audit import record
from webapp.participation.records.mapping import as_file, read_form, unwritable
from webapp.participation.records.models import (
    RecipientKind,
    RecordHandOver,
    RecordRecipient,
    TrainingRecord,
)
from webapp.programme.models import Partner
from webapp.programme.operations import NotPossible
from webapp.wording import mark


@dataclass(frozen=True)
class Waiting:
    """引渡しを待つ研修履歴 of one recipient: what can be written, and whose letters cannot."""

    recipient: RecordRecipient
    ready: tuple[TrainingRecord, ...]
    stuck: tuple[tuple[TrainingRecord, tuple[str, ...]], ...]
    hand_overs: Sequence[RecordHandOver]


def save_recipient(
    session: Session,
    partner: Partner,
    recipient: RecordRecipient | None,
    *,
    kind: RecipientKind,
    name: str,
    address: str,
    mapping: str,
    is_open: bool,
    at: datetime,
    by: int,
) -> RecordRecipient:
    """提供先を決める; what was agreed before keeps what was seen. Raises NotPossible with what to mend."""
    name, address = " ".join(name.split()), " ".join(address.split())
    if not name or len(name) > 200 or not address or len(address) > 300:
        raise NotPossible(mark("提供先の名前（200字まで）と、受領の窓口（300字まで）を入力してください"))
    read_form(mapping)
    if recipient is None:
        recipient = RecordRecipient(partner_id=partner.id)
        session.add(recipient)
    recipient.kind, recipient.name, recipient.address = kind, name, address
    recipient.mapping, recipient.is_open = mapping.replace("\r\n", "\n"), is_open
    session.flush()
    record(session, at, by, "record_recipient_saved", f"record_recipient/{recipient.id}")
    return recipient


def waiting_for(session: Session, recipient: RecordRecipient) -> Waiting:
    """What was agreed and not handed over yet, and the files so far."""
    form = read_form(recipient.mapping)
    rows = session.scalars(
        select(TrainingRecord)
        .where(
            TrainingRecord.recipient_id == recipient.id,
            TrainingRecord.hand_over_id.is_(None),
            TrainingRecord.withdrawn_at.is_(None),
        )
        .options(joinedload(TrainingRecord.learner))
        .order_by(TrainingRecord.id)
    ).all()
    checked = [(row, _obstacles(form.fields, row, tuple(unwritable(form, row.told)))) for row in rows]
    made = session.scalars(
        select(RecordHandOver).filter_by(recipient_id=recipient.id).order_by(RecordHandOver.id.desc())
    ).all()
    return Waiting(
        recipient,
        tuple(row for row, letters in checked if not letters),
        tuple((row, letters) for row, letters in checked if letters),
        made,
    )


def hand_over(session: Session, recipient: RecordRecipient, at: datetime, by: int) -> RecordHandOver:
    """引き渡す: everything that can be written goes into one file, in one transaction with its line in the audit."""
    session.refresh(recipient, with_for_update=True)
    waiting = waiting_for(session, recipient)
    if not waiting.ready:
        raise NotPossible(mark("引き渡せる研修履歴がありません"))
    content = as_file(read_form(recipient.mapping), [row.told for row in waiting.ready])
    made = RecordHandOver(
        recipient_id=recipient.id,
        made_at=at,
        made_by_id=by,
        rows=len(waiting.ready),
        sha256=hashlib.sha256(content).hexdigest(),
        mapping=recipient.mapping,
    )
    session.add(made)
    session.flush()
    for row in waiting.ready:
        row.hand_over_id = made.id
    session.flush()
    record(
        session, at, by, "records_handed_over", f"record_hand_over/{made.id}",
        recipient=recipient.id, records=[row.id for row in waiting.ready], sha256=made.sha256,
    )  # fmt: skip
    return made


def file_of(session: Session, made: RecordHandOver) -> bytes:
    """The file of a hand-over again, from what each teacher agreed to; of people erased since, the rows are gone."""
    rows = session.scalars(
        select(TrainingRecord).where(TrainingRecord.hand_over_id == made.id).order_by(TrainingRecord.id)
    )
    return as_file(read_form(made.mapping), [row.told for row in rows])


def recipients_of(session: Session, partners: Sequence[Partner]) -> Sequence[RecordRecipient]:
    """The recipients of these partners' offices."""
    ids = [partner.id for partner in partners]
    return session.scalars(
        select(RecordRecipient)
        .where(RecordRecipient.partner_id.in_(ids))
        .order_by(RecordRecipient.name, RecordRecipient.id)
    ).all()


def _obstacles(fields: Sequence[str], row: TrainingRecord, letters: tuple[str, ...]) -> tuple[str, ...]:
    # The form was changed after somebody agreed: what they did not see does not go.
    unseen = tuple(field for field in fields if field not in row.told)
    return letters + unseen
