"""オープンデータの公開: of the newest public report; one coordinator proposes it, another one releases it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.models import Learner, Role
from webapp.region import Region
from webapp.reports.frozen.report import Edition
from webapp.reports.open_data.bundle import bundle
from webapp.reports.open_data.package import NotPublishable, name_of, package
from webapp.reports.releases.making import protection_of
from webapp.reports.releases.models import OpenData, ReportRelease
from webapp.reports.releases.releasing import report_of


class NotOpen(ValueError):
    """This open data cannot be proposed or released: `code` says why.

    Codes: not_a_coordinator, not_for_everybody, too_small, replaced, already_proposed, already_open, not_proposed, proposer, changed_package.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Packed:
    """まとめたもの: the files of a package, and the one file in which they are handed out."""

    name: str
    files: Mapping[str, bytes]
    content: bytes

    @property
    def sha256(self) -> str:
        """SHA-256 of the one file, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def packed(released: ReportRelease, region: Region) -> Packed:
    """The open data of a released report, from its snapshot alone; raises NotOpen where there can be none."""
    report = report_of(released)
    # The threshold by which it was protected, not one that the region has by now.
    protected = protection_of(released.snapshot).get(Edition.PUBLIC.value)
    if released.edition is not Edition.PUBLIC or protected is None:
        raise NotOpen("not_for_everybody")
    try:
        files = package(report, region, protected.threshold)
    except NotPublishable:
        # What is released is no draft, so a count is too small.
        raise NotOpen("too_small") from None
    name = f"{name_of(report, region)}-no{released.number}.zip"
    return Packed(name, files, bundle(report, files))


def propose(session: Session, released: ReportRelease, region: Region, by: Learner, at: datetime) -> OpenData:
    """提案する: what is proposed is these bytes; where they would be others by now, it is proposed anew."""
    found = _locked(session, released, by)
    sha256 = packed(released, region).sha256
    if found is not None and found.released_at is not None:
        raise NotOpen("already_open")
    if found is not None and found.sha256 == sha256:
        raise NotOpen("already_proposed")
    if found is None:
        found = OpenData(release_id=released.id)
        session.add(found)
    found.sha256, found.proposed_at, found.proposed_by_id = sha256, at, by.id
    session.flush()
    record(session, at, by.id, "open_data_proposed", f"report_release/{released.id}", sha256=sha256)
    return found


def take_back(session: Session, released: ReportRelease, region: Region, by: Learner, at: datetime) -> None:
    """提案を取り下げる: by whoever proposed it or by another who does not agree; what is open stays open."""
    found = _locked(session, released, by)
    if found is None:
        raise NotOpen("not_proposed")
    if found.released_at is not None:
        raise NotOpen("already_open")
    record(session, at, by.id, "open_data_taken_back", f"report_release/{released.id}", sha256=found.sha256)
    session.delete(found)
    session.flush()


def open_up(session: Session, released: ReportRelease, region: Region, by: Learner, at: datetime) -> OpenData:
    """公開する: by another person than who proposed it, of the very bytes that were proposed."""
    found = _locked(session, released, by)
    if found is None:
        raise NotOpen("not_proposed")
    if found.released_at is not None:
        raise NotOpen("already_open")
    if found.proposed_by_id == by.id:
        raise NotOpen("proposer")
    if found.sha256 != packed(released, region).sha256:
        raise NotOpen("changed_package")
    found.released_at, found.released_by_id = at, by.id
    session.flush()
    record(session, at, by.id, "open_data_released", f"report_release/{released.id}", sha256=found.sha256)
    return found


def open_data_of(session: Session, released: ReportRelease) -> OpenData | None:
    """What was proposed or released of this report."""
    return session.scalar(select(OpenData).where(OpenData.release_id == released.id))


def newest_of(session: Session, released: ReportRelease) -> ReportRelease:
    """The report that stands now for the same period and readers: a correction, or final values after preliminary ones."""
    same = select(ReportRelease).where(
        ReportRelease.fiscal_year == released.fiscal_year,
        ReportRelease.quarter.is_not_distinct_from(released.quarter),
        ReportRelease.edition == released.edition,
        ReportRelease.town.is_not_distinct_from(released.town),
    )
    return session.scalars(same.order_by(ReportRelease.number.desc()).limit(1)).one()


def _locked(session: Session, released: ReportRelease, by: Learner) -> OpenData | None:
    """What there is, while nobody else takes a step; raises NotOpen where no step can be taken at all."""
    session.refresh(released, with_for_update=True)
    if not any(grant.role is Role.COORDINATOR for grant in by.roles):
        raise NotOpen("not_a_coordinator")
    if released.edition is not Edition.PUBLIC:
        raise NotOpen("not_for_everybody")
    if newest_of(session, released).id != released.id:
        raise NotOpen("replaced")
    return open_data_of(session, released)
