"""照合: whose stays they are, by e-mail, then by name; what fits two people or nobody is told, never guessed."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from webapp.enrolment.letters.naming import kana_key
from webapp.participation.attendance.holding import CAME
from webapp.participation.attendance.queries import Line
from webapp.participation.attendance.web_meetings.presence import is_of, needed, presence_of, time_there
from webapp.participation.attendance.web_meetings.table import Stay
from webapp.participation.models import AttendedHow, Presence
from webapp.programme.models import Meeting

# 「蒼 (架空 蒼)」: what somebody is called now, and in brackets what they were called when they joined.
BRACKETED = re.compile(r"^(.*?)[(（](.*)[)）]\s*$")
HONORIFIC = re.compile(r"(?:様|さま|さん|先生)$")


@dataclass(frozen=True)
class Found:
    """照合できた人: how long they were there, and what would be recorded."""

    line: Line
    minutes: int
    presence: Presence
    enough: bool
    by_name: bool

    @property
    def is_recorded(self) -> bool:
        """Whether they are recorded as having come, which stays as it is."""
        return self.line.attendance is not None and self.line.attendance.presence in CAME

    @property
    def contradicts(self) -> bool:
        """Whether staff wrote 欠席 or 公欠, so that a person has to look."""
        there = self.line.attendance
        return there is not None and not self.is_recorded and there.how is not AttendedHow.NOTIFIED


@dataclass(frozen=True)
class Unsure:
    """照合できない名前: as the file says it, and whom it may mean."""

    name: str
    email: str
    minutes: int
    presence: Presence
    candidates: tuple[Line, ...]


@dataclass
class Preview:
    """照合の結果: everybody in the file, and how many of the class are not in it."""

    of_this_class: bool
    found: list[Found] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    missing: int = 0


def match(meeting: Meeting, lines: Sequence[Line], stays: Sequence[Stay]) -> Preview:
    """Match the stays of a file with the people of a class; nothing of it is kept."""
    by_email, by_name = _indexes(lines)
    theirs: defaultdict[int, list[Stay]] = defaultdict(list)
    named: set[int] = set()
    others: defaultdict[tuple[str, str], list[Stay]] = defaultdict(list)
    for stay in stays:
        whose = by_email.get(_email(stay.email), []) if stay.email else []
        if len(whose) != 1:
            whose = whose or _named(by_name, stay.name)
            named.update(whose if len(whose) == 1 else [])
        if len(whose) == 1:
            theirs[whose[0]].append(stay)
        else:
            others[(stay.name, _email(stay.email))].append(stay)
    preview = Preview(is_of(stays, meeting), missing=len(lines) - len(theirs))
    for place, line in enumerate(lines):
        if place in theirs:
            found = _found(meeting, line, theirs[place], place in named, preview.of_this_class)
            preview.found.append(found)
    for (name, email), their in others.items():
        candidates = tuple(lines[place] for place in by_email.get(email) or _named(by_name, name))
        minutes = _minutes(time_there(their, meeting))
        preview.unsure.append(Unsure(name, email, minutes, presence_of(their, meeting), candidates))
    return preview


def _found(meeting: Meeting, line: Line, stays: Sequence[Stay], by_name: bool, of_this_class: bool) -> Found:
    there = time_there(stays, meeting)
    enough = of_this_class and there >= needed(meeting)
    return Found(line, _minutes(there), presence_of(stays, meeting), enough, by_name)


def _minutes(there: timedelta) -> int:
    return int(there.total_seconds() // 60)


def _indexes(lines: Sequence[Line]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    by_email: defaultdict[str, list[int]] = defaultdict(list)
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        learner = line.enrolment.learner
        if learner.email:
            by_email[_email(learner.email)].append(place)
        for key in {_name(learner.name), kana_key(learner.name_kana)} - {""}:
            by_name[key].append(place)
    return by_email, by_name


def _named(by_name: dict[str, list[int]], name: str) -> list[int]:
    bracketed = BRACKETED.match(name)
    writings = [name, *(bracketed.groups() if bracketed else ())]
    whose: set[int] = set()
    for writing in writings:
        for key in (_name(writing), kana_key(writing)):
            whose.update(by_name.get(key, ()))
    return sorted(whose)


def _email(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _name(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).lower().split())
    return HONORIFIC.sub("", plain)
