"""Every action that the code can write into the audit, read from its source: at `record`, `looked` and `look`, and at what hands an action on to them."""

import ast
from functools import cache
from pathlib import Path

import webapp

ROOT = Path(webapp.__file__).parent
# Where the action stands among the arguments of the three that write.
WRITERS = {
    "webapp.audit.record": (3, "action"),
    "webapp.looking.looked": (3, "action"),
    "webapp.looking.look": (0, "action"),
}


class Module:
    """One file: what its names mean, and its calls with the function in which each stands."""

    def __init__(self, file):
        self.name = "webapp." + ".".join(file.relative_to(ROOT).with_suffix("").parts)
        self.tree = ast.parse(file.read_text(encoding="utf-8"))
        self.meaning = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        self.functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]
        for function in self.functions:
            self.meaning.setdefault(function.name, f"{self.name}.{function.name}")

    def calls(self, writers):
        """Each call of one of these: the function around it, and what stands there as the action."""
        for function in self.functions:
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    place = writers.get(self.meaning.get(node.func.id, ""))
                    if place is not None:
                        yield function, argument_of(node, *place)


def argument_of(call, number, name):
    """What a call gives there, by its place or by its name."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == name]
    return named[0] if named else call.args[number]


def parameters_of(function):
    """The names of what a function takes; the ones after the star have no place of their own."""
    return [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]


def meant(function, action):
    """What an expression is where it is a name that the function itself gave."""
    if isinstance(action, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == action.id:
                return node.value
    return action


def words_of(action):
    """The actions that an expression may be: one word, or one of two; None where it is neither."""
    chosen = [action.body, action.orelse] if isinstance(action, ast.IfExp) else [action]
    words = [each.value for each in chosen if isinstance(each, ast.Constant)]
    return words if len(words) == len(chosen) else None


@cache
def recorded():
    """The actions, and what could not be read as one: (module, source of the expression)."""
    modules = [Module(file) for file in sorted(ROOT.rglob("*.py"))]
    writers, before = dict(WRITERS), {}
    while writers != before:
        before = dict(writers)
        for module in modules:
            for function, action in module.calls(before):
                names = parameters_of(function)
                if isinstance(action, ast.Name) and action.id in names:
                    writers[f"{module.name}.{function.name}"] = (names.index(action.id), action.id)
    actions, unread = set(), set()
    for module in modules:
        for function, action in module.calls(writers):
            handed_on = isinstance(action, ast.Name) and action.id in parameters_of(function)
            words = words_of(meant(function, action))
            if words is not None:
                actions |= set(words)
            elif not handed_on:
                unread.add((module.name, ast.unparse(action)))
    return actions, unread
