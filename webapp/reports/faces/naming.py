"""ファイル名: 受講状況報告書_令和8年度_協議会_確定値.pdf, so that a folder of them can be read."""

import re

from webapp.fiscal_year import FiscalYear
from webapp.region import Words
from webapp.reports.faces.words import VERSIONS, told
from webapp.reports.frozen.report import Edition, ParticipationReport, Version

_SHORT = {
    Edition.COUNCIL: Words("協議会", "council"),
    Edition.PUBLIC: Words("公開", "public"),
    Edition.ASSEMBLY: Words("議会", "assembly"),
    Edition.CITY: Words("構成市", "city"),
    Edition.MUNICIPAL: Words("市町村", "municipal"),
}
_VERSIONS_EN = {
    Version.DRAFT: "draft",
    Version.PRELIMINARY: "preliminary",
    Version.FINAL: "final",
    Version.CORRECTED: "corrected",
}
# What some file system or office program does not take in a name.
_UNFIT = re.compile(r'[\\/:*?"<>|\s　\x00-\x1f]+')


def stem(report: ParticipationReport, language: str) -> str:
    """The name without its ending: title, year, quarter, edition, version, and the release's number where it has one."""
    return "_".join(_UNFIT.sub("-", part).strip("-.") for part in _parts(report, language) if part)


def _parts(report: ParticipationReport, language: str) -> list[str]:
    year, quarter = FiscalYear(report.fiscal_year), report.quarter
    edition = told(_SHORT[report.edition], language)
    if language == "ja":
        quarterly = f"第{quarter}四半期" if quarter else ""
        named = year.label_ja.partition("(")[0]
        return [report.title.ja, named, quarterly, edition, VERSIONS[report.version].ja, report.number]
    quarterly = f"Q{quarter}" if quarter else ""
    number = "".join(re.findall(r"\d+", report.number))
    title = report.title.en.lower()
    return [title, year.label_en, quarterly, edition, _VERSIONS_EN[report.version], number and f"no{number}"]
