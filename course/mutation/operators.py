"""変異の規則: the seven fixed ways in which a solution is spoilt (course/README.md lists them for authors)."""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Columns = Sequence[Sequence[str]]
# What stands in the place of a node; more than one statement where a branch is opened.
Replacement = ast.AST | list[ast.stmt]

COMPARISONS: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
ARITHMETIC: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
OTHER_AXIS: Mapping[object, object] = {0: 1, 1: 0, "index": "columns", "columns": "index", "rows": "columns"}
OTHER_NAME: Mapping[str, str] = {"index": "columns", "columns": "index"}
PIVOTS = ("pivot", "pivot_table", "crosstab")


@dataclass(frozen=True)
class Operator:
    """One rule: its name in reports, and what it makes of a node."""

    name: str
    spoil: Callable[[ast.AST, Columns], Iterator[Replacement]]


def _constants(node: ast.AST, columns: Columns) -> Iterator[Replacement]:
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield from (ast.Constant(other) for other in ((0, value * 2) if value else (1,)))
    elif isinstance(value, str) and value and not _neighbours(value, columns):
        yield ast.Constant("")


def _comparisons(node: ast.AST, _columns: Columns) -> Iterator[Replacement]:
    if not isinstance(node, ast.Compare):
        return
    for place, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)


def _arithmetic(node: ast.AST, _columns: Columns) -> Iterator[Replacement]:
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
    elif isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield ast.AugAssign(node.target, ARITHMETIC[type(node.op)](), node.value)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def _off_by_one(node: ast.AST, _columns: Columns) -> Iterator[Replacement]:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
        stop = 0 if len(node.args) == 1 else 1
        if node.args and not isinstance(node.args[stop], ast.Constant):
            for moved in _moved(node.args[stop]):
                yield ast.Call(node.func, [*node.args[:stop], moved, *node.args[stop + 1 :]], node.keywords)
    elif isinstance(node, ast.Slice) and node.upper and not isinstance(node.upper, ast.Constant):
        yield from (ast.Slice(node.lower, moved, node.step) for moved in _moved(node.upper))


def _moved(edge: ast.expr) -> Iterator[ast.expr]:
    for operator in (ast.Add(), ast.Sub()):
        yield ast.BinOp(edge, operator, ast.Constant(1))


def _dropped_branches(node: ast.AST, _columns: Columns) -> Iterator[Replacement]:
    if isinstance(node, ast.If):
        yield node.orelse or [ast.Pass()]
        yield node.body
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield ast.comprehension(node.target, node.iter, [], node.is_async)
    elif isinstance(node, ast.Try) and node.handlers:
        yield node.body


def _wrong_axis(node: ast.AST, _columns: Columns) -> Iterator[Replacement]:
    if not isinstance(node, ast.Call):
        return
    for place, keyword in enumerate(node.keywords):
        value = keyword.value
        if keyword.arg == "axis" and isinstance(value, ast.Constant) and value.value in OTHER_AXIS:
            other = ast.keyword("axis", ast.Constant(OTHER_AXIS[value.value]))  # type: ignore[arg-type]
            yield ast.Call(node.func, node.args, [*node.keywords[:place], other, *node.keywords[place + 1 :]])
    called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if called in PIVOTS:
        turned = [ast.keyword(OTHER_NAME.get(k.arg or "", k.arg), k.value) for k in node.keywords]
        yield ast.Call(node.func, node.args, turned)


def _wrong_columns(node: ast.AST, columns: Columns) -> Iterator[Replacement]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from (ast.Constant(other) for other in _neighbours(node.value, columns))


def _neighbours(name: str, columns: Columns) -> tuple[str, ...]:
    """The columns before and after this one among those of its kind, in every table that has it."""
    found: dict[str, None] = {}
    for group in columns:
        if name in group and len(group) > 1:
            place = list(group).index(name)
            found |= dict.fromkeys((group[(place + 1) % len(group)], group[place - 1]))
    return tuple(found)


OPERATORS = (
    Operator("constant", _constants),
    Operator("comparison", _comparisons),
    Operator("arithmetic", _arithmetic),
    Operator("off-by-one", _off_by_one),
    Operator("dropped-branch", _dropped_branches),
    Operator("wrong-axis", _wrong_axis),
    Operator("wrong-column", _wrong_columns),
)
