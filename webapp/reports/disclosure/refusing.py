"""作成しない表: tables that are refused rather than suppressed, before anything is hidden."""

from collections.abc import Sequence

from webapp.reports.disclosure.audience import EditionPlan, Sheet
from webapp.reports.disclosure.primary import must_be_hidden
from webapp.reports.disclosure.problem import Kind, World
from webapp.reports.disclosure.result import Reason, Refused


def refusals(world: World, editions: Sequence[EditionPlan]) -> tuple[Refused, ...]:
    """The sheets of the first of these editions that are refused before anything is hidden."""
    hidden = must_be_hidden(world, editions)
    sheets = editions[0].sheets
    reasons = {sheet.name: _reason(world, sheet, editions[0].threshold, hidden) for sheet in sheets}
    return tuple(Refused(name, reason) for name, reason in reasons.items() if reason)


def _reason(world: World, sheet: Sheet, threshold: int, hidden: frozenset[tuple[str, ...]]) -> Reason | None:
    total = world.by_key[sheet.total]
    if 0 < total.contributors < threshold and total.kind is Kind.VOLUME:
        return Reason.TOTAL_TOO_SMALL
    if sheet.total in hidden:
        return Reason.NO_PATTERN if total.kind is Kind.VOLUME else Reason.OUTCOME_TOO_SMALL
    if len(sheet.lines) > 1 and sum(world.values[line] > 0 for line in sheet.lines) == 1:
        return Reason.ONE_LINE
    return None


def town_refusal(contributors: int, threshold: int, sheet: str) -> Refused | None:
    """市町村別1枚: a town with fewer than 2k people gets no page of its own."""
    return Refused(sheet, Reason.TOWN_TOO_SMALL) if contributors < 2 * threshold else None
