"""教材の試し採点: plays a lesson with right, missing, copied and wrong answers, and judges its tests."""

from collections.abc import Iterator

from course.content import Exercise
from course.evidence import Evidence
from course.mistake import ContentMistake
from course.notebook import is_answer, read_myst
from course.questions import Question
from course.rehearsal import Attempt, Outcome, rehearse
from course.release import learner_notebook
from course.wrong_answers import WrongAnswer

REFERENCE, UNTOUCHED, TYPED_IN = "模範解答", "手つかず", "数字の打ちこみ"


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
        lesson = rehearse(read_myst(seen.materials.lesson), data, [Attempt("lesson", strict=True)])
        self.lesson = lesson.outcomes[0]
        self.megabytes = max(first.megabytes, rest.megabytes, lesson.megabytes)

    def mistakes(self) -> Iterator[ContentMistake]:
        """Everything that the answers showed to be wrong with the lesson."""
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
                yield self._seen.mistake(exercise.id, "答えの打ちこみで点が入ります", "rerun で別の値を試す")
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
