"""確認の結果: what a look at one thing found, as data; pages and commands put it into words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from webapp.wording import mark

Value = str | int | datetime


class State(StrEnum):
    """良好・注意・対処が必要: how a thing stands."""

    ALARM = "alarm"
    WARN = "warn"
    OK = "ok"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _LABELS[self]


_LABELS = {State.ALARM: mark("対処が必要"), State.WARN: mark("注意"), State.OK: mark("良好")}
_WORST_FIRST = list(State)


@dataclass(frozen=True)
class Finding:
    """One thing, how it stands in a sentence, and what to do next; sentences are Japanese keys of translations."""

    state: State
    subject: str
    sentence: str
    values: Mapping[str, Value] = field(default_factory=dict)
    todo: str = ""
    commands: tuple[str, ...] = ()


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """What needs somebody stands first, the rest as it came."""
    return sorted(findings, key=lambda finding: _WORST_FIRST.index(finding.state))


def graded_by(amount: float, warn: float, alarm: float) -> State:
    """How bad an amount is whose growth is bad."""
    return State.ALARM if amount >= alarm else State.WARN if amount >= warn else State.OK


def size_in_words(size: float) -> str:
    """A number of bytes as people read it: 12.3 MB."""
    units = ["B", "kB", "MB", "GB", "TB"]
    while size >= 1000 and len(units) > 1:
        size /= 1000
        del units[0]
    return f"{size:.0f} B" if units[0] == "B" else f"{size:.1f} {units[0]}"
