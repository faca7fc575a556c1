"""What a test reads of the learner's figures; only the learner's process sees them, so the score is marked."""

from functools import partial

import pytest

from grader.inside.drawn import figures_in
from grader.inside.verdict import NotPlainData
from tests.grader.one_exercise import score_of

pytestmark = pytest.mark.sandbox

PYPLOT = "import matplotlib.pyplot as plt"
DRAWING = """
plt.plot([1, 2, 3], [1, 4, 9], "r-", label="squares")
plt.plot([1, 2], [3, 3], label="flat")
plt.title("二乗")
plt.xlabel("n")
plt.ylabel("n²")
plt.xlim(0, 4)
plt.yscale("log")
plt.legend()
plt.text(1, 2, "here")
plt.show()
"""
BARS = "plt.bar(['a', 'b'], [3, 5], color='blue', label='shops')\nplt.ylim(0, 10)\nplt.show()"
POINTS = "plt.scatter([1, 2], [3, 4], label='towns')"
PIE = "plt.pie([1, 3], labels=['a', 'b'])"
FIGURE = "(figure,) = figures()\n(axes,) = figure.axes\n"


@pytest.fixture
def graded(desk, write):
    return partial(score_of, desk, write, setup=PYPLOT)


@pytest.mark.parametrize(
    ("answer", "test"),
    [
        (DRAWING, "assert (axes.title, axes.xlabel, axes.ylabel) == ('二乗', 'n', 'n²')"),
        (DRAWING, "assert axes.xlim == [0, 4] and axes.yscale == 'log' and axes.xscale == 'linear'"),
        (DRAWING, "assert axes.legend == ['squares', 'flat'] and [text.text for text in axes.texts] == ['here']"),
        (DRAWING, "first, second = axes.lines\nassert first.x == [1, 2, 3] and first.y == [1, 4, 9] and first.colour == '#ff0000'\nassert second.label == 'flat'"),
        (BARS, "assert [bar.height for bar in axes.bars] == [3, 5] and axes.ylim == [0, 10] and axes.bars[0].label == 'shops'"),
        (BARS, "assert axes.xticks == ['a', 'b'] and axes.bars[0].colour == '#0000ff' and axes.bars[1].bottom == 0"),
        ("plt.barh(['a', 'b'], [3, 5])", "assert [bar.width for bar in axes.bars] == [3, 5]"),
        ("plt.hist([1, 1, 2], bins=2)", "assert [bar.height for bar in axes.bars] == [2, 1]"),
        (POINTS, "(drawn,) = axes.points\nassert drawn.x == [1, 2] and drawn.y == [3, 4] and drawn.label == 'towns'"),
        (PIE, "assert [(slice.label, slice.start, slice.end) for slice in axes.wedges] == [('a', 0, 90), ('b', 90, 360)]"),
        ("import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': [3, 4]}).plot(title='t')", "assert axes.title == 't' and [line.label for line in axes.lines] == ['a', 'b']"),
        ("fig, ax = plt.subplots()\nax.plot([1, None, 3])\nfig.suptitle('all')", "assert figure.title == 'all' and axes.lines[0].y[1] != axes.lines[0].y[1]"),
    ],
)  # fmt: skip
def test_a_drawing_is_read_as_plain_values_and_the_score_is_marked(answer, test, graded):
    exercise = graded(answer, FIGURE + test)
    assert (exercise.points, exercise.observed) == (1, True)
    wrong = graded("plt.plot([0], [0])", FIGURE + test)
    assert (wrong.points, wrong.observed) == (0, True)


def test_a_score_whose_test_looks_at_no_figure_is_not_marked(graded):
    assert not graded(DRAWING, "assert True").observed


def test_where_nothing_is_drawn_there_is_no_figure(graded):
    assert graded("x = 1", "assert figures() == []").points == 1


def test_each_cell_draws_on_a_figure_of_its_own_as_in_a_notebook(desk, write):
    source = write.notebook(
        write.locked(PYPLOT, "setup"),
        write.answer("plt.plot([1])", "a-answer"),
        write.check("assert len(figures()) == 1", "a", 1),
        write.answer("plt.plot([2])\nplt.show()", "b-answer"),
        write.check("assert [figure.axes[0].lines[0].y for figure in figures()] == [[1], [2]]", "b", 1),
        write.check("assert True", "c", 1),
    )
    sheet = desk.grade(source, source)
    assert [(exercise.points, exercise.observed) for exercise in sheet.exercises] == [
        (1, True),
        (1, True),
        (1, False),
    ]


def test_a_cell_that_runs_again_and_a_function_that_is_called_draw_anew(graded):
    answer = "def draw(n):\n    plt.plot([n, n])\ndraw(3)"
    test = (
        "again = rerun('a-answer')\ndraw(7)\n"
        "assert [figure.axes[0].lines[0].y[0] for figure in figures()] == [3, 7]\n"
        "assert [figure.axes[0].lines[0].y[0] for figure in figures(again)] == [3]"
    )
    assert graded(answer, test).points == 1


def test_only_the_newest_figures_and_so_many_points_are_kept(graded):
    many = "for n in range(30):\n    plt.figure()\n    plt.plot([n])\n    plt.close() if n == 0 else None"
    assert (
        graded(
            many, "assert [f.axes[0].lines[0].y for f in figures()] == [[n] for n in range(10, 30)]"
        ).points
        == 1
    )
    long = "plt.plot(range(200_000))\nplt.plot([1, 2])"
    test = FIGURE + "assert len(axes.lines[0].x) == 100_000 and axes.lines[1].x == []"
    assert graded(long, test).points == 1


LIE = "from grader.inside.figures import Album\nAlbum.describe = lambda self: {}\n"
WHOLE = {
    "title": "", "xlabel": "", "ylabel": "", "xlim": [0.0, 1.0], "ylim": [0.0, 1.0], "xscale": "", "yscale": "",
    "legend": [], "xticks": [], "yticks": [], "lines": [], "bars": [], "points": [], "texts": [], "wedges": [],
}  # fmt: skip
MALFORMED = [
    None, 5, "figures", {}, [1], [[]], [{}], [{"title": "a"}], [{"title": 1, "axes": []}],
    [{"title": "a", "axes": [], "more": 1}], [{"title": "a", "axes": [{}]}], [{"title": "", "axes": []}] * 21,
    *[[{"title": "", "axes": [WHOLE | change]}] for change in (
        {"title": None}, {"xlim": [0, 1]}, {"xlim": ["a"]}, {"legend": "abc"}, {"legend": [1]}, {"lines": [[]]},
        {"lines": [{"label": "", "x": [True], "y": [], "colour": ""}]}, {"wedges": [{}]}, {"lines": {"0": []}},
    )],
]  # fmt: skip


@pytest.mark.parametrize("data", MALFORMED, ids=lambda data: str(data)[:60])
def test_a_description_of_another_shape_is_none(data):
    with pytest.raises(NotPlainData):
        figures_in(data)


def test_a_whole_description_is_read():
    assert figures_in([{"title": "a", "axes": [WHOLE]}])[0].axes[0].xlim == [0.0, 1.0]


@pytest.mark.parametrize("data", [None, [{"title": "a"}], [{"title": "a", "axes": 5}], "title"], ids=str)
def test_a_lie_about_the_shape_of_figures_gains_nothing(data, graded):
    exercise = graded(LIE.replace("{}", repr(data)), "assert figures()")
    assert exercise.points == 0


def test_a_well_formed_forgery_gains_points_and_carries_the_mark_that_calls_for_a_look(graded):
    forged = LIE.replace("{}", repr([{"title": "二乗", "axes": []}]))
    exercise = graded(forged, "assert figures()[0].title == '二乗'")
    assert (exercise.points, exercise.observed) == (1, True)


@pytest.mark.parametrize(
    "way", ["figures()", "[figures][0]()", "globals()['figures']()", "(lambda f: f())(figures)"]
)
def test_the_mark_does_not_depend_on_how_the_helper_is_reached(way, graded):
    assert graded(DRAWING, f"assert {way}").observed


def test_a_figure_that_an_earlier_test_keeps_marks_the_later_one_too(desk, write):
    source = write.notebook(
        write.locked(PYPLOT, "setup"),
        write.answer("plt.plot([1])", "a-answer"),
        write.check("drawn = figures()\nnumber = 1", "a", 1),
        write.check("first = drawn[0]\nassert first.axes", "b", 1),
        write.check("assert first", "c", 1),
        write.check("first = 3", "d", 1),
        write.check("assert first == 3", "e", 1),
    )
    sheet = desk.grade(source, source)
    assert [exercise.observed for exercise in sheet.exercises] == [True, True, True, False, False]
