"""進行中のもの: reports on their way and needs that nobody has answered yet, of an office."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.programme.needs.models import Need, NeedState
from webapp.reports.releases.models import ReportDraft, ReportRelease


def open_drafts(session: Session, hosts: Collection[int]) -> Sequence[ReportDraft]:
    """進行中の報告書: begun and not released; one that was decided still waits to go out."""
    out = select(ReportRelease.draft_id)
    return session.scalars(
        select(ReportDraft)
        .where(ReportDraft.partner_id.in_(hosts), ReportDraft.id.not_in(out))
        .order_by(ReportDraft.closing, ReportDraft.id)
    ).all()


def open_needs(session: Session, hosts: Collection[int]) -> list[Need]:
    """対応の済んでいない現場ニーズ, the oldest first; a repeated one is the first one's."""
    needs = session.scalars(
        select(Need)
        .where(Need.host_id.in_(hosts), Need.merged_into_id.is_(None))
        .options(selectinload(Need.moves), joinedload(Need.organisation))
        .order_by(Need.heard_on, Need.id)
    )
    return [need for need in needs if need.state in (NeedState.CONSIDERED, NeedState.PLANNED)]
