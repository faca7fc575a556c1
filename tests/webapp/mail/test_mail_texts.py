"""文面: each text is there in both languages, needs what the registry says, and holds what people typed in its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError, meta

from tests.webapp.mail.conftest import NOW
from webapp.mail.outbox import COVER, LANGUAGES, TEXTS, covered, send, write
from webapp.mail.templates import ALL, TEMPLATES

EACH = [pytest.param(template, language, id=f"{template.name}.{language}") for template in ALL for language in LANGUAGES]  # fmt: skip


def names_in(template, language):
    source = (TEXTS / f"{template.name}.{language}.txt").read_text(encoding="utf-8")
    return meta.find_undeclared_variables(Environment(autoescape=True).parse(source))


def test_every_text_belongs_to_a_template_and_every_template_has_both():
    texts = {file.name for file in TEXTS.glob("[!_]*.txt")}
    assert texts == {f"{template.name}.{language}.txt" for template in ALL for language in LANGUAGES}
    assert len(TEMPLATES) == len(ALL)


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.name)
def test_both_languages_use_exactly_the_values_that_the_registry_names(template):
    assert names_in(template, "ja") == names_in(template, "en") == set(template.sample)


@pytest.mark.parametrize(("template", "language"), EACH)
def test_each_text_renders_with_its_sample_and_is_signed(template, language):
    written = write(template.name, language, template.sample)
    assert 5 <= len(written.subject) <= 100
    assert written.body.rstrip().count("\n-- \n") == 1
    assert ("データサイエンス講座" if language == "ja" else "Data science courses") in written.body.split(
        "\n-- \n"
    )[1]
    assert "{" not in written.body
    assert "\n\n\n" not in written.body
    assert not re.search(r"None|datetime|True|False", written.body)


@pytest.mark.parametrize(("template", "language"), EACH)
def test_a_value_that_is_missing_is_noticed_when_the_message_is_written(template, language):
    for name in template.sample:
        with pytest.raises(UndefinedError):
            write(
                template.name, language, {key: value for key, value in template.sample.items() if key != name}
            )


@pytest.mark.parametrize(
    "template", [template for template in ALL if template.secret], ids=lambda each: each.name
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_opens_something_by_itself_is_covered_and_never_in_the_subject(template, language):
    shown = covered(template.name, language, template.sample)
    subject = write(template.name, language, template.sample).subject
    for name in template.secret:
        assert str(template.sample[name]) in write(template.name, language, template.sample).body
        assert str(template.sample[name]) not in shown
        assert str(template.sample[name]) not in subject
    assert shown.count(COVER[language]) == len(template.secret)


def test_every_code_is_secret():
    assert all("code" in template.secret for template in ALL if "code" in template.sample)


def test_japanese_and_english_write_days_and_pairs_as_each_does():
    sample = TEMPLATES["accepted"].sample
    assert "開始: 2026年12月8日(火) 19:00" in write("accepted", "ja", sample).body
    assert "Starts: Tue 8 December 2026 19:00" in write("accepted", "en", sample).body
    assert "初級（夜間） 第2期" in write("accepted", "ja", sample).subject
    assert "Beginner (evening) no. 2" in write("accepted", "en", sample).subject


def test_the_hosts_name_stands_below_where_it_is_given():
    body = write("waiting", "ja", {**TEMPLATES["waiting"].sample, "sender": "架空大学 生涯学習課"}).body
    assert body.split("\n-- \n")[1].startswith("架空大学 生涯学習課\n")


def test_a_meeting_without_a_place_or_a_link_names_neither():
    body = write(
        "meeting_reminder", "ja", {**TEMPLATES["meeting_reminder"].sample, "place": "", "join_url": ""}
    ).body
    assert "場所" not in body
    assert "参加するページ" not in body


@given(st.text())
def test_a_name_stays_on_its_line_and_never_becomes_a_subject_or_a_template(name):
    written = write("accepted", "ja", {**TEMPLATES["accepted"].sample, "name": name})
    plain = write("accepted", "ja", {**TEMPLATES["accepted"].sample, "name": "x"})
    assert written.subject == plain.subject
    assert written.body.splitlines()[1:] == plain.body.splitlines()[1:]


def test_braces_in_a_name_are_only_braces():
    body = write("accepted", "ja", {**TEMPLATES["accepted"].sample, "name": "{{ link }}{% if %}"}).body
    assert body.startswith("{{ link }}{% if %} 様")


def test_asking_twice_for_the_same_message_keeps_one(database, all_messages):
    with database.transaction() as session:
        for name in ("first", "second"):
            send(
                session,
                "withdrawn",
                "a@example.jp",
                "ja",
                {"name": name, "offering": "初級"},
                NOW,
                key="withdrawn/1",
            )
    (message,) = all_messages()
    assert message.body.startswith("first 様")


def test_an_account_with_an_unknown_language_is_written_to_in_japanese(database, all_messages):
    with database.transaction() as session:
        send(session, "withdrawn", "a@example.jp", "xx", {"name": "葵", "offering": "初級"}, NOW, key="1")
    assert all_messages()[0].language == "ja"
