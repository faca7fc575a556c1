"""すべての面: the files of one report by their names, for the command line and for a release's page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from webapp.region import Words
from webapp.reports.faces.delimited import csv_file
from webapp.reports.faces.document import BRIEF, FULL, LANDSCAPE, Pictures, pdf
from webapp.reports.faces.naming import stem
from webapp.reports.faces.review_sheet import review_sheet
from webapp.reports.faces.reviewing import review_of
from webapp.reports.faces.words import told
from webapp.reports.faces.workbook import workbook
from webapp.reports.frozen.report import Edition, ParticipationReport
from webapp.spreadsheet import Encoding

ONE_PAGE, REVIEW = Words("概要", "one-page"), Words("レビューシート", "review")
# Those editions are one page by themselves.
_BRIEF = frozenset({Edition.ASSEMBLY, Edition.MUNICIPAL})


def faces(
    report: ParticipationReport, pictures: Pictures, language: str, small: Pictures | None = None
) -> Mapping[str, bytes]:
    """PDF, xlsx and CSV by file name; `small` are pictures drawn for a narrow column, else `pictures` stand there too.

    Raises DoesNotFit where a paper is too long.
    """
    drawn = Drawn(pictures, small or pictures)
    return {name: make(drawn) for name, make in makers(report, language).items()}


@dataclass(frozen=True)
class Drawn:
    """描いた図: for a whole page's width, and for a narrow column."""

    wide: Pictures
    small: Pictures


def makers(report: ParticipationReport, language: str) -> Mapping[str, Callable[[Drawn], bytes]]:
    """How each file is made, by its name; a page that hands over one makes no other."""
    name = stem(report, language)
    return {
        **{f"{name}{ending}": make for ending, make in _papers(report, language)},
        f"{name}.xlsx": lambda _drawn: workbook(report, language),
        f"{name}.csv": lambda _drawn: csv_file(report, language, Encoding.UTF_8),
        f"{name}_cp932.csv": lambda _drawn: csv_file(report, language, Encoding.CP932),
        **_review(report, language, name),
    }


def _review(report: ParticipationReport, language: str, name: str) -> Mapping[str, Callable[[Drawn], bytes]]:
    """The sheet for the public-private review, of a year that has targets."""
    review = None if report.edition in _BRIEF else review_of(report)
    if review is None:
        return {}
    return {f"{name}_{told(REVIEW, language)}.xlsx": lambda _drawn: review_sheet(review, language)}


def _papers(report: ParticipationReport, language: str) -> Iterator[tuple[str, Callable[[Drawn], bytes]]]:
    if report.edition in _BRIEF:
        yield ".pdf", lambda drawn: pdf(report, BRIEF, drawn.small, language)
        return
    yield f"_{told(ONE_PAGE, language)}.pdf", lambda drawn: pdf(report, LANDSCAPE, drawn.small, language)
    yield ".pdf", lambda drawn: pdf(report, FULL, drawn.wide, language)
