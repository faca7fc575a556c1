"""何を先に動かすか: which earlier answers a question's cells need, told from the names in their text.

Prepared cells run in any case. An earlier answer runs before where a later cell uses a name that it makes; text that is
no Python (a blank not filled in) is read word by word, so that rather too much runs before than too little.
"""

import ast
import builtins
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.inside.syntax import parse
from webapp.participation.plain.sheet import Part, Question, Role, Sheet

WORD = re.compile(r"[^\W\d]\w*")
MADE = re.compile(
    r"^[ \t]*(?:def|class)\s+([^\W\d]\w*)|^([^\W\d]\w*(?:\s*,\s*[^\W\d]\w*)*)\s*=(?!=)", re.MULTILINE
)
KNOWN = frozenset(dir(builtins))
MAX_TEXT = 50_000


@dataclass(frozen=True)
class Names:
    """What a cell makes, and what it uses without having made it."""

    made: frozenset[str]
    used: frozenset[str]


def cells_for(question: Question, sheet: Sheet, texts: Mapping[str, str]) -> list[Part]:
    """The cells to run for a question, in order: all prepared cells up to it, the earlier answers it needs, its own."""
    own = {part.place for part in question.answers}
    last = max(own, default=-1)
    wanted: set[str] = set()
    kept: list[Part] = []
    for part in reversed([part for part in sheet.code if part.place <= last]):
        names = names_in(texts.get(part.grade_id, part.text) if part.role is Role.ANSWER else part.text)
        if part.role is Role.PREPARED or part.place in own or names.made & wanted:
            kept.append(part)
            wanted = (wanted - names.made) | names.used
    return kept[::-1]


def needed_by(question: Question, sheet: Sheet) -> tuple[Question, ...]:
    """The questions whose answers run before, as the lesson's own text has it."""
    return questions_of(cells_for(question, sheet, {}), question, sheet)


def questions_of(cells: Sequence[Part], question: Question, sheet: Sheet) -> tuple[Question, ...]:
    """The other questions that some cells belong to."""
    places = {part.place for part in cells if part.role is Role.ANSWER}
    return tuple(
        one
        for one in sheet.questions
        if one.id != question.id and any(part.place in places for part in one.answers)
    )


def names_in(text: str) -> Names:
    """The names that a cell makes and uses; at most of what a page takes."""
    text = text[:MAX_TEXT]
    try:
        tree = parse(
            "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("%", "!")))
        )
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _word_by_word(text)
    made: set[str] = set()
    used: set[str] = set()
    for statement in tree.body:
        stored, loaded = _in_statement(statement)
        used |= loaded - made
        made |= stored
    return Names(frozenset(made), frozenset(used - KNOWN))


def _in_statement(statement: ast.stmt) -> tuple[set[str], set[str]]:
    stored: set[str] = set()
    loaded: set[str] = set()
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                stored.add(name)
            case ast.Name(id=name):
                loaded.add(name)
            case ast.alias(name=name, asname=other):
                stored.add((other or name).partition(".")[0])
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        # What is made inside stays inside; what it is given is no need of the cell's.
        inner = stored | {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)}
        return {statement.name}, loaded - inner - {statement.name}
    within = _only_within(statement)
    if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
        loaded.add(statement.target.id)
    return stored - within, loaded - within


def _only_within(statement: ast.stmt) -> set[str]:
    """Names that live in a comprehension or a lambda alone."""
    targets = [node.target for node in ast.walk(statement) if isinstance(node, ast.comprehension)]
    given = {
        each.arg
        for node in ast.walk(statement)
        if isinstance(node, ast.Lambda)
        for each in ast.walk(node.args)
        if isinstance(each, ast.arg)
    }
    return given | {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def _word_by_word(text: str) -> Names:
    lines = "\n".join(line.partition("#")[0] for line in text.splitlines())
    made = {
        name.strip()
        for found in MADE.findall(lines)
        for part in found
        for name in part.split(",")
        if name.strip()
    }
    return Names(frozenset(made), frozenset(set(WORD.findall(lines)) - KNOWN))
