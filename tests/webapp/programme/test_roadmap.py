"""The rows of the road map are data."""

from webapp.programme.audience import Audience
from webapp.programme.roadmap import rest, roadmap, seminars


def test_the_rows_stand_in_the_road_maps_order():
    assert list(roadmap()) == ["setup", "staff", "beginner", "intermediate", "teachers", "other", "seminars"]
    assert roadmap()["teachers"].name_ja == "教員研修"


def test_no_audience_and_no_course_is_in_two_rows():
    for words in (
        [audience for row in roadmap().values() for audience in row.audiences],
        [course for row in roadmap().values() for course in row.courses],
    ):
        assert len(words) == len(set(words))
    assert set(roadmap()["staff"].audiences) == {Audience.PUBLIC_SERVANT}


def test_one_row_takes_what_no_other_names_and_one_the_seminars():
    assert (rest(), seminars()) == ("other", "seminars")
