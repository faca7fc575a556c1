"""Every Japanese text that a page marks has its English, reviewed and with the same places to fill."""

import re

import pytest
from babel.messages.pofile import read_po

from webapp.translations import ENGLISH, compile_english
from webapp.translations.extract import collect, update_english

PLACES = re.compile(r"%\((\w+)\)")
JAPANESE = re.compile(r"[぀-ヿ一-鿿]")


@pytest.fixture(scope="module")
def english():
    with ENGLISH.open("rb") as words:
        return read_po(words, locale="en")


@pytest.fixture(scope="module")
def marked():
    return [message.id for message in collect() if message.id]


def test_pages_mark_their_words(marked):
    assert {"講座一覧", "マイページ", "ページが見つかりません", "民間企業・団体等"} <= set(marked)


def test_every_marked_text_has_english(english, marked):
    missing = [text for text in marked if not english.get(text) or not english.get(text).string]
    assert missing == [], "run `python -m webapp.translations extract` and fill messages.po"


def test_no_english_is_a_guess_or_left_over(english, marked):
    assert [message.id for message in english if message.id and message.fuzzy] == []
    assert sorted(message.id for message in english if message.id) == sorted(marked)


def test_english_fills_the_same_places(english):
    for message in english:
        if message.id:
            assert set(PLACES.findall(message.id)) == set(PLACES.findall(message.string)), message.id


def test_english_holds_no_japanese(english):
    assert [message.string for message in english if message.id and JAPANESE.search(message.string)] == []


def test_bringing_the_list_in_step_changes_nothing_when_it_is(tmp_path):
    copy = tmp_path / "messages.po"
    copy.write_bytes(ENGLISH.read_bytes())
    assert update_english(copy) == []
    assert copy.read_bytes() == ENGLISH.read_bytes()


def test_the_compiled_words_are_never_half_written(tmp_path):
    copy = tmp_path / "messages.po"
    copy.write_bytes(ENGLISH.read_bytes())
    compiled = compile_english(copy)
    assert compiled.read_bytes()[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["messages.mo", "messages.po"]
