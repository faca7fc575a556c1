"""変異試験の判定: which mutants of a lesson its tests let through, counted once per distinct output."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.evidence import Evidence
from course.mistake import ContentMistake
from course.questions import Question
from course.rehearsal import ask
from course.tables import read_table

LEAST_CAUGHT, MOST_EXPLAINED = 0.95, 0.03
# For one exercise: all its mutants, each of which may use up its own limit.
TIME_LIMIT_SECONDS = 900.0
SURVIVORS = "survivors.toml"


@dataclass(frozen=True)
class Survivor:
    """生きのこり: a mutant that an exercise's tests let through; explained where survivors.toml says why."""

    exercise: str
    file: Path
    line: int | None
    operator: str
    change: str
    reason: str | None

    def to_json(self) -> dict[str, str | int | None]:
        """One survivor of `mutate --json`."""
        return {**vars(self), "file": str(self.file)}


@dataclass(frozen=True)
class Mutated:
    """変異試験の結果: what came of one lesson's mutants."""

    course: str
    lesson: str
    mutants: int
    distinct: int
    caught: int
    seconds: float
    survivors: tuple[Survivor, ...]
    mistakes: tuple[ContentMistake, ...]

    @property
    def explained(self) -> int:
        """How many survivors have a reason written down."""
        return sum(survivor.reason is not None for survivor in self.survivors)

    @property
    def share(self) -> float:
        """The share of the distinct mutants, explained ones apart, that the tests catch; 0 to 1."""
        counted = self.distinct - self.explained
        return self.caught / counted if counted else 0.0

    @property
    def is_enough(self) -> bool:
        """Whether the lesson's tests are as sharp as they must be."""
        few = self.explained <= self.distinct * MOST_EXPLAINED
        return self.share >= LEAST_CAUGHT and few and not self.mistakes

    def to_json(self) -> dict[str, Any]:
        """One row of `mutate --json`."""
        return {
            "course": self.course,
            "lesson": self.lesson,
            "mutants": self.mutants,
            "distinct": self.distinct,
            "caught": self.caught,
            "explained": self.explained,
            "share": round(self.share, 3),
            "seconds": round(self.seconds, 1),
            "survivors": [survivor.to_json() for survivor in self.survivors],
        }


def tried(seen: Evidence, questions: Sequence[Question]) -> dict[str, dict[str, Any]]:
    """Have the mutants of a lesson's exercises tried in one process, by their ids; raises RehearsalFailed."""
    wanted: list[dict[str, Any]] = [
        {"id": question.id, "answer_id": question.answer_id, "mutate": True, "answers": []}
        for question in questions
    ]
    data = {f"data/{name}": body for name, body in seen.materials.data.items()}
    limit = TIME_LIMIT_SECONDS * len(questions)
    answer = ask("course.mutation.workshop", seen.source, data, {"exercises": wanted}, limit)
    return {question.id: answer[question.id] for question in questions}


def judged(course: str, seen: Evidence, results: Mapping[str, dict[str, Any]], seconds: float) -> Mutated:
    """Count one lesson's mutants: those whose outputs are the solution's own are none, the rest once per output."""
    reasons = _reasons(seen)
    survivors: list[Survivor] = []
    distinct = caught = 0
    mistakes: list[ContentMistake] = []
    for question in seen.questions:
        result = results[question.id]
        if not result["reference"]["passed"]:
            mistakes.append(
                seen.mistake(
                    question.id, "模範解答が通りません / the solution fails", "check を先に / run check first"
                )
            )
        for group in _by_output(result):
            distinct += 1
            escaped = [mutant for mutant in group if mutant["passed"]]
            caught += not escaped
            survivors += [_survivor(seen, question, escaped, reasons)] if escaped else []
    return Mutated(
        course=course,
        lesson=seen.lesson.slug,
        mutants=sum(len(result["mutants"]) for result in results.values()),
        distinct=distinct,
        caught=caught,
        seconds=seconds,
        survivors=tuple(survivors),
        mistakes=(*mistakes, *_unused(seen, reasons, survivors)),
    )


def _by_output(result: Mapping[str, Any]) -> Iterator[Sequence[Mapping[str, Any]]]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for mutant in result["mutants"]:
        groups.setdefault(mutant["output"], []).append(mutant)
    groups.pop(result["reference"]["output"], None)
    yield from groups.values()


def _survivor(
    seen: Evidence,
    question: Question,
    escaped: Sequence[Mapping[str, Any]],
    reasons: Mapping[tuple[str, str], tuple[int, str]],
) -> Survivor:
    explained = (m for m in escaped if (question.id, m["change"]) in reasons)
    shown = next(explained, escaped[0])
    _, reason = reasons.get((question.id, shown["change"]), (0, None))
    line = seen.line_of_answer(question, shown["line"])
    file = seen.lesson.folder / "exercise.md"
    return Survivor(question.id, file, line, shown["operator"], shown["change"], reason)


def _reasons(seen: Evidence) -> dict[tuple[str, str], tuple[int, str]]:
    """What survivors.toml says of a mutant, named by its exercise and its change, and on which line."""
    file = seen.lesson.folder / SURVIVORS
    if not file.is_file():
        return {}
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for row in read_table(file).rows("survivors"):
        row.refuse_others("exercise", "change", "reason")
        found[row.string("exercise"), row.string("change")] = (row.first, row.string("reason"))
    return found


def _unused(
    seen: Evidence, reasons: Mapping[tuple[str, str], tuple[int, str]], survivors: Sequence[Survivor]
) -> Iterator[ContentMistake]:
    used = {(survivor.exercise, survivor.change) for survivor in survivors}
    for (exercise, change), (line, _reason) in reasons.items():
        if (exercise, change) not in used:
            what = f"{exercise} の「{change}」は生きのこっていません / no such survivor"
            yield ContentMistake(
                seen.lesson.folder / SURVIVORS, what, "この項目を消す / delete this entry", line
            )


def table(reports: Sequence[Mutated]) -> str:
    """The reports as lines for a terminal, each lesson's survivors below it."""
    lines = [f"{'レッスン':<16}{'変異':>4}{'別々':>6}{'発見':>6}{'説明':>6}{'割合':>8}{'秒':>6}"]
    for report in reports:
        lines.append(
            f"{report.course + '/' + report.lesson:<20}{report.mutants:>6}{report.distinct:>8}"
            f"{report.caught:>8}{report.explained:>8}{report.share:>10.1%}{report.seconds:>8.1f}"
        )
        lines += [f"  {_told(survivor)}" for survivor in report.survivors]
    return "\n".join(lines)


def _told(survivor: Survivor) -> str:
    where = f"{survivor.file}:{survivor.line}" if survivor.line else str(survivor.file)
    why = f"  ({survivor.reason})" if survivor.reason else ""
    return f"{where}: {survivor.exercise} {survivor.operator}: {survivor.change}{why}"
