"""確定した年度: of which the whole year's final report went out, so that nobody's attributes of it change any more."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.reports.frozen.report import Version
from webapp.reports.releases.models import ReportRelease


def closed_years(session: Session) -> frozenset[int]:
    """The fiscal years that are closed to corrections."""
    final = select(ReportRelease.fiscal_year).where(
        ReportRelease.quarter.is_(None), ReportRelease.version == Version.FINAL
    )
    return frozenset(session.scalars(final.distinct()))
