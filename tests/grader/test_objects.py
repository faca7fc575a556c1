"""Objects of the learner's own classes: what a test may ask about them, and what it is told."""

from functools import partial

import pytest

from grader import words
from tests.grader.one_exercise import score_of

pytestmark = pytest.mark.sandbox

POINT = """
class Shape:
    corners = 0
    def __init__(self, name="形"):
        self.name = name
class Point(Shape):
    \"\"\"A point.\"\"\"
    corners = 1
    def __init__(self, x, y):
        super().__init__("点")
        self.x, self.y = x, y
    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
    def move(self, dx):
        if dx < 0:
            raise ValueError("back")
        self.x += dx
        return self
    def distance(self, other):
        return abs(self.x - other.x) + abs(self.y - other.y)
    @classmethod
    def origin(cls):
        return cls(0, 0)
    @property
    def twice(self):
        return 2 * self.x
    def __str__(self):
        return f"({self.x}, {self.y})"
    def __repr__(self):
        return f"Point{self}"
    def __len__(self):
        return 2
    def __getitem__(self, place):
        return (self.x, self.y)[place]
    def __setitem__(self, place, value):
        self.x = value
class Path:
    def __init__(self, points):
        self.points = points
    def __iter__(self):
        return iter(self.points)
def farthest(points):
    return max(points, key=Point.norm)
def adder(n):
    return lambda m: n + m
def countdown(n):
    while n:
        yield n
        n -= 1
p = Point(3, 4)
"""


@pytest.fixture
def graded(desk, write):
    return partial(score_of, desk, write)


@pytest.mark.parametrize(
    "test",
    [
        "assert p.x == 3 and p.norm() == 5 and p.twice == 6 and p.corners == 1",
        "assert str(p) == '(3, 4)' and repr(p) == 'Point(3, 4)' and f'{p}' == '(3, 4)' and '%s' % p == '(3, 4)'",
        "assert len(p) == 2 and p[0] == 3 and p[-1] == 4 and list(p) == [3, 4]",
        "q = Point(1, y=2)\nq.move(5)\nassert q.x == 6 and q.move(1).move(1).x == 8 and p.x == 3",
        "q = Point(1, 2)\nq.x = 10\nassert q.norm() > 10\nq[0] = 0\nassert q.norm() == 2",
        "assert p.distance(Point(0, 0)) == 7 and Point.origin().distance(p) == 7",
        "assert farthest([Point(1, 1), p, Point(0, 2)]).x == 3",
        "assert [q.x for q in Path([Point(1, 2), p, 5]) if not isinstance(q, int)] == [1, 3]",
        "assert adder(2)(3) == 5 and callable(adder(2)) and not callable(p)",
        "assert list(countdown(3)) == [3, 2, 1] and 2 in countdown(3) and sum(countdown(3)) == 6",
        "assert hasattr(p, 'norm') and not hasattr(p, 'nothing') and getattr(p, 'nothing', 7) == 7",
        "assert Point.__doc__ == 'A point.' and Point.__name__ == 'Point' and p.__dict__['x'] == 3",
        "assert Point.corners == 1 and Shape().name == '形'",
        "import numpy as np\nassert np.allclose(p, [3, 4]) and max(p) == 4 and sorted(p) == [3, 4]",
        "try:\n    p.move(-1)\nexcept ValueError as error:\n    assert 'back' in str(error)\nelse:\n    raise AssertionError",
        "for n in range(3000):\n    assert Point(n, 0).move(1).x == n + 1",
    ],
)  # fmt: skip
def test_an_object_answers_a_test_as_it_would_at_home(test, graded):
    exercise = graded(POINT, test)
    assert (exercise.points, exercise.observed) == (1, False)


@pytest.mark.parametrize(
    "test", ["assert isinstance(p, Point)", "assert isinstance(p, (int, Shape))", "assert issubclass(Point, Shape)",
             "assert not isinstance(p, Path)"]
)  # fmt: skip
def test_what_class_an_object_has_is_known_to_the_learners_process_alone_and_so_marked(test, graded):
    exercise = graded(POINT, test)
    assert (exercise.points, exercise.observed) == (1, True)


@pytest.mark.parametrize(
    "test", ["assert isinstance(p, int)", "assert isinstance(3, Point)", "assert not p.norm"]
)
def test_an_object_is_never_taken_for_what_it_is_not(test, graded):
    exercise = graded(POINT, test)
    assert (exercise.points, exercise.observed) == (0, False)


@pytest.mark.parametrize("answer", ["[Point(1, 2)]", "{'a': Point(1, 2)}", "(1, [Point(1, 2)])", "[len]"])
def test_a_container_carries_no_object_inside_it(answer, graded):
    exercise = graded(f"{POINT}\nanswer = {answer}", "assert answer is not None")
    assert exercise.points == 0
    assert exercise.message in [
        words.kind_not_checked(kind) for kind in ("Point", "builtin_function_or_method")
    ]


# What the learner's process says of itself, replaced by something that its honest code never says.
LIES = [
    {"object": -1}, {"object": "answer"}, {"object": 10**30, "callable": True}, {"object": True}, {"object": [0]},
    {"object": 0, "type": ["x"]}, {"object": 0, "type": "<script>"}, {"value": {"$": "object", "v": 0}},
    {"items": [{"value": 300}]}, {"module": ["math"]}, {"module": "os"}, {"refused": {"a": 1}}, {"raised": 5},
    {"verdict": {"passed": True}}, {}, {"copy": 1}, {"value": {"object": 0}}, {"printed": 5, "object": 1.5},
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_a_lie_about_an_object_gains_nothing(lie, graded):
    forger = (
        f"from grader.inside.handles import Objects\nfor name in ('get', 'call', 'attribute', 'items', 'length', 'instance'):\n"
        f"    setattr(Objects, name, lambda self, *args, **kwargs: {lie!r})"
    )
    exercise = graded(forger, "assert answer == 300")
    assert exercise.points == 0
    assert "<" not in exercise.message.ja


@pytest.mark.parametrize(
    ("lie", "test"),
    [
        ("length", "assert len(answer) == 300"),
        ("text", "assert str(answer) == '300'"),
        ("items", "assert list(answer) == [300]"),
    ],
)
@pytest.mark.parametrize(
    "said", ["{'value': True}", "{'value': -1}", "{'items': {}}", "{'items': [0]}", "{'object': 0}"]
)
def test_a_lie_about_a_length_a_text_or_items_is_no_such_thing(lie, test, said, graded):
    forger = f"from grader.inside.handles import Objects\nObjects.{lie} = lambda self, of: {said}\nanswer = object()"
    assert graded(forger, test).points == 0


def test_more_objects_than_may_be_held_are_refused_and_the_run_goes_on(graded):
    answer = f"{POINT}\nmany = Path([Point(n, n) for n in range(2000)])"
    exercise = graded(answer, "assert len(list(many)) == 2000")
    assert exercise.points == 0
    assert exercise.message == words.kind_not_checked("too many objects")


def test_what_never_ends_is_bounded(graded):
    answer = "import itertools\nanswer = itertools.count()"
    assert graded(answer, "assert list(answer)").message == words.kind_not_checked("too many items")


def test_an_object_of_one_run_means_nothing_in_another(graded):
    test = "again = rerun('a-answer')\nagain.p.distance(p)"
    assert graded(POINT, test).message == words.kind_not_checked("object of another run")
    assert (
        graded(POINT, "again = rerun('a-answer')\nassert again.p.distance(again.Point(3, 4)) == 0").points
        == 1
    )


def test_a_plain_value_read_from_an_object_is_a_copy_of_it(graded):
    answer = f"{POINT}\npath = Path([1, 2])"
    assert graded(answer, "path.points.append(3)\nassert path.points == [1, 2]").points == 1


@pytest.mark.parametrize("refused", ["p + 3", "p < 3", "hash(p)", "int(p)"])
def test_a_refused_question_is_no_type_error_of_the_learners(refused, graded):
    test = f"try:\n    {refused}\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError"
    assert graded(POINT, test).points == 0
