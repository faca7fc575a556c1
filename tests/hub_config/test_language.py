import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_config.language import choose, preferred


@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "language"),
    [
        (None, None, None, "ja"),
        (None, None, "en-GB,en;q=0.9,ja;q=0.8", "en"),
        (None, "ja", "en", "ja"),
        ("en", "ja", "ja", "en"),
        ("fr", None, None, "ja"),
        (None, "<script>", "de", "ja"),
        (None, None, "de,fr;q=0.5", "ja"),
        (None, None, "en;q=0,ja;q=0.1", "ja"),
    ],
)
def test_the_address_goes_before_the_choice_and_the_choice_before_the_browser(
    query, cookie, accepted, language
):
    assert choose(query, cookie, accepted) == language


@given(st.text(), st.text(), st.text())
def test_whatever_a_browser_sends_the_answer_is_one_of_our_languages(query, cookie, accepted):
    assert choose(query, cookie, accepted) in ("ja", "en")


def test_of_two_equal_wishes_the_first_stands():
    assert preferred("en, ja") == "en"
