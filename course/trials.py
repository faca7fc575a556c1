"""教材の試し採点: plays a lesson with right, missing, copied and wrong answers, and judges its tests."""

from collections.abc import Iterator

from course.content import Exercise
from course.distinct import tell_apart
from course.evidence import Evidence
from course.mistake import ContentMistake
from course.notebook import is_answer, read_myst
from course.questions import Question
from course.rehearsal import Attempt, Outcome, rehearse
from course.release import learner_notebook
from course.wrong_answers import WrongAnswer

REFERENCE, UNTOUCHED, TYPED_IN = "模範解答", "手つかず", "数字の打ちこみ"

# What one lesson may take of the smallest machine that runs it.
MOST_SECONDS, MOST_MEGABYTES = 60, 400


class Trials:
    """The lesson's notebooks, played with every kind of answer."""

    def __init__(self, seen: Evidence) -> None:
        self._seen = seen
        self._questions = {question.id: question for question in seen.questions}
        data = {f"data/{name}": body for name, body in seen.materials.data.items()}
        names = tuple(name for question in seen.questions for name in question.assigned_names())
        first = rehearse(seen.source, data, [Attempt(REFERENCE, strict=True, literals=names)])
        self.reference = first.outcomes[0]
        attempts = [self._untouched(), self._typed_in(), *map(self._wrong, seen.wrong_answers)]
        rest = rehearse(seen.source, data, attempts)
        self.untouched, self.typed_in, *self.wrong = rest.outcomes
        self._distinct = tell_apart(seen, data)
        lesson = rehearse(read_myst(seen.materials.lesson), data, [Attempt("lesson", strict=True)])
        self.lesson = lesson.outcomes[0]
        self.megabytes = max(first.megabytes, rest.megabytes, lesson.megabytes)

    def mistakes(self) -> Iterator[ContentMistake]:
        """Everything that the answers showed to be wrong with the lesson."""
        yield from self._lesson_runs()
        yield from self._fits_its_budget()
        yield from self._reference_is_right()
        yield from self._untouched_earns_nothing()
        yield from self._typed_in_fails()
        for wrong, outcome in zip(self._seen.wrong_answers, self.wrong, strict=True):
            yield from self._wrong_is_caught(wrong, outcome)
        yield from self._distinct.mistakes()

    def caught(self) -> int:
        """How many wrong answers of distinct output failed exactly the test that they name."""
        pairs = zip(self._seen.wrong_answers, self.wrong, strict=True)
        return self._distinct.count(
            [wrong for wrong, outcome in pairs if not list(self._wrong_is_caught(wrong, outcome))]
        )

    def _untouched(self) -> Attempt:
        learner = learner_notebook(self._seen.source)
        return Attempt(UNTOUCHED, {cell.id: cell.source for cell in learner.cells if is_answer(cell)})

    def _typed_in(self) -> Attempt:
        answers = {
            str(question.answer_id): _as_constants(question, self.reference)
            for exercise, question in self._basics()
        }
        return Attempt(TYPED_IN, answers, looks=False)

    def _wrong(self, wrong: WrongAnswer) -> Attempt:
        question = self._questions.get(wrong.exercise_id)
        return Attempt(wrong.name, {str(question.answer_id): wrong.code} if question else {}, looks=False)

    def _basics(self) -> Iterator[tuple[Exercise, Question]]:
        return ((exercise, question) for exercise, question in self._seen.pairs() if exercise.kind == "basic")

    def _lesson_runs(self) -> Iterator[ContentMistake]:
        for problem in self.lesson.problems:
            yield ContentMistake(
                self._seen.lesson.folder / "lesson.md",
                problem,
                "警告なしで動くように直す / let it run without a warning",
            )

    def _fits_its_budget(self) -> Iterator[ContentMistake]:
        file = self._seen.lesson.folder / "lesson.md"
        if self.lesson.seconds > MOST_SECONDS:
            what = (
                f"動かすのに {self.lesson.seconds:.0f} 秒かかります / it takes longer than {MOST_SECONDS} s"
            )
            yield ContentMistake(file, what, "計算を軽くする / make it lighter")
        if self.megabytes > MOST_MEGABYTES:
            what = f"メモリーを {self.megabytes:.0f} MB 使います / it needs more than {MOST_MEGABYTES} MB"
            yield ContentMistake(file, what, "データか計算を小さくする / make data or work smaller")

    def _reference_is_right(self) -> Iterator[ContentMistake]:
        for problem in self.reference.problems:
            yield ContentMistake(
                self._seen.lesson.folder / "exercise.md",
                problem,
                "警告なしで動くように直す / let it run without a warning",
            )
        for name, verdict in self.reference.verdicts.items():
            if not verdict.passed:
                yield self._seen.mistake(
                    name,
                    f"模範解答が通りません / the solution fails ({verdict.problem})",
                    "解答か確認を直す / mend the solution or the test",
                )

    def _untouched_earns_nothing(self) -> Iterator[ContentMistake]:
        answers = {question.answer_id for question in self._seen.questions}
        for problem in self.untouched.problems:
            cell = problem.partition(":")[0]
            if cell not in answers:
                what = f"手つかずで動かすと止まります / an untouched notebook stops here ({problem})"
                mend = "解答がなくても動くように直す / let it run without the answers"
                yield self._seen.mistake(cell, what, mend)
        for name, verdict in self.untouched.verdicts.items():
            if verdict.passed:
                yield self._seen.mistake(
                    name,
                    "手つかずのまま点が入ります / an untouched notebook earns points",
                    "確認を足す / add a test",
                )

    def _typed_in_fails(self) -> Iterator[ContentMistake]:
        for exercise, question in self._basics():
            verdict = self.typed_in.verdicts[exercise.id]
            test = question.test_at(verdict.line)
            if verdict.passed:
                yield self._seen.mistake(
                    exercise.id,
                    "答えの打ちこみで点が入ります / a typed-in answer earns points",
                    "rerun で別の値を試す / try another input with rerun",
                )
            elif test is None or not test.hidden:
                yield self._seen.mistake(
                    exercise.id,
                    f"打ちこみを試せません / a typed-in answer cannot be tried ({verdict.problem})",
                    "答えを数・文字・表にする / let the answer be a number, text or a table",
                )

    def _wrong_is_caught(self, wrong: WrongAnswer, outcome: Outcome) -> Iterator[ContentMistake]:
        verdict = outcome.verdicts.get(wrong.exercise_id)
        question = self._questions.get(wrong.exercise_id)
        if verdict is None or question is None:
            return
        failed = question.test_at(verdict.line)
        name = "どの確認でもない / none" if failed is None else failed.name
        if verdict.passed:
            yield _escaped(wrong, "誤答が通ってしまいます / this wrong answer passes")
        elif name != wrong.test:
            yield _escaped(
                wrong,
                f"「{wrong.test}」ではなく「{name}」で落ちます / it fails another test ({verdict.problem})",
            )
        others = [
            other for other, v in outcome.verdicts.items() if other != wrong.exercise_id and not v.passed
        ]
        if others:
            yield _escaped(wrong, f"ほかの問まで落ちます / others fail too ({', '.join(others)})")


def _escaped(wrong: WrongAnswer, what: str) -> ContentMistake:
    return ContentMistake(
        wrong.file,
        f"「{wrong.title}」: {what}",
        "確認か、捕まえる確認の名前を直す / mend the test, or the name of the test that catches it",
        wrong.line,
    )


def _as_constants(question: Question, reference: Outcome) -> str:
    """The answer as somebody types it who only copies what the screen shows."""
    shown = [name for name in question.assigned_names() if name in reference.literals]
    return "\n".join(f"{name} = {reference.literals[name]}" for name in shown)
