"""五十音順: in which order names stand, however their ふりがな was typed."""

import unicodedata

_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def kana_key(kana: str) -> str:
    """ﾀｶｻｷ, タカサキ and たかさき are the same; spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", kana).translate(_TO_HIRAGANA).split())
