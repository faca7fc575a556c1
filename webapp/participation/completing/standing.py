"""修了までに足りないもの: the rule as promised, read now, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.letters.naming import kana_key
from webapp.enrolment.models import Enrolment
from webapp.participation.completing.attending import Attended, attended
from webapp.participation.completing.models import CompletionDecision
from webapp.participation.completing.settling import certificate_of, decision_on
from webapp.participation.completion import Attempt, attempts_of, first_met, is_met, lessons_met
from webapp.participation.rules import rule_promised_to
from webapp.programme.models import Offering
from webapp.programme.rule_kinds import asks_attendance, asks_work


@dataclass(frozen=True)
class Worked:
    """演習課題の要件: the lessons whose 基本 exercises are all passed, of those that the rule names.

    `one_of` are those of one's own path (校種) of which one is enough.
    """

    met: frozenset[str]
    lessons: tuple[str, ...]
    one_of: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The lessons still to be passed that leave no choice, in the rule's order."""
        return tuple(lesson for lesson in self.lessons if lesson not in self.met)

    @property
    def choices(self) -> tuple[str, ...]:
        """Of which lessons one is still to be passed; empty where that is done or there is no choice."""
        return () if self.met & set(self.one_of) else self.one_of

    @property
    def is_met(self) -> bool:
        """Whether that is all that the rule asks for."""
        return is_met({"lessons": self.lessons, "one_of": self.one_of}, self.met)

    @property
    def asked(self) -> int:
        """How many lessons are needed."""
        return len(self.lessons) + bool(self.one_of)

    @property
    def left(self) -> int:
        """How many lessons are still to be passed; of a choice, one counts."""
        return self.asked - self.done

    @property
    def done(self) -> int:
        """How many of those are passed; of a choice, one counts."""
        return len(self.met & set(self.lessons)) + bool(self.met & set(self.one_of))


@dataclass(frozen=True)
class CompletionStanding:
    """修了の状況 of one enrolment: what the rule counts now, and the decision that goes before it."""

    enrolment: Enrolment
    attended: Attended | None
    worked: Worked | None
    decision: CompletionDecision | None
    certified: bool
    met_at: datetime | None

    @property
    def holds(self) -> bool:
        """Whether the person has completed."""
        return self.completed_at is not None

    @property
    def completed_at(self) -> datetime | None:
        """When the person completed: as somebody decided, else as the rule gives it now.

        What hand-ins reached once stays, and so does what a certificate was issued for. Reports count the moment that
        was written when the rule was met; `flask verify` names whoever differs.
        """
        if self.decision is not None:
            return self.decision.decided_at if self.decision.granted else None
        recorded = self.enrolment.completed_at
        if self.certified or self.enrolment.withdrawn_at is not None:
            return recorded
        return self.met_at if self.attended is not None else recorded or self.met_at

    @property
    def rule_met(self) -> bool:
        """What the rule alone says at this moment: all that it asks for, attendance, work, or both."""
        came = self.attended is None or self.attended.met_at is not None
        worked = self.worked is None or self.worked.is_met
        return came and worked and not (self.attended is None and self.worked is None)


def standing_of(session: Session, enrolment: Enrolment, releases: Path) -> CompletionStanding:
    """Read the rule for one enrolment."""
    rule = rule_promised_to(session, enrolment)
    came = attended(session, enrolment, rule) if asks_attendance(rule) else None
    # A rule of a kind that is not known is met by nobody, and its page says what work it names.
    attempts = attempts_of(session, enrolment, releases) if came is None or asks_work(rule) else None
    moments = [came.met_at] if came is not None else []
    moments += [first_met(rule, attempts)] if attempts is not None else []
    return CompletionStanding(
        enrolment,
        came,
        _worked(rule, attempts) if attempts is not None else None,
        decision_on(session, enrolment),
        certificate_of(session, enrolment) is not None,
        _last(moments),
    )


def completed_by_rule(session: Session, enrolment: Enrolment, releases: Path) -> datetime | None:
    """When somebody completed, read now; None while they have not."""
    return standing_of(session, enrolment, releases).completed_at


def standings_of(session: Session, offering: Offering, releases: Path) -> list[CompletionStanding]:
    """Everybody who is in an offering, in the order of ふりがな."""
    people = session.scalars(
        select(Enrolment)
        .where(Enrolment.offering_id == offering.id, Enrolment.withdrawn_at.is_(None))
        .options(joinedload(Enrolment.learner), joinedload(Enrolment.application))
    ).all()
    ordered = sorted(people, key=lambda row: (kana_key(row.learner.name_kana), row.id))
    return [standing_of(session, enrolment, releases) for enrolment in ordered]


def own_standings(session: Session, learner_id: int, releases: Path) -> list[CompletionStanding]:
    """One's own offerings, the newest first."""
    mine = session.scalars(
        select(Enrolment)
        .join(Enrolment.offering)
        .where(Enrolment.learner_id == learner_id, Enrolment.withdrawn_at.is_(None))
        .options(joinedload(Enrolment.offering).joinedload(Offering.issuer))
        .order_by(Offering.starts_on.desc(), Enrolment.id.desc())
    ).all()
    return [standing_of(session, enrolment, releases) for enrolment in mine]


def _last(moments: Sequence[datetime | None]) -> datetime | None:
    met = [moment for moment in moments if moment is not None]
    return max(met) if len(met) == len(moments) else None


def _worked(rule: dict[str, Any], attempts: Sequence[Attempt]) -> Worked:
    lessons, choice = tuple(rule.get("lessons", ())), tuple(rule.get("one_of", ()))
    return Worked(lessons_met(attempts) & {*lessons, *choice}, lessons, choice)
