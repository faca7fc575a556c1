"""NGSI-LD: the published numbers as entities of a city's data platform (データ連携基盤), to be loaded from a file."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any

from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.open_data.rows import Fact

CORE = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"


def entities(name: str, report: ParticipationReport, facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """One `ParticipationIndicator` per line of a table, with a property per number; what has no number is left out."""
    lines = groupby(facts, key=lambda fact: (fact.table, fact.row))
    made = [_entity(name, report, table, row, list(cells)) for (table, row), cells in lines]
    return [entity for entity in made if any(key.startswith("value") for key in entity)]


def _entity(
    name: str, report: ParticipationReport, table: str, row: str, facts: list[Fact]
) -> dict[str, Any]:
    observed = f"{report.as_of.isoformat()}T00:00:00Z"
    entity: dict[str, Any] = {
        "@context": CORE,
        "id": f"urn:ngsi-ld:ParticipationIndicator:{name}:{table}:{row}",
        "type": "ParticipationIndicator",
        "fiscalYear": _property(report.fiscal_year),
        "table": _property(table),
        "row": _property(row),
        "name": _property(facts[0].row_label.ja),
    }
    if report.quarter is not None:
        entity["quarter"] = _property(report.quarter)
    for place, fact in enumerate(facts):
        if fact.value is not None:
            number = float(fact.value) if isinstance(fact.value, Decimal) else fact.value
            entity[f"value{place + 1}"] = {
                **_property(number),
                "observedAt": observed,
                "indicator": _property(fact.indicator),
                "label": _property(fact.label.ja),
                "unit": _property(fact.unit.ja),
            }
    return entity


def _property(value: object) -> dict[str, Any]:
    return {"type": "Property", "value": value}
