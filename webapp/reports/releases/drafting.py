"""起案中: a draft is begun and its sentences are written, until it is handed in."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.programme.models import Partner
from webapp.region import Words
from webapp.reports.frozen.report import Edition, Version
from webapp.reports.releases.models import DraftState, ReportDraft
from webapp.reports.releases.steps import NotNow


@dataclass(frozen=True)
class Subject:
    """何の報告書か: year or quarter, for whom, at which stage, as of which day, recorded by when."""

    fiscal_year: int
    quarter: int | None
    edition: Edition
    version: Version
    as_of: date
    closing: date
    # Of a 訂正版: the number of the release that it takes the place of, and why.
    replaces_number: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Sentences:
    """文章: 要約, 要因, 次年度対応."""

    summary: Words
    causes: Words
    next_steps: Words


def begin_draft(session: Session, partner: Partner, subject: Subject, at: datetime) -> ReportDraft:
    """起案を始める; raises ValueError where 案 is asked for as a stage of values, or the deadline is before 基準日.

    A 市町村別1枚 is refused as well: a draft does not say yet which town's it is, and two towns' would pass for one paper.
    """
    if subject.edition is Edition.MUNICIPAL:
        raise ValueError("a draft cannot name a town yet, so there is no paper for one town")
    if subject.version is Version.DRAFT:
        raise ValueError("a draft is made towards 速報値, 確定値 or 訂正版")
    if subject.closing < subject.as_of:
        raise ValueError("データ締切 must not be before 基準日")
    draft = ReportDraft(partner_id=partner.id, made_at=at, **vars(subject))
    session.add(draft)
    session.flush()
    return draft


def write_sentences(session: Session, draft: ReportDraft, sentences: Sentences) -> None:
    """文章を書く; raises NotNow once the draft was handed in, so that nobody confirms other words."""
    session.refresh(draft, with_for_update=True)
    if draft.state not in (DraftState.DRAFTING, DraftState.SENT_BACK):
        raise NotNow("wrong_state")
    draft.summary_ja, draft.summary_en = sentences.summary.ja, sentences.summary.en
    draft.causes_ja, draft.causes_en = sentences.causes.ja, sentences.causes.en
    draft.next_steps_ja, draft.next_steps_en = sentences.next_steps.ja, sentences.next_steps.en
    session.flush()
