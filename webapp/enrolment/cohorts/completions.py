"""修了の引き渡し: the rows that a sponsor gets of its people, by the lines of its own list."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.enrolment.cohorts.models import Cohort, CohortMember
from webapp.enrolment.cohorts.queries import Handed, handed_over
from webapp.enrolment.completed import completed_now
from webapp.fiscal_year import japanese_date
from webapp.programme.models import MeetingState, Offering, OfferingState
from webapp.programme.planning import RESULTS_CLOSE_AFTER
from webapp.spreadsheet import Sheet, Value

# Offices read it, so its words are Japanese in every language, as those of rosters are.
HEADER = (
    "名簿の行", "氏名", "ふりがな", "所属", "研修区分", "講座", "期", "開始日", "終了日", "実施時間（時間）", "結果", "修了日",
)  # fmt: skip
HANDLING = "取扱注意: 氏名を含みます。派遣元の研修の記録のためだけに使ってください。"
WHO = "本人に知らせてあり、同意または法令等の根拠がある人だけを載せています。"
INVENTED = "架空のデータ: 人・団体・数字は、見本のために作ったものです。"


def completion_sheet(
    session: Session, cohort: Cohort, at: datetime, *, invented: bool
) -> tuple[Sheet, Handed]:
    """The file's rows, and who is in it and who is not."""
    handed = handed_over(session, cohort)
    day = japanese_date(at)
    ground = f"根拠: {cohort.ground.label_ja} {cohort.ground_text}".strip()
    notes = [
        f"{cohort.name} 修了状況（{day:%Y年%-m月%-d日}現在）",
        f"派遣元: {cohort.sponsor}",
        ground,
        WHO,
        HANDLING,
    ]
    rows = [_row(session, cohort, member, organisation, at) for member, organisation in handed.members]
    return Sheet([*([INVENTED] if invented else []), *notes], HEADER, rows), handed


def _row(
    session: Session, cohort: Cohort, member: CohortMember, organisation: str | None, at: datetime
) -> Sequence[Value]:
    enrolment = member.enrolment
    offering, learner = enrolment.offering, enrolment.learner
    moment = completed_now(session, enrolment)
    completed = japanese_date(moment) if moment else None
    return [
        member.row_number, learner.name, learner.name_kana, organisation or "",
        cohort.training.label_ja if cohort.training else "", offering.title_ja, offering.number,
        offering.starts_on, offering.ends_on, hours_of(offering), result_of(member, moment, at), completed,
    ]  # fmt: skip


def result_of(member: CohortMember, completed: datetime | None, at: datetime) -> str:
    """修了, 辞退, 受講中, 集計中 until the results are settled, and only then 未修了."""
    enrolment = member.enrolment
    if completed is not None:
        return "修了"
    if enrolment.withdrawn_at is not None:
        return "辞退"
    offering = enrolment.offering
    if offering.state is OfferingState.CANCELLED:
        return "開講中止"
    if offering.state is not OfferingState.CLOSED:
        return "受講中"
    return "集計中" if japanese_date(at) <= offering.ends_on + RESULTS_CLOSE_AFTER else "未修了"


def hours_of(offering: Offering) -> str:
    """実施時間 of the classes held, in hours with one decimal where it is no whole number."""
    held = (each.ends_at - each.starts_at for each in offering.meetings if each.state is MeetingState.HELD)
    hours = sum(held, timedelta()).total_seconds() / 3600
    return f"{hours:.1f}".removesuffix(".0")
