"""Reading Python's syntax in several threads, as a grader with several seats does, and lessons side by side."""

import ast
import gc
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from course import syntax as of_the_course
from grader.inside import syntax as of_the_grader

TEXT = "\n".join(f"x{n} = rerun('a{n}', price={n}).total + f({n})[{n}]" for n in range(60))


@pytest.fixture(params=[of_the_grader, of_the_course], ids=["grader", "course"])
def parse(request):
    return request.param.parse


@pytest.fixture
def eager_switches():
    """Let another thread in at each collection of garbage, of which there are many."""

    def let_in(*_):
        time.sleep(0)

    before = gc.get_threshold()
    gc.callbacks.append(let_in)
    gc.set_threshold(50)
    yield
    gc.set_threshold(*before)
    gc.callbacks.remove(let_in)


def test_threads_that_read_at_once_do_not_disturb_one_another(parse, eager_switches):
    start = threading.Barrier(3)

    def read(_):
        start.wait(timeout=30)
        return [ast.dump(parse(TEXT)) == expected for _ in range(40)]

    expected = ast.dump(ast.parse(TEXT))
    with ThreadPoolExecutor(3) as pool:
        assert all(all(same) for same in pool.map(read, range(3)))


@pytest.mark.parametrize(("text", "error"), [("x =", SyntaxError), ("x\0", (SyntaxError, ValueError))])
def test_what_is_no_python_is_refused_as_ever(parse, text, error):
    with pytest.raises(error):
        parse(text)
