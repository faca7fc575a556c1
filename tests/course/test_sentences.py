import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from course.catalogue import ROOT
from course.notebook import read_myst
from course.sentences import join_sentences

LINES = st.sampled_from(
    ["文です。", "次の文", "**太い。**", "**太字**は", "`code` は", "記号は `>` です。", "1991年です。", "ABC", "# 題", "- 項目。", "  続き。",
     "1. 一つ目。", "> 引用。", "> **注**。", "| 列 |", "|---|", "```", "---", "", "（注）"]
)  # fmt: skip


@pytest.mark.parametrize(
    "begins",
    ["次です。", "1991年です。", "`x` です。", "**太い**文です。", "「声」です。"],
)
def test_no_space_is_shown_between_two_sentences(begins):
    assert join_sentences(f"文です。\n{begins}") == f"文です。{begins}"


def test_a_sign_that_is_larger_stays_in_its_sentence():
    assert join_sentences("「より大きい」は、\n`>` と書きます。") == "「より大きい」は、`>` と書きます。"
    assert join_sentences("一。\n二より `>=` です。") == "一。二より `>=` です。"


def test_lines_of_a_quotation_and_of_a_list_are_joined_too():
    assert join_sentences("> 一。\n> 二。") == "> 一。二。"
    assert join_sentences("- 一。\n  二。") == "- 一。二。"


@pytest.mark.parametrize(
    "text",
    [
        "# 題です\n文です。",
        "文です。\n- 項目です。",
        "文です。\n1. 項目です。",
        "文です。\n> 引用です。",
        "```\nあ\nい\n```",
        "| 列 |\n|---|\n| 字 |",
        "The first\nand the second.",
        "**大事です。**\n次です。",
    ],
)
def test_what_is_not_one_sentence_after_another_stays(text):
    assert join_sentences(text) == text


@given(st.lists(LINES, max_size=12))
def test_a_reader_sees_the_same_but_for_spaces(lines):
    text = "\n".join(lines)
    before, after = (shown(each) for each in (text, join_sentences(text)))
    assert before == after


def shown(text):
    """A text as a page, without spaces and without the addresses that headings get from their own words."""
    return "".join(re.sub(r' (id|href)="[^"]*"', "", markdown2html_mistune(text)).split())


TEXTS = [file for name in ("lesson", "exercise") for file in sorted(ROOT.glob(f"*/*/{name}.md"))]


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: "-".join(file.parts[-3:]))
def test_no_mark_of_emphasis_and_no_formula_stands_plain_in_a_lesson(file):
    for cell in read_myst(file.read_text(encoding="utf-8")).cells:
        if cell.cell_type == "markdown":
            words = re.sub(r"<(code|pre).*?</\1>", "", markdown2html_mistune(cell.source), flags=re.DOTALL)
            assert "**" not in words
            assert "$" not in words
