import json

import pytest

from course.mistake import ContentMistake
from course.mutation.running import mutate
from course.mutation.verdicts import table

# A function whose tests look at one argument alone.
RATE = """def change_rate(old, new):
    if old == 0:
        return None
    return (new - old) / old * 100"""
WEAK = "assert change_rate(100, 90) == -10"
SHARP = (
    WEAK
    + "\nassert change_rate(0, 5) is None\nassert change_rate(80, 100) == 25\nassert change_rate(1, 2) == 100"
)


@pytest.fixture
def rated(tiny):
    def rated(tests):
        tiny.replace("l1/exercise.md", "total_apples = sum(apples)", RATE)
        tiny.replace("l1/exercise.md", 'assert total_apples == 6, "合計がちがいます。"', tests)
        begin = '# 確認: ほかのかご\nassert rerun("l1-1-answer", apples=[10, 20, 30])["total_apples"] == 60,'
        tiny.replace("l1/exercise.md", begin, "# 確認: ほかの数\nassert change_rate(100, 150) == 50,")
        return tiny

    return rated


def mutated(tiny):
    (report,) = mutate([("tiny", tiny.lesson())])
    return report


def test_sharp_tests_catch_every_mutant(rated):
    report = mutated(rated(SHARP))
    assert report.survivors == ()
    assert report.caught == report.distinct > 8
    assert report.is_enough


def test_tests_that_forget_a_branch_let_its_mutants_through_and_are_told_where(rated):
    tiny = rated(WEAK)
    report = mutated(tiny)
    assert not report.is_enough
    branch = next(survivor for survivor in report.survivors if survivor.operator == "dropped-branch")
    assert branch.line == tiny.line_of("l1/exercise.md", "if old == 0:")
    assert branch.change == "if old == 0: / return None → pass"
    assert f"exercise.md:{branch.line}: l1-1 dropped-branch: if old == 0:" in table([report])


def test_a_mutant_that_no_input_tells_from_the_solution_is_none(tiny):
    tiny.replace("l1/exercise.md", "total_apples = sum(apples)", "total_apples = sum(apples) + 0 * 5")
    report = mutated(tiny)
    assert report.mutants > report.distinct == report.caught


def test_mutants_of_the_same_output_count_once(tiny):
    tiny.replace("l1/exercise.md", "total_apples = sum(apples)", "total_apples = sum(apples) + 1 - 1")
    report = mutated(tiny)
    # +1+1 and +2-0 are one output, +0-1 and -1-1 are two; none of them passes.
    assert report.distinct == report.caught < report.mutants


def explaining(tiny, survivors):
    rows = (
        f'[[survivors]]\nexercise = "l1-1"\nchange = {json.dumps(s.change, ensure_ascii=False)}\nreason = "仕様の外"\n'
        for s in survivors
    )
    tiny.files["l1/survivors.toml"] = "\n".join(rows)
    return tiny


def test_a_survivor_may_be_explained_but_not_more_than_three_in_a_hundred(rated):
    tiny = rated(WEAK)
    report = mutated(explaining(tiny, mutated(tiny).survivors))
    assert report.explained == len(report.survivors) > 0
    assert report.share == 1
    assert not report.is_enough


def test_an_explanation_of_what_does_not_survive_is_a_mistake_with_its_line(rated):
    tiny = rated(SHARP)
    tiny.files["l1/survivors.toml"] = (
        '\n[[survivors]]\nexercise = "l1-1"\nchange = "a → b"\nreason = "なし"\n'
    )
    (mistake,) = mutated(tiny).mistakes
    assert (mistake.file.name, mistake.line) == ("survivors.toml", 2)


def test_a_lesson_that_cannot_run_is_a_sentence(tiny):
    tiny.replace("l1/exercise.md", "total_apples = sum(apples)", "import os\nos._exit(1)")
    with pytest.raises(ContentMistake, match="l1-1"):
        mutated(tiny)
