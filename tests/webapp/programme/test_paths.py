"""道すじ: a path of a series stands in a rule as it was promised, and is read back as it stands."""

from course.catalogue import SeriesPath
from webapp.programme.paths import paths_of, promised

OWN, FREE = SeriesPath(("中学校",), ("t2",), ("t1", "t2")), SeriesPath((), ("t1", "t2"))


def test_a_path_is_read_back_as_it_was_promised():
    assert paths_of({"paths": [promised(OWN), promised(FREE)]}) == (OWN, FREE)


def test_a_path_without_other_subjects_stands_as_it_did_before_there_were_any():
    assert promised(FREE) == {"school_types": [], "lessons": ["t1", "t2"]}


def test_a_path_promised_before_there_were_other_subjects_names_none_of_them():
    (path,) = paths_of({"paths": [{"school_types": ["中学校"], "lessons": ["t2"]}]})
    assert path == SeriesPath(("中学校",), ("t2",))


def test_a_rule_without_paths_has_none():
    assert paths_of({}) == paths_of({"paths": None}) == ()
