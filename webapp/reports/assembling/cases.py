"""活用事例の章: the chosen cases word for word, as the people whose they are approved them."""

from collections.abc import Callable, Iterable, Sequence

from webapp.participation.cases.models import UseCase
from webapp.region import Words
from webapp.reports.assembling.order import CaseWords
from webapp.reports.frozen.report import Edition, Section
from webapp.reports.labels import Labels
from webapp.wording import mark

# Papers of more than one page; the others have no room for them.
WITH_CASES = (Edition.COUNCIL, Edition.PUBLIC)
KEY = "cases"
CASES, NAMELESS = mark("活用事例"), mark("匿名")
PROBLEM, EFFORT, RESULT = mark("課題"), mark("取り組み"), mark("成果")


def words_of(cases: Iterable[UseCase]) -> tuple[CaseWords, ...]:
    """What is printed of them."""
    return tuple(
        CaseWords(
            case.title,
            "・".join(part for part in (case.organisation or NAMELESS, case.field) if part),
            case.problem,
            case.effort,
            case.result,
        )
        for case in cases
    )


def cases_section(cases: Sequence[CaseWords], labels: Labels) -> tuple[Section, ...]:
    """One chapter with all of them; none where none was chosen."""
    paragraphs = tuple(words for case in cases for words in _paragraphs(case, labels.both))
    return (Section(KEY, labels.both(CASES), paragraphs),) if paragraphs else ()


def japanese_lines(cases: Iterable[CaseWords]) -> list[str]:
    """The chapter's Japanese, line by line: to see whether a handed-in paper still says what the people want."""
    return [words.ja for case in cases for words in _paragraphs(case, lambda ja: Words(ja, ja))]


def _paragraphs(case: CaseWords, both: Callable[[str], Words]) -> tuple[Words, ...]:
    head = f"【{case.title}】{case.whose}"
    parts = ((PROBLEM, case.problem), (EFFORT, case.effort), (RESULT, case.result))
    told = tuple(_line(both(name), text) for name, text in parts)
    return (Words(head, head), *told)


def _line(name: Words, text: str) -> Words:
    said = " ".join(text.split("\n"))
    return Words(f"{name.ja}: {said}", f"{name.en}: {said}")
