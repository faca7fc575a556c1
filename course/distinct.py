"""別々の誤答: wrong answers count once per output, so that three ways of writing one mistake are one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from course.evidence import Evidence
from course.mistake import ContentMistake
from course.rehearsal import TIME_LIMIT_SECONDS, ask
from course.wrong_answers import WrongAnswer

LEAST_EACH = 3


@dataclass(frozen=True)
class Distinct:
    """誤答の見分け: each wrong answer's output on the lesson's data and on all that its tests try."""

    seen: Evidence
    outputs: Mapping[tuple[str, str], str]

    def count(self, wrong: Sequence[WrongAnswer]) -> int:
        """How many of these differ in what comes out of them."""
        return len({(one.exercise_id, self._output(one)) for one in wrong})

    def mistakes(self) -> Iterator[ContentMistake]:
        """The exercises that have fewer than three distinct wrong answers."""
        for question in self.seen.questions:
            own = [one for one in self.seen.wrong_answers if one.exercise_id == question.id]
            if (found := self.count(own)) < LEAST_EACH:
                what = (
                    f"結果の別々な誤答が {found} つです / {found} distinct wrong answers, {len(own)} written"
                )
                mend = (
                    f"wrong_answers/{question.id}.md に {LEAST_EACH} つまで足す / write {LEAST_EACH} of them"
                )
                yield self.seen.mistake(question.id, what, mend)

    def _output(self, wrong: WrongAnswer) -> str:
        return self.outputs.get((wrong.exercise_id, wrong.title), wrong.title)


def tell_apart(seen: Evidence, files: Mapping[str, bytes]) -> Distinct:
    """Run a lesson's wrong answers on the inputs of their tests; raises RehearsalFailed."""
    own = {q.id: [one for one in seen.wrong_answers if one.exercise_id == q.id] for q in seen.questions}
    wanted = [
        {"id": q.id, "answer_id": q.answer_id, "mutate": False, "answers": [one.code for one in own[q.id]]}
        for q in seen.questions
        if q.answer_id
    ]
    said = ask("course.mutation.workshop", seen.source, files, {"exercises": wanted}, TIME_LIMIT_SECONDS)
    return Distinct(
        seen,
        {
            (exercise, one.title): row["output"]
            for exercise, tried in said.items()
            for one, row in zip(own[exercise], tried["answers"], strict=True)
        },
    )
