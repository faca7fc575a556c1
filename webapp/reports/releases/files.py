"""公表した資料のファイル: made from the snapshot when somebody asks, the same bytes each time."""

from webapp.region import Region
from webapp.reports.faces.everything import Drawn, makers
from webapp.reports.frozen.report import ParticipationReport
from webapp.spreadsheet import Encoding

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def drawn(report: ParticipationReport, region: Region, language: str) -> Drawn:
    """The charts of a report for a page or a paper."""
    # What draws takes long to load, and most processes never draw.
    from webapp.reports.figures.drawing import pictures
    from webapp.reports.figures.style import NARROW, Style
    from webapp.reports.figures.tiles import tiles_of

    tiles = tiles_of(region)
    wide, small = Style(language=language, tiles=tiles), Style(language=language, width=NARROW, tiles=tiles)
    return Drawn(pictures(report, wide), pictures(report, small))


def file_names(report: ParticipationReport, language: str) -> tuple[str, ...]:
    """What can be downloaded of a report."""
    return tuple(makers(report, language))


def check_papers(report: ParticipationReport, region: Region) -> None:
    """Make every paper in both languages once; raises DoesNotFit where one is too long."""
    for language in ("ja", "en"):
        pictures_of = drawn(report, region, language)
        for name, make in makers(report, language).items():
            if name.endswith(".pdf"):
                make(pictures_of)


def file_of(report: ParticipationReport, name: str, region: Region, language: str) -> tuple[bytes, str]:
    """One file and its type; KeyError where the report has none of this name."""
    make = makers(report, language)[name]
    ending = name.rpartition(".")[2]
    # Only a paper has pictures in it.
    pictures_of = drawn(report, region, language) if ending == "pdf" else Drawn({}, {})
    encoding = Encoding.CP932 if name.endswith("_cp932.csv") else Encoding.UTF_8
    return make(pictures_of), TYPES[ending] + (f"; charset={encoding.charset}" if ending == "csv" else "")
