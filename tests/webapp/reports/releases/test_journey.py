"""From the year's first screen to a correction, in a real browser: three coordinators, then everybody."""

import io
import zipfile

import pytest
from playwright.sync_api import expect

from tests.webapp.demo_site import FIRST_DAY, served
from tests.webapp.participation.browsing import look
from tests.webapp.reports.releases.hands import PREFIX, demo, press, windows
from webapp.fiscal_year import FiscalYear, japanese_date

LAST = FiscalYear.of(FIRST_DAY).previous
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with demo(tmp_path_factory.mktemp("journey")) as made:
        yield made


@pytest.fixture
def address(app):
    with served(app) as base:
        yield base + PREFIX


@pytest.fixture
def person(app, browser, address):
    with windows(app, browser, address) as window:
        yield window


def downloaded(page, link):
    with page.expect_download() as started:
        page.get_by_role("link", name=link).click()
    return started.value.path().read_bytes()


def through_three_hands(first, second, third, draft):
    """起案 → 公表前の確認 → 確認 → 決裁 → 公表; the drafter's window stands on the draft."""
    press(first, "この内容で起案する")
    expect(first.get_by_text("ほかの担当者の確認を待っています")).to_be_visible()
    second.goto(draft)
    second.get_by_role("link", name="公表前の確認").click()
    expect(second.get_by_text("計算で分かってしまう少ない人数はありません。")).to_be_visible()
    press(second, "この伏せ方で公表してよいことを確かめました")
    press(second, "確認する")
    third.goto(draft)
    press(third, "決裁する")
    press(third, "公表する")
    third.get_by_role("link", name="号を開く").click()
    return third.url


def test_from_a_number_to_a_released_report_its_open_data_and_a_correction(app, address, person):
    first, second, third = person("coordinator"), person("kencho"), person("shiyakusho")
    # The year, a number's definition, the rows behind it, and a target.
    first.goto(f"{address}/coordinator?year={LAST.year}")
    look(first, "first-screen")
    first.get_by_role("link", name="実受講者数").first.click()
    expect(first.locator("#I07")).to_contain_text("一人が二つの講座を受けても")
    first.go_back()
    first.locator("table tbody th a").first.click()
    expect(first.locator("table tbody tr").first).to_be_visible()
    first.goto(f"{address}/coordinator?year={LAST.year}")
    first.get_by_role("link", name="目標・旧集計・決算").click()
    first.locator("#target_indicator").select_option("I07")
    first.locator("#target_value").fill("200")
    press(first, "目標を保存する")
    expect(first.locator("main")).to_contain_text("200")

    # The public report of the year.
    first.goto(f"{address}/coordinator/reports")
    first.get_by_role("link", name="新しい報告書を起案する").click()
    first.get_by_label("年度 必須").select_option(str(LAST.year))
    first.get_by_label("資料の区分").select_option("public")
    first.get_by_label("値の段階").select_option("final")
    first.locator("#as_of").fill(LAST.end.isoformat())
    first.locator("#closing").fill(japanese_date(FIRST_DAY).isoformat())
    press(first, "起案を始める")
    first.locator("#causes_ja").fill("")
    first.locator("#next_steps_ja").fill("次年度は、夜間の講座をふやします。")
    press(first, "文章を保存する")
    draft = first.url
    first.get_by_role("link", name="プレビューを見る").click()
    expect(first.get_by_text("内部用・転記不可")).to_be_visible()
    look(first, "preview")
    first.goto(draft)
    release = through_three_hands(first, second, third, draft)
    look(third, "released")
    assert downloaded(third, "_概要.pdf").startswith(b"%PDF")
    assert downloaded(third, "第1号.xlsx").startswith(b"PK")
    assert downloaded(third, "レビューシート.xlsx").startswith(b"PK")

    # Two persons give the open data to everybody.
    first.goto(release)
    press(first, "オープンデータを提案する")
    second.goto(release)
    press(second, "オープンデータを公開する")
    anybody = person(width=360)
    anybody.goto(f"{address}/reports")
    anybody.locator("main").get_by_role("link").first.click()
    expect(anybody.get_by_text("次年度は、夜間の講座をふやします。")).to_be_visible()
    content = zipfile.ZipFile(io.BytesIO(downloaded(anybody, "オープンデータ（zip）をダウンロード")))
    assert "datapackage.json" in {name.rpartition("/")[2] for name in content.namelist()}

    # A correction, which says what it mends.
    first.goto(release)
    first.get_by_role("link", name="この報告書の訂正版を起案する").click()
    first.locator("#closing").fill(japanese_date(FIRST_DAY).isoformat())
    first.locator("#reason").fill("次年度の対応の書き誤り")
    press(first, "起案を始める")
    first.locator("#causes_ja").fill("")
    first.locator("#next_steps_ja").fill("次年度は、週末の講座をふやします。")
    press(first, "文章を保存する")
    through_three_hands(first, second, third, first.url)
    anybody.reload()
    anybody.get_by_role("link", name="号を開く").first.click()
    expect(anybody.get_by_text("理由: 次年度の対応の書き誤り")).to_be_visible()
    expect(anybody.get_by_text("数字の変わったところはありません。")).to_be_visible()
    expect(anybody.get_by_text("次年度は、週末の講座をふやします。")).to_be_visible()
    look(anybody, "corrected")
