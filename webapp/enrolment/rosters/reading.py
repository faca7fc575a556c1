"""読み込み: a file's bytes become rows of text, in a child process that a malicious file may kill and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from webapp.enrolment.rosters.inside.sheet import Sheet
from webapp.wording import mark

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_READING = 20  # seconds
CHECKOUT = Path(__file__).resolve().parents[3]
AT_ONCE = BoundedSemaphore(2)

# fmt: off
SENTENCES = {
    "too_large": mark("ファイルが大きすぎます。10MBまでの名簿を選んでください。"),
    "too_many_rows": mark("行が多すぎます。2万行までに分けてください。"),
    "too_many_columns": mark("列が多すぎます。名簿の列だけを残して、200列までにしてください。"),
    "empty": mark("ファイルに何も入っていません。名簿を入力して保存したファイルを選んでください。"),
    "xls": mark("古い形式（.xls）は読めません。Excel で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存してください。"),
    "xlsb": mark("バイナリ形式（.xlsb）は読めません。Excel で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存してください。"),
    "ods": mark("OpenDocument の形式は読めません。「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存してください。"),
    "numbers": mark("Numbers の形式は読めません。「書き出す」で「Excel」を選び、できた .xlsx のファイルを選んでください。"),
    "pdf": mark("PDF は読めません。もとの表を Excel で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存してください。"),
    "no_spreadsheet": mark("表のファイルではないようです。Excel ブック（.xlsx）か CSV のファイルを選んでください。"),
    "no_table": mark("表として読めません。Excel ブック（.xlsx）か CSV のファイルを選んでください。"),
    "macros": mark("マクロの入ったファイルは安全のため読みません。「名前を付けて保存」で、マクロのない「Excel ブック（.xlsx）」を選んで保存してください。"),
    "external_links": mark("ほかのファイルを参照する式が入っています。表をコピーし、新しいブックに「値の貼り付け」をして保存してください。"),
    "encrypted": mark("パスワードが付いているため読めません。パスワードを外して保存したファイルを選んでください。"),
    "entities": mark("通常の Excel ブックにはない宣言が入っているため、安全のため読みません。Excel で開いて保存し直してください。"),
    "bomb": mark("開くと極端に大きくなるファイルのため、安全のため読みません。名簿の表だけを新しいブックにコピーして保存してください。"),
    "damaged": mark("ファイルがこわれているようです。Excel で開いて保存し直してください。"),
    "letters": mark("読めない文字があります。Excel で開き、「CSV UTF-8（コンマ区切り）」で保存し直してください。"),
    "encoding": mark("文字コードを判別できません。Excel で開き、「CSV UTF-8（コンマ区切り）」で保存し直してください。"),
    "quotes": mark("引用符（\"）の組が合わないため、列の区切りがわかりません。Excel で開いて保存し直してください。"),
    "no_header": mark("見出しの行が見つかりません。「氏名」「ふりがな」「メールアドレス」などの見出しを付けてください。"),
    "no_people": mark("見出しの下に、名簿の行がありません。"),
}
# fmt: on


class Refusal(Exception):
    """ファイルを読まない: one sentence that says what to do, and the spreadsheet's row where it lies in one."""

    def __init__(self, reason: str, row: int | None = None) -> None:
        super().__init__(reason)
        self.message_ja = SENTENCES[reason]
        self.row = row


def read_file(content: bytes) -> Sheet:
    """The rows of an .xlsx, CSV or TSV file; raises Refusal and nothing else, whatever the bytes are."""
    if len(content) > LARGEST_FILE:
        raise Refusal("too_large")
    with AT_ONCE:
        answer = _ask_child(content)
    if "refused" in answer:
        raise Refusal(answer["refused"], answer["row"])
    answer["rows"] = [(number, cells) for number, cells in answer["rows"]]
    answer["merged"] = [tuple(corners) for corners in answer["merged"]]
    return Sheet(**answer)


def _ask_child(content: bytes) -> dict[str, Any]:
    """Run the child on these bytes; it knows none of our secrets."""
    known = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(CHECKOUT), "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "webapp.enrolment.rosters.inside"],
            input=content, capture_output=True, env=known, timeout=LONGEST_READING, check=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refusal("bomb") from None
    except subprocess.CalledProcessError:
        # It ran into its limits, or met bytes that its reader did not expect.
        raise Refusal("damaged") from None
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
