"""学習指導案とワークシートの紙面: what a lesson gives away, set on A4."""

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from course.catalogue import LessonPlan, Poster, Worksheet, Writing
from webapp.programme.take_home.chart import chart_of
from webapp.typesetting import printable, typeset

OWN = Path(__file__).parent


@lru_cache(maxsize=64)
def draw_plan(plan: LessonPlan, course: str, module: str) -> bytes:
    """学習指導案 on one sheet of A4; `course` and `module` say in its foot where it is from."""
    return _drawn("lesson_plan", {**asdict(plan), "course": course, "module": module})


@lru_cache(maxsize=64)
def draw_worksheet(sheet: Worksheet, course: str, module: str) -> bytes:
    """ワークシート for pupils: no answer is in it, so that the whole file can be printed for a class."""
    parts = [{**asdict(part), "answer": ""} for part in sheet.parts]
    return _drawn("worksheet", {**asdict(sheet), "parts": parts, "course": course, "module": module})


@lru_cache(maxsize=64)
def draw_answers(sheet: Worksheet, course: str, module: str) -> bytes:
    """教師用解答 of a worksheet, for the teacher alone."""
    return _drawn("worksheet_answers", {**asdict(sheet), "course": course, "module": module})


@lru_cache(maxsize=64)
def draw_posters(posters: tuple[Poster | Writing, ...], module: str) -> bytes:
    """掲示用の図・文・カード, each on a sheet of A4 on its side."""
    sheets = [chart_of(one) if isinstance(one, Poster) else asdict(one) for one in posters]
    return _drawn("posters", {"posters": sheets, "module": module})


def _drawn(name: str, told: dict[str, object]) -> bytes:
    source = (OWN / f"{name}.typ").read_text(encoding="utf-8")
    return typeset(source, printable(told), accessible=True)[0]
