"""表計算の見た目: the few looks that sheets to print have; numbers keep △ for what is below nothing."""

from collections.abc import Mapping
from typing import Any

FACE = "Yu Gothic"
INK, FAINT, BLUE, RULE, WASH = "#1f2933", "#55616d", "#1d4e89", "#c3ccd6", "#eef2f6"
_TEXT = {"font_name": FACE, "font_size": 10.5, "font_color": INK, "valign": "vcenter"}
_RULED = {**_TEXT, "bottom": 1, "bottom_color": RULE}
_TOTAL = {**_TEXT, "bold": True, "top": 1, "bottom": 1}
LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {**_TEXT, "font_size": 16, "bold": True},
    "chips": {**_TEXT, "bold": True},
    "quiet": {**_TEXT, "font_color": FAINT},
    "section": {**_TEXT, "font_size": 13, "bold": True, "font_color": BLUE},
    "sentence": {**_TEXT, "text_wrap": True, "valign": "top"},
    "table": {**_TEXT, "bold": True, "valign": "bottom"},
    "heading": {**_TEXT, "bg_color": WASH, "top": 2, "bottom": 1, "text_wrap": True},
    "column": {**_TEXT, "bg_color": WASH, "top": 2, "bottom": 1, "text_wrap": True, "align": "right"},
    **{f"label-{level}": {**_RULED, "text_wrap": True, "indent": level} for level in range(4)},
    "total": {**_TOTAL, "text_wrap": True},
    "mark": {**_RULED, "align": "right"},
    "total-mark": {**_TOTAL, "align": "right"},
    "note": {**_TEXT, "font_size": 9, "font_color": FAINT, "text_wrap": True, "valign": "top"},
    "cell": {**_RULED, "text_wrap": True, "valign": "top"},
}


def number_format(digits: int) -> str:
    """1,234 and △5.0: so many decimals, and the minus of public tables."""
    shown = "#,##0" + ("." + "0" * digits if digits else "")
    return f"{shown};△{shown}"
