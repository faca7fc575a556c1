import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_config.language import choose


@pytest.mark.parametrize(
    ("query", "cookie", "language"),
    [
        (None, None, "ja"),
        (None, "en", "en"),
        ("en", "ja", "en"),
        ("ja", "en", "ja"),
        ("fr", None, "ja"),
        ("fr", "en", "en"),
        (None, "<script>", "ja"),
    ],
)
def test_the_address_goes_before_the_choice_and_japanese_is_what_nobody_chose(query, cookie, language):
    assert choose(query, cookie) == language


@given(st.text(), st.text())
def test_whatever_a_browser_sends_the_answer_is_one_of_our_languages(query, cookie):
    assert choose(query, cookie) in ("ja", "en")
