"""The hub asks whether a password is right; nobody else can, and guessing is slow."""

import pytest
from argon2 import PasswordHasher

from webapp import passwords
from webapp.passwords import hash_password, is_right

RIGHT = "ひみつの言葉"
OURS = {"Authorization": "Bearer the-verify-token"}


@pytest.fixture
def aoi(make_learner):
    return make_learner(login_id="aoi", password_hash=hash_password(RIGHT))


def ask(client, login_id="aoi", password=RIGHT, headers=OURS):
    return client.post("/internal/verify", json={"login_id": login_id, "password": password}, headers=headers)


def test_the_right_pair_names_the_hub_user(client, aoi):
    answer = ask(client)
    assert answer.status_code == 200
    assert answer.json == {"hub_user": aoi.hub_user}


@pytest.mark.parametrize(
    ("login_id", "password"),
    [
        ("aoi", "ちがう言葉"),
        ("aoi", ""),
        ("nobody", "ひみつの言葉"),
        ("", ""),
        ("aoi", "\ud800"),
        ("\ud800", "ひみつの言葉"),
        ("a\0oi", "ひみつの言葉"),
        ("aoi", "x" * 10_000),
        (1, 2),
        (None, None),
    ],
)
def test_a_wrong_pair_is_refused_in_the_same_words(client, aoi, login_id, password):
    answer = ask(client, login_id, password)
    assert answer.status_code == 401
    assert answer.json["error"] == "http_401"
    assert answer.json["message"]["ja"]
    assert answer.json["message"]["en"].isascii()


def test_an_account_without_a_password_opens_to_none(client, make_learner):
    make_learner(login_id="oidc-only", password_hash=None)
    assert ask(client, "oidc-only", "").status_code == 401


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "the-verify-token"}]
)
def test_only_the_hubs_authenticator_may_ask(client, aoi, headers):
    assert ask(client, headers=headers).status_code == 403


def test_a_signed_in_person_may_not_ask_either(client, sign_in, aoi):
    sign_in(client, aoi)
    assert ask(client, headers={}).status_code == 403


def test_guessing_one_persons_password_is_stopped(client, aoi):
    assert [ask(client, password=f"guess {n}").status_code for n in range(11)] == [401] * 10 + [429]
    assert ask(client).status_code == 429


def test_guessing_at_one_person_does_not_lock_another_out(client, aoi, make_learner):
    make_learner(login_id="yui", password_hash=hash_password("別の言葉"))
    for n in range(11):
        ask(client, password=f"guess {n}")
    assert ask(client, "yui", "別の言葉").status_code == 200


def test_a_class_that_signs_in_together_is_not_held_up(client, aoi):
    assert {ask(client).status_code for _ in range(15)} == {200}


def test_what_is_not_json_is_refused(client):
    assert client.post("/internal/verify", data="aoi", headers=OURS).status_code == 400


def test_nobodys_password_is_never_right():
    assert not is_right(None, "anything")


def test_hashing_is_as_slow_as_argon2s_authors_advise(monkeypatch):
    monkeypatch.setattr(passwords, "PasswordHasher", PasswordHasher)  # other tests have a quick one
    assert not PasswordHasher().check_needs_rehash(hash_password(RIGHT))
    monkeypatch.setattr(passwords, "PasswordHasher", lambda: PasswordHasher(time_cost=1))
    assert PasswordHasher().check_needs_rehash(hash_password(RIGHT))


def test_a_damaged_hash_is_a_wrong_password():
    assert not is_right("$argon2id$broken", "anything")


@pytest.mark.parametrize("typed", ["ａｏｉ", "AOI", " aoi ", "Ａｏｉ\u3000"])
def test_a_login_id_is_found_however_a_keyboard_types_it(client, aoi, typed):
    assert ask(client, typed).status_code == 200


def test_typing_an_id_in_other_ways_gives_no_further_guesses(client, aoi):
    ways = ["aoi", "AOI", "ａｏｉ", " aoi", "Aoi "] * 2
    assert {ask(client, way, "guess").status_code for way in ways} == {401}
    assert ask(client, "ＡＯＩ").status_code == 429


def test_an_account_is_kept_under_the_normal_form_of_its_id(client, make_learner):
    make_learner(login_id="Ｙｕｉ", password_hash=hash_password(RIGHT))
    assert ask(client, "yui").status_code == 200
