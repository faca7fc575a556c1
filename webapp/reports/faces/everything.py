"""すべての面: the files of one report by their names, for the command line and for a release's page."""

from collections.abc import Iterator, Mapping

from webapp.region import Words
from webapp.reports.faces.delimited import csv_file
from webapp.reports.faces.document import BRIEF, FULL, LANDSCAPE, Pictures, pdf
from webapp.reports.faces.naming import stem
from webapp.reports.faces.words import told
from webapp.reports.faces.workbook import workbook
from webapp.reports.frozen.report import Edition, ParticipationReport
from webapp.spreadsheet import Encoding

ONE_PAGE = Words("概要", "one-page")
# Those editions are one page by themselves.
_BRIEF = frozenset({Edition.ASSEMBLY, Edition.MUNICIPAL})


def faces(
    report: ParticipationReport, pictures: Pictures, language: str, small: Pictures | None = None
) -> Mapping[str, bytes]:
    """PDF, xlsx and CSV by file name; `small` are pictures drawn for a narrow column, else `pictures` stand there too.

    Raises DoesNotFit where a paper is too long.
    """
    name = stem(report, language)
    return {
        **{
            f"{name}{ending}": made for ending, made in _papers(report, pictures, language, small or pictures)
        },
        f"{name}.xlsx": workbook(report, language),
        f"{name}.csv": csv_file(report, language, Encoding.UTF_8),
        f"{name}_cp932.csv": csv_file(report, language, Encoding.CP932),
    }


def _papers(
    report: ParticipationReport, pictures: Pictures, language: str, small: Pictures
) -> Iterator[tuple[str, bytes]]:
    if report.edition in _BRIEF:
        yield ".pdf", pdf(report, BRIEF, small, language)
        return
    yield f"_{told(ONE_PAGE, language)}.pdf", pdf(report, LANDSCAPE, small, language)
    yield ".pdf", pdf(report, FULL, pictures, language)
