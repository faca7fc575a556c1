"""成果物の保存期間: a year after its course ended a hand-in is points alone, without bytes, texts or comments.

Its row stays, since attempts and means are counted from it; the file goes with the orphans that nobody names any more.
"""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.fiscal_year import JAPAN
from webapp.participation.activity.models import DailyActivity
from webapp.participation.models import LET_GO, ManualMark, Score, Submission, SubmissionState
from webapp.participation.plain.models import AnswerDraft, CellRun
from webapp.participation.regrading.models import Trial
from webapp.participation.surveys.models import Survey, SurveyText
from webapp.programme.models import Offering
from webapp.retention.periods import Until
from webapp.retention.rules import Rule, Since

NOTHING = {"ja": "", "en": ""}
FINISHED = (SubmissionState.GRADED, SubmissionState.PARKED)


def enrolments_over(until: Until) -> Any:
    """The numbers of enrolments whose course ended long enough ago."""
    return select(Enrolment.id).join(Enrolment.offering).where(Offering.ends_on < until.work)


def emptied_sheet(sheet: dict[str, Any]) -> dict[str, Any]:
    """A score sheet without a word that could quote somebody's work."""
    exercises = [{**each, "message": NOTHING} for each in sheet.get("exercises", ())]
    return {**sheet, "exercises": exercises, "message": NOTHING}


def _let_work_go(session: Session, ids: Sequence[int]) -> None:
    session.execute(delete(Trial).where(Trial.submission_id.in_(ids)))
    for score in session.scalars(select(Score).where(Score.submission_id.in_(ids))):
        score.sheet = emptied_sheet(score.sheet)
    session.flush()
    session.execute(
        update(Submission)
        .where(Submission.id.in_(ids))
        .values(sha256=LET_GO, size=0, problem=None, claimed_by=None)
    )


def _let_comments_go(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(ManualMark).where(ManualMark.id.in_(ids)).values(comment=None, text_digest=LET_GO))


def _let_texts_go(session: Session, ids: Sequence[int]) -> None:
    session.execute(delete(SurveyText).where(SurveyText.survey_id.in_(ids)))


def _let_days_go(session: Session, ids: Sequence[int]) -> None:
    session.execute(delete(DailyActivity).where(DailyActivity.enrolment_id.in_(ids)))


def _let_drafts_go(session: Session, ids: Sequence[int]) -> None:
    for kind in (AnswerDraft, CellRun):
        session.execute(delete(kind).where(kind.enrolment_id.in_(ids)))


RULES = (
    Rule(
        "hand_ins", "提出物の中身と採点の文章", "what was handed in, and the words of its score sheet", Since.WORK,
        lambda until: select(Submission.id).where(
            Submission.enrolment_id.in_(enrolments_over(until)),
            Submission.sha256 != LET_GO,
            Submission.state.in_(FINISHED),
        ),
        _let_work_go,
    ),
    Rule(
        "comments", "手動採点のコメント", "comments on texts", Since.WORK,
        lambda until: select(ManualMark.id).where(
            ManualMark.enrolment_id.in_(enrolments_over(until)),
            or_(ManualMark.comment.is_not(None), ManualMark.text_digest != LET_GO),
        ),
        _let_comments_go,
    ),
    Rule(
        "survey_texts", "アンケートの自由記述", "free texts of surveys", Since.WORK,
        lambda until: select(Survey.id).where(
            Survey.closes_at < datetime.combine(until.work, time(0), JAPAN),
            exists().where(SurveyText.survey_id == Survey.id),
        ),
        _let_texts_go,
    ),
    Rule(
        "activity", "JupyterLabでの活動の日計", "daily sums of activity in JupyterLab", Since.WORK,
        lambda until: select(DailyActivity.enrolment_id)
        .where(DailyActivity.enrolment_id.in_(enrolments_over(until)))
        .distinct(),
        _let_days_go,
    ),
    Rule(
        "drafts", "この画面で書いた答えの下書き", "drafts of answers typed on the plain page", Since.WORK,
        lambda until: select(AnswerDraft.enrolment_id)
        .where(AnswerDraft.enrolment_id.in_(enrolments_over(until)))
        .distinct(),
        _let_drafts_go,
    ),
)  # fmt: skip
