"""Explains text that an encoding cannot read or write (文字化け)."""

from .explanation import Cell, Explanation, explanation


def unreadable(error: UnicodeDecodeError, cell: Cell) -> Explanation:
    """A file that was written with another encoding."""
    named = error.encoding.lower().replace("_", "-")
    if named in ("utf-8", "utf-8-sig"):
        other, mend_ja, mend_en = (
            "cp932",
            "Excel で保存した CSV や役所のファイルなら、",
            "For a CSV that Excel saved, or a file of an office, ",
        )
    else:
        other, mend_ja, mend_en = "utf-8", "新しいシステムのファイルなら、", "For a file of a newer system, "
        if named in ("shift-jis", "sjis", "shift-jis-2004"):
            other, mend_ja, mend_en = (
                "cp932",
                "「㈱」や「①」のあるファイルなら、",
                "With characters such as ㈱ and ①, ",
            )
    return explanation(
        f"この文字コード（{error.encoding}）では読めない文字があります。ファイルはこわれていません。",
        f"This encoding ({error.encoding}) cannot read the text. The file is not damaged.",
        f'{mend_ja}encoding="{other}" を試してください。',
        f'{mend_en}try encoding="{other}".',
    )


def unwritable(error: UnicodeEncodeError, cell: Cell) -> Explanation:
    """A character that an encoding does not have."""
    character = error.object[error.start : error.start + 1]
    return explanation(
        f"「{character}」は、この文字コード（{error.encoding}）では書けません。",
        f"“{character}” cannot be written in this encoding ({error.encoding}).",
        '文字を消さずに、encoding="utf-8-sig" で書き出せないかを考えてください。',
        'Instead of dropping the character, consider writing with encoding="utf-8-sig".',
    )


def unknown(error: LookupError, cell: Cell) -> Explanation | None:
    """A name that no encoding has."""
    start, _, name = str(error).partition(": ")
    if start != "unknown encoding":
        return None
    return explanation(
        f"「{name}」という文字コードはありません。",
        f"There is no encoding “{name}”.",
        'よく使うのは "cp932"、"utf-8"、"utf-8-sig" です。つづりと、記号の - を確かめてください。',
        'The usual ones are "cp932", "utf-8" and "utf-8-sig". Check the spelling and the - signs.',
    )
