"""From a draft to a paper on the pages: three coordinators of three partners, and what everybody may read afterwards."""

import csv
import io
import json
import re
import zipfile

import pytest
from frictionless import system, validate
from sqlalchemy import select

from tests.webapp.days import today
from tests.webapp.demo_site import FIRST_DAY
from tests.webapp.reports.faces.reading import cells_of
from tests.webapp.reports.releases.hands import demo, hand
from webapp.fiscal_year import FiscalYear
from webapp.languages import COOKIE
from webapp.reports.numerals import say
from webapp.reports.releases.files import file_names
from webapp.reports.releases.models import CopyLog, ProtectionDecision, ReportDraft, ReportRelease
from webapp.reports.releases.releasing import report_of

P = "/services/tateyama"
LAST = FiscalYear.of(FIRST_DAY).previous
FORM = {
    "partner": "1",
    "fiscal_year": str(LAST.year),
    "edition": "public",
    "version": "final",
    "as_of": LAST.end.isoformat(),
    "closing": today().isoformat(),
}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """One demo for all of these: whoever releases here leaves it to the others."""
    with demo(tmp_path_factory.mktemp("reports")) as made:
        yield made


@pytest.fixture
def database(app):
    with app.extensions["database"].sessions() as session:
        yield session


@pytest.fixture(scope="module")
def first(app):
    """The university's coordinator, who drafts."""
    return hand(app, "coordinator")


@pytest.fixture(scope="module")
def second(app):
    """The prefecture's, who confirms."""
    return hand(app, "kencho")


@pytest.fixture(scope="module")
def third(app):
    """The city's, who decides."""
    return hand(app, "shiyakusho")


def sent(client, address, data=None):
    """Send a form as a browser does, with the token of a page."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"{P}/").text)[1]
    return client.post(address, data={"csrf_token": token, **(data or {})})


def said(answer, status=200):
    assert answer.status_code == status, answer.get_data(as_text=True)[:3000]
    return answer.get_data(as_text=True)


def begun(client, **given):
    """Begin a draft and finish its sentences; gives its address."""
    answer = sent(client, f"{P}/coordinator/reports/new", data={**FORM, **given})
    said(answer, 303)
    address = answer.location
    words = {"summary_ja": "要約の文です。", "summary_en": "A summary.", "causes_ja": "", "next_steps_ja": ""}
    said(sent(client, f"{address}/sentences", data=words), 303)
    return address


def handed_in(first, second, third, **given):
    """A draft in the hands of who decides; gives its address."""
    address = begun(first, **given)
    said(sent(first, f"{address}/hand_in"), 303)
    said(sent(second, f"{address}/protection"), 303)
    said(sent(second, f"{address}/confirm"), 303)
    said(sent(third, f"{address}/decide"), 303)
    return address


def released(first, second, third, **given):
    """Take a draft through all hands; gives the release's id."""
    address = handed_in(first, second, third, **given)
    said(sent(third, f"{address}/release"), 303)
    return re.search(r"/coordinator/releases/(\d+)", said(third.get(address)))[1]


@pytest.fixture(scope="module")
def public(first, second, third):
    """The year's public report, as it was released."""
    return released(first, second, third)


@pytest.fixture(scope="module")
def corrected(public, first, second, third):
    """The correction that took its place."""
    return released(first, second, third, version="corrected", replaces_number="1", reason="要約の誤り")


@pytest.fixture(scope="module")
def opened(app, public, first, second):
    """The open data of the public report, as it is handed out."""
    address = f"{P}/reports/{public}/open-data.zip"
    if app.test_client().get(address).status_code == 404:
        said(sent(first, f"{P}/coordinator/releases/{public}/open-data/propose"), 303)
        said(sent(second, f"{P}/coordinator/releases/{public}/open-data/release"), 303)
    return app.test_client().get(address).data


def command(app, number, out):
    """Run `open-data`."""
    with app.app_context():
        return app.test_cli_runner().invoke(args=["open-data", "--release", number, "--out", str(out)])


def test_a_new_draft_proposes_sentences_from_the_numbers(first, database):
    answer = sent(first, f"{P}/coordinator/reports/new", FORM)
    assert "実受講者数は" in said(first.get(answer.location))
    assert database.get(ReportDraft, int(answer.location.rpartition("/")[2])).summary_en


def test_a_released_report_is_there_for_everybody_with_the_same_bytes_each_time(app, public, database):
    anybody = app.test_client()
    assert "第1号" in said(anybody.get(f"{P}/reports"))
    page = said(anybody.get(f"{P}/reports/{public}"))
    assert "要約の文です。" in page
    names = re.findall(r'/files/([^"]+)"', page)
    assert [name.rpartition(".")[2] for name in names] == ["pdf", "pdf", "xlsx", "csv", "csv"]
    for name in names:
        twice = [anybody.get(f"{P}/reports/{public}/files/{name}") for _ in range(2)]
        assert [answer.status_code for answer in twice] == [200, 200]
        assert twice[0].data == twice[1].data
    said(anybody.get(f"{P}/reports/{public}/files/none.pdf"), 404)
    draft = database.get(ReportRelease, int(public)).draft_id
    decision = database.scalars(select(ProtectionDecision).where(ProtectionDecision.draft_id == draft)).one()
    assert decision.told["readers"]["everybody"]["recovered"] == 0


@pytest.mark.parametrize("language", ["ja", "en"])
def test_screen_papers_workbook_and_lists_agree_on_every_cell_of_the_years_report(
    app, public, database, language
):
    anybody = app.test_client()
    anybody.set_cookie(COOKIE, language)
    page = said(anybody.get(f"{P}/reports/{public}"))
    report = report_of(database.get(ReportRelease, int(public)))
    made = {
        name: anybody.get(f"{P}/reports/{public}/files/{name}").data for name in file_names(report, language)
    }
    cells = cells_of({"screen": page.encode(), **made}, report, language)
    assert len(cells) > 150
    for table in report.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                assert cells[table.key, row.key, column.key] == say(cell, language)


def test_what_the_definitions_say_may_be_read_by_everybody(app):
    assert "実受講者数" in said(app.test_client().get(f"{P}/coordinator/definitions"))


def test_a_council_paper_is_not_there_for_everybody(app, first, second, third):
    number = released(first, second, third, edition="council")
    anybody = app.test_client()
    assert f'/reports/{number}"' not in said(anybody.get(f"{P}/reports"))
    said(anybody.get(f"{P}/reports/{number}"), 404)
    said(first.get(f"{P}/coordinator/releases/{number}"))


def test_nobody_confirms_their_own_draft_or_decides_what_they_confirmed(first, second):
    address = begun(first, edition="assembly")
    said(sent(first, f"{address}/hand_in"), 303)
    assert "公表前の確認" in said(sent(second, f"{address}/confirm"), 409)
    said(sent(first, f"{address}/protection"), 303)
    assert "それぞれ別の人" in said(sent(first, f"{address}/confirm"), 409)
    said(sent(second, f"{address}/confirm"), 303)
    assert "それぞれ別の人" in said(sent(second, f"{address}/decide"), 409)
    said(sent(first, f"{address}/sentences", {"summary_ja": "あとから変える文"}), 409)
    assert "差し戻す理由" in said(sent(second, f"{address}/send_back", {"comment": " "}), 409)
    said(sent(second, f"{address}/send_back", {"comment": "要約を短くしてください"}), 303)
    assert "要約を短くしてください" in said(first.get(address))


def test_the_protection_page_runs_the_attacker_and_finds_nothing(second, first):
    address = begun(first, edition="council")
    page = said(second.get(f"{address}/protection"))
    assert "計算で分かってしまう少ない人数はありません。" in page
    assert "架空県の担当者" in page
    assert "内部用・転記不可" in page


def test_a_mostly_hidden_table_is_offered_coarser_and_can_be_chosen(first):
    address = begun(first, version="corrected", replaces_number="1", reason="粗い表")
    assert "すすめます" in said(first.get(f"{address}/protection"))
    said(sent(first, f"{address}/coarser", {"sheet": ["I06_area_by_course", "no such sheet"]}), 303)
    page = said(first.get(f"{address}/preview"))
    assert 'id="table-I06_course"' in page
    assert 'id="table-I06_area_by_course"' not in page


def test_an_unfinished_sentence_is_not_handed_in(first):
    address = begun(first, version="preliminary")
    said(sent(first, f"{address}/sentences", {"causes_ja": "申込みが減りました。その要因は、"}), 303)
    assert "書きかけ" in said(sent(first, f"{address}/hand_in"), 409)


def test_a_draft_cannot_be_handed_in_before_its_records_are_closed(first):
    address = begun(first, version="preliminary", closing=f"{today().year + 1}-12-31")
    assert "データ締切がまだ来ていません" in said(sent(first, f"{address}/hand_in"), 409)


def test_preliminary_values_hold_no_table_of_where_people_come_from(first):
    page = said(first.get(f"{begun(first, version='preliminary')}/preview"))
    assert 'id="table-I06_course"' in page
    assert "I07_" not in page


def test_a_second_final_report_of_the_year_is_refused(public, first, second, third):
    address = handed_in(first, second, third)
    assert "訂正版" in said(sent(third, f"{address}/release"), 409)


def test_open_data_is_there_for_nobody_before_a_second_person_released_it(
    app, public, first, second, tmp_path
):
    anybody, address = app.test_client(), f"{P}/coordinator/releases/{public}"
    said(anybody.get(f"{P}/reports/{public}/open-data.zip"), 404)
    assert command(app, public, tmp_path).exit_code != 0
    said(sent(first, f"{address}/open-data/propose"), 303)
    assert "別の担当者の公開を待っています" in said(first.get(address))
    assert "提案した人とは別の担当者" in said(sent(first, f"{address}/open-data/release"), 409)
    said(sent(second, f"{address}/open-data/take-back"), 303)
    assert "オープンデータを提案する" in said(second.get(address))
    said(sent(first, f"{address}/open-data/propose"), 303)
    said(anybody.get(f"{P}/reports/{public}/open-data.zip"), 404)
    assert "オープンデータ" not in said(anybody.get(f"{P}/reports/{public}"))
    assert command(app, public, tmp_path).exit_code != 0
    looked_at = second.get(f"{address}/open-data.zip").data
    said(sent(second, f"{address}/open-data/release"), 303)
    page = said(anybody.get(f"{P}/reports/{public}"))
    assert "CC BY 4.0" in page
    twice = [anybody.get(re.search(r'href="([^"]+open-data\.zip)"', page)[1]) for _ in range(2)]
    assert [answer.data for answer in twice] == [looked_at, looked_at]
    assert twice[0].headers["Content-Type"] == "application/zip"


def test_open_data_as_it_is_handed_out_passes_frictionless_and_holds_its_threshold(app, opened, tmp_path):
    with zipfile.ZipFile(io.BytesIO(opened)) as packed:
        packed.extractall(tmp_path)
    with system.use_context(trusted=True):
        assert validate(str(tmp_path / "datapackage.json")).flatten(["type", "note"]) == []
    described = json.loads((tmp_path / "datapackage.json").read_text())
    bounds = {
        resource["name"]: field.get("constraints")
        for resource in described["resources"]
        for field in resource["schema"]["fields"]
        if field["name"] == "value"
    }
    assert bounds["people"] == bounds["people-cp932"] == {"minimum": 10}
    with (tmp_path / "people.csv").open(encoding="utf-8-sig") as lines:
        values = [int(row["value"]) for row in csv.DictReader(lines) if row["value"]]
    assert len(values) > 20
    assert min(values) >= 10
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert {file.name for file in tmp_path.iterdir()} >= {"catalog.jsonld", "entities.jsonld", "README.md"}


def test_the_command_writes_the_bytes_of_the_page(app, public, opened, tmp_path):
    made = command(app, public, tmp_path)
    assert made.exit_code == 0, made.output
    (whole,) = tmp_path.glob("*.zip")
    assert whole.read_bytes() == opened
    with zipfile.ZipFile(whole) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            file.name: file.read_bytes() for file in tmp_path.iterdir() if file != whole
        }


def test_open_data_of_a_corrected_report_points_to_the_newer_one(
    app, public, opened, corrected, first, second
):
    anybody = app.test_client()
    old = said(anybody.get(f"{P}/reports/{public}"))
    assert "まだ公開されていません" in old
    assert f'href="{P}/reports/{corrected}"' in old
    assert "より新しいものが公表" in said(
        sent(first, f"{P}/coordinator/releases/{public}/open-data/propose"), 409
    )
    said(sent(first, f"{P}/coordinator/releases/{corrected}/open-data/propose"), 303)
    said(sent(second, f"{P}/coordinator/releases/{corrected}/open-data/release"), 303)
    assert f'href="{P}/reports/{corrected}#open-data"' in said(anybody.get(f"{P}/reports/{public}"))
    assert anybody.get(f"{P}/reports/{public}/open-data.zip").data == opened
    assert anybody.get(f"{P}/reports/{corrected}/open-data.zip").data != opened


def test_a_correction_says_what_changed_and_why_and_the_one_before_points_to_it(
    app, public, corrected, first, database
):
    page = said(first.get(f"{P}/coordinator/releases/{corrected}"))
    assert "正誤表" in page
    assert "要約の誤り" in page
    assert "訂正版があります" in said(app.test_client().get(f"{P}/reports/{public}"))
    assert database.get(ReportRelease, int(corrected)).replaces_id == int(public)


def test_a_table_is_copied_as_it_was_published_and_the_record_says_who_took_it(public, first, database):
    assert "\t" in said(sent(first, f"{P}/coordinator/releases/{public}/copies/I07_industry"))
    assert database.scalars(select(CopyLog)).one().table_key == "I07_industry"
    said(sent(first, f"{P}/coordinator/releases/{public}/copies/none"), 404)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("fiscal_year", "", "一覧から選んでください"),
        ("as_of", "2099-01-01", "基準日は、選んだ年度"),
        ("closing", LAST.start.isoformat(), "データ締切は、基準日と同じ日か"),
        ("version", "corrected", "訂正の理由を書いてください"),
        ("edition", "municipal", "市町村を選んでください"),
        ("partner", "999", "一覧から選んでください"),
    ],
)
def test_a_form_filled_in_wrongly_says_what_to_do_and_keeps_what_was_typed(first, field, value, told):
    page = said(sent(first, f"{P}/coordinator/reports/new", {**FORM, "reason": "", field: value}), 422)
    assert told in page
    assert FORM["as_of"] in page or field == "as_of"


def test_a_small_town_gets_no_paper_of_its_own(first):
    address = begun(first, edition="municipal", town="16323")
    assert "1枚の資料にできません" in said(first.get(f"{address}/preview"), 409)


def test_a_paper_for_the_assembly_answers_questions(first):
    page = said(first.get(f"{begun(first, edition='assembly')}/preview"))
    assert "何人が受講しましたか" in page


def test_a_learner_sees_no_draft(app):
    said(hand(app, "aoi").get(f"{P}/coordinator/reports"), 403)
