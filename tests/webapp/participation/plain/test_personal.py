"""Names, numbers and addresses in a text are seen before it is sent; numbers and words of lessons are not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.participation.plain.personal import Found, Kind, in_code, in_words, without

HITS = [
    # All invented (架空).
    ("私の名前は架空花子です", Kind.NAME),
    ("名前は架空 太郎です。", Kind.NAME),
    ("名前は、ではなく氏名：架空 花子", Kind.NAME),
    ("氏名: 立山花子", Kind.NAME),
    ("なまえ：たてやま はなこ", Kind.NAME),
    ("name: Hanako Tateyama", Kind.NAME),
    ("3年2組 15番 立山花子", Kind.NAME),
    ("6年1組立山太郎", Kind.NAME),
    ("立山さんは、棒グラフを描いた。", Kind.NAME),
    ("My name is Hanako.", Kind.NAME),
    ("僕は立山太郎です", Kind.NAME),
    ("090-0000-0000", Kind.PHONE),
    ("０９０−１２３４−５６７８", Kind.PHONE),
    ("09012345678", Kind.PHONE),
    ("電話は076-000-0000です", Kind.PHONE),
    ("０７６（０００）００００", Kind.PHONE),
    ("(076)000-0000", Kind.PHONE),
    ("+81 90-0000-0000", Kind.PHONE),
    ("0120-000-000", Kind.PHONE),
    ("TEL:0760000000", Kind.PHONE),
    ("090ー0000ー0000", Kind.PHONE),
    ("hanako@example.jp まで", Kind.MAIL),
    ("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", Kind.MAIL),
    ("taro.tateyama+test@mail.example.ac.jp", Kind.MAIL),
    ("〒930-0000", Kind.POSTCODE),
    ("〒９３０００００", Kind.POSTCODE),
    ("郵便番号は930-0000", Kind.POSTCODE),
    ("930-0000 富山県富山市", Kind.POSTCODE),
    ("富山県富山市架空町1-2-3", Kind.ADDRESS),
    ("富山市架空町１２番地", Kind.ADDRESS),
    ("高岡市架空二丁目3番4号", Kind.ADDRESS),
    ("住所は富山市架空町", Kind.ADDRESS),
]
MISSES = [
    "名前は知りません。", "名前は消しました", "名前は大切です", "市町村のうち8番目", "名前は、", "名前は実在しますが", "氏名は非公開です", "私は賛成です", "僕は反対です",
    "1,034,814", "1034814人", "2026-04-01", "2026年4月1日", "2026/04/01 12:30:45", "36.6953, 137.2113",
    "0.05", "-0.123", "3.14159", "令和8年度", "人口は1,034,814人です", "平均は36.5、標準偏差は10-20の間",
    "0-9の数字", "10-20-30", "1-2-3", "P < 0.05", "2020-2025", "16201", "162019", "価格は120円",
    "名前は列の見出しです", "名前は変数の名前です", "列の名前は同じです", "名前は自由です", "氏名の列を消す", "名前は何ですか",
    "名前: 列", "皆さんはどう思いますか", "生徒さんに聞いた", "担任の先生は、", "富山市の人口は約40万人", "富山県と石川県", "高岡市、射水市、氷見市",
    "町村の数は4", "富山市は1位、高岡市は2位", "総務省の統計を使った", "2組の平均", "3年生の2組", "@property", "a @ b", "df['name']", "ISBN 978-4-00-000000-0",
    "90-100点", "12-3456", "930-0001", "11:20-12:10", "コードは 0123", "値は 0.0120-0.0130", "192.168.0.1", "グラフを見ると、人口は減っている",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), HITS)
def test_what_looks_personal_is_found(text, kind):
    assert kind in {one.kind for one in in_words(text)}, text
    assert kind in {one.kind for one in in_code(f"x = 1  # {text}\n")}, text


@pytest.mark.parametrize("text", MISSES)
def test_what_lessons_say_is_not(text):
    assert in_words(text) == ()
    assert in_code(f"# {text}") == ()


def test_a_name_in_a_texts_quotes_is_code_and_a_phone_number_is_not():
    assert in_code("print('名前は立山花子です')") == ()
    assert in_code("print('090-0000-0000')") == (Found(Kind.PHONE, "090-0000-0000"),)
    assert in_code("total = 09012345678") == () or in_code("total = 9012345678") == ()


def test_code_that_is_no_python_is_read_as_well():
    assert {one.kind for one in in_code("print('((  # 氏名: 立山花子\n x = \"090-0000-0000")} == {
        Kind.NAME,
        Kind.PHONE,
    }


def test_what_the_lesson_itself_says_is_not_asked_about():
    own = "# 連絡先: office@example.jp"
    assert without(in_code(f"{own}\n# me@example.jp"), own) == (Found(Kind.MAIL, "me@example.jp"),)


def test_of_our_lessons_only_the_one_on_personal_data_has_any():
    course = Path(__file__).parents[4] / "course"
    pages = sorted(course.glob("*/*/exercise.md"))
    assert len(pages) > 5
    found = {page.parent.name: {one.kind for one in in_words(page.read_text("utf-8"))} for page in pages}
    assert {lesson: kinds for lesson, kinds in found.items() if kinds} == {
        # It is about letters to somebody, whose invented name stands there as well.
        "b8": {Kind.MAIL, Kind.PHONE, Kind.NAME}
    }


LETTERS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("0123456789-−ー()（）@.〒氏名前は:：年組番さん市町県丁目#'\"\\ \n山田花子たろう"),
    )
)


@given(LETTERS)
def test_it_never_stumbles_and_is_the_same_twice(text):
    for look in (in_words, in_code):
        found = look(text)
        assert found == look(text)
        assert all(one.quote and len(one.quote) <= 1_000 for one in found)


@given(
    st.integers(min_value=0, max_value=10**12),
    st.integers(1900, 2100),
    st.integers(1, 12),
    st.integers(1, 28),
)
def test_numbers_with_separators_and_dates_are_never_found(number, year, month, day):
    for text in (
        f"{number:,}",
        f"{year}-{month:02}-{day:02}",
        f"{year}年{month}月{day}日",
        f"{number / 1000:.3f}",
    ):
        assert in_words(text) == (), text


@pytest.mark.timeout(20)
@pytest.mark.parametrize("letter", ["0", "-", "山", "あ", "a@", "a.", "(", "名前は", "1年1組", "富山市"])
def test_a_long_text_takes_no_long_time(letter):
    in_words(letter * 50_000)
    in_code("#" + letter * 50_000)
