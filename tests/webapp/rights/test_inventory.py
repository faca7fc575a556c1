"""個人情報ファイル簿の下書き: every table that keeps something of people stands in one file, and what nobody can know is 〔記入〕."""

from webapp.inventory_cli import data_inventory
from webapp.retention.columns import register
from webapp.rights.inventory import TO_FILL, inventories, tables_by_file

# Items of 法第75条第1項 (第74条第1項各号, 施行令第20条) as public bodies print them.
ASKED = (
    "個人情報ファイルの名称", "行政機関等の名称", "組織の名称", "利用目的", "記録項目", "記録範囲", "収集方法", "要配慮個人情報",
    "経常的提供先", "開示請求等", "特別の手続", "種別", "提案の募集",
)  # fmt: skip


def test_every_table_that_is_kept_of_people_is_in_exactly_one_file():
    listed = [table for tables in tables_by_file().values() for table in tables]
    assert len(listed) == len(set(listed))
    assert set(listed) == {column.table for column in register() if column.keep != "course"}


def test_it_tells_what_the_law_asks_for(database, settings, house):
    with database.sessions() as session:
        found = inventories(session, settings.region, settings.keep)
    names = [name for name, _text in found[0].lines]
    assert all(any(word in name for name in names) for word in ASKED)
    told = dict(found[0].lines)
    assert "架空大学" in told["行政機関等の名称"]
    assert "氏名" in told["記録項目"]
    assert TO_FILL in told["開示請求等を受理する組織の名称及び所在地"]
    assert house.aoi.name not in str(found)


def test_the_command_prints_and_writes(app, tmp_path):
    with app.app_context():
        run = app.test_cli_runner().invoke
        printed = run(data_inventory, [])
        assert printed.exit_code == 0
        assert "個人情報ファイルの名称" in printed.output
        for ending in ("xlsx", "csv"):
            assert run(data_inventory, ["--out", str(tmp_path / f"book.{ending}")]).exit_code == 0
        assert (tmp_path / "book.xlsx").read_bytes().startswith(b"PK")
        assert "記録範囲" in (tmp_path / "book.csv").read_text(encoding="utf-8-sig")
        assert run(data_inventory, ["--out", str(tmp_path / "book.pdf")]).exit_code == 2
