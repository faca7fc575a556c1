"""教材の試験: a course's own unit tests (`python -m course check`)."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course.content import Exercise, Lesson
from course.inspection import Inspected, inspect, missing_files
from course.mistake import ContentMistake
from course.notebook import is_answer, read_myst
from course.questions import Question, questions_of
from course.rehearsal import Attempt, Outcome, RehearsalFailed, rehearse
from course.release import build, learner_notebook, read_materials, source_notebook
from course.wrong_answers import WrongAnswer, read_wrong_answers

REFERENCE, UNTOUCHED, TYPED_IN = "模範解答", "手つかず", "数字の打ちこみ"


@dataclass(frozen=True)
class LessonReport:
    """試験の結果: what was proved about one lesson, and every mistake found in it."""

    course: str
    lesson: str
    exercises: int
    tests: int
    wrong_answers_caught: int
    seconds: float
    megabytes: float
    mistakes: tuple[ContentMistake, ...]

    def to_json(self) -> dict[str, str | int | float]:
        """One row of `check --json`."""
        return {
            "course": self.course,
            "lesson": self.lesson,
            "exercises": self.exercises,
            "tests": self.tests,
            "wrong_answers_caught": self.wrong_answers_caught,
            "seconds": round(self.seconds, 1),
            "megabytes": round(self.megabytes, 1),
        }


def check_lesson(course: str, lesson: Lesson) -> LessonReport:
    """Prove one lesson: what is written, what it builds to, and what its tests let through and catch."""
    started = time.perf_counter()
    missing = tuple(missing_files(lesson))
    if missing:
        return LessonReport(course, lesson.slug, 0, 0, 0, time.perf_counter() - started, 0.0, missing)
    seen = _read(course, lesson)
    mistakes = [*inspect(seen), *_builds_the_same_again(seen)]
    try:
        played = _Played(seen)
        mistakes += played.mistakes()
        caught, megabytes = played.caught(), played.megabytes
    except RehearsalFailed as failed:
        mistakes.append(ContentMistake(lesson.folder, f"動かせません: {failed}", "示されたセルを直す"))
        caught, megabytes = 0, 0.0
    return LessonReport(
        course=course,
        lesson=lesson.slug,
        exercises=len(seen.questions),
        tests=sum(len(question.tests) for question in seen.questions),
        wrong_answers_caught=caught,
        seconds=time.perf_counter() - started,
        megabytes=megabytes,
        mistakes=tuple(mistakes),
    )


def _read(course: str, lesson: Lesson) -> Inspected:
    materials = read_materials(lesson)
    source = source_notebook(materials.exercise)
    return Inspected(
        lesson=lesson,
        materials=materials,
        source=source,
        questions=questions_of(source),
        wrong_answers=read_wrong_answers(lesson),
        built=build(course, lesson, materials),
    )


def _builds_the_same_again(seen: Inspected) -> Iterator[ContentMistake]:
    if build(seen.built.course, seen.lesson, seen.materials) != seen.built:
        yield ContentMistake(
            seen.lesson.folder, "二度組み立てると中身が変わります", "日時や乱数を教材から除く"
        )


class _Played:
    """The lesson's notebooks, played with every kind of answer."""

    def __init__(self, seen: Inspected) -> None:
        self._seen = seen
        self._questions = {question.id: question for question in seen.questions}
        data = {f"data/{name}": body for name, body in seen.materials.data.items()}
        names = tuple(name for question in seen.questions for name in question.assigned_names())
        first = rehearse(seen.source, data, [Attempt(REFERENCE, strict=True, literals=names)])
        self.reference = first.outcomes[0]
        attempts = [self._untouched(), self._typed_in(), *map(self._wrong, seen.wrong_answers)]
        rest = rehearse(seen.source, data, attempts)
        self.untouched, self.typed_in, *self.wrong = rest.outcomes
        lesson = rehearse(read_myst(seen.materials.lesson), data, [Attempt("lesson", strict=True)])
        self.lesson = lesson.outcomes[0]
        self.megabytes = max(first.megabytes, rest.megabytes, lesson.megabytes)

    def mistakes(self) -> Iterator[ContentMistake]:
        yield from self._lesson_runs()
        yield from self._reference_is_right()
        yield from self._untouched_earns_nothing()
        yield from self._typed_in_fails()
        for wrong, outcome in zip(self._seen.wrong_answers, self.wrong, strict=True):
            yield from self._wrong_is_caught(wrong, outcome)
        for question in self._seen.questions:
            if not any(wrong.exercise_id == question.id for wrong in self._seen.wrong_answers):
                yield self._seen.mistake(question.id, "誤答の例がありません", "wrong_answers に足す")

    def caught(self) -> int:
        """How many of the wrong answers failed exactly the test that they name."""
        pairs = zip(self._seen.wrong_answers, self.wrong, strict=True)
        return sum(not list(self._wrong_is_caught(wrong, outcome)) for wrong, outcome in pairs)

    def _untouched(self) -> Attempt:
        learner = learner_notebook(self._seen.source)
        return Attempt(UNTOUCHED, {cell.id: cell.source for cell in learner.cells if is_answer(cell)})

    def _typed_in(self) -> Attempt:
        answers = {
            str(question.answer_id): _as_constants(question, self.reference)
            for exercise, question in self._basics()
        }
        return Attempt(TYPED_IN, answers)

    def _wrong(self, wrong: WrongAnswer) -> Attempt:
        question = self._questions.get(wrong.exercise_id)
        return Attempt(wrong.name, {str(question.answer_id): wrong.code} if question else {})

    def _basics(self) -> Iterator[tuple[Exercise, Question]]:
        return ((exercise, question) for exercise, question in self._seen.pairs() if exercise.kind == "basic")

    def _lesson_runs(self) -> Iterator[ContentMistake]:
        for problem in self.lesson.problems:
            yield ContentMistake(self._seen.lesson.folder / "lesson.md", problem, "警告なしで動くように直す")

    def _reference_is_right(self) -> Iterator[ContentMistake]:
        for problem in self.reference.problems:
            yield ContentMistake(
                self._seen.lesson.folder / "exercise.md", problem, "警告なしで動くように直す"
            )
        for name, verdict in self.reference.verdicts.items():
            if not verdict.passed:
                yield self._seen.mistake(
                    name, f"模範解答が通りません ({verdict.problem})", "解答か確認を直す"
                )

    def _untouched_earns_nothing(self) -> Iterator[ContentMistake]:
        for name, verdict in self.untouched.verdicts.items():
            if verdict.passed:
                yield self._seen.mistake(name, "手つかずのまま点が入ります", "確認を足す")

    def _typed_in_fails(self) -> Iterator[ContentMistake]:
        for exercise, question in self._basics():
            verdict = self.typed_in.verdicts[exercise.id]
            test = question.test_at(verdict.line)
            if verdict.passed:
                yield self._seen.mistake(
                    exercise.id, "答えの打ちこみで点が入ります", "run_again で別の値を試す"
                )
            elif test is None or not test.hidden:
                yield self._seen.mistake(
                    exercise.id, f"打ちこみを試せません ({verdict.problem})", "答えを数・文字・表にする"
                )

    def _wrong_is_caught(self, wrong: WrongAnswer, outcome: Outcome) -> Iterator[ContentMistake]:
        verdict = outcome.verdicts.get(wrong.exercise_id)
        question = self._questions.get(wrong.exercise_id)
        if verdict is None or question is None:
            return
        failed = question.test_at(verdict.line)
        name = "どの確認でもない" if failed is None else failed.name
        if verdict.passed:
            yield _escaped(wrong, "誤答が通ってしまいます")
        elif name != wrong.test:
            yield _escaped(wrong, f"「{wrong.test}」ではなく「{name}」で落ちます ({verdict.problem})")
        others = [
            other for other, v in outcome.verdicts.items() if other != wrong.exercise_id and not v.passed
        ]
        if others:
            yield _escaped(wrong, f"ほかの問まで落ちます ({', '.join(others)})")


def _escaped(wrong: WrongAnswer, what: str) -> ContentMistake:
    return ContentMistake(
        wrong.file, f"「{wrong.title}」: {what}", "確認か、捕まえる確認の名前を直す", wrong.line
    )


def _as_constants(question: Question, reference: Outcome) -> str:
    """The answer as somebody types it who only copies what the screen shows."""
    shown = [name for name in question.assigned_names() if name in reference.literals]
    return "\n".join(f"{name} = {reference.literals[name]}" for name in shown)


def table(reports: Sequence[LessonReport]) -> str:
    """The reports as lines for a terminal."""
    head = f"{'レッスン':<16}{'問':>4}{'確認':>6}{'誤答':>6}{'秒':>8}{'MB':>8}"
    rows = (
        f"{report.course + '/' + report.lesson:<20}{report.exercises:>4}{report.tests:>8}"
        f"{report.wrong_answers_caught:>8}{report.seconds:>9.1f}{report.megabytes:>8.0f}"
        for report in reports
    )
    return "\n".join((head, *rows))
