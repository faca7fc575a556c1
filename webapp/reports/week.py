"""この1週間の動き on the coordinator's first screen: what came in, beside the week before it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.reports.queries.week import moved
from webapp.wording import mark

# 件 are rows and no people: the same person may be behind several.
KINDS = {
    "applied": mark("申込"),
    "enrolled": mark("受講決定"),
    "withdrawn": mark("辞退"),
    "present": mark("出席の記録"),
    "submitted": mark("演習課題の提出"),
    "completed": mark("修了の決定"),
}


@dataclass(frozen=True)
class Moved:
    """動き: how often something happened in the last seven days and in the seven before, in 件."""

    kind: str
    name: str
    now: int
    before: int


def week_of(session: Session, hosts: Collection[int], until: datetime) -> tuple[Moved, ...]:
    """What happened in either week, in the order of a learner's way; what did not happen is left out."""
    counted = moved(session, hosts, until)
    return tuple(Moved(kind, name, *counted[kind]) for kind, name in KINDS.items() if any(counted[kind]))
