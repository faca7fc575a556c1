"""記入用の様式: the workbook that an office fills in with its people."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from sqlalchemy.orm import Session

from webapp.enrolment.applying.profile import AGE_BANDS
from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.towns import Towns
from webapp.programme.audience import Audience
from webapp.programme.industries import INDUSTRIES
from webapp.workbook import OPTIONS

ROWS_OF_FORM = 500
HEADER_OF_FORM = 3  # counted from 0
EXAMPLE = {
    Field.NUMBER: "記入例", Field.NAME: "山田 花子", Field.KANA: "やまだ はなこ",
    Field.EMAIL: "hanako@example.jp", Field.AUDIENCE: Audience.PRIVATE.label_ja, Field.ORGANISATION: "架空製作所",
    Field.SECTION: "総務課", Field.TITLE: "主任", Field.INDUSTRY: INDUSTRIES["E"], Field.AGE_BAND: "30代",
    Field.PHONE: "076-000-0000",
}  # fmt: skip
COLUMNS = (
    Field.NUMBER, Field.NAME, Field.KANA, Field.EMAIL, Field.AUDIENCE, Field.ORGANISATION, Field.SECTION,
    Field.TITLE, Field.INDUSTRY, Field.WORKPLACE, Field.RESIDENCE, Field.SCHOOL_TYPE, Field.SCHOOL, Field.SUBJECT,
    Field.AGE_BAND, Field.PHONE, Field.NOTE,
)  # fmt: skip
NOTES = (
    "受講者名簿（記入用の様式）",
    "氏名は必ず入力してください。ふりがなはカタカナでもかまいません。受講区分・業種・市町村・校種・年代は一覧から選べます。分からない欄は空のままにしてください。",
)


def empty_form(session: Session, school_types: Sequence[str]) -> bytes:
    """記入用の様式: a title, headings, an example that is not read, and lists to choose from."""
    content = io.BytesIO()
    # Lists are written after the sheet that points at them: not in constant memory.
    with xlsxwriter.Workbook(content, OPTIONS | {"constant_memory": False}) as book:
        page, lists = book.add_worksheet("名簿"), book.add_worksheet("選択肢")
        text = book.add_format({"num_format": "@"})
        strong = book.add_format({"bold": True, "border": 1, "bg_color": "#dde6f0", "num_format": "@"})
        example = book.add_format({"italic": True, "font_color": "#666666", "num_format": "@"})
        page.set_column(0, len(COLUMNS) - 1, 18, text)
        page.freeze_panes(HEADER_OF_FORM + 1, 0)
        for number, note in enumerate(NOTES):
            page.write_string(number, 0, note)
        for column, field in enumerate(COLUMNS):
            heading = field.label_ja + ("（必須）" if field is Field.NAME else "")
            page.write_string(HEADER_OF_FORM, column, heading, strong)
            page.write_string(HEADER_OF_FORM + 1, column, EXAMPLE.get(field, ""), example)
        for place, (field, words) in enumerate(_lists(session, school_types).items()):
            _offer(page, lists, place, COLUMNS.index(field), words)
    return content.getvalue()


def _offer(page: Any, lists: Any, place: int, column: int, words: list[str]) -> None:
    """A drop-down list for a column; anything else may be typed, since it is asked about when it comes in."""
    for number, word in enumerate(words):
        lists.write_string(number, place, word)
    letter = chr(ord("A") + place)
    first, last = HEADER_OF_FORM + 1, HEADER_OF_FORM + ROWS_OF_FORM
    source = f"='選択肢'!${letter}$1:${letter}${len(words)}"
    page.data_validation(
        first, column, last, column, {"validate": "list", "source": source, "error_type": "information"}
    )


def _lists(session: Session, school_types: Sequence[str]) -> dict[Field, list[str]]:
    towns = list(Towns(session).names.values())
    return {
        Field.AUDIENCE: [audience.label_ja for audience in Audience],
        Field.INDUSTRY: list(INDUSTRIES.values()),
        **({Field.WORKPLACE: towns, Field.RESIDENCE: towns} if towns else {}),
        Field.SCHOOL_TYPE: list(school_types),
        Field.AGE_BAND: list(AGE_BANDS),
    }
