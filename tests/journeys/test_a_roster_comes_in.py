"""A roster as an office keeps it is mended in the page and comes in once; a second time it changes nothing."""

import re
from datetime import date

import pytest
import xlsxwriter
from playwright.sync_api import expect

from tests.journeys.office import figures, open_evening_course
from tests.journeys.test_main_job import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.journey]

JAPANESE_DATE = '[$-411]ggge"年"m"月"d"日"'
HEADINGS = ["№", "生年月日", "Ｅ－ｍａｉｌ", "職員番号", "ﾌﾘｶﾞﾅ（全角）", "会社名", "氏　名", "市町村（勤務地）"]
PEOPLE = [
    ["１", "平成2年5月3日", "ｓａｋｉｋｏ＠example.jp", "7731", "ﾀｶﾊｼ ｻｷｺ", "架空製作所", "髙橋　﨑子", "富山"],
    ["２", "S60.4.1", "taro@@example.jp", "7732", "ヨシダ　タロウ", "架空製作所", "𠮷田 太郎", "富山市"],
    ["3", "Ｈ３．１２．１", "", "7733", "カクウ 次郎", "㈱架空商事", "架空　次郎", "高岡市"],
    ["4", "平成40年1月1日", "hana＠example.jp", "7734", "カメイ ハナ", "㈱架空商事", "仮名 花", "高岡"],
    ["5", date(1975, 8, 9), "", "7735", "ムカイ ビン", "架空製作所", "向　便", ""],
    ["６", "昭和五十年", "", "", "", "", "", ""],
]  # fmt: skip
NAMES = ["髙橋 﨑子", "𠮷田 太郎", "架空 次郎", "仮名 花", "向 便"]


def write_roster(path):
    """The people below a title and a note, with a total, as an office hands them in."""
    with xlsxwriter.Workbook(path) as book:
        sheet, in_japanese = book.add_worksheet("名簿"), book.add_format({"num_format": JAPANESE_DATE})
        sheet.write_row(0, 0, ["令和８年度　データ活用研修　受講者名簿"])
        sheet.write_row(1, 0, ["※太枠の中を記入してください"])
        for number, row in enumerate([HEADINGS, *PEOPLE, [], ["合計", "5名"]], start=3):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell, in_japanese if isinstance(cell, date) else None)
    return path
