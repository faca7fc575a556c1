"""公開する一式: the files of one year's open data, the same bytes from the same release each time."""

import json
from collections.abc import Mapping
from typing import Any

from webapp.fiscal_year import FiscalYear
from webapp.region import Region
from webapp.reports.frozen.report import Edition, ParticipationReport, Version
from webapp.reports.open_data.catalogue import catalogue
from webapp.reports.open_data.datapackage import describe
from webapp.reports.open_data.entities import entities
from webapp.reports.open_data.files import csv_file
from webapp.reports.open_data.rows import Fact, facts_of
from webapp.spreadsheet import Encoding
from webapp.wording import mark


class NotPublishable(ValueError):
    """この報告書からはオープンデータをつくれない; says why."""


ONLY_PUBLIC = mark("オープンデータは、決裁された公開資料からだけつくれます")
TOO_SMALL = mark("公開の人数の下限を下回る数が表にあるため、オープンデータをつくれません")


def package(report: ParticipationReport, region: Region, threshold: int) -> Mapping[str, bytes]:
    """Every file by its name; raises NotPublishable for a report that is not for the public, or holds too small a count."""
    if report.edition is not Edition.PUBLIC or report.version is Version.DRAFT:
        raise NotPublishable(ONLY_PUBLIC)
    facts = list(facts_of(report))
    people = [fact for fact in facts if fact.is_of_people]
    if any(fact.value is not None and 0 < fact.value < threshold for fact in people):
        raise NotPublishable(TOO_SMALL)
    name = name_of(report, region)
    tables = _tables(report, people, [fact for fact in facts if not fact.is_of_people])
    files = {
        **tables,
        "datapackage.json": _json(describe(name, report, region, threshold, tables)),
        "entities.jsonld": _json(entities(name, report, facts)),
        "README.md": _readme(report, region, threshold).encode(),
    }
    return {**files, "catalog.jsonld": _json(catalogue(name, report, region, files))}


def name_of(report: ParticipationReport, region: Region) -> str:
    """The name of the data set, of small letters, figures and hyphens."""
    quarter = f"-q{report.quarter}" if report.quarter else ""
    return f"participation-{region.folder.name.lower()}-{report.fiscal_year}{quarter}"


def _tables(report: ParticipationReport, people: list[Fact], others: list[Fact]) -> dict[str, bytes]:
    return {
        f"{name}{ending}": csv_file(report, facts, encoding)
        for name, facts in (("people", people), ("figures", others))
        for ending, encoding in ((".csv", Encoding.UTF_8), ("-cp932.csv", Encoding.CP932))
    }


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _readme(report: ParticipationReport, region: Region, threshold: int) -> str:
    invented = "**架空のデータ / invented data**\n\n" if report.invented else ""
    year = FiscalYear(report.fiscal_year)
    return f"""# {report.title.ja} / {report.title.en}

{invented}{region.partnership.ja} / {region.partnership.en}
{year.label_ja} / {year.label_en}, {report.as_of.isoformat()} 現在 / as of that day. {report.number}

- `people.csv`: 人の数（延べ・実）。{threshold}人より少ない数は載せていません。 / Counts of people; none below {threshold}.
- `figures.csv`: そのほかの数と率。 / Other numbers and rates.
- `…-cp932.csv`: 同じ行を CP932 で。 / The same rows in CP932.
- `mark`: `suppressed` 秘匿、`nil` 該当なし、`not_counted` 未集計、`pending` 集計中、`from_nothing` 皆増。
  Rates, too, are given only where both of their counts are.
- `datapackage.json` Frictionless Data Package, `catalog.jsonld` DCAT, `entities.jsonld` NGSI-LD.

実（人の数）を、講座・四半期・年度について足さないでください。一人を二度数えます。
Never add up 実 (persons) over courses, quarters or years: that counts people twice.

CC BY 4.0 https://creativecommons.org/licenses/by/4.0/deed.ja
"""
