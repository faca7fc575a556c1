"""The form: every answer is read, every wrong one named, and nothing that is sent makes it fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.enrolment.applying.fields import FIELDS
from webapp.enrolment.applying.form import Asked, Form, audience_in, consents_asked, read_form
from webapp.enrolment.applying.group_form import ROWS, read_group
from webapp.enrolment.applying.models import ApprovalKind, ConsentKind
from webapp.enrolment.applying.profile import optional_of, required_of
from webapp.programme.audience import Audience

TOWNS = frozenset({"16201", "16202", "00000"})
ASKED = Asked(Audience.PRIVATE, TOWNS, frozenset({"小学校"}))
RIGHT = {
    "name": ["髙﨑　はるか"],
    "name_kana": ["ﾀｶｻｷ　ハルカ"],
    "email": ["ｈａｒｕｋａ@Example.JP "],
    "organisation": ["株式会社架空"],
    "industry": ["E"],
    "workplace_code5": ["16201"],
    "experience": ["none"],
    "channels": ["flyer"],
    "consent_privacy": ["yes"],
}
NAMES = st.sampled_from(
    [*FIELDS, "name", "name_kana", "email", "audience", "is_minor", "superior_email", "guardian_name",
     "consent_privacy", "consent_photo", "name-0", "kana-0", "email-0", "email-19", "admin", "state"]
)  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=50),
    st.sampled_from(
        ["", "yes", "private", "teacher", "E", "16201", "a@b.jp", "\0", "\ud800", "x" * 5000, "‮", "１"]
    ),
)
JUNK = st.dictionaries(NAMES, st.lists(WORDS, max_size=4), max_size=25)


def problems(typed, asked=ASKED):
    read = read_form(typed, asked)
    return {} if isinstance(read, Form) else {problem.field: problem.message_ja for problem in read}


def test_a_right_form_is_read_as_people_write():
    form = read_form(RIGHT, ASKED)
    assert (form.name, form.name_kana, form.email) == ("髙﨑 はるか", "たかさき はるか", "haruka@example.jp")
    assert form.profile.channels == ("flyer",)
    assert Form.from_data(form.as_data()) == form


@given(typed=JUNK, minors=st.booleans(), superior=st.booleans(), sent=st.booleans(), known=st.booleans())
def test_whatever_is_sent_is_read_or_named(typed, minors, superior, sent, known):
    asked = Asked(Audience.TEACHER, TOWNS, frozenset({"小学校"}), superior, minors, sent, known)
    read = read_form(typed, asked)
    if isinstance(read, Form):
        assert Form.from_data(read.as_data()) == read
        assert read.consents[ConsentKind.PRIVACY]
        wanted = [getattr(read.profile, name) for name in required_of(read.profile.audience)]
        assert all(wanted)
    else:
        assert read
        assert all(problem.message_ja for problem in read)


@given(typed=JUNK)
def test_whatever_is_sent_for_a_group_is_read(typed):
    rows = read_group(typed)
    assert len(rows) <= ROWS
    assert all(row.problems or (row.name and row.name_kana and row.email) for row in rows)


@pytest.mark.parametrize("missing", sorted(RIGHT))
def test_what_is_required_is_missed_when_it_is_not_there(missing):
    assert set(problems({**RIGHT, missing: [""]})) == {missing}
    assert set(problems({name: values for name, values in RIGHT.items() if name != missing})) == {missing}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", "あ" * 101), ("name", "花\u0007子"), ("name_kana", "花子"), ("email", "hanako"),
        ("email", "a@b.jp\nBcc: c@d.jp"), ("email", "花@example.jp"), ("industry", "Z"), ("workplace_code5", "13101"),
        ("experience", "much"), ("channels", "rumour"), ("organisation", "あ" * 201), ("needs", "あ" * 1001),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named(field, wrong):
    assert set(problems({**RIGHT, field: [wrong]})) == {field}


def test_fields_of_another_audience_are_ignored():
    form = read_form({**RIGHT, "school": ["架空小学校"], "school_type": ["小学校"]}, ASKED)
    assert (form.profile.school, form.profile.school_type) == ("", None)


def test_who_approves_is_not_oneself():
    asked = Asked(Audience.PRIVATE, TOWNS, frozenset(), asks_superior=True)
    given = {"superior_name": ["部長"], "superior_email": ["haruka@example.jp"]}
    assert set(problems({**RIGHT, **given}, asked)) == {"superior_email"}
    form = read_form({**RIGHT, **given, "superior_email": ["boss@example.jp"]}, asked)
    assert [(who.kind, who.email) for who in form.approvers] == [(ApprovalKind.SUPERIOR, "boss@example.jp")]


def test_only_who_was_sent_is_asked_whether_the_sender_may_know():
    assert ConsentKind.SHARE_WITH_SENDER not in consents_asked(ASKED)
    sent = Asked(Audience.PRIVATE, TOWNS, frozenset(), is_sent=True)
    assert ConsentKind.SHARE_WITH_SENDER in consents_asked(sent)


def test_an_unknown_audience_is_the_offerings():
    assert audience_in({"audience": ["king"]}, Audience.TEACHER) is Audience.TEACHER


@pytest.mark.parametrize("audience", list(Audience))
def test_every_field_of_every_audience_has_words(audience):
    assert set(required_of(audience)) | set(optional_of(audience)) <= set(FIELDS)
    assert not set(required_of(audience)) & set(optional_of(audience))


def test_a_group_is_told_row_by_row_what_is_wrong():
    typed = {
        "name-0": ["架空 一"], "kana-0": ["カクウ イチ"], "email-0": ["a@example.jp"],
        "name-1": [""], "kana-1": ["かくう に"], "email-1": ["A@example.jp"],
        "name-3": ["架空 三"], "kana-3": ["架空"], "email-3": ["nobody"],
        "name-4": ["架空 四"], "kana-4": ["し"], "email-4": ["asked@example.jp"],
    }  # fmt: skip
    rows = read_group(typed, ["asked@example.jp"])
    assert [tuple(sorted(dict(row.problems))) for row in rows] == [
        (), ("email", "name"), ("email", "kana"), ("email",),
    ]  # fmt: skip
