"""紙面: a report as PDF, its tables and pictures tagged and spoken (PDF/UA-1), the same bytes from the same report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.reports.faces import layouts
from webapp.reports.faces.contents import contents
from webapp.reports.frozen.report import ParticipationReport
from webapp.typesetting import ask, printable, typeset
from webapp.wording import mark

SHEETS = Path(__file__).parent / "sheets"
TOO_LONG = mark("紙面に収まりません。要約・要因・次年度対応の文を短くするか、章を減らしてください")
Pictures = Mapping[str, bytes]  # SVG or PNG by the chart's key


class DoesNotFit(ValueError):
    """ページ数を超える: with the smallest letters that can be read the paper is still too long."""


@dataclass(frozen=True)
class Paper:
    """紙面の種類: its sheet, how a report is laid out on it, letters from large to small in pt, pages at most."""

    sheet: str
    layout: Callable[[Mapping[str, Any]], dict[str, Any]]
    sizes: tuple[float, ...]
    most_pages: int


FULL = Paper("full", layouts.full, (10.0, 9.5, 9.0), 20)
LANDSCAPE = Paper("landscape", layouts.landscape, (9.5, 9.0, 8.5, 8.0, 7.5, 7.0), 1)
BRIEF = Paper("brief", layouts.brief, (10.0, 9.5, 9.0, 8.5, 8.0, 7.5), 1)


def pdf(report: ParticipationReport, paper: Paper, pictures: Pictures, language: str) -> bytes:
    """The paper's bytes; raises DoesNotFit where the report has too much to say."""
    files = {_file(at, pictures[key]): pictures[key] for at, key in enumerate(sorted(pictures))}
    names = dict(zip(sorted(pictures), files, strict=True))
    told = printable(paper.layout(contents(report, language, names)))
    source = "\n".join((SHEETS / f"{name}.typ").read_text(encoding="utf-8") for name in ("page", paper.sheet))
    told["size"] = _largest(source, told, paper, files)
    (made,) = typeset(source, told, files=files, made_at=report.made_at, accessible=True)
    return made


def _largest(source: str, told: Mapping[str, Any], paper: Paper, files: Mapping[str, bytes]) -> float:
    for size in paper.sizes:
        said = ask(source, {**told, "size": size}, "laid-out", files=files)
        if said["over"] <= 0 and said["pages"] <= paper.most_pages:
            return size
    raise DoesNotFit(TOO_LONG)


def _file(at: int, picture: bytes) -> str:
    ending = "png" if picture.startswith(b"\x89PNG") else "svg"
    return f"figure-{at}.{ending}"
