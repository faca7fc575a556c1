"""修了証の取消: a certificate is taken back by a person, with a reason; it says so wherever it is checked."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.participation.certificates.models import Certificate
from webapp.programme.operations import NotPossible
from webapp.wording import mark


def revoke(session: Session, certificate: Certificate, reason: str, at: datetime, by: int) -> None:
    """取り消す; doing it again changes nothing. Raises NotPossible without a reason."""
    session.refresh(certificate, with_for_update=True)
    reason = " ".join(reason.split())
    if not reason or len(reason) > 500:
        raise NotPossible(mark("理由を500字までで入力してください。受講者のページにそのまま表示されます"))
    if certificate.revoked_at is not None:
        return
    certificate.revoked_at, certificate.revoked_reason, certificate.revoked_by_id = at, reason, by
    session.flush()
    record(session, at, by, "certificate_revoked", f"certificate/{certificate.id}")
