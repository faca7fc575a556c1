"""作成しない表: tables that are refused rather than suppressed, before anything is hidden."""

from webapp.reports.disclosure.audience import Edition, Sheet
from webapp.reports.disclosure.primary import LEAST_OUTCOME
from webapp.reports.disclosure.problem import Kind, World
from webapp.reports.disclosure.result import Reason, Refused


def refusals(world: World, edition: Edition) -> tuple[Refused, ...]:
    """The sheets of an edition that are refused before anything is hidden."""
    reasons = {sheet.name: _reason(world, sheet, edition.threshold) for sheet in edition.sheets}
    return tuple(Refused(name, reason) for name, reason in reasons.items() if reason)


def _reason(world: World, sheet: Sheet, threshold: int) -> Reason | None:
    total = world.by_key[sheet.total]
    if total.kind is not Kind.VOLUME and _too_few_to_judge(world, sheet):
        return Reason.OUTCOME_TOO_SMALL
    if 0 < total.contributors < threshold:
        return Reason.TOTAL_TOO_SMALL
    if len(sheet.lines) > 1 and sum(world.values[line] > 0 for line in sheet.lines) == 1:
        return Reason.ONE_LINE
    return None


def _too_few_to_judge(world: World, sheet: Sheet) -> bool:
    """Whether the sheet's total is an outcome of fewer than ten people."""
    return any(
        0 < world.by_key[outcome.of].contributors < LEAST_OUTCOME
        for outcome in world.outcomes
        if sheet.total in (outcome.favourable, outcome.unfavourable)
    )


def town_refusal(contributors: int, threshold: int, sheet: str) -> Refused | None:
    """市町村別1枚: a town with fewer than 2k people gets no page of its own."""
    return Refused(sheet, Reason.TOWN_TOO_SMALL) if contributors < 2 * threshold else None
