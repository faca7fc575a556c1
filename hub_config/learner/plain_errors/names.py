"""Explains names that Python does not know: variables, attributes, modules."""

import ast
import builtins
import keyword
import re
import sys

from .explanation import Cell, Explanation, explanation, nearest

YES_OR_NO = {"はい": "True", "いいえ": "False"}
# What people call it → what pandas calls it.
OTHER_WORDS = {
    "average": "mean", "avg": "mean", "平均": "mean", "合計": "sum", "total": "sum", "中央値": "median",
    "最大": "max", "maximum": "max", "最小": "min", "minimum": "min", "標準偏差": "std", "個数": "count",
}  # fmt: skip
# How other languages ask how many there are.
COUNTS = ("len", "length", "size")
# Options of what is taught that take a whole number.
WANT_A_NUMBER = ("ddof", "n", "axis", "periods", "index_col", "skiprows", "nrows")
TAUGHT_MODULES = ("pandas", "numpy", "matplotlib", "matplotlib.pyplot", "matplotlib_fontja")


def undefined(error: NameError, cell: Cell) -> Explanation | None:
    """A cell not run yet, a slip of the pen, or text without quotes."""
    name = error.name
    if not name:
        return None
    if (above := defining_cell(name, cell)) is not None:
        return not_run_yet(name, above, cell)
    if (meant := YES_OR_NO.get(name)) is not None:
        return explanation(
            f"「{name}」は、Python の言葉ではありません。",
            f"“{name}” is not one of Python's words.",
            f"「{name}」は {meant} と書きます（先頭は大文字、引用符はつけません）。",
            f"Write {meant}, with a capital letter and without quotation marks.",
        )
    if (wanted := option_of(name, cell)) is not None:
        return wanted
    known = [*cell.names, *dir(builtins), *keyword.kwlist]
    if (meant := nearest(name, (word for word in known if not word.startswith("_")))) is not None:
        return explanation(
            f"「{name}」という名前は、まだありません。",
            f"There is no name “{name}”.",
            f"「{meant}」の打ち間違いではありませんか。大文字と小文字も区別されます。",
            f"Did you mean “{meant}”? Capital and small letters are different.",
        )
    return explanation(
        f"「{name}」という名前は、まだありません。",
        f"There is no name “{name}” yet.",
        f'先に {name} = … のセルを実行するか、文字として使うなら "{name}" のように引用符で囲んでください。',
        f'Run the cell with {name} = … first, or write "{name}" with quotation marks if it is text.',
    )


def option_of(name: str, cell: Cell) -> Explanation | None:
    """A word where an option wants a number, as in std(ddof=全部); which number, the lesson teaches."""
    found = re.search(rf"\b({'|'.join(WANT_A_NUMBER)})\s*=\s*{re.escape(name)}(?!\w)", cell.source)
    if found is None:
        return None
    return explanation(
        f"「{found[1]}=」のうしろの「{name}」は、数ではありません。",
        f"“{name}” after “{found[1]}=” is not a number.",
        f"{found[1]}= のうしろには、半角の数を書きます。引用符はつけません。どの数かは、教材の説明を見てください。",
        f"Write a number after {found[1]}=, without quotation marks. The lesson says which one.",
    )


def not_run_yet(name: str, defining: str, cell: Cell) -> Explanation:
    """The commonest of all: cells run out of order, or a kernel that was started again."""
    line = next((line.strip() for line in defining.splitlines() if name in line), defining.strip())
    shown = line if len(line) <= 40 else line[:39] + "…"
    return explanation(
        f"「{name}」を作るセルが、まだ実行されていません。",
        f"The cell that makes “{name}” has not been run yet.",
        f"先に上のセル（{shown}）を Shift + Enter で実行してから、このセルをもう一度実行してください。",
        f"Run that cell first ({shown}) with Shift + Enter, then run this one again.",
    )


def defining_cell(name: str, cell: Cell) -> str | None:
    """Another cell of the saved notebook that makes this name."""
    for source in cell.notebook:
        if source.strip() != cell.source.strip() and name in source and name in made_by(source):
            return source
    return None


def made_by(source: str) -> set[str]:
    """The names that running this source would make."""
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(("%", "!"))]
    try:
        tree = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError):
        return set()
    made: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            made |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return made


def unbound(error: UnboundLocalError, cell: Cell) -> Explanation:
    """A name that the function makes only later."""
    name = error.name or str(error).partition("'")[2].partition("'")[0]
    return explanation(
        f"関数の中で、「{name}」に値を入れる前に使っています。",
        f"Inside the function “{name}” is used before it has a value.",
        f"関数の最初で {name} に値を入れるか、{name} を関数の引数（かっこの中）で受け取ってください。",
        f"Give {name} a value at the top of the function, or take it as an argument.",
    )


def attribute(error: AttributeError, cell: Cell) -> Explanation | None:
    """A method or column that the value does not have."""
    name, owner = error.name, error.obj
    if not name:
        return None
    if owner is None:
        return explanation(
            f"中身が空（None）のものに「.{name}」は使えません。",
            f"“.{name}” cannot be used on None, which is nothing.",
            "その変数に値が入っているか、print で確かめてください。結果を返さない命令を代入していませんか。",
            "Print the variable: does it hold a value? Some commands give no result to store.",
        )
    if name.lower() in COUNTS and hasattr(type(owner), "__len__"):
        return how_many(name, cell.before_dot(error, name))
    kind = f"「{owner.__name__}」" if hasattr(owner, "__name__") else f"{type(owner).__name__} 型の値"
    kind_en = f"“{owner.__name__}”" if hasattr(owner, "__name__") else f"A {type(owner).__name__}"
    there = [word for word in dir(owner) if not word.startswith("_")]
    other = OTHER_WORDS.get(name)
    if other in there:
        return explanation(
            f"{kind}に「{name}」はありません。",
            f"{kind_en} has no “{name}”.",
            f"ここでは「{other}」という言葉を使います。",
            f"The word for it here is “{other}”.",
        )
    meant = nearest(name, there)
    mend_ja = (
        f"「{meant}」の打ち間違いではありませんか。"
        if meant
        else "つづりと、点（.）の前の値を確かめてください。"
    )
    mend_en = f"Did you mean “{meant}”?" if meant else "Check the spelling, and the value before the dot."
    return explanation(f"{kind}に「{name}」はありません。", f"{kind_en} has no “{name}”.", mend_ja, mend_en)


def how_many(name: str, owner: str | None) -> Explanation:
    """len stands before what it counts, and not behind a dot."""
    shown = f"len({owner or '…'})"
    return explanation(
        f"「.{name}」では、個数を調べられません。",
        f"“.{name}” does not tell how many there are.",
        f"個数は {shown} で調べます。len は点（.）のうしろではなく前に書き、調べるものをかっこに入れます。",
        f"Write {shown}: len stands in front, and what it counts between the brackets.",
    )


def module(error: ModuleNotFoundError, cell: Cell) -> Explanation:
    """A library misspelt, or not here."""
    name = error.name or ""
    meant = nearest(name, [*TAUGHT_MODULES, *sys.stdlib_module_names])
    mend_ja = (
        f"「{meant}」の打ち間違いではありませんか。"
        if meant
        else "つづりを確かめてください。この講座で使うものは、もう入っています。追加はできません。"
    )
    mend_en = (
        f"Did you mean “{meant}”?"
        if meant
        else "Check the spelling. What the course needs is installed already; nothing can be added here."
    )
    return explanation(
        f"「{name}」というライブラリは見つかりません。", f"There is no library “{name}”.", mend_ja, mend_en
    )
