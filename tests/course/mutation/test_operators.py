import pytest

from course.mutation.mutants import mutants_of

COLUMNS = [["pop_2005", "pop_2010", "pop_2020"], ["name", "kind"]]


def spoilt(answer, operator):
    return {mutant.text for mutant in mutants_of(answer, COLUMNS) if mutant.operator == operator}


@pytest.mark.parametrize(
    ("operator", "answer", "made"),
    [
        ("constant", "x = 5", {"x = 0", "x = 10"}),
        ("constant", "x = True", {"x = False"}),
        ("constant", "x = 'mean'", {"x = ''"}),
        ("comparison", "x = a < b", {"x = a <= b", "x = a > b"}),
        ("comparison", "x = a == b", {"x = a != b"}),
        ("comparison", "x = a in b", {"x = a not in b"}),
        ("arithmetic", "x = a + b", {"x = a - b"}),
        ("arithmetic", "x = a / b", {"x = a * b"}),
        ("arithmetic", "x = a and b", {"x = a or b"}),
        ("arithmetic", "x = -a", {"x = a"}),
        ("off-by-one", "x = a[7:n]", {"x = a[8:n]", "x = a[6:n]", "x = a[7:n + 1]", "x = a[7:n - 1]"}),
        ("off-by-one", "x = range(n)", {"x = range(n + 1)", "x = range(n - 1)"}),
        ("dropped-branch", "x = a if b else c", {"x = a", "x = c"}),
        ("dropped-branch", "x = [a for a in b if a]", {"x = [a for a in b]"}),
        ("dropped-branch", "if a:\n    x = b", {"pass", "x = b"}),
        ("wrong-axis", "x = t.sum(axis=0)", {"x = t.sum(axis=1)"}),
        ("wrong-axis", "x = t.pivot(index=a, columns=b)", {"x = t.pivot(columns=a, index=b)"}),
        ("wrong-column", "x = t['pop_2020']", {"x = t['pop_2005']", "x = t['pop_2010']"}),
        ("wrong-column", "x = t['name']", {"x = t['kind']"}),
    ],
)
def test_an_operator_makes_its_own_mistakes_and_no_others(operator, answer, made):
    assert spoilt(answer, operator) == made


def test_a_column_becomes_another_column_and_never_an_empty_text():
    assert spoilt("x = t['name']", "constant") == set()


def test_a_docstring_is_left_alone():
    assert spoilt('def f():\n    """Say."""\n    return a', "constant") == set()


def test_the_same_text_comes_only_once():
    texts = [mutant.text for mutant in mutants_of("x = 1", COLUMNS)]
    assert sorted(texts) == ["x = 0", "x = 2"]


def test_a_mutant_tells_its_line_and_how_that_line_changed():
    (mutant,) = mutants_of("# first\ny = a\nx = a + y", [])
    assert (mutant.line, mutant.change) == (3, "x = a + y → x = a - y")


def test_every_mutant_is_python():
    answer = "def f(a):\n    if a > 2:\n        return f'{a:.1f}'\n    for n in range(a):\n        a += n\n    return a"
    for mutant in mutants_of(answer, []):
        compile(mutant.text, "<mutant>", "exec")
