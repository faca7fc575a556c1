"""架空の事業: shares, targets and a logic model of the year, a council meeting, a group that a partner sends, and cases."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import product

from sqlalchemy import select

from webapp.demo.cast import Cast
from webapp.demo.tales import BOXES, CASES, REMARKS, SHARES, TARGETS
from webapp.enrolment.applying.consents import VERSION
from webapp.enrolment.applying.models import Consent, ConsentKind
from webapp.enrolment.cohorts.models import Cohort, CohortKind, CohortMember, Ground, Training
from webapp.enrolment.models import Enrolment
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.participation.cases.consents import current_consent
from webapp.participation.cases.models import CaseState, UseCase
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, Partner
from webapp.programme.official import Target
from webapp.programme.plans.models import LogicBox
from webapp.programme.plans.shares import keep_share, programme_in
from webapp.reports.councils.models import Council, CouncilPaper, PaperKind, Remark


def write_papers(cast: Cast, at: date) -> None:
    """What coordinators keep beside courses, of this year and the one before."""
    newest = FiscalYear.of(at)
    for year in (newest.previous, newest):
        _write_plan(cast, year, newest)
    _write_council(cast, at)
    _write_cohort(cast, newest)
    _write_cases(cast, at)
    cast.session.flush()


def _write_plan(cast: Cast, year: FiscalYear, newest: FiscalYear) -> None:
    programme = programme_in(cast.session, year.year)
    if programme is None:
        return
    left = programme.budget_yen
    for slug, percent in SHARES:
        part = left if slug == SHARES[-1][0] else programme.budget_yen * percent // 100 // 1000 * 1000
        left -= part
        keep_share(cast.session, programme, cast.partners[slug], part, None, "", cast.now)
    cast.session.add_all(
        LogicBox(
            fiscal_year=year.year, stage=stage, place=place, text_ja=ja, text_en=en, indicator=indicator,
            owner_id=cast.partners[owner].id if owner else None, source=source, key=f"demo-{place}-{stage.value}",
            kept_at=cast.now,
        )
        for place, (stage, ja, en, indicator, owner, source) in enumerate(BOXES)
    )  # fmt: skip
    if year == newest:
        cast.session.add_all(
            Target(fiscal_year=year.year, indicator=indicator, hundredths=value * 100, set_at=cast.now)
            for indicator, value in TARGETS
        )


def _write_council(cast: Cast, at: date) -> None:
    """Two meetings: what was said at the first is partly answered when the second comes."""
    first, second = at - timedelta(days=120), at - timedelta(days=10)
    councils = [
        Council(
            number=number, starts_at=datetime.combine(day, time(10), JAPAN), place="架空県庁 第1会議室",
            agenda="開会\n前回までの指摘への対応\n受講状況の報告\n意見交換\n閉会", gist=gist, kept_at=cast.now,
        )
        for number, day, gist in ((1, first, "受講状況の報告を受け、周知と中級への進級について意見を交わした。"), (2, second, ""))
    ]  # fmt: skip
    cast.session.add_all(councils)
    cast.session.flush()
    year = FiscalYear.of(at).year
    for council, (number, kind) in product(
        councils, enumerate((PaperKind.LOGIC_MODEL, PaperKind.CASES), start=1)
    ):
        cast.session.add(CouncilPaper(council_id=council.id, number=number, kind=kind, fiscal_year=year))
    for number, (said_by, said, response, state, days, owner) in enumerate(REMARKS, start=1):
        cast.session.add(
            Remark(
                council_id=councils[0].id, number=number, said_by=said_by, said=said, response=response, state=state,
                due=at + timedelta(days=days), owner_id=cast.partners[owner].id, key=f"demo-{number}",
                closed_on=first + timedelta(days=30) if state.value == "met" else None, kept_at=cast.now,
            )
        )  # fmt: skip


def _write_cohort(cast: Cast, year: FiscalYear) -> None:
    """県職員研修（DXリーダー）: staff who take a course of the university's, as the prefecture sent them."""
    staff = (
        select(Enrolment)
        .join(Enrolment.offering)
        .join(Offering.host)
        .where(
            Offering.fiscal_year == year.year,
            Partner.slug == "university",
            Enrolment.audience == Audience.PUBLIC_SERVANT,
            Enrolment.withdrawn_at.is_(None),
        )
        .order_by(Enrolment.id)
        .limit(12)
    )
    people = cast.session.scalars(staff).all()
    if not people:
        return
    cohort = Cohort(
        host_id=cast.partners["university"].id, fiscal_year=year.year, name="架空県 DXリーダー研修",
        kind=CohortKind.STAFF, training=Training.DX_LEADERS, sponsor="架空県 人事課",
        sponsor_partner_id=cast.partners["prefecture"].id, ground=Ground.CONSENT, made_at=cast.now,
    )  # fmt: skip
    cast.session.add(cohort)
    cast.session.flush()
    cast.session.add_all(
        CohortMember(
            enrolment_id=each.id,
            cohort_id=cohort.id,
            told_on=each.enrolled_at.astimezone(JAPAN).date(),
            row_number=row,
        )
        for row, each in enumerate(people, start=2)
    )
    # All but the last agree that the prefecture is told.
    cast.session.add_all(
        Consent(
            learner_id=learner, kind=ConsentKind.SHARE_WITH_SENDER, version=VERSION, given=True, decided_at=cast.now
        )
        for learner in dict.fromkeys(each.learner_id for each in people[:-1])
    )  # fmt: skip


def _write_cases(cast: Cast, at: date) -> None:
    """活用事例 of courses whose three-month survey is over: two to be read, one that waits for its person."""
    newest = FiscalYear.of(at)
    enrolments = [*_completed(cast, newest.previous, 1), *_completed(cast, newest, len(CASES) - 1)]
    said = datetime.combine(at, time(9), JAPAN) - timedelta(days=20)
    for enrolment, (state, words) in zip(enrolments, CASES, strict=False):
        case = UseCase(
            enrolment_id=enrolment.id, state=state, consent_version=current_consent().version, consented_at=said,
            changed_at=said + timedelta(days=5), wish="", **words,
        )  # fmt: skip
        if state is CaseState.PUBLISHED:
            case.approved_sha256 = case.sha256
            case.approved_at, case.published_at = said + timedelta(days=3), said + timedelta(days=5)
        cast.session.add(case)


def _completed(cast: Cast, year: FiscalYear, most: int) -> Sequence[Enrolment]:
    """Completers of the university's courses of a year about which it was asked three months later."""
    asked = select(Survey.offering_id).where(Survey.kind == SurveyKind.LATER)
    completed = (
        select(Enrolment)
        .join(Enrolment.offering)
        .join(Offering.host)
        .where(
            Partner.slug == "university",
            Offering.fiscal_year == year.year,
            Offering.id.in_(asked),
            Enrolment.completed_at.is_not(None),
        )
        .order_by(Offering.ends_on.desc(), Enrolment.id)
        .limit(most)
    )
    return cast.session.scalars(completed).all()
