"""A form about an offering becomes a draft, or says beside which field something is to be mended."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.catalogue import SeriesPath
from webapp.fiscal_year import JAPAN
from webapp.programme.audience import Audience
from webapp.programme.drafts import read_draft
from webapp.programme.models import MeetingMode, Selection

COURSES, PARTNERS = {"beginner": ["b1", "b2"]}, {1, 2}
GOOD = {
    "course_slug": ["beginner"],
    "title_ja": ["初級（夜間）"],
    "title_en": ["Beginner (evening)"],
    "audience": ["private"],
    "starts_on": ["2027-01-12"],
    "ends_on": ["2027-03-09"],
    "rule_kind": ["all_basic"],
    "rule_lessons": ["b1"],
    "selection": ["first_come"],
}


PATHS = (
    SeriesPath(("小学校",), ("b1",)),
    SeriesPath(("中学校",), ("b2",), ("b1", "b2")),
    SeriesPath((), ("b1", "b2")),
)


def read(**changed):
    draft, problems = read_draft({**GOOD, **changed}, COURSES, PARTNERS)
    return draft, [problem.field for problem in problems]


def test_what_is_needed_is_enough():
    draft, problems = read()
    assert problems == []
    assert (draft.course_slug, draft.audience, draft.starts_on) == (
        "beginner",
        Audience.PRIVATE,
        date(2027, 1, 12),
    )
    assert draft.rule == {"kind": "all_basic", "lessons": ["b1"]}


@pytest.mark.parametrize("ticked", [True, False])
def test_a_module_by_kind_of_school_is_asked_for_where_it_is_ticked(ticked):
    fields = {**GOOD, "rule_paths": ["1"] if ticked else []}
    draft, _ = read_draft(fields, COURSES, PARTNERS, {"beginner": PATHS})
    paths = [
        {"school_types": ["小学校"], "lessons": ["b1"]},
        {"school_types": ["中学校"], "lessons": ["b2"], "other_subjects": ["b1", "b2"]},
        {"school_types": [], "lessons": ["b1", "b2"]},
    ]
    assert draft.rule.get("paths") == (paths if ticked else None)
    assert (draft.capacity, draft.apply_from, draft.classes) == (None, None, ())


def test_moments_are_japans_and_classes_come_in_their_order():
    draft, _ = read(
        apply_from=["2026-12-01T09:00"],
        class_day=["2027-01-19", "", "2027-01-12"],
        class_start=["18:30", "", "18:30"],
        class_end=["20:30", "", "20:00"],
        class_mode=["online", "", "in_person"],
        class_place=["", "", "第1講義室"],
        class_url=["https://meet.example/a", "", ""],
    )
    assert draft.apply_from == datetime(2026, 12, 1, 9, tzinfo=JAPAN)
    first, second = draft.classes
    assert (first.starts_at, first.place) == (datetime(2027, 1, 12, 18, 30, tzinfo=JAPAN), "第1講義室")
    assert (second.mode, second.join_url) == (MeetingMode.ONLINE, "https://meet.example/a")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title_ja": [" "]}, "title_ja"),
        ({"course_slug": ["../etc"]}, "course_slug"),
        ({"audience": ["king"]}, "audience"),
        ({"starts_on": ["2027年1月"]}, "starts_on"),
        ({"ends_on": ["2027-04-01"]}, "ends_on"),
        ({"ends_on": ["2027-01-01"]}, "ends_on"),
        ({"capacity": ["-1"]}, "capacity"),
        ({"capacity": ["３０"]}, "capacity"),
        ({"rule_lessons": ["b9"]}, "rule_lessons"),
        ({"rule_kind": ["attendance"], "rule_min": ["3/2"]}, "rule_min"),
        ({"rule_kind": ["attendance"], "rule_min": ["1/0"]}, "rule_min"),
        ({"rule_kind": ["both"], "rule_min": ["0"]}, "rule_min"),
        ({"rule_kind": ["both"], "rule_lessons": []}, "rule_lessons"),
        ({"apply_from": ["2026-12-02T09:00"], "apply_until": ["2026-12-01T09:00"]}, "apply_until"),
        ({"selection": ["lottery"]}, "selection"),
        ({"minimum": ["10"]}, "decide_on"),
        ({"capacity": ["5"], "seats-1": ["6"]}, "reserved"),
        ({"co_hosts": ["2"], "supporters": ["2"]}, "supporters"),
        ({"issuer": ["99"]}, "issuer"),
        ({"class_day": ["2026-05-01"], "class_start": ["18:00"], "class_end": ["20:00"]}, "class-0"),
        ({"class_day": ["2027-01-12"], "class_start": ["20:00"], "class_end": ["18:00"]}, "class-0"),
        (
            {
                "class_day": ["2027-01-12"],
                "class_start": ["18:00"],
                "class_end": ["20:00"],
                "class_url": ["javascript:alert(1)"],
            },
            "class-0",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_told_beside_its_field(changed, field):
    draft, problems = read(**changed)
    assert draft is None
    assert problems[0] == field


def test_a_share_of_attendance_is_kept_as_an_exact_fraction():
    draft, _ = read(rule_kind=["attendance"], rule_min=["4/6"])
    assert draft.rule == {"kind": "attendance", "min": "2/3"}


def test_a_rule_may_ask_for_attendance_and_work():
    draft, _ = read(rule_kind=["both"], rule_min=["3/4"])
    alone, _ = read()
    assert draft.rule == {"kind": "both", "min": "3/4", "lessons": alone.rule["lessons"]}


def test_partners_that_do_not_exist_carry_nothing():
    draft, _ = read(co_hosts=["1", "77", "x"], capacity=["9"], **{"seats-77": ["3"], "seats-2": ["3"]})
    assert draft.co_hosts == {1}
    assert draft.reserved == {2: 3}


FIELDS = st.sampled_from(
    [*GOOD, "capacity", "apply_from", "apply_until", "minimum", "decide_on", "reply_hours", "issuer", "rule_min",
     "class_day", "class_start", "class_end", "class_mode", "class_url", "seats-1", "co_hosts", "supporters"]
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=12), st.sampled_from(["", "0", "９", "2027-01-12", "18:00", "9" * 400, "\x00", "\ud800"])
)


@given(junk=st.dictionaries(FIELDS, st.lists(VALUES, max_size=4), max_size=12))
def test_whatever_is_typed_is_a_draft_or_a_problem(junk):
    draft, problems = read_draft({**GOOD, **junk}, COURSES, PARTNERS)
    assert (draft is None) == bool(problems)


def test_selection_words_are_the_models():
    assert read(selection=["review"])[0].selection is Selection.REVIEW
