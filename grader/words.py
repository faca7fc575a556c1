"""Every sentence that the grader says to people, in Japanese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["ja", "en"]


@dataclass(frozen=True)
class Words:
    """One sentence for people, in both languages."""

    ja: str
    en: str

    def spoken(self, language: Language) -> str:
        """The sentence in one language."""
        return self.ja if language == "ja" else self.en

    @classmethod
    def authored(cls, sentence: str) -> Words:
        """A sentence as an author wrote it; it is shown as it is in both languages."""
        return cls(sentence, sentence)


NOTHING = Words("", "")

# Refusals: shown before anything runs (受け取れない提出物).
NOT_A_FILE = Words(
    "提出されたものが、ふつうのファイルではありません（フォルダや、ほかのファイルへのリンクなど）。ノートブックのファイルそのものを提出してください。",
    "What was handed in is not an ordinary file (but a folder, or a link to another file). Submit the notebook itself.",
)
TOO_LARGE = Words(
    "ノートブックが大きすぎます（上限は10MBです）。大きな出力を消して保存してから、もう一度提出してください。",
    "The notebook is too large (the limit is 10 MB). Clear large outputs, save, and submit again.",
)
NOT_UTF8 = Words(
    "ノートブックの文字コードがUTF-8ではありません。JupyterLabで開いて保存してから、もう一度提出してください。",
    "The notebook is not UTF-8 text. Open it in JupyterLab, save it, and submit again.",
)
NOT_JSON = Words(
    "ノートブックとして読めないファイルです。JupyterLabで開いて保存してから、もう一度提出してください。",
    "The file cannot be read as a notebook. Open it in JupyterLab, save it, and submit again.",
)
TOO_DEEP = Words(
    "ノートブックの中の入れ子が深すぎるため、読めません。出力を消して保存してから、もう一度提出してください。",
    "The notebook is nested too deeply to be read. Clear the outputs, save, and submit again.",
)
TOO_MANY_PARTS = Words(
    "ノートブックの中の部品（リストや表の出力など）が多すぎます。出力を消して保存してから、もう一度提出してください。",
    "The notebook consists of too many parts (such as lists in outputs). Clear the outputs, save, and submit again.",
)
WRONG_FORMAT = Words(
    "ノートブックの形式が対応している版（nbformat 4）ではありません。JupyterLabで開いて保存し直してください。",
    "The notebook is not in the supported format (nbformat 4). Open it in JupyterLab and save it again.",
)
BROKEN_CELLS = Words(
    "ノートブックのセルの形が壊れています。配布された教材を開き直し、答えを写して提出してください。",
    "The notebook's cells are damaged. Open the distributed lesson again, copy your answers and submit.",
)
TOO_MANY_CELLS = Words(
    "セルの数が多すぎます（上限は2000です）。使わないセルを消して、もう一度提出してください。",
    "There are too many cells (the limit is 2,000). Delete those you do not need and submit again.",
)

# One exercise (演習課題一問) that did not pass.
MISSING_ANSWER = Words(
    "この問題の解答のセルが見つかりません。配布された教材を開き直し、解答のセルに答えを書いてください。",
    "This exercise's answer cell is missing. Open the distributed lesson again and answer in its cell.",
)
BLANK_LEFT = Words(
    "空らん ____ が、まだうまっていません。____ を消して答えを書いてください。",
    "A blank ____ is not filled in yet. Replace ____ with your answer.",
)
VISIBLE_TEST_FAILED = Words(
    "確かめのセルで、期待とちがう結果になりました。確かめのセルを実行して、どこがちがうか見てください。",
    "The check below the answer gave a different result. Run it to see where it differs.",
)
HIDDEN_TEST_FAILED = Words(
    "見えている確かめは通りましたが、ほかの値で確かめると、ちがう結果になりました。"
    "計算の答えを直接書いたところや、境目の値（0、ちょうど同じ値、値がないとき）の扱いを、問題の文と見比べてください。",
    "The visible check passed, but with other values the result differs. Compare with the question: is a result typed in "
    "where it should be computed, and what happens at the edges (0, exactly equal, nothing there)?",
)
ANSWER_UNREADABLE = Words(
    "解答のセルに、Pythonとして読めないところがあります。かっこや記号を見直し、セルを実行して確かめてください。",
    "The answer cell cannot be read as Python. Look at its brackets and signs, and run the cell to check.",
)
NOT_REACHED = Words(
    "途中で実行が止まったため、この問題は確かめられませんでした。",
    "The run stopped before this exercise could be checked.",
)
PARTLY_RIGHT = Words(
    "一部が合っています。確かめのセルを実行して、残りを見直してください。",
    "Part of it is right. Run the check and look at the rest again.",
)
BAD_PARTIAL_CREDIT = Words(
    "この問題の部分点を計算できなかったため、0点としました。",
    "The partial credit of this exercise could not be computed, so it counts as 0.",
)

# For authors (講師向け).
NOTHING_TO_MEND = Words(
    "どの確認も、値だけで動きます。直すところはありません。", "Every test can work by value: nothing to mend."
)

# The whole run (採点全体の結果).
TIMED_OUT = Words(
    "実行が時間内に終わりませんでした。終わらない繰り返しがないか確かめてください。提出物は保存されています。",
    "The run did not finish in time. Check for a loop that never ends. Your work is kept.",
)
OUT_OF_MEMORY = Words(
    "メモリが足りなくなりました。大きすぎるデータを作っていないか確かめてください。提出物は保存されています。",
    "The run used too much memory. Check for data that grows too large. Your work is kept.",
)
CRASHED = Words(
    "実行が途中で止まりました。Pythonを終わらせる命令がないか確かめてください。提出物は保存されています。",
    "The run stopped in the middle. Check for a command that ends Python. Your work is kept.",
)
FAULT = Words(
    "採点の仕組みの側で問題が起きました。提出物は保存されています。点数はまだ付いていません。",
    "Something went wrong on the grader's side. The work is kept; no score has been given.",
)


def name_not_made(name: str) -> Words:
    """The visible check reads a name that the learner's cells never made."""
    return Words(
        f"「{name}」という名前がまだ作られていません。解答のセルでこの名前に値を入れてください。",
        f"The name “{name}” does not exist yet. Give it a value in the answer cell.",
    )


def cell_failed(error: str, line: int | None) -> Words:
    """The learner's own answer cell ended with an error, named by its bounded type name."""
    where_ja = f"{line}行目で" if line else ""
    where_en = f" in line {line}" if line else ""
    return Words(
        f"解答のセルが{where_ja}エラー（{error}）になって止まりました。セルを実行して直してください。",
        f"The answer cell stopped with an error ({error}){where_en}. Run the cell and mend it.",
    )


def function_failed(error: str) -> Words:
    """A function that the learner wrote raised an error when the check called it."""
    return Words(
        f"作った関数を呼び出すとエラー（{error}）になりました。確かめのセルを実行して、どこで止まるか見てください。",
        f"Calling your function ended with an error ({error}). Run the check to see where it stops.",
    )


def kind_not_checked(kind: str) -> Words:
    """A value is of a kind that cannot be checked by value."""
    return Words(
        f"答えの値の種類（{kind}）は、このままでは確かめられません。数・文字・リスト・表などにしてください。",
        f"A value of this kind ({kind}) cannot be checked. Make it a number, text, a list or a table.",
    )
