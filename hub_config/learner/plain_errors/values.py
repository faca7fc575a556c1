"""Explains values that do not fit what is done with them."""

import builtins
import re

from .explanation import Cell, Explanation, explanation

TYPES_JA = {
    "str": "文字",
    "int": "整数",
    "float": "小数",
    "list": "リスト",
    "dict": "辞書",
    "NoneType": "空（None）",
    "tuple": "タプル",
    "bool": "真偽値",
}
CONCATENATE = re.compile(r'can only concatenate (\w+) \(not "(\w+)"\) to')
OPERANDS = re.compile(r"unsupported operand type\(s\) for ([^:]+): '([\w.]+)' and '([\w.]+)'")
COMPARED = re.compile(r"'([<>]=?)' not supported between instances of '(\w+)' and '(\w+)'")
REDUCED = re.compile(
    r"[Cc]annot perform reduction '(\w+)' with string dtype"
    r"|dtype 'str' does not support operation '(\w+)'"
    r"|agg function failed \[how->(\w+),dtype->object\]"
)
NOT_NUMERIC = re.compile(r"^Could not convert (['\"])(?P<text>.+)\1 to numeric$", re.S)
LONGEST = 20
SHARE = re.compile(r"`?(\w+)`? must be (?:a number )?between 0 and 1\b")
YES_OR_NO = re.compile(r'For argument "(\w+)" expected type bool')
POSITION = re.compile(r"cannot do positional indexing on \w+ with these indexers \[(.+)\] of type str")
MULTIPLY = re.compile(r"can't multiply sequence by non-int of type '(\w+)'")
NOT_CALLABLE = re.compile(r"'([\w.]+)' object is not callable")
COUNT = re.compile(r"\b(?:list|tuple|str)\.count\(\) takes .*\(0 given\)")
ARGUMENTS = re.compile(r"(\w+)\(\) (?:missing|takes)")
LITERAL = re.compile(
    r"(?:invalid literal for int\(\) with base \d+:|could not convert string to float:|Unable to parse string) (.+?)"
    r"(?: at position \d+)?$",
    re.S,
)


def wrong_type(error: TypeError, cell: Cell) -> Explanation | None:
    """Text plus number, a value used like a function, too few arguments."""
    message = str(error)
    if found := CONCATENATE.search(message):
        return operands("+", found[1], found[2])
    if found := OPERANDS.search(message):
        return operands(found[1].split()[0], found[2], found[3])
    if found := MULTIPLY.search(message):
        return operands("*", "str", found[1])
    if found := COMPARED.search(message):
        return compared(found[1], found[2], found[3])
    if found := REDUCED.search(message):
        reduction = next(name for name in found.groups() if name)
        return explanation(
            f"文字の列に「{reduction}」は使えません。",
            f"“{reduction}” does not work on a column of text.",
            "数の入った列の名前を書いているか、表のいちばん上の行で確かめてください。",
            "Look along the top row of the table: is this the name of a column of numbers?",
        )
    if found := NOT_NUMERIC.search(message):
        text = found["text"] if len(found["text"]) <= LONGEST else f"{found['text'][:LONGEST]}…"
        return explanation(
            f"計算する値の中に、数でない文字「{text}」があります。",
            f"Among the values is the text “{text}”, which cannot be calculated with.",
            "数だけの列を選ぶか、先に文字を数に直してください。",
            "Choose a column of numbers, or make numbers of the text first.",
        )
    if found := POSITION.search(message):
        return explanation(
            f"数が要るところに、文字「{found[1]}」があります。",
            f"There is the text “{found[1]}” where a number is wanted.",
            "引用符をつけずに、半角の数を書いてください。",
            "Write a number, without quotation marks.",
        )
    if found := NOT_CALLABLE.search(message):
        return not_callable(error, cell)
    if COUNT.search(message):
        return explanation(
            "「count」は、同じ値がいくつあるかを数えるので、数える値が要ります。",
            "“count” counts how often one value occurs, so it has to be told which.",
            "全部の個数なら len(…)、ある値の個数なら count(値) と書いてください。",
            "Write len(…) for how many there are in all, count(value) for one value.",
        )
    if found := ARGUMENTS.search(message):
        return explanation(
            f"「{found[1]}」に渡す値の数が合っていません。",
            f"“{found[1]}” was given the wrong number of values.",
            f"{found[1]}(…) のかっこの中の値を、カンマで区切って必要な数だけ書いてください。",
            f"Write as many values as it needs between the brackets of {found[1]}(…), with commas between them.",
        )
    return None


def operands(sign: str, left: str, right: str) -> Explanation:
    """Two kinds of values that one sign cannot join."""
    if any("method" in name for name in (left, right)):
        return explanation(
            "命令のうしろに、かっこ ( ) がありません。",
            "A command stands here without its brackets ( ).",
            "計算に使う言葉のうしろに、かっこを書き足してください。例：.mean()",
            "Write the brackets after the word, as in .mean().",
        )
    ja = [TYPES_JA.get(name, name) for name in (left, right)]
    if sign in "-/" and left == right == "str":
        mend_ja = f"「{sign}」は数どうしで使います。文字の入った列を選んでいないか、記号がこれでよいかを確かめてください。"
        mend_en = f"“{sign}” is for numbers. Is this a column of text, or did you mean another sign?"
    elif "str" in (left, right):
        mend_ja = (
            "文字としてつなぐなら str(数)、計算するなら int(文字) や float(文字) で種類をそろえてください。"
        )
        mend_en = "Make them the same kind: str(number) to join texts, int(text) or float(text) to calculate."
    else:
        mend_ja = "計算の前に print(type(…)) で種類を確かめ、同じ種類にそろえてください。"
        mend_en = "Look at their kinds with print(type(…)) and make them the same."
    return explanation(
        f"{ja[0]}（{left}）と{ja[1]}（{right}）は「{sign}」で計算できません。",
        f"“{sign}” cannot join {left} and {right}.",
        mend_ja,
        mend_en,
    )


def compared(sign: str, left: str, right: str) -> Explanation:
    """A column of text where one of numbers was meant, mostly."""
    ja = [TYPES_JA.get(name, name) for name in (left, right)]
    return explanation(
        f"{ja[0]}（{left}）と{ja[1]}（{right}）は「{sign}」で比べられません。",
        f"“{sign}” cannot compare {left} with {right}.",
        "文字の入った列を選んでいないか、数に引用符をつけていないかを確かめてください。",
        "Is this a column of text, or does a number stand between quotation marks?",
    )


def not_callable(error: TypeError, cell: Cell) -> Explanation:
    """Often a built-in function that was covered by a variable of its name."""
    place = cell.frame(error)
    called = re.findall(r"([^\W\d]\w*)\s*\(", place[1]) if place else []
    covered = next((name for name in called if name in cell.names and hasattr(builtins, name)), None)
    if covered is not None:
        return explanation(
            f"「{covered}」という名前に値を入れたため、関数の {covered}( ) が使えなくなっています。",
            f"A value was stored under the name “{covered}”, so the function {covered}() cannot be used.",
            f"del {covered} を実行してから、値には別の名前を付けてください。",
            f"Run del {covered}, then give your value another name.",
        )
    return explanation(
        "関数ではないものに、かっこ ( ) を付けて呼び出しています。",
        "Something that is not a function was called with brackets ( ).",
        "取り出すときは [ ]、かけ算は * を書きます。かっこの前の名前を確かめてください。",
        "Use [ ] to take something out and * to multiply. Check the name before the bracket.",
    )


def wrong_value(error: ValueError, cell: Cell) -> Explanation | None:
    """A text that is no number, or a number of another size."""
    if found := SHARE.search(str(error)):
        return explanation(
            f"割合（{found[1]}）は、0 から 1 までの数で書きます。",
            f"The share {found[1]} is a number from 0 to 1.",
            "パーセントのときは、100 で割った数にしてください。例: 95％は 0.95",
            "Divide a percentage by 100: 95% is 0.95.",
        )
    if found := YES_OR_NO.search(str(error)):
        return explanation(
            f"「{found[1]}=」のうしろには、True か False を書きます。",
            f"{found[1]}= wants True or False.",
            "引用符をつけずに、先頭を大文字にして書いてください。",
            "Write it without quotation marks and with a capital letter.",
        )
    found = LITERAL.search(str(error))
    if found is None:
        return None
    text = found[1].strip().strip("'\"")
    shown = text if len(text) <= 30 else text[:29] + "…"
    digits = "".join(re.findall(r"[\d.\-]", text))
    mend_ja = "単位（人・円など）、カンマ、空白を取り除き、数字だけにしてから変えてください。"
    mend_en = "Take away units, commas and spaces, so that only digits are left."
    if not digits:
        mend_ja = "数が要るところに、文字があります。引用符をつけずに、半角の数を書いてください。"
        mend_en = "There is text where a number is wanted: write a number, without quotation marks."
    if re.fullmatch(r"-?\d+(\.\d+)?", digits):
        mend_ja += f'例："{digits}"'
        mend_en += f' For example: "{digits}"'
    return explanation(
        f"「{shown}」は、数に変えられません。", f"“{shown}” cannot be turned into a number.", mend_ja, mend_en
    )


def zero_division(error: ZeroDivisionError, cell: Cell) -> Explanation:
    """Nothing can be divided by zero."""
    return explanation(
        "0 で割ろうとしています。",
        "Something was divided by 0.",
        "割る数（/ の右側）が 0 になっていないか、print で確かめてください。",
        "Print the number on the right of the / sign: it must not be 0.",
    )


def stopped(error: KeyboardInterrupt, cell: Cell) -> Explanation:
    """Not a mistake at all."""
    return explanation(
        "実行を途中で止めました。",
        "The cell was stopped.",
        "間違いではありません。もう一度実行するには Shift + Enter を押してください。",
        "This is no mistake. Press Shift + Enter to run it again.",
    )


def out_of_memory(error: MemoryError, cell: Cell) -> Explanation:
    """More was asked for than there is."""
    return explanation(
        "メモリが足りません。一度に扱うデータが大きすぎます。",
        "There is not enough memory: too much data at once.",
        "使う行や列を減らしてください。繰り返しが終わらなくなっていないかも確かめてください。",
        "Use fewer rows or columns, and check that no loop goes on for ever.",
    )
