"""Explains what was looked up and is not there: a key, a column, a position."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Any

from .explanation import Cell, Explanation, explanation, nearest

TOO_MANY = re.compile(r"array is (\d)-dimensional, but (\d+) were indexed")
BEHIND = re.compile(r"out of bounds for axis \d+ with size (\d+)")
# What pandas says of two positions for one column.
NO_TUPLE = "not a MultiIndex"
MOST_SHOWN = 6
MOST_KEYS = 10_000


@dataclass(frozen=True)
class Table:
    """The labels of a table that was searched: its columns, and with .loc its rows too."""

    labels: list[Any]
    rows_too: bool


def key(error: KeyError, cell: Cell) -> Explanation | None:
    """A column of a table or a key of a dict, with the nearest that exists."""
    wanted = error.args[0] if error.args else ""
    if NO_TUPLE in str(wanted):
        return too_many_positions(1, 2, cell)
    table = table_of(error)
    if table is not None:
        return column(str(wanted), table)
    keys = keys_of(error, wanted, cell)
    return not_there(str(wanted), keys, "キー", "key")


def column(message: str, table: Table) -> Explanation:
    """A column, or with .loc a row, that the table does not have."""
    # Asked for several at once, pandas answers with a sentence that quotes them.
    asked = re.findall(r"'([^']+)'", message) if "[" in message else [message]
    wanted = next((name for name in asked if name not in table.labels), message)
    if table.rows_too:
        return not_there(wanted, table.labels, "行や列", "row or column")
    return not_there(wanted, table.labels, "列", "column")


def not_there(wanted: str, keys: list[Any], thing_ja: str, thing_en: str) -> Explanation:
    """What was wanted, and the nearest or all that there is."""
    meant = nearest(wanted, keys)
    there = "、".join(str(one) for one in keys[:MOST_SHOWN]) + ("…" if len(keys) > MOST_SHOWN else "")
    if meant is not None:
        mend_ja, mend_en = (
            f"「{meant}」ではありませんか（全角と半角も区別されます）。",
            f"Did you mean “{meant}”?",
        )
    elif keys:
        mend_ja, mend_en = f"あるのは {there} です。", f"There are: {there}."
    else:
        mend_ja, mend_en = "つづりと、全角・半角を確かめてください。", "Check the spelling."
    return explanation(
        f"「{wanted}」という{thing_ja}はありません。", f"There is no {thing_en} “{wanted}”.", mend_ja, mend_en
    )


def table_of(error: BaseException) -> Table | None:
    """The table in which pandas looked; None when it was no table. pandas is never imported for this."""
    pandas = sys.modules.get("pandas")
    step = error.__traceback__ if pandas is not None else None
    by_label = False
    while step is not None and pandas is not None:
        owner: Any = step.tb_frame.f_locals.get("self")
        by_label = by_label or type(owner).__name__ == "_LocIndexer"
        if by_label and isinstance(getattr(owner, "obj", None), pandas.DataFrame):
            owner = owner.obj
        if isinstance(owner, pandas.DataFrame):
            rows = list(owner.index[:MOST_KEYS]) if by_label else []
            return Table(rows + list(owner.columns[:MOST_KEYS]), by_label)
        step = step.tb_next
    return None


def keys_of(error: BaseException, wanted: object, cell: Cell) -> list[Any]:
    """The keys of the dict that the failing line names."""
    lacking = [
        (written, owner)
        for owner, written in subscripted(error, cell)
        if isinstance(owner, dict) and wanted not in owner
    ]
    # In d["a"]["b"] both dicts may lack "b"; the one that was asked for it is meant.
    asked = [owner for written, owner in lacking if written == wanted] or [owner for _, owner in lacking]
    return list(asked[0])[:MOST_KEYS] if asked else []


def index(error: IndexError, cell: Cell) -> Explanation:
    """A position behind the last one; positions count from 0."""
    if "single positional indexer" in str(error):
        return explanation(
            "その番号の行は、選んだ結果の中にありません。条件に合う行が一つもないのかもしれません。",
            "There is no such row in what was selected: perhaps no row fits the condition.",
            "== の右に書いた文字や数が、表のとおりかを確かめてください（数には引用符をつけません）。",
            "Check what stands after ==: is it written as in the table? Numbers have no quotation marks.",
        )
    if many := TOO_MANY.search(str(error)):
        return too_many_positions(int(many[1]), int(many[2]), cell)
    behind = BEHIND.search(str(error))
    count = int(behind[1]) if behind else how_many_in(error, cell)
    if count == 0:
        return explanation(
            "中身が空なので、取り出せません。",
            "It is empty: there is nothing to take out.",
            "先に値を入れてください。print で中身を確かめられます。",
            "Put values in first. print shows what it holds.",
        )
    if count is None:
        mend_ja, mend_en = "len(…) で個数を確かめてください。", "len(…) tells how many there are."
    else:
        mend_ja = f"{count} 個あるので、使える番号は 0 から {count - 1} までです。"
        mend_en = f"There are {count}, so the positions go from 0 to {count - 1}."
    return explanation(
        "その番号の値はありません（番号は 0 から数えます）。",
        "There is nothing at that position (positions count from 0).",
        mend_ja,
        mend_en,
    )


def how_many_in(error: IndexError, cell: Cell) -> int | None:
    """How many there are of what the failing line takes something out of; None where that is not known."""
    owners = (owner for owner, _ in subscripted(error, cell) if isinstance(owner, list | tuple | str))
    return next(map(len, owners), None)


def too_many_positions(takes: int, given: int, cell: Cell) -> Explanation:
    """[:, 1] on what is one row of values: of a prediction mostly, whose chances would have had columns."""
    mend_ja = f"[ ] の中の番号を {takes} つにしてください。何がいくつあるかは .shape で分かります。"
    mend_en = f"Leave {takes} between the [ ]. .shape tells how many there are of what."
    if re.search(r"\.predict\s*\(", cell.source):
        mend_ja = (
            "predict の結果には列がありません。確率の列を取り出すなら、predict_proba(…)[:, 1] と書きます。"
        )
        mend_en = "What predict gives has no columns. For a column of chances write predict_proba(…)[:, 1]."
    return explanation(
        f"[ ] の中に番号が {given} つありますが、使えるのは {takes} つまでです（その前の値は{takes}次元です）。",
        f"There are {given} positions between the [ ], but what stands before them takes {takes}.",
        mend_ja,
        mend_en,
    )


def subscripted(error: BaseException, cell: Cell) -> Iterator[tuple[Any, Any]]:
    """The values before square brackets in the failing line, each with the key in them where that is written out."""
    place = cell.frame(error)
    if place is None:
        return
    frame, line = place
    try:
        tree = ast.parse(line.strip().rstrip(":"))
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            written = node.slice.value if isinstance(node.slice, ast.Constant) else None
            yield value_of(node.value, frame), written


def value_of(node: ast.expr, frame: FrameType) -> Any:
    """The value of a name, or of what is taken out of Python's own containers by written keys; nothing of the learner's runs."""
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, frame.f_globals.get(node.id))
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        owner: Any = value_of(node.value, frame)
        try:
            return owner[node.slice.value] if type(owner) in (dict, list, tuple) else None
        except (LookupError, TypeError):
            return None
    return None
