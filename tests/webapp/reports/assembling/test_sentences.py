"""Sentences are proposed from printed numbers; a target beside them changes nothing of what is compared."""

from decimal import Decimal

import pytest

from webapp.region import Words
from webapp.reports.assembling.questions import question_sections
from webapp.reports.assembling.sentences import paragraphs, proposed
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Sign

PERSONS, PER_CENT = Words("人", "people"), Words("％", "%")


def main_figures(targets=False, **changed):
    cells = {
        "I04": (120, 100, Decimal("20.0")), "I06": (100, 98, Decimal("2.0")), "I07": (90, 80, Decimal("12.5")),
        "I09": (Decimal("45.0"), Decimal("60.0"), Decimal("-15.0")), "I10": (Decimal("80.0"), Decimal("81.0"), Decimal("-1.0")),
        "I12": (Sign.PENDING, Decimal("70.0"), Sign.UNKNOWN), **changed,
    }  # fmt: skip
    columns = [Column(key, Words(key, key)) for key in ("actual", "before", "change")]
    if targets:
        columns += [Column(key, Words(key, key)) for key in ("target", "achieved")]
    rows = tuple(
        Row(
            key,
            Words(key, key),
            (*values, *((Sign.NIL, Sign.NIL) if targets else ())),
            indicator=key,
            unit=PER_CENT if key in ("I09", "I10", "I12") else PERSONS,
        )
        for key, values in cells.items()
    )
    return Table("main_figures", Words("表", "Table"), Words("指標", "Indicator"), tuple(columns), rows)


@pytest.mark.parametrize("targets", [False, True])
def test_what_moved_much_is_named_for_somebody_to_say_why(targets):
    said = proposed(main_figures(targets))
    assert [line.partition("は")[0] for line in said.causes.ja.splitlines()] == ["I04", "I07", "I09"]
    assert all(line.endswith("その要因は、") for line in said.causes.ja.splitlines())
    assert said.next_steps.ja == "I09は45.0％でした。次年度は、"


def test_a_rate_that_is_pending_is_not_told_and_a_hidden_number_is_its_mark():
    said = proposed(main_figures(I06=(Sign.HIDDEN, 98, Sign.HIDDEN)))
    assert "延べ受講者数はx人" in said.summary.ja
    assert "修了率はまだ示せません。" in said.summary.ja


def test_a_few_people_more_are_nothing_to_explain():
    said = proposed(main_figures(I04=(12, 10, Decimal("20.0")), I07=(9, 8, Decimal("12.5"))))
    assert [line.partition("は")[0] for line in said.causes.ja.splitlines()] == ["I09"]


@pytest.mark.parametrize("targets", [False, True])
def test_a_question_is_answered_by_printed_numbers_alone(targets):
    sections = list(question_sections(main_figures(targets, I07=(Sign.HIDDEN, 80, Sign.HIDDEN))))
    answers = [words.ja for section in sections for words in section.paragraphs]
    assert "I06は100人です（比べる年度は98人、＋2.0％）。" in answers
    assert not [answer for answer in answers if answer.startswith("I07")]


def test_where_one_language_has_fewer_lines_the_other_one_stands_there():
    assert paragraphs(Words("一行目\n二行目", "First")) == (
        Words("一行目", "First"),
        Words("二行目", "二行目"),
    )
