"""公表: a decided draft becomes a numbered snapshot; from then on only a 訂正版 says anything else."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.models import Learner
from webapp.reports.assembling.cases import KEY, japanese_lines
from webapp.reports.frozen.data import digest
from webapp.reports.frozen.report import Edition, ParticipationReport, Version
from webapp.reports.frozen.table import Table
from webapp.reports.releases.append_only import ReleaseIsFrozen as ReleaseIsFrozen
from webapp.reports.releases.changes import uncovered
from webapp.reports.releases.making import chosen_words, proof_faults
from webapp.reports.releases.models import CopyLog, DraftState, ReportDraft, ReportRelease
from webapp.reports.releases.steps import this_round


class NotReleasable(ValueError):
    """This draft cannot be released: `code` says why.

    Codes: not_decided, changed_since, already_released, already_final, nothing_to_correct, no_reason, uncovers, case_withdrawn,
    not_proved.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def release(session: Session, draft: ReportDraft, by: Learner, at: datetime) -> ReportRelease:
    """公表する: number and freeze what was decided; raises NotReleasable."""
    session.refresh(draft, with_for_update=True)
    report = _decided(draft)
    period = _of_same_period(session, draft)
    same = [each for each in period if (each.edition, each.town) == (draft.edition, draft.town)]
    replaced = _check_version(draft, same)
    # Whoever reads this may have the council's papers as well: what is x there is told nowhere.
    readable = [each for each in period if each.edition in (draft.edition, Edition.COUNCIL)]
    if any(uncovered(report_of(each), report) for each in readable):
        raise NotReleasable("uncovers")
    if not _cases_stand(session, draft, report):
        raise NotReleasable("case_withdrawn")
    if proof_faults(draft.content or {}):
        raise NotReleasable("not_proved")
    number = _next_number(session, draft.fiscal_year)
    printed = replace(
        report, number=f"第{number}号", version=draft.version, made_at=at.replace(microsecond=0)
    )
    snapshot = {"report": printed.as_data(), "protection": (draft.content or {})["protection"]}
    made = ReportRelease(
        draft_id=draft.id,
        fiscal_year=draft.fiscal_year,
        number=number,
        quarter=draft.quarter,
        edition=draft.edition,
        version=draft.version,
        town=draft.town,
        snapshot=snapshot,
        sha256=digest(snapshot),
        released_at=at,
        released_by_id=by.id,
        replaces_id=replaced.id if replaced else None,
        reason=draft.reason.strip(),
    )
    session.add(made)
    session.flush()
    record(session, at, by.id, "report_released", f"report_release/{made.id}", sha256=made.sha256)
    return made


def report_of(released: ReportRelease) -> ParticipationReport:
    """The report as it was released; raises ValueError where the snapshot is not what was released."""
    if digest(released.snapshot) != released.sha256:
        raise ValueError(f"the snapshot of release {released.id} was changed")
    return ParticipationReport.from_data(released.snapshot["report"])


def copy_table(session: Session, released: ReportRelease, key: str, by: Learner, at: datetime) -> Table:
    """転記用に写す: a table as it was published, and a line that says who took it; KeyError where there is none."""
    table = report_of(released).table(key)
    session.add(CopyLog(release_id=released.id, table_key=key, copied_at=at, copied_by_id=by.id))
    session.flush()
    record(session, at, by.id, "report_copied", f"report_release/{released.id}", table=key)
    return table


def _decided(draft: ReportDraft) -> ParticipationReport:
    if draft.state is not DraftState.DECIDED or draft.content is None:
        raise NotReleasable("not_decided")
    if {step.content_sha256 for step in this_round(draft)} != {digest(draft.content)}:
        raise NotReleasable("changed_since")
    return ParticipationReport.from_data(draft.content["report"])


def _cases_stand(session: Session, draft: ReportDraft, report: ParticipationReport) -> bool:
    """Whether the people of its 活用事例 still want them printed, in these words: until now they may withdraw."""
    printed = [words.ja for section in report.sections if section.key == KEY for words in section.paragraphs]
    return printed == (japanese_lines(chosen_words(session, draft.cases)) if printed else [])


def _of_same_period(session: Session, draft: ReportDraft) -> list[ReportRelease]:
    """What was released of this year or quarter, the oldest first."""
    return list(
        session.scalars(
            select(ReportRelease)
            .where(
                ReportRelease.fiscal_year == draft.fiscal_year,
                ReportRelease.quarter.is_(None)
                if draft.quarter is None
                else ReportRelease.quarter == draft.quarter,
            )
            .order_by(ReportRelease.id)
        )
    )


def _check_version(draft: ReportDraft, earlier: list[ReportRelease]) -> ReportRelease | None:
    """The release that a correction takes the place of; raises where this version has no place after these."""
    if any(each.draft_id == draft.id for each in earlier):
        raise NotReleasable("already_released")
    settled = [each for each in earlier if each.version is not Version.PRELIMINARY]
    if draft.version is Version.CORRECTED:
        # Only the newest is mended, or there would be two that both stand.
        if not settled or draft.replaces_number != settled[-1].number:
            raise NotReleasable("nothing_to_correct")
        if not draft.reason.strip():
            raise NotReleasable("no_reason")
        return settled[-1]
    if settled:
        raise NotReleasable("already_final")
    return None


def _next_number(session: Session, fiscal_year: int) -> int:
    newest = session.scalar(
        select(func.max(ReportRelease.number)).where(ReportRelease.fiscal_year == fiscal_year)
    )
    return (newest or 0) + 1
