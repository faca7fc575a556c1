"""予備コード: eight codes on paper, for the day on which the phone is lost or the password forgotten."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.accounts.codes import hash_code, new_card_code
from webapp.enrolment.accounts.models import RecoveryCode
from webapp.enrolment.models import Learner

HOW_MANY = 8


def new_recovery_codes(session: Session, learner: Learner, at: datetime, *, key: bytes) -> list[str]:
    """予備コードを作る: shown once; those from before open nothing any more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.learner_id == learner.id))
    codes = [new_card_code() for _ in range(HOW_MANY)]
    session.add_all(RecoveryCode(learner_id=learner.id, code_hash=hash_code(code, key)) for code in codes)
    record(session, at, learner.id, "recovery_codes_made", f"learner/{learner.id}")
    return codes


def check_recovery_code(
    session: Session, learner: Learner | None, code: str, *, key: bytes
) -> RecoveryCode | None:
    """The unused code where it is this person's; whoever accepts it sets its `used_at`."""
    found = (
        select(RecoveryCode)
        .where(
            RecoveryCode.learner_id == (learner.id if learner else 0),
            RecoveryCode.code_hash == hash_code(code, key),
            RecoveryCode.used_at.is_(None),
        )
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.scalar(found)


def recovery_codes_left(session: Session, learner: Learner) -> int:
    """How many are left."""
    unused = (RecoveryCode.learner_id == learner.id, RecoveryCode.used_at.is_(None))
    return session.scalar(select(func.count()).where(*unused)) or 0
