"""What crosses the grader's wall: frozen types that travel as JSON, and nothing else.

Every ``message`` is a pair ``{"ja": …, "en": …}`` in this JSON; ``python -m grader grade`` prints one language.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from grader.words import NOTHING, Words

__all__ = ["ContractError", "ExerciseScore", "GradingRequest", "ScoreSheet", "State", "Words"]


class ContractError(ValueError):
    """A message that is not what the contract says; always a fault of ours, never a learner's."""


class State(StrEnum):
    """How a grading run ended (採点の状態); each is a result, our own failures are exceptions."""

    GRADED = "GRADED"
    TIMED_OUT = "TIMED_OUT"
    OUT_OF_MEMORY = "OUT_OF_MEMORY"
    CRASHED = "CRASHED"
    REJECTED = "REJECTED"


@dataclass(frozen=True)
class GradingRequest:
    """One submission to score: both notebooks as text, and data files by relative path as base64.

    The key is the installation's own secret, from which tests draw their random inputs.
    """

    request_id: str
    source: str
    submission: str
    files: Mapping[str, str] = field(default_factory=dict)
    key: str = field(default="", repr=False)

    def to_json(self) -> bytes:
        """The request as JSON bytes."""
        return _dump(
            {
                "request_id": self.request_id,
                "source": self.source,
                "submission": self.submission,
                "files": dict(self.files),
                "key": self.key,
            }
        )

    @classmethod
    def from_json(cls, data: bytes) -> GradingRequest:
        """Read a request; raises ContractError where a key is missing, unknown or of the wrong type."""
        fields = _object(_load(data), {"request_id", "source", "submission", "files"}, "request", {"key": ""})
        files = fields["files"]
        if type(files) is not dict:
            raise ContractError("request.files must be an object")
        return cls(
            _text(fields, "request_id", "request"),
            _text(fields, "source", "request"),
            _text(fields, "submission", "request"),
            {name: _text(files, name, "request.files") for name in files},
            _text(fields, "key", "request"),
        )


@dataclass(frozen=True)
class ExerciseScore:
    """One exercise's points (一問の得点); ``points`` and ``passed`` are None where a person has to mark it.

    ``observed`` says that its test relied on what the learner's process tells of itself, such as its figures:
    that can be forged, so a person should look.
    """

    id: str
    points: float | None
    max_points: float
    passed: bool | None
    message: Words = NOTHING
    observed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON; whole numbers are written without a fraction."""
        return {
            "id": self.id,
            "points": _tidy(self.points),
            "max_points": _tidy(self.max_points),
            "passed": self.passed,
            "message": {"ja": self.message.ja, "en": self.message.en},
            **({"observed": True} if self.observed else {}),
        }

    @classmethod
    def from_dict(cls, data: object) -> ExerciseScore:
        """Read one exercise; raises ContractError."""
        fields = _object(
            data, {"id", "points", "max_points", "passed", "message"}, "exercise", {"observed": False}
        )
        passed, observed = fields["passed"], fields["observed"]
        if passed is not None and type(passed) is not bool:
            raise ContractError("exercise.passed must be true, false or null")
        if type(observed) is not bool:
            raise ContractError("exercise.observed must be true or false")
        points = None if fields["points"] is None else _number(fields, "points", "exercise")
        maximum = _number(fields, "max_points", "exercise")
        if points is not None and not 0 <= points <= maximum:
            raise ContractError("exercise.points must lie in 0..max_points")
        message = _words(fields["message"])
        return cls(_text(fields, "id", "exercise"), points, maximum, passed, message, observed)


@dataclass(frozen=True)
class ScoreSheet:
    """What a submission is worth (採点結果): state, points, each exercise, and a sentence for the learner.

    ``environment`` is the digest of what it was scored with; empty where nobody keeps the sheet.
    """

    state: State
    points: float
    max_points: float
    exercises: tuple[ExerciseScore, ...]
    message: Words = NOTHING
    environment: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "state": str(self.state),
            "points": _tidy(self.points),
            "max_points": _tidy(self.max_points),
            "exercises": [exercise.as_dict() for exercise in self.exercises],
            "message": {"ja": self.message.ja, "en": self.message.en},
            **({"environment": self.environment} if self.environment else {}),
        }

    def to_json(self) -> bytes:
        """The score sheet as JSON bytes."""
        return _dump(self.as_dict())

    @classmethod
    def from_json(cls, data: bytes) -> ScoreSheet:
        """Read a score sheet; raises ContractError."""
        keys = {"state", "points", "max_points", "exercises", "message"}
        fields = _object(_load(data), keys, "sheet", {"environment": ""})
        exercises = fields["exercises"]
        if type(exercises) is not list:
            raise ContractError("sheet.exercises must be a list")
        try:
            state = State(fields["state"])
        except ValueError:
            raise ContractError(f"sheet.state {fields['state']!r} is unknown") from None
        return cls(
            state,
            _number(fields, "points", "sheet"),
            _number(fields, "max_points", "sheet"),
            tuple(ExerciseScore.from_dict(exercise) for exercise in exercises),
            _words(fields["message"]),
            _text(fields, "environment", "sheet"),
        )


def _dump(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")


def _load(data: bytes) -> object:
    try:
        return json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ContractError(f"not JSON: {error}") from None


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")


def _object(
    data: object, keys: set[str], where: str, usual: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """The fields of an object; those that may be missing come with what is then usual."""
    if type(data) is not dict:
        raise ContractError(f"{where} must be an object")
    if missing := keys - data.keys():
        raise ContractError(f"{where} lacks {sorted(missing)}")
    if unknown := data.keys() - keys - usual.keys():
        raise ContractError(f"{where} has unknown {sorted(unknown)}")
    return {**usual, **data}


def _text(fields: Mapping[str, Any], key: str, where: str) -> str:
    if type(fields[key]) is not str:
        raise ContractError(f"{where}.{key} must be text")
    return str(fields[key])


def _number(fields: Mapping[str, Any], key: str, where: str) -> float:
    value = fields[key]
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ContractError(f"{where}.{key} must be a finite number")
    return float(value)


def _words(data: object) -> Words:
    fields = _object(data, {"ja", "en"}, "message")
    return Words(_text(fields, "ja", "message"), _text(fields, "en", "message"))


def _tidy(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value
