"""A password is long, and not what everybody or everybody who knows the person would try."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.enrolment.accounts.password_rules import UnfitPassword, check_password
from webapp.enrolment.models import Learner
from webapp.passwords import hash_password, is_right

AOI = Learner(
    login_id="taki-4827", name="立山 葵子", name_kana="たてやま きこ", email="kiko.tateyama@example.jp",
    second_email="kiko.private@example.com",
)  # fmt: skip


@pytest.mark.parametrize(
    "password",
    [
        "青い山と白い雪がきれい",
        "correct horse battery",
        "𠮷野家の牛丼をたべたい",
        "пароль-который-длинный",
        "0f8a-91c2-77",
        "x1y" * 333,
        " starts with a space",
    ],
)
def test_any_script_and_no_composition(password):
    check_password(AOI, password)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short123!",
        "あいうえおかきくけ",
        "x1y" * 334,
        "1234567890",
        "QWERTYUIOP",
        "Ｐａｓｓｗｏｒｄ１２３",
        "パスワード123",
        "aaaaaaaaaaaa",
        "abababababab",
        "kiko.tateyama@example.jp",
        "KIKO.TATEYAMA",
        "kiko.private",
        "kiko.private@example.com",
        "line\nbreak in it",
        "nul\0in the middle",
        "half a letter \ud800",
    ],
)
def test_what_is_short_common_or_names_the_person_is_refused(password):
    with pytest.raises(UnfitPassword):
        check_password(AOI, password)


def test_the_login_id_itself_is_refused_however_long_it_is():
    person = Learner(login_id="tateyama-taro", name="a", name_kana="a")
    with pytest.raises(UnfitPassword):
        check_password(person, "Tateyama-Taro")


def test_one_keyboards_ga_is_anothers():
    assert is_right(
        hash_password("がんばれ、がくせい諸君"), "がんばれ、がくせい諸君".replace("が", "か\u3099")
    )


@given(st.text(max_size=1200))
def test_whatever_is_typed_is_accepted_or_refused_in_a_sentence(password):
    with suppress(UnfitPassword):
        check_password(AOI, password)
        password.encode()  # what is accepted can be hashed
