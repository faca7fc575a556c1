"""Every indicator has one definition, in the words that the council agreed on and in both languages."""

import re

from webapp.reports.facts import YearFacts
from webapp.reports.indicators.breakdowns import WHITELIST
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.registry import INDICATORS
from webapp.reports.tables import year_table


def test_whatever_can_be_counted_or_broken_down_is_defined():
    assert {"E", "C", *WHITELIST, *INDICATORS} <= set(definitions())


def test_every_figure_on_the_page_has_a_definition(whole_year):
    figures = year_table(YearFacts(), YearFacts(), whole_year).figures
    assert {figure.definition for figure in figures} <= set(definitions())


def test_all_are_sentences_in_both_languages():
    for definition in definitions().values():
        assert definition.text.ja.endswith("。")
        assert definition.text.en.endswith(".")
        assert not definition.note.ja or definition.note.ja.endswith("。")
        assert bool(definition.note.ja) == bool(definition.note.en)
        assert not re.search("[ぁ-ん]", definition.text.en + definition.note.en + definition.name.en)
