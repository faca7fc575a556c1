"""What an author of tests is told, by what to use instead; in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from grader.words import Words

# A learner's process never sees a test and a test never sees the learner's objects: values cross by copy.
USE: Mapping[str, Words] = {
    "names_called": Words(
        "受講者の関数を消したり置きかえたりしても、受講者のプロセスでは何も変わりません。"
        "呼んでいるかどうかは names_called(解答セルの名前) で調べてください。",
        "Deleting or replacing a learner's function changes nothing in the learner's process. "
        "Ask names_called(answer cell) whether it is called.",
    ),
    "answer_text": Words(
        "受講者の関数やノートブックの文は、テストのプロセスからは読めません。answer_text(解答セルの名前) を使ってください。",
        "The text of a learner's function or notebook cannot be read from a test. Use answer_text(answer cell).",
    ),
    "answer_tree": Words(
        "受講者の関数の引数や説明文は、テストのプロセスには届きません。answer_tree(解答セルの名前) で調べてください。",
        "A learner's function does not bring its parameters or docstring along. Look at answer_tree(answer cell).",
    ),
    "figures": Words(
        "受講者の図は、テストのプロセスには届きません。figures() が返す図の説明を調べてください。",
        "A learner's figure does not cross to the test. Look at the descriptions that figures() returns.",
    ),
    "arguments_after": Words(
        "関数には引数のコピーが渡るので、渡した側の値は変わりません。arguments_after(関数, 引数…) を使ってください。",
        "A function is given copies, so what was handed over never changes here. Use arguments_after(f, *args).",
    ),
    "printed": Words(
        "受講者のセルの出力は、テストのプロセスには届きません。printed(解答セルの名前) を使ってください。",
        "What a learner's cell prints or displays does not cross to the test. Use printed(answer cell).",
    ),
    "attributes": Words(
        "受講者のクラスのオブジェクトどうしは == で比べられません。属性（attributes）を一つずつ比べてください。",
        "Objects of a learner's class cannot be compared with ==. Compare their attributes one by one.",
    ),
    "rerun": Words(
        "関数は値として渡せないので、受講者の関数に関数を渡せません。"
        "値だけを渡すか、rerun(解答セルの名前, 名前=値) で値を変えて確かめてください。",
        "A function cannot be handed to a learner's function: only values cross. "
        "Hand over values, or test with other values by rerun(answer cell, name=value).",
    ),
    "plain data": Words(
        "この種類の値は、確認の側には届きません。解答のあとの鍵つきのセルで、数・文字・リスト・表（plain data）にして、それを確かめてください。",
        "A value of this kind never reaches the tests. Make plain data of it (numbers, text, lists, tables) in a locked cell after "
        "the answer, and test that.",
    ),
    "locked cell": Words(
        "鍵のないセルの関数は受講者のプロセスで動き、受講者が取りかえられます。鍵つきのセル（locked cell）に移してください。",
        "A function from an open cell runs in the learner's process, which may replace it. Move it to a locked cell.",
    ),
    "plain Python": Words(
        "テストのセルはふつうのPython（plain Python）として動きます。IPythonの命令（% や !、display）は使えません。",
        "A test cell runs as plain Python: IPython's own lines (% and !) and display are not there.",
    ),
}
