"""A paper of one town says what everybody may read of it, or is refused."""

import pytest

from webapp.region import Words, load_region
from webapp.reports.assembling.town import TownTooSmall, town_sections
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.labels import Labels
from webapp.reports.numerals import Sign

REGION = load_region("toyama")
LABELS = Labels(REGION, lambda ja: f"en:{ja}")


def towns(**cells):
    column = Column("I07", Words("実受講者数", "Persons"), Words("人", "persons"), "I07")
    rows = tuple(Row(key.lstrip("t"), Words(key, key), (cell,)) for key, cell in cells.items())
    total = Row("total", Words("合計", "Total"), (200,), is_total=True)
    return (
        Table("I07_municipality", Words("表", "Table"), Words("市町村", "Town"), (column,), (*rows, total)),
    )


def test_a_large_towns_paper_says_its_number_beside_all():
    (section,) = town_sections("16201", REGION, towns(t16201=74), 10, LABELS)
    table = section.tables[0]
    assert table.cell("16201", "I07") == 74
    assert str(table.cell("16201", "share")) == "37.0"
    assert "74人" in section.paragraphs[0].ja


@pytest.mark.parametrize("cells", [{"t16201": 19}, {"t16201": Sign.HIDDEN}, {"t16202": 74}])
def test_a_small_hidden_or_merged_town_gets_none(cells):
    with pytest.raises(TownTooSmall):
        town_sections("16201", REGION, towns(**cells), 10, LABELS)
