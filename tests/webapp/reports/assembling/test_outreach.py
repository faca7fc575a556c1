"""周知とニーズ in a report: groups and states in numbers, and no word of anybody's."""

from datetime import date

from tests.webapp.reports.indicators.worlds import REGION, World, at, scope
from webapp.programme.needs.models import Need, NeedMove, NeedSource, NeedState
from webapp.reports.assembling.outreach import outreach_sections
from webapp.reports.labels import Labels
from webapp.reports.numerals import Sign
from webapp.reports.queries.reader import Reader

SECRET = "架空の企業の秘密の悩み"


def section_of(session):
    session.flush()
    return outreach_sections(Reader(session, REGION), scope(), Labels(REGION, lambda ja: ja))


def test_five_groups_the_others_together_and_the_whole_in_numbers_alone(empty_session):
    world = World(empty_session)
    for number, letter in enumerate("ABDEFGH", start=1):
        for one in range(number):
            need = Need(
                host=world.host, heard_on=date(2026, 5, 1), source=NeedSource.VISIT, industry=letter, wanted=SECRET,
                recorded_at=at("2026-05-01"),
            )  # fmt: skip
            if one == 0:
                need.moves = [
                    NeedMove(state=NeedState.MET, moved_on=date(2026, 6, 1), moved_at=at("2026-06-01"))
                ]
            world.session.add(need)
    (section,) = section_of(empty_session)
    (table,) = section.tables
    assert [row.key for row in table.rows] == ["H", "G", "F", "E", "D", "others", "total"]
    assert table.cell("others", "heard") == 3
    assert (table.cell("total", "heard"), table.cell("total", "met")) == (28, 7)
    assert str(table.cell("total", "I23")) == "25.0"
    assert table.cell("total", "planned") is Sign.NIL
    assert SECRET not in str(section)


def test_where_nobody_asked_for_anything_there_is_no_section(empty_session):
    World(empty_session)
    assert section_of(empty_session) == ()
