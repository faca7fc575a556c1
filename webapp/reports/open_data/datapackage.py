"""Frictionless Data Package: what the files hold, as a description that programs check the files against."""

import hashlib
from collections.abc import Mapping
from typing import Any

from webapp.region import Region
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.open_data.files import KEY
from webapp.reports.open_data.rows import MARKS

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_TEXTS = {
    "table": "表 / table of the report",
    "row": "行の記号（市町村は団体コード） / key of the line; a municipality's code",
    "row_ja": "行の名前 / name of the line",
    "row_en": "name of the line in English",
    "indicator": "指標の番号 / number of the indicator",
    "label_ja": "列の名前 / name of the column",
    "label_en": "name of the column in English",
    "unit_ja": "単位 / unit",
    "unit_en": "unit in English",
}


def describe(
    name: str, report: ParticipationReport, region: Region, threshold: int, files: Mapping[str, bytes]
) -> dict[str, Any]:
    """`datapackage.json` for these CSV files; in people.csv no number is smaller than the threshold."""
    return {
        "name": name,
        "title": report.title.ja,
        "description": report.title.en,
        "version": f"{report.as_of.isoformat()}+{report.version.value}",
        "created": report.made_at.isoformat(),
        "licenses": [LICENCE],
        "contributors": [{"title": region.partnership.ja, "role": "publisher"}],
        "invented": report.invented,
        "resources": [_resource(file, written, threshold) for file, written in sorted(files.items())],
    }


def _resource(file: str, written: bytes, threshold: int) -> dict[str, Any]:
    is_cp932, of_people = file.endswith("-cp932.csv"), file.startswith("people")
    return {
        "name": file.removesuffix(".csv"),
        "path": file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "cp932" if is_cp932 else "utf-8",
        "bytes": len(written),
        "hash": f"sha256:{hashlib.sha256(written).hexdigest()}",
        "licenses": [LICENCE],
        "schema": {
            "fields": _fields(threshold if of_people else None),
            "primaryKey": list(KEY),
            "missingValues": [""],
        },
    }


def _fields(threshold: int | None) -> list[dict[str, Any]]:
    value: dict[str, Any] = {"name": "value", "type": "number", "description": "値 / the number"}
    if threshold is not None:
        value |= {"type": "integer", "constraints": {"minimum": threshold}}
    return [
        {
            "name": "fiscal_year",
            "type": "integer",
            "description": "年度（4月の西暦） / fiscal year, by its April",
        },
        {
            "name": "quarter",
            "type": "integer",
            "description": "四半期。空なら年度全体 / empty: the whole year",
        },
        {"name": "as_of", "type": "date", "description": "基準日 / as of"},
        *({"name": name, "type": "string", "description": words} for name, words in _TEXTS.items()),
        value,
        {
            "name": "mark",
            "type": "string",
            "description": "値がない理由 / why there is no number",
            "constraints": {"enum": ["", *MARKS.values()]},
        },
    ]
