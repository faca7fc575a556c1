"""What stands on a paper besides its tables is in the paper's language, its number too."""

from dataclasses import replace

import pytest

from tests.webapp.reports.faces.specimens import figures, report_with
from webapp.reports.faces.contents import facts


@pytest.mark.parametrize(("language", "number"), [("ja", ["文書番号", "第1号"]), ("en", ["Number", "No. 1"])])
def test_a_number_is_written_in_the_language_of_the_paper(language, number):
    assert number in facts(report_with(figures()), language)


def test_a_draft_has_no_number():
    assert "文書番号" not in dict(facts(replace(report_with(figures()), number=""), "ja"))
