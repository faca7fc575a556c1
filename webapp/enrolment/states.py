"""申込の状態: the states of an application and the ways between them; there are no others."""

from collections.abc import Mapping
from enum import StrEnum

from webapp.wording import mark


class ApplicationState(StrEnum):
    """Where an application stands: 申込, 抽選待ち, 繰上げ案内中, 受講決定, キャンセル待ち, 選外, 取消, 辞退."""

    APPLIED = "applied"
    DRAWING = "drawing"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _APPLICATION_STATES[self]


_APPLICATION_STATES = {
    ApplicationState.APPLIED: mark("申込受付"),
    ApplicationState.DRAWING: mark("抽選待ち"),
    ApplicationState.OFFERED: mark("繰上げ案内中"),
    ApplicationState.ACCEPTED: mark("受講決定"),
    ApplicationState.WAITING: mark("キャンセル待ち"),
    ApplicationState.REJECTED: mark("選外"),
    ApplicationState.CANCELLED: mark("取消"),
    ApplicationState.WITHDRAWN: mark("辞退"),
}


class IllegalMove(ValueError):
    """An application cannot go from this state to that one."""

    def __init__(self, before: ApplicationState, after: ApplicationState) -> None:
        super().__init__(f"{before.value} → {after.value}")


S = ApplicationState

# Who cancelled may apply again while applications are open; who withdrew may not (`enrolment.operations.enrol`).
ALLOWED: Mapping[ApplicationState, frozenset[ApplicationState]] = {
    S.APPLIED: frozenset({S.DRAWING, S.ACCEPTED, S.WAITING, S.REJECTED, S.CANCELLED}),
    S.DRAWING: frozenset({S.ACCEPTED, S.WAITING, S.REJECTED, S.CANCELLED}),
    S.WAITING: frozenset({S.OFFERED, S.ACCEPTED, S.REJECTED, S.CANCELLED}),
    S.OFFERED: frozenset({S.ACCEPTED, S.CANCELLED}),
    S.ACCEPTED: frozenset({S.WITHDRAWN}),
    S.REJECTED: frozenset({S.WAITING, S.ACCEPTED}),
    S.CANCELLED: frozenset({S.APPLIED, S.ACCEPTED}),
    S.WITHDRAWN: frozenset(),
}
