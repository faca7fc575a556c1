import json

import pytest

from grader.contract import ContractError, ExerciseScore, GradingRequest, ScoreSheet, State, Words

SHEET = ScoreSheet(
    State.GRADED,
    2.5,
    5.0,
    (
        ExerciseScore("b1-1", 2.0, 2.0, True),
        ExerciseScore("b1-2", 0.5, 3.0, False, Words("ちがいます", "It differs")),
        ExerciseScore("b1-text", None, 4.0, None),
    ),
    Words("", ""),
)
REQUEST = GradingRequest("r-1", "{}", '{"a": "\ud800富山"}', {"data/x.csv": "YQ=="})


def test_a_request_and_a_sheet_survive_the_journey_as_json():
    assert GradingRequest.from_json(REQUEST.to_json()) == REQUEST
    assert ScoreSheet.from_json(SHEET.to_json()) == SHEET


def test_the_sheet_has_exactly_the_keys_people_rely_on_and_whole_numbers_stay_whole():
    plain = json.loads(SHEET.to_json())
    assert set(plain) == {"state", "points", "max_points", "exercises", "message"}
    assert set(plain["exercises"][0]) == {"id", "points", "max_points", "passed", "message"}
    assert (plain["points"], plain["max_points"], plain["exercises"][0]["points"]) == (2.5, 5, 2)
    assert b'"points":2,' in SHEET.to_json()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"state": "PERFECT"}, "PERFECT"),
        ({"state": None}, "None"),
        ({"points": "5"}, "sheet.points"),
        ({"points": True}, "sheet.points"),
        ({"extra": 1}, "unknown"),
        ({"message": "text"}, "message"),
        ({"exercises": {}}, "exercises"),
        ({"exercises": [{"id": "x"}]}, "lacks"),
        ({"exercises": [{"id": "x", "points": 9, "max_points": 2, "passed": True, "message": {"ja": "", "en": ""}}]}, "0..max"),
        ({"exercises": [{"id": "x", "points": 1, "max_points": 2, "passed": 1, "message": {"ja": "", "en": ""}}]}, "passed"),
    ],
)  # fmt: skip
def test_a_sheet_that_breaks_the_contract_is_refused_with_the_place(change, complaint):
    with pytest.raises(ContractError, match=complaint):
        ScoreSheet.from_json(json.dumps(json.loads(SHEET.to_json()) | change).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"NaN", b"[" * 100_000, b'{"request_id": "x"}', b"\xff"])
def test_a_request_that_is_none_is_refused(data):
    with pytest.raises(ContractError):
        GradingRequest.from_json(data)


def test_a_request_whose_files_are_not_text_is_refused():
    with pytest.raises(ContractError, match="files"):
        GradingRequest.from_json(json.dumps(json.loads(REQUEST.to_json()) | {"files": {"x": 1}}).encode())


def test_a_request_without_a_key_is_an_older_one_and_reads_as_such():
    older = json.loads(REQUEST.to_json())
    del older["key"]
    assert GradingRequest.from_json(json.dumps(older).encode()).key == ""


def test_the_key_of_the_installation_survives_the_journey_and_is_never_shown():
    keyed = GradingRequest("r-1", "{}", "{}", {}, "the-key")
    assert GradingRequest.from_json(keyed.to_json()).key == "the-key"
    assert "the-key" not in repr(keyed)


def test_only_an_observed_exercise_says_so_and_an_older_sheet_reads_as_unobserved():
    seen = ExerciseScore("b1-1", 2.0, 2.0, True, observed=True)
    assert seen.as_dict()["observed"] is True
    assert ExerciseScore.from_dict(seen.as_dict()) == seen
    unseen = ExerciseScore("b1-1", 2.0, 2.0, True)
    assert "observed" not in unseen.as_dict()
    assert ExerciseScore.from_dict(unseen.as_dict()).observed is False


def test_an_exercise_whose_observed_is_no_yes_or_no_is_refused():
    with pytest.raises(ContractError, match="observed"):
        ExerciseScore.from_dict(ExerciseScore("b1-1", 2.0, 2.0, True).as_dict() | {"observed": "yes"})
