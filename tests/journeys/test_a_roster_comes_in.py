"""A roster as an office keeps it is mended in the page and comes in once; a second time it changes nothing."""

from datetime import date

import pytest
import xlsxwriter
from playwright.sync_api import expect

from tests.journeys.office import figures, open_evening_course
from tests.journeys.test_main_job import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.journey]

JAPANESE_DATE = '[$-411]ggge"年"m"月"d"日"'
HEADINGS = ["№", "生年月日", "Ｅ－ｍａｉｌ", "職員番号", "ﾌﾘｶﾞﾅ（全角）", "会社名", "氏　名", "市町村（勤務地）"]  # fmt: skip
PEOPLE = [
    ["１", "平成2年5月3日", "ｓａｋｉｋｏ＠example.jp", "7731", "ﾀｶﾊｼ ｻｷｺ", "架空製作所", "髙橋　﨑子", "富山"],
    ["２", "S60.4.1", "taro@@example.jp", "7732", "ヨシダ　タロウ", "架空製作所", "𠮷田 太郎", "富山市"],
    ["3", "Ｈ３．１２．１", "", "7733", "カクウ 次郎", "㈱架空商事", "架空　次郎", "高岡市"],
    ["4", "平成40年1月1日", "hana＠example.jp", "7734", "カメイ ハナ", "㈱架空商事", "仮名 花", "高岡"],
    ["5", date(1975, 8, 9), "", "7735", "ムカイ ビン", "架空製作所", "向　便", ""],
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


def bring(page, roster):
    """Choose the file and have it read; nobody is enrolled by that."""
    page.get_by_label("名簿のファイル").set_input_files(roster)
    page.get_by_role("button", name="読み込んで確かめる").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("確認中")


def mend(page, name, label, text=None):
    """Type what a cell should have said, or agree to what the page proposes, and save the row."""
    row = page.get_by_role("listitem").filter(has_text=name)
    if text is not None:
        row.get_by_label(label, exact=True).fill(text)
    row.get_by_role("button", name="この行を保存").click()
    expect(row).to_have_count(0)


def take_in(page, count):
    """Press the button and watch the page until the worker has done all of it."""
    page.get_by_role("button", name=f"{count}行を取り込む").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("取り込み済み", timeout=30_000)


def people_of(page):
    """The offering's learners, as the office takes them home."""
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV（UTF-8） 受講者", exact=True).click()
    return download.value.path().read_text("utf-8-sig")


def test_three_rows_are_mended_everybody_comes_in_and_the_same_file_again_changes_nothing(
    platform, page, tmp_path
):
    roster = write_roster(tmp_path / "名簿（架空製作所）.xlsx")
    open_evening_course(page, platform)
    page.get_by_role("link", name="名簿を取り込む・書き出す").click()
    overview = page.url
    assert_accessible(page)

    bring(page, roster)
    assert figures(page, "新しく登録", "直す行") == [2, 3]
    assert_accessible(page)
    mend(page, "𠮷田 太郎", "メールアドレス")
    mend(page, "架空 次郎", "ふりがな", "かくう じろう")
    mend(page, "仮名 花", "年代", "平成4年1月1日")
    assert figures(page, "新しく登録", "直す行") == [5, 0]
    take_in(page, 5)
    for name in NAMES:
        expect(page.get_by_role("row").filter(has_text=name)).to_contain_text("新しく登録しました")
    assert_accessible(page)

    page.goto(overview)
    before = people_of(page)
    assert all(name in before for name in NAMES)
    bring(page, roster)
    assert figures(page, "新しく登録", "すでに受講", "直す行") == [0, 5, 0]
    take_in(page, 5)
    expect(page.get_by_role("row").filter(has_text="何も変えていません")).to_have_count(5)
    page.goto(overview)
    assert people_of(page) == before

    page.locator(".back a").click()
    page.get_by_role("link", name="申込の一覧を見る・決定する").click()
    page.get_by_label("氏名・ふりがな・所属").fill("高橋")
    page.get_by_role("button", name="絞り込む").click()
    expect(page.get_by_role("rowheader").filter(has_text="たかはし さきこ")).to_contain_text("髙橋 﨑子")
    assert_accessible(page)
