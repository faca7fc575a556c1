"""事業計画のページ: what one year's page shows: shares and their sums, targets with their reasons, the model with its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear
from webapp.languages import english
from webapp.programme.official import WHOLE, Target
from webapp.programme.plans.boxes import model_of
from webapp.programme.plans.models import LogicBox, Stage
from webapp.region import Region
from webapp.reports.assembling.plan import plan_of
from webapp.reports.assembling.summary import summary_table
from webapp.reports.frozen.table import Table
from webapp.reports.labels import Labels
from webapp.reports.logic_model.seen import Measured, SeenStage, measured, seen_model
from webapp.reports.period import Period
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope


@dataclass(frozen=True)
class TargetLine:
    """目標の行: the target, what was reached of it, and its words."""

    target: Target
    measured: Measured | None


@dataclass(frozen=True)
class PlanPage:
    """一年度の事業計画, with the numbers of the council's edition at one moment."""

    period: Period
    stages: Sequence[SeenStage]
    boxes: Mapping[Stage, Sequence[LogicBox]]
    targets: Sequence[TargetLine]


def main_figures(session: Session, region: Region, year: FiscalYear, at: datetime) -> tuple[Period, Table]:
    """主要指標表 of the year so far, from the reader of the reports, protected as the council's papers are."""
    scope = Scope.of(Period.of(year, at), at)
    table = summary_table(
        Reader(session, region), scope, region.thresholds["council"], Labels(region, english)
    )
    return scope.period, table


def plan_page(session: Session, region: Region, year: FiscalYear, at: datetime) -> PlanPage:
    """Everything of a year but the shares."""
    plan = plan_of(session, year.year, Labels(region, english))
    targets = session.scalars(
        select(Target).filter_by(fiscal_year=year.year, programme_row=WHOLE).order_by(Target.indicator)
    ).all()
    period, main = main_figures(session, region, year, at)
    return PlanPage(
        period,
        seen_model(plan, main),
        model_of(session, year.year),
        [TargetLine(target, measured(main, target.indicator)) for target in targets],
    )


def model_for_paper(
    session: Session, region: Region, year: FiscalYear, at: datetime
) -> tuple[Period, Sequence[SeenStage]]:
    """The model alone, for its sheet of A4."""
    plan = plan_of(session, year.year, Labels(region, english))
    period, main = main_figures(session, region, year, at)
    return period, seen_model(plan, main)
