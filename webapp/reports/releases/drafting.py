"""起案中: a draft is begun and its sentences are written, until it is handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.programme.models import Partner
from webapp.region import Words
from webapp.reports.assembling.order import Sentences
from webapp.reports.assembling.worlds import COARSER
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
    # Of a 市町村別1枚: the code of the town.
    town: str | None = None


def begin_draft(session: Session, partner: Partner, subject: Subject, at: datetime) -> ReportDraft:
    """起案を始める; raises ValueError where 案 is asked for as a stage of values, or the deadline is before 基準日.

    A 市町村別1枚 says whose town's it is, and no other paper does.
    """
    if (subject.edition is Edition.MUNICIPAL) != (subject.town is not None):
        raise ValueError("a paper of one town names the town, and no other paper does")
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
    _open(session, draft)
    draft.summary_ja, draft.summary_en = sentences.summary.ja, sentences.summary.en
    draft.causes_ja, draft.causes_en = sentences.causes.ja, sentences.causes.en
    draft.next_steps_ja, draft.next_steps_en = sentences.next_steps.ja, sentences.next_steps.en
    session.flush()


def sentences_of(draft: ReportDraft) -> Sentences:
    """What was written."""
    return Sentences(
        Words(draft.summary_ja, draft.summary_en),
        Words(draft.causes_ja, draft.causes_en),
        Words(draft.next_steps_ja, draft.next_steps_en),
    )


def choose_coarser(session: Session, draft: ReportDraft, sheets: Iterable[str]) -> None:
    """粗い表にする: these sheets in their coarser form, all others as they are; raises NotNow once it was handed in."""
    _open(session, draft)
    draft.coarser = sorted(set(sheets) & COARSER)
    session.flush()


def choose_cases(session: Session, draft: ReportDraft, cases: Iterable[int]) -> None:
    """活用事例を選ぶ; raises NotNow once it was handed in."""
    _open(session, draft)
    draft.cases = sorted(set(cases))
    session.flush()


def is_open(draft: ReportDraft) -> bool:
    """Whether words and tables may still be changed."""
    return draft.state in (DraftState.DRAFTING, DraftState.SENT_BACK)


def _open(session: Session, draft: ReportDraft) -> None:
    session.refresh(draft, with_for_update=True)
    if not is_open(draft):
        raise NotNow("wrong_state")
