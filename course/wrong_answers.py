"""よくある誤答: wrong answers that real people give, each with the test that must catch it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course.content import Lesson
from course.mistake import ContentMistake

CAUGHT_BY = "捕まえる確認: "
_FENCE = re.compile(r"^```python\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class WrongAnswer:
    """誤答: code in the place of an answer, and the name of the test that must fail because of it."""

    exercise_id: str
    title: str
    test: str
    code: str
    file: Path
    line: int

    @property
    def name(self) -> str:
        """What a report calls it."""
        return f"{self.exercise_id} {self.title}"


def read_wrong_answers(lesson: Lesson) -> tuple[WrongAnswer, ...]:
    """Read wrong_answers/<exercise id>.md; raises ContentMistake with file and line."""
    known = {exercise.id for exercise in lesson.exercises}
    answers: list[WrongAnswer] = []
    for file in sorted((lesson.folder / "wrong_answers").glob("*.md")):
        if file.stem not in known:
            raise ContentMistake(
                file,
                f"問 {file.stem} は lesson.toml にありません / no exercise {file.stem} in lesson.toml",
                "ファイル名を問の id にする / name the file after an exercise",
            )
        answers += _sections(file)
    return tuple(answers)


def _sections(file: Path) -> Iterator[WrongAnswer]:
    text = file.read_text(encoding="utf-8")
    starts = [match.start() for match in re.finditer(r"^## ", text, re.MULTILINE)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield _section(file, text[start:end], line=text.count("\n", 0, start) + 1)


def _section(file: Path, text: str, line: int) -> WrongAnswer:
    title = text.splitlines()[0].removeprefix("## ").strip()
    caught = re.search(rf"^{CAUGHT_BY}(?P<test>.+)$", text, re.MULTILINE)
    fences = _FENCE.findall(text)
    if caught is None:
        raise ContentMistake(
            file,
            f"「{title}」に確認の名前がありません / no test is named that catches it",
            f"「{CAUGHT_BY}…」の行を足す / add that line",
            line,
        )
    if len(fences) != 1:
        raise ContentMistake(
            file,
            f"「{title}」の python の枠が {len(fences)} 個あります / {len(fences)} python blocks",
            "枠を一つにする / keep one",
            line,
        )
    return WrongAnswer(file.stem, title, caught["test"].strip(), fences[0], file, line)
