"""Plain Python is not searched for IPython's own syntax, and nothing else changes by that."""

from pathlib import Path

import pytest
from IPython.core.inputtransformer2 import TransformerManager

import grader
from grader.inside.shell import PlainPythonFirst

CELLS = [
    "",
    "\n\nx = 1",
    "%matplotlib inline\nx = 1",
    "x = 1\n%time x",
    "%%capture said\nprint(1)",
    "files = !ls\nfiles",
    "!ls",
    "x?",
    "len??\nx = 1",
    "x = (10\n%3)",
    'text = """\n%time\n!ls\nx?\n"""',
    ">>> x = 1\n>>> x",
    '"""\n>>> f(1)\n...  2\n"""\nx = 1',
    "In [1]: 3",
    "    x = 1\n    y = 2",
    "  # indented\nif True:\n    x = '''\n    y'''",
    "x = 1 # what is it?",
    "/print 1",
    ";print 1",
    "print(1",
    "x = 1\r\ny = 2",
    "x = 1\x0cy = 2",
    "x = '\x00'",
    "await f()",
    "x != 1",
    "f'{x!r}'",
    "a = %pwd",
]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_becomes_what_ipython_makes_of_it(cell):
    assert PlainPythonFirst().transform_cell(cell) == TransformerManager().transform_cell(cell)


def test_so_does_every_module_of_the_grader():
    for path in Path(grader.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        assert PlainPythonFirst().transform_cell(text) == TransformerManager().transform_cell(text)


def test_a_syntax_that_the_learner_adds_is_looked_for_in_plain_python_too():
    class Seen:
        priority = 1

        @classmethod
        def find(cls, tokens):
            seen.append(tokens)

    seen = []
    manager = PlainPythonFirst()
    manager.transform_cell("x = 1")
    assert not seen
    manager.token_transformers.append(Seen)
    manager.transform_cell("x = 1")
    assert seen
