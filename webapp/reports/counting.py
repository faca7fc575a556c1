"""指標: each number's definition, once; `Counted` is what the council means by 受講者 (the set E).

実 is always counted anew over the rows it is for: it is never added up over offerings, quarters or years.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from webapp.programme.models import OfferingState
from webapp.reports.facts import EnrolmentFact, OfferingFact, WorkFact, YearFacts
from webapp.reports.period import Period


@dataclass(frozen=True)
class Counted:
    """The rows that count, of one offering or of many; every indicator is asked of these."""

    offerings: tuple[OfferingFact, ...]
    enrolments: tuple[EnrolmentFact, ...]  # E
    closed: tuple[EnrolmentFact, ...]  # C, those of E whose results are closed
    completed: tuple[EnrolmentFact, ...]
    work: tuple[WorkFact, ...]
    pending: int  # offerings whose results are not closed (集計中)

    @property
    def capacity(self) -> int | None:
        """I03 定員: the places of the offerings held that have a capacity; None where none has."""
        places = [offering.capacity for offering in self.offerings if offering.capacity is not None]
        return sum(places) if places else None

    @property
    def nobe_enrolments(self) -> int:
        """I06 延べ受講者数: enrolments; a person in two offerings is two."""
        return len(self.enrolments)

    @property
    def jitsu_learners(self) -> int:
        """I07 実受講者数: persons; one in two offerings is one."""
        return len({enrolment.learner_id for enrolment in self.enrolments})

    @property
    def fill(self) -> tuple[int, int] | None:
        """I09 定員充足率 as enrolments and places, both of offerings with a capacity only."""
        places = self.capacity
        if not places:
            return None
        limited = {offering.id for offering in self.offerings if offering.capacity is not None}
        return sum(enrolment.offering_id in limited for enrolment in self.enrolments), places

    @property
    def nobe_completions(self) -> int | None:
        """I11 修了者数(延べ); None (集計中) while no results are closed."""
        return None if not self.closed and self.pending else len(self.completed)

    @property
    def jitsu_completers(self) -> int | None:
        """I11, persons."""
        if self.nobe_completions is None:
            return None
        return len({enrolment.learner_id for enrolment in self.completed})

    @property
    def completion(self) -> tuple[int, int] | None:
        """I12 修了率 as completions and closed enrolments; None where no results are closed."""
        return (len(self.completed), len(self.closed)) if self.closed else None

    @property
    def submissions(self) -> int:
        """提出数: hand-ins received; the same lesson handed in again is one more."""
        return sum(work.submissions for work in self.work)

    @property
    def score(self) -> Fraction | None:
        """I24a 得点率: Σ counted points ÷ Σ their maxima over what was handed in and scored."""
        scored = [work for work in self.work if work.points is not None and work.max_points]
        most = sum(Fraction(str(work.max_points)) for work in scored)
        return sum(Fraction(str(work.points)) for work in scored) / most if most else None

    def of(self, offering: OfferingFact) -> "Counted":
        """The same for one of the offerings."""
        mine = {enrolment.id for enrolment in self.enrolments if enrolment.offering_id == offering.id}
        closed = tuple(enrolment for enrolment in self.closed if enrolment.id in mine)
        return Counted(
            (offering,),
            tuple(enrolment for enrolment in self.enrolments if enrolment.id in mine),
            closed,
            tuple(enrolment for enrolment in self.completed if enrolment.id in mine),
            tuple(work for work in self.work if work.enrolment_id in mine),
            0 if closed else 1,
        )


def count(facts: YearFacts, period: Period) -> Counted:
    """Choose the rows that count by the end of the period."""
    held = {offering.id: offering for offering in facts.offerings if is_held(offering, period)}
    enrolments = tuple(
        enrolment
        for enrolment in facts.enrolments
        if enrolment.offering_id in held and is_counted(enrolment, held[enrolment.offering_id], period)
    )
    decided = _first_decisions(facts)
    closed_ids = {
        offering.id for offering in held.values() if is_closed(offering, decided.get(offering.id), period)
    }
    closed = tuple(enrolment for enrolment in enrolments if enrolment.offering_id in closed_ids)
    ids = {enrolment.id for enrolment in enrolments}
    return Counted(
        tuple(held.values()),
        enrolments,
        closed,
        tuple(enrolment for enrolment in closed if period.holds(enrolment.completed_at)),
        tuple(work for work in facts.work if work.enrolment_id in ids),
        len(held) - len(closed_ids),
    )


def is_held(offering: OfferingFact, period: Period) -> bool:
    """I01 開講: a class took place (or it opened on demand) by then; 開講中止 is always apart."""
    return offering.state is not OfferingState.CANCELLED and period.holds(offering.first_held_at)


def is_counted(enrolment: EnrolmentFact, offering: OfferingFact, period: Period) -> bool:
    """E: 受講決定 by then, and not withdrawn before the first class that took place began; no-shows stay."""
    if not period.holds(enrolment.enrolled_at) or offering.first_held_at is None:
        return False
    return enrolment.withdrawn_at is None or enrolment.withdrawn_at >= offering.first_held_at


def is_closed(offering: OfferingFact, first_decision: datetime | None, period: Period) -> bool:
    """Whether an offering is over and its results are closed (終了) by then; until then it is 集計中.

    Looking back, the state is today's: where the first 修了 was decided only later, results were still open.
    """
    if offering.state is not OfferingState.CLOSED or offering.ends_on > period.day:
        return False
    return first_decision is None or period.holds(first_decision)


def _first_decisions(facts: YearFacts) -> dict[int, datetime]:
    first: dict[int, datetime] = {}
    for enrolment in facts.enrolments:
        moment, offering = enrolment.completed_at, enrolment.offering_id
        if moment is not None and (offering not in first or moment < first[offering]):
            first[offering] = moment
    return first
