"""Errors in words: one test per beginner's error, each in a real IPython."""

import atexit
import json
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

from hub_config.learner.plain_errors import load_ipython_extension, unload_ipython_extension
from hub_config.learner.plain_errors.explain import explain
from hub_config.learner.plain_errors.explanation import Cell

SHOP = """
import pandas as pd
sales = pd.DataFrame({"売上（円）": [100, 200], "日付": ["4月1日", "4月2日"]})
ages = [20, 30, 40]
prices = {"りんご": 120, "みかん": 80}
total = 5
"""


@pytest.fixture(scope="module")
def ipython(tmp_path_factory):
    """IPython as a kernel runs it, with its own folder for history."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        shell = InteractiveShell(colors="nocolor", history_length=0)
        shell.history_manager.enabled = False
        yield shell
        shell.atexit_operations()
        atexit.unregister(shell.atexit_operations)


@pytest.fixture
def shell(ipython, monkeypatch, tmp_path):
    """A fresh kernel with the extension, in a folder without files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TATEYAMA_LANGUAGE", raising=False)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    ipython.user_ns.clear()
    ipython.init_user_ns()
    load_ipython_extension(ipython)
    yield ipython
    unload_ipython_extension(ipython)


@pytest.fixture
def say(shell, capsys):
    """Runs cells and answers with what the last one printed: traceback on one side, plain lines on the other."""

    def run(*cells: str) -> tuple[str, str]:
        for cell in cells:
            capsys.readouterr()
            shell.run_cell(textwrap.dedent(cell).strip("\n"))
        captured = capsys.readouterr()
        return captured.out, captured.err

    return run


CASES = {
    "the sign of school for not equal": ("ages[0] ≠ 3", "SyntaxError", "「≠」", "半角の != "),
    "not equal the wrong way round": ("sorted(ages[0] =! 3)", "SyntaxError", "「=!」", "!="),
    "at least the wrong way round": (
        "if total => 3:\n    pass",
        "SyntaxError",
        "「=>」は、順番が逆",
        "「以上」は、>=",
    ),
    "at most the wrong way round": (
        "sales[sales['n'] =< 3]",
        "SyntaxError",
        "「=<」は、順番が逆",
        "「以下」は、<=",
    ),
    "not equal the wrong way round in a condition": (
        "if total =! 3:\n    pass",
        "SyntaxError",
        "「=!」は、順番が逆",
        "!=",
    ),
    "not equal as a spreadsheet has it": ("sorted(total <> 3)", "SyntaxError", "「<>」は、Python では", "!="),
    "a space inside a sign": ("if total > = 3:\n    pass", "SyntaxError", "「>」と「=」の間", ">="),
    "a sign the wrong way round in a comment alone": ("x = = 3  # => 3", "SyntaxError", "1行目の書き方", "^"),
    "a sign the wrong way round in a text alone": (
        'print("=>" "a" 3)',
        "SyntaxError",
        "値と値の間",
        "カンマ",
    ),
    "a text with such a sign that is not closed": (
        'print("a => b)',
        "SyntaxError",
        "文字列が閉じて",
        "引用符",
    ),
    "len behind a dot": ("ages.len()", "AttributeError", "「.len」では", "len(ages)"),
    "len of a column behind a dot": (
        'sales["日付"].len()',
        "AttributeError",
        "「.len」では",
        'len(sales["日付"])',
    ),
    "length as other languages have it": (
        "if prices.length > 3: pass",
        "AttributeError",
        "「.length」",
        "len(prices)",
    ),
    "size of a list": ("[1, 2, 3].size()", "AttributeError", "「.size」では", "len(…)"),
    "len of what has none": ("total.len()", "AttributeError", "「len」はありません", "つづり"),
    "a column whose name begins like len": (
        "sales.lengt",
        "AttributeError",
        "「lengt」はありません",
        "つづり",
    ),
    "count without what is counted": ("ages.count()", "TypeError", "数える値が要ります", "len(…)"),
    "two positions for one row of values": (
        'sales["売上（円）"].to_numpy()[:, 1]',
        "IndexError",
        "番号が 2 つありますが、使えるのは 1 つまで",
        ".shape",
    ),
    "two positions for one column": (
        'sales["売上（円）"][:, 1]',
        "KeyError",
        "番号が 2 つありますが、使えるのは 1 つまで",
        ".shape",
    ),
    "three positions for a table of numbers": (
        "sales.to_numpy()[0, 0, 0]",
        "IndexError",
        "番号が 3 つありますが、使えるのは 2 つまで",
        ".shape",
    ),
    "a column of what was predicted": (
        "class Model:\n    def predict(self, x): return sales['売上（円）'].to_numpy()\n"
        "guessed = Model().predict(ages)\nguessed[:, 1]",
        "IndexError",
        "使えるのは 1 つまで",
        "predict_proba(…)[:, 1]",
    ),
    "a position behind the end of an array": (
        "sales.to_numpy()[5]",
        "IndexError",
        "番号は 0 から",
        "0 から 1 まで",
    ),
    "a def whose body is not indented": (
        "# 平均\ndef mean(values):\nadded = sum(values)\nreturn added",
        "IndentationError",
        "2行目の def の中身（3行目から）",
        "return の行も）全部、先頭に半角の空白を4つ",
    ),
    "a def with a comment alone": (
        "def mean(values):\n    # ここに",
        "SyntaxError",
        "1行目の下に、中身の行がありません。# の行",
        "書き足し",
    ),
    "a return that is not indented": (
        "def f(x):\n    y = x\nreturn y",
        "SyntaxError",
        "3行目の return が、関数",
        "字下げ",
    ),
    "a break outside its loop": (
        "for i in ages:\n    pass\nbreak",
        "SyntaxError",
        "3行目の break が、繰り返し",
        "字下げ",
    ),
    "a word that pandas calls otherwise": (
        'sales["売上（円）"].average()',
        "AttributeError",
        "「average」",
        "「mean」",
    ),
    "a condition that no row fits": (
        'sales[sales["日付"] == "5月1日"].iloc[0]',
        "IndexError",
        "条件に合う行",
        "表のとおり",
    ),
    "a number with commas": ("total = 1,034,814", "SyntaxError", "位取りのカンマ", "1034814"),
    "yes and no in Japanese": ("sorted(ages, reverse=いいえ)", "NameError", "「いいえ」", "False"),
    "a full-width opening bracket": ("print（1)", "SyntaxError", "「（」", "半角の ( "),
    "a full-width closing bracket": ('print("はい"）', "SyntaxError", "「）」", "半角の ) "),
    "a full-width quotation mark": ("print(“はい”)", "SyntaxError", "「“」", '半角の " '),
    "a text that ends with a full-width quotation mark": (
        'print("はい”)',
        "SyntaxError",
        "「”」",
        '半角の " ',
    ),
    "a full-width space between words": ("x\u3000= 1", "SyntaxError", "全角の空白", "半角の空白"),
    "a full-width space after a number": ("x = 1\u3000", "SyntaxError", "全角の空白", "半角の空白"),
    "a full-width space as indentation": (
        "for i in ages:\n\u3000print(i)",
        "SyntaxError",
        "2行目に全角の空白",
        "半",
    ),
    "a full-width equals sign": ("x ＝ 1", "SyntaxError", "「＝」", "半角の = "),
    "a full-width plus sign": ("total ＋ 1", "SyntaxError", "「＋」", "半角の + "),
    "a full-width digit": ("x = １２", "SyntaxError", "全角の数字「１」", "半角の 1 "),
    "a full-width comma": ("[1，2]", "SyntaxError", "「，」", "半角の , "),
    "a Japanese comma": ("import time、os", "SyntaxError", "「、」", "半角の , "),
    "a full-width colon": ("if total > 1：\n    pass", "SyntaxError", "「：」", "半角の : "),
    "a full-width hash sign": ("＃ メモ", "SyntaxError", "「＃」", "半角の # "),
    "a full stop behind the code": ("print(1)。", "SyntaxError", "「。」", "消す"),
    "an unclosed bracket": ("print(1", "SyntaxError", "「(」が閉じていません", "「)」"),
    "an unclosed square bracket": ("x = [1, 2\ny = 3", "SyntaxError", "「[」が閉じていません", "「]」"),
    "a bracket too many": ("x = 3)", "SyntaxError", "「)」", "余分"),
    "an unclosed quotation mark": ('print("はい)', "SyntaxError", "1行目の文字列が閉じていません", "引用符"),
    "a missing colon": (
        "for i in ages\n    print(i)",
        "SyntaxError",
        "「:」（コロン）がありません",
        "書き足",
    ),
    "one equals sign in a comparison": ("if total = 5:\n    pass", "SyntaxError", "「=」", "=="),
    "a missing comma": ("[1 2]", "SyntaxError", "値と値の間", "カンマ"),
    "print without brackets": ('print "はい"', "SyntaxError", "print に、かっこがありません", "print("),
    "a number with its unit": ("x = 3円", "SyntaxError", "数字のすぐ後ろに文字", "単位"),
    "something else that cannot be read": ("x = = 3", "SyntaxError", "1行目の書き方", "^"),
    "a missing indentation": ("for i in ages:\nprint(i)", "IndentationError", "2行目", "空白を4つ"),
    "nothing below a colon": ("for i in ages:", "SyntaxError", "1行目の下", "空白を4つ"),
    "an indentation too many": (
        "x = 1\n  y = 2",
        "IndentationError",
        "2行目の先頭に、要らない空白",
        "消して",
    ),
    "an uneven indentation": ("if total:\n    x = 1\n  y = 2", "IndentationError", "3行目の字下げ", "そろえ"),
    "a blank column of an exercise": ('sales["____"].sum()', "KeyError", "空らん「____」", "消して答えを"),
    "a blank name of an exercise": ("total + ____", "NameError", "空らん「____」", "消して答えを"),
    "a blank that a library refuses in its own words": (
        'sales["日付"].str.normalize("____")',
        "ValueError",
        "空らん「____」",
        "消して答えを",
    ),
    "a blank encoding": ('"計".encode("____")', "LookupError", "空らん「____」", "消して答えを"),
    "a misspelt function": ("pritn(1)", "NameError", "「pritn」", "「print」の打ち間違い"),
    "a capital letter": ("Print(1)", "NameError", "「Print」", "「print」の打ち間違い"),
    "a misspelt variable": ("totl + 1", "NameError", "「totl」", "「total」の打ち間違い"),
    "a text without quotes": ("print(りんご飴)", "NameError", "「りんご飴」", '"りんご飴"'),
    "a column in half width": ('sales["売上(円)"]', "KeyError", "「売上(円)」という列", "「売上（円）」"),
    "a column that does not exist": ('sales["天気"]', "KeyError", "「天気」という列", "日付"),
    "one column of several": ('sales[["日付", "天気"]]', "KeyError", "「天気」という列", "売上（円）"),
    "a row that does not exist": ("sales.loc[99]", "KeyError", "「99」という行や列", "日付"),
    "a key that does not exist": ('prices["りんこ"]', "KeyError", "「りんこ」というキー", "「りんご」"),
    "a key of an inner dict": (
        'model = {"name": "x", "stages": {"出席": 1, "欠席": 2}}\nmodel["stages"]["早退"]',
        "KeyError",
        "「早退」というキー",
        "あるのは 出席、欠席",
    ),
    "text plus number": ('"合計" + 5', "TypeError", "文字（str）と整数（int）", "str(数)"),
    "number plus text": ('5 + "円"', "TypeError", "整数（int）と文字（str）", "int(文字)"),
    "text minus text": (
        'sales["日付"] - "4月1日"',
        "TypeError",
        "文字（str）と文字（str）は「-」",
        "文字の入った列",
    ),
    "a word where an option wants a number": (
        'sales["売上（円）"].std(ddof=全部)',
        "NameError",
        "「全部」は、数ではありません",
        "半角の数",
    ),
    "a text where an option wants a number": (
        'sales["売上（円）"].std(ddof="全部")',
        "ValueError",
        "「全部」は、数に変えられません",
        "半角の数",
    ),
    "a blank filled with quotation marks of its own": (
        'sales[""日付""]',
        "SyntaxError",
        "「日付」に、引用符が二重",
        '"日付"',
    ),
    "a command without its brackets": (
        'sales["売上（円）"].mean - 3',
        "TypeError",
        "かっこ ( ) がありません",
        ".mean()",
    ),
    "a text where rows are counted": ('sales.head("2")', "TypeError", "文字「2」", "引用符をつけずに"),
    "text as yes or no": (
        'sales.sort_values("売上（円）", ascending="False")',
        "ValueError",
        "True か False",
        "引用符をつけず",
    ),
    "text compared with a number": (
        'sales["日付"] > 3',
        "TypeError",
        "文字（str）と整数（int）",
        "文字の入った列",
    ),
    "an average of texts": ('sales["日付"].mean()', "TypeError", "「mean」", "数の入った列"),
    "an average of texts by groups": (
        'sales.groupby("売上（円）")["日付"].mean()',
        "TypeError",
        "「mean」",
        "数の入った列",
    ),
    "a number among texts": (
        'sales["日付"].astype(object).mean()',
        "TypeError",
        "数でない文字",
        "数に直して",
    ),
    "text times text": ('"3" * "4"', "TypeError", "「*」で計算できません", "int(文字)"),
    "a covered function": ("sum = 3\nsum(ages)", "TypeError", "「sum」という名前", "del sum"),
    "a value called like a function": ("total(1)", "TypeError", "関数ではないもの", "[ ]"),
    "an argument missing": ("def f(a, b):\n    return a\nf(1)", "TypeError", "「f」", "カンマ"),
    "a percentage for a share": (
        "from scipy import stats\nstats.ttest_ind([1, 2, 3], [2, 3, 5]).confidence_interval(95)",
        "ValueError",
        "割合（confidence_level）は、0 から 1 まで",
        "95％は 0.95",
    ),
    "a text with its unit": ('int("12人")', "ValueError", "「12人」", '"12"'),
    "a text with a comma": ('float("1,200円")', "ValueError", "「1,200円」", '"1200"'),
    "a column with text that is no number": (
        'pd.to_numeric(pd.Series(["12", "35件"]))',
        "ValueError",
        "「35件」は、数に変えられません",
        '"35"',
    ),
    "an office's file read as utf-8": (
        '"計".encode("cp932").decode("utf-8")',
        "UnicodeDecodeError",
        "ファイルはこわれていません",
        'encoding="cp932"',
    ),
    "an office's file read as shift_jis": (
        '"㈱".encode("cp932").decode("shift_jis")',
        "UnicodeDecodeError",
        "（shift_jis）では読めない",
        'encoding="cp932"',
    ),
    "a newer file read as cp932": (
        '"あ".encode("utf-8").decode("cp932")',
        "UnicodeDecodeError",
        "（cp932）では読めない",
        'encoding="utf-8"',
    ),
    "a character that cp932 lacks": (
        '"𠮷田".encode("cp932")',
        "UnicodeEncodeError",
        "「𠮷」は",
        'encoding="utf-8-sig"',
    ),
    "an encoding that does not exist": (
        '"計".encode("cp923")',
        "LookupError",
        "「cp923」という文字コード",
        '"cp932"',
    ),
    "a division by zero": ("total / 0", "ZeroDivisionError", "0 で割ろう", "割る数"),
    "a position behind the end": ("ages[3]", "IndexError", "番号は 0 から", "0 から 2 まで"),
    "a position in an empty list": ("empty = []\nempty[0]", "IndexError", "中身が空", "先に値を"),
    "a misspelt library": ("import pnadas", "ModuleNotFoundError", "「pnadas」", "「pandas」"),
    "a library that is not here": ("import zzzq", "ModuleNotFoundError", "「zzzq」", "追加はできません"),
    "a misspelt method": ("sales.hed()", "AttributeError", "「hed」", "「head」"),
    "a misspelt function of a library": (
        'pd.read_cvs("a.csv")',
        "AttributeError",
        "「read_cvs」",
        "「read_csv」",
    ),
    "a method of nothing": ("x = None\nx.lower()", "AttributeError", "None", "print"),
    "a name used too early in a function": (
        "def f():\n    print(total)\n    total = 1\nf()",
        "UnboundLocalError",
        "「total」",
        "引数",
    ),
    "a file without room": ("raise OSError(28, 'No space left')", "OSError", "置き場所がいっぱい", "消して"),
    "more than the memory holds": ("raise MemoryError", "MemoryError", "メモリが足りません", "減らして"),
    "a cell that was stopped": (
        "raise KeyboardInterrupt",
        "KeyboardInterrupt",
        "途中で止めました",
        "Shift + Enter",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_two_plain_lines_stand_below_the_traceback_of(case, say):
    cell, kind, found, mend = case
    traceback, plain = say(SHOP, cell)
    assert kind in traceback + plain
    lines = [line for line in plain.splitlines() if line.startswith("▶")]
    assert len(lines) == 2, plain
    assert found in lines[0]
    assert mend in lines[1]


@pytest.fixture
def notebook(shell, tmp_path, monkeypatch):
    """A saved notebook whose first cells make `sales` and `mean_of`."""
    cells = [
        {"cell_type": "markdown", "source": ["weather = 1"]},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "sales = [100, 200]\n"]},
        {"cell_type": "code", "source": "def mean_of(values):\n    return sum(values) / len(values)"},
        {"cell_type": "code", "source": "print(sales)"},
    ]
    path = tmp_path / "exercise.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    return path


def test_a_cell_not_run_yet_is_named_by_its_line(notebook, say):
    _, plain = say("print(sales)")
    assert "「sales」を作るセルが、まだ実行されていません" in plain
    assert "先に上のセル（sales = [100, 200]）" in plain


def test_a_function_of_a_cell_not_run_yet_is_found_too(notebook, say):
    assert "先に上のセル（def mean_of(values):）" in say("mean_of([1])")[1]


def test_a_name_in_a_text_cell_makes_nothing(notebook, say):
    assert "まだありません" in say("print(weather)")[1]


def test_a_notebook_that_cannot_be_read_does_no_harm(notebook, say):
    notebook.write_text("{", encoding="utf-8")
    assert "「sales」という名前は、まだありません" in say("print(sales)")[1]


def test_a_misspelt_file_name_is_compared_with_its_folder(tmp_path, say):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sales.csv").write_text("a\n1\n")
    _, plain = say(SHOP, 'pd.read_csv("data/sale.csv")')
    assert "「data/sale.csv」というファイルは見つかりません" in plain
    assert "「data/sales.csv」ではありませんか" in plain


def test_a_file_in_a_folder_that_does_not_exist(say):
    assert "左のファイル一覧" in say('open("nowhere/a.csv")')[1]


def test_english_is_as_complete(say, monkeypatch):
    monkeypatch.setenv("TATEYAMA_LANGUAGE", "en")
    for cell, *_ in CASES.values():
        _, plain = say(SHOP, cell)
        lines = [line for line in plain.splitlines() if line.startswith("▶")]
        assert len(lines) == 2, cell
        assert not any("ぁ" <= character <= "ん" for line in lines for character in strip_quoted(line)), lines


def strip_quoted(line: str) -> str:
    """The line without what it quotes from the learner's own cell."""
    for word in ("りんこ", "りんご", "みかん", "りんご飴", "いいえ"):
        line = line.replace(word, "")
    return line


def test_a_cell_without_error_says_nothing(say):
    assert say(SHOP, "print('はい')") == ("はい\n", "")


def test_an_error_without_explanation_keeps_its_traceback_alone(say):
    traceback, plain = say("raise RuntimeError('別の理由')")
    assert "RuntimeError: 別の理由" in traceback + plain
    assert "▶" not in plain


def test_html_in_a_name_is_shown_and_never_run(shell, monkeypatch):
    published = []
    monkeypatch.setattr("IPython.display.publish_display_data", published.append)
    monkeypatch.setattr(shell, "has_trait", lambda name: True)
    shell.run_cell("{}['<img src=x onerror=alert(1)>']")
    assert "<img" in published[0]["text/plain"]
    assert "<img" not in published[0]["text/html"]
    assert "&lt;img" in published[0]["text/html"]


def test_a_fault_of_ours_never_reaches_the_cell(say, monkeypatch):
    def fail(error, cell):
        raise ValueError("ours")

    monkeypatch.setattr("hub_config.learner.plain_errors.explain", fail)
    traceback, plain = say("1 / 0")
    assert "ZeroDivisionError" in traceback + plain
    assert "ours" not in traceback + plain


def test_loading_twice_speaks_once(shell, say):
    load_ipython_extension(shell)
    assert say("1 / 0")[1].count("▶") == 2


def test_after_unloading_there_is_silence(shell, say):
    unload_ipython_extension(shell)
    assert "▶" not in say("1 / 0")[1]


def assert_explains(error, source, shell):
    """Without the guard around it: an explanation or none, but no error of its own."""
    found = explain(error, Cell(source, shell))
    assert found is None or (all(found.what.values()) and all(found.mend.values()))


class Odd(Exception):
    """An exception of the learner's own, as odd as can be."""

    def __str__(self):
        raise RuntimeError("no words")


ERRORS = (
    KeyError,
    IndexError,
    LookupError,
    NameError,
    AttributeError,
    TypeError,
    ValueError,
    SyntaxError,
    IndentationError,
    FileNotFoundError,
    ModuleNotFoundError,
    UnboundLocalError,
    ZeroDivisionError,
    Odd,
)
ARGUMENTS = st.lists(
    st.one_of(st.text(max_size=40), st.none(), st.integers(), st.binary(max_size=5)), max_size=3
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(kind=st.sampled_from(ERRORS), arguments=ARGUMENTS, source=st.text(max_size=60))
def test_it_never_raises_and_never_hides_whatever_is_raised(shell, capsys, kind, arguments, source):
    # SyntaxError takes its second argument apart at once.
    error = kind(*(arguments[:1] if issubclass(kind, SyntaxError) else arguments))
    assert_explains(error, source, shell)
    shell.user_ns["raise_it"] = error
    capsys.readouterr()
    result = shell.run_cell(f"raise raise_it  # {source!r}")
    captured = capsys.readouterr()
    assert result.error_in_exec is error
    assert kind.__name__ in captured.out + captured.err
    assert "Error in callback" not in captured.out + captured.err


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(source=st.text(alphabet="（）()[]“”\"':：＝=１1 　\n、。xif日%!?\\#", max_size=30))
def test_it_never_raises_whatever_is_typed(shell, capsys, source):
    capsys.readouterr()
    result = shell.run_cell("if False:\n  pass\n" + source.replace("!", "").replace("%", ""))
    captured = capsys.readouterr()
    assert "Error in callback" not in captured.out + captured.err
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        assert_explains(error, source, shell)
        assert type(error).__name__ in captured.out + captured.err


def test_of_a_librarys_inside_nothing_is_shown_but_how_to_see_it(say):
    out, _err = say(SHOP, "def total_of(column):\n    return sales[column].sum()", 'total_of("日づけ")')
    assert out.count("ipython-input") == 2, "both steps that the learner wrote are there"
    assert "get_loc" not in out
    assert "KeyError: '日づけ'" in out
    assert "%xmode Verbose" in out


def test_a_traceback_of_ones_own_cell_is_left_as_it_is(say):
    out, _err = say("1 / 0")
    assert "ZeroDivisionError" in out
    assert "xmode" not in out


def test_after_xmode_verbose_every_step_is_shown(say, shell):
    out, _err = say(SHOP, "%xmode Verbose", 'sales["日づけ"]')
    shell.run_line_magic("xmode", "Context")
    assert "get_loc" in out


def test_an_error_with_a_cause_of_the_learners_own_keeps_it(say):
    out, _err = say(
        'try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError("割れません") from error'
    )
    assert "ZeroDivisionError" in out
    assert "割れません" in out
