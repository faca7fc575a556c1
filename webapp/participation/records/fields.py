"""研修履歴の項目: what a record can tell, and how it is read from one teacher's enrolment."""

from pathlib import Path

from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, LearnerYear
from webapp.fiscal_year import japanese_date
from webapp.participation.certificates.document import hours
from webapp.participation.certificates.hours import minutes_for
from webapp.participation.completing.settling import certificate_of
from webapp.participation.completing.standing import completed_by_rule
from webapp.wording import mark

# Name → label. No score, no answers, no attendance of single classes, no address: they are not asked for.
FIELDS = {
    "name": mark("氏名"),
    "kana": mark("ふりがな"),
    "school": mark("学校名"),
    "school_type": mark("校種"),
    "training": mark("研修名"),
    "host": mark("主催"),
    "starts_on": mark("開始日"),
    "ends_on": mark("終了日"),
    "hours": mark("時間数"),
    "minutes": mark("時間数（分）"),
    "result": mark("修了・未修了"),
    "completed_on": mark("修了日"),
    "certificate": mark("修了証の番号"),
    "reference": mark("照会番号"),
}


def record_of(session: Session, enrolment: Enrolment, releases: Path) -> dict[str, str]:
    """Every field of one enrolment, as text; what is not known is empty."""
    offering, learner = enrolment.offering, enrolment.learner
    year = session.get(LearnerYear, (learner.id, offering.fiscal_year))
    certificate = certificate_of(session, enrolment)
    done = completed_by_rule(session, enrolment, releases)
    minutes = minutes_for(session, enrolment, releases, completed=done is not None)
    return {
        "name": learner.name,
        "kana": learner.name_kana,
        "school": (year.school or year.organisation or "") if year else "",
        "school_type": (year.school_type or "") if year else "",
        "training": f"{offering.title_ja} 第{offering.number}期",
        "host": offering.host.name_ja,
        "starts_on": offering.starts_on.isoformat(),
        "ends_on": offering.ends_on.isoformat(),
        "hours": hours(minutes),
        "minutes": str(minutes),
        "result": "修了" if done else "未修了",
        "completed_on": japanese_date(done).isoformat() if done else "",
        "certificate": certificate.shown_number if certificate else "",
        "reference": f"{offering.fiscal_year}-{enrolment.id:06d}",
    }
