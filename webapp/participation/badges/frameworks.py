"""MDASHの項目: what a lesson's codes mean, with the edition of the model curriculum that they belong to."""

from collections.abc import Iterable
from typing import Any

# モデルカリキュラム（リテラシーレベル）, as enacted on 2020-04-14.
LITERACY_2020 = {
    "1-1": "社会で起きている変化",
    "1-2": "社会で活用されているデータ",
    "1-3": "データ・AIの活用領域",
    "1-4": "データ・AI利活用のための技術",
    "1-5": "データ・AI利活用の現場",
    "1-6": "データ・AI利活用の最新動向",
    "2-1": "データを読む",
    "2-2": "データを説明する",
    "2-3": "データを扱う",
    "3-1": "データ・AIを扱う上での留意事項",
    "3-2": "データを守る上での留意事項",
    "4-1": "統計および数理基礎",
    "4-2": "アルゴリズム基礎",
    "4-3": "データ構造とプログラミング基礎",
    "4-4": "時系列データ解析",
    "4-5": "テキスト解析",
    "4-6": "画像解析",
    "4-7": "データハンドリング",
    "4-8": "データ活用実践（教師あり学習）",
    "4-9": "データ活用実践（教師なし学習）",
}
LEVELS = {"mdash-literacy": "リテラシーレベル", "mdash-applied": "応用基礎レベル"}
NAMES = {("mdash-literacy", "2020"): LITERACY_2020}
CONSORTIUM = "http://www.mi.u-tokyo.ac.jp/consortium/"
PAGES = {"mdash-literacy": f"{CONSORTIUM}model_literacy.html"}


def alignments(codes: Iterable[str]) -> list[dict[str, Any]]:
    """`alignment` of an achievement: each code once, in order, with its edition (`mdash-literacy:2020:2-1`)."""
    return [_alignment(code) for code in sorted(set(codes))]


def _alignment(code: str) -> dict[str, Any]:
    level, edition, item = code.split(":")
    name = NAMES.get((level, edition), {}).get(item, "")
    return {
        "type": ["Alignment"],
        "targetName": f"{item} {name}".strip(),
        "targetCode": code,
        "targetFramework": f"数理・データサイエンス・AI（{LEVELS.get(level, level)}）モデルカリキュラム {edition}年版",
        "targetUrl": PAGES.get(level, CONSORTIUM),
    }
