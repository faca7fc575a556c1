"""DCAT: the data set as catalogues of open data read it, in JSON-LD."""

import hashlib
from collections.abc import Mapping
from typing import Any

from webapp.fiscal_year import FiscalYear
from webapp.region import Region
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.open_data.datapackage import LICENCE

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
}


def catalogue(
    name: str, report: ParticipationReport, region: Region, files: Mapping[str, bytes]
) -> dict[str, Any]:
    """`catalog.jsonld`: one data set, and one distribution per file with its size and hash."""
    year = FiscalYear(report.fiscal_year)
    return {
        "@context": CONTEXT,
        "@id": f"urn:tateyama:dataset:{name}",
        "@type": "dcat:Dataset",
        "dct:title": _both(report.title.ja, report.title.en),
        "dct:identifier": name,
        "dct:publisher": {
            "@id": f"urn:tateyama:publisher:{region.folder.name}",
            "@type": "foaf:Agent",
            "foaf:name": _both(region.partnership.ja, region.partnership.en),
        },
        "dct:license": {"@id": LICENCE["path"]},
        "dct:issued": _date(report.made_at.date().isoformat()),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date(year.start.isoformat()),
            "dcat:endDate": _date(report.as_of.isoformat()),
        },
        "dcat:distribution": [_distribution(name, file, written) for file, written in sorted(files.items())],
    }


def _distribution(name: str, file: str, written: bytes) -> dict[str, Any]:
    return {
        "@id": f"urn:tateyama:dataset:{name}:{file}",
        "@type": "dcat:Distribution",
        "dct:title": file,
        "dct:license": {"@id": LICENCE["path"]},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{_MEDIA[file[file.rindex('.') :]]}"
        },
        "dcat:byteSize": {"@value": str(len(written)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": hashlib.sha256(written).hexdigest(), "@type": "xsd:hexBinary"},
        },
    }


def _both(ja: str, en: str) -> list[dict[str, str]]:
    return [{"@value": ja, "@language": "ja"}, {"@value": en, "@language": "en"}]


def _date(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}
