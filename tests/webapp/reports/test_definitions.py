"""Every indicator of the pages has one definition, and the words that the council agreed on."""

from webapp.reports.definitions import DEFINITIONS
from webapp.reports.facts import YearFacts
from webapp.reports.tables import year_table


def test_the_agreed_indicators_are_defined_once():
    ids = [definition.id for definition in DEFINITIONS]
    assert {"E", "C", "I03", "I06", "I07", "I09", "I11", "I12"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_every_figure_on_the_page_has_a_definition(whole_year):
    ids = {definition.id for definition in DEFINITIONS}
    figures = year_table(YearFacts(), YearFacts(), whole_year).figures
    assert {figure.definition for figure in figures} <= ids


def test_no_definition_blames_and_all_are_sentences():
    for definition in DEFINITIONS:
        assert definition.text.endswith("。")
        assert not definition.note or definition.note.endswith("。")
