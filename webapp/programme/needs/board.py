"""要望の一覧: which needs a partner's office sees, how many there are in each group, and in which state."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from webapp.fiscal_year import FiscalYear
from webapp.programme.models import Partner
from webapp.programme.needs.models import Need, NeedAnswer, NeedSource, NeedState
from webapp.programme.needs.states import state_now
from webapp.programme.organisations import Organisation

UNKNOWN = "unknown"
MOST_TWINS = 200


@dataclass(frozen=True)
class Filter:
    """絞り込み: what the address asks for; an empty word asks nothing."""

    state: str = ""
    source: str = ""
    industry: str = ""
    school_type: str = ""
    year: str = ""
    words: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filter":
        """From an address; what is none of the known words is passed over."""
        state, source, year = (given.get(name, "") for name in ("state", "source", "year"))
        return cls(
            state if state in set(NeedState) else "",
            source if source in set(NeedSource) else "",
            given.get("industry", "")[:40],
            given.get("school_type", "")[:40],
            year if year.isascii() and year.isdigit() and len(year) == 4 else "",
            given.get("words", "").replace("\x00", "").strip()[:100],
        )

    def conditions(self) -> list[Any]:
        """As SQL."""
        asked: list[Any] = []
        if self.state:
            asked.append(state_now() == self.state)
        if self.source:
            asked.append(Need.source == NeedSource(self.source))
        if self.industry:
            asked.append(Need.industry == self.industry)
        if self.school_type == UNKNOWN:
            asked.append(and_(Need.industry.is_(None), Need.school_type.is_(None)))
        elif self.school_type:
            asked.append(Need.school_type == self.school_type)
        if self.year:
            year = FiscalYear(int(self.year))
            asked.append(Need.heard_on.between(year.start, year.end))
        for word in self.words.split():
            named = Organisation.name.icontains(word, autoescape=True)
            in_name = Need.organisation_id.in_(select(Organisation.id).where(named))
            asked.append(or_(Need.wanted.icontains(word, autoescape=True), in_name))
        return asked


@dataclass(frozen=True)
class Group:
    """まとまり: a 校種, or a 業種, or neither, with its needs by state; repeated ones count once."""

    industry: str | None
    school_type: str | None
    states: Mapping[NeedState, int]

    @property
    def total(self) -> int:
        """要望の件数."""
        return sum(self.states.values())


def count_of(session: Session, hosts: Collection[int], wanted: Filter) -> int:
    """How many needs the list has; what was merged into another is not one."""
    return (
        session.scalar(select(func.count()).select_from(Need).where(*_own(hosts), *wanted.conditions())) or 0
    )


def page_of(
    session: Session, hosts: Collection[int], wanted: Filter, offset: int, size: int
) -> Sequence[Need]:
    """A part of the list, the newest first, with what the page shows of each."""
    return session.scalars(
        select(Need)
        .where(*_own(hosts), *wanted.conditions())
        .options(
            joinedload(Need.organisation),
            selectinload(Need.moves),
            selectinload(Need.answers).joinedload(NeedAnswer.offering),
        )
        .order_by(Need.heard_on.desc(), Need.id.desc())
        .limit(size)
        .offset(offset)
    ).all()


def groups_of(session: Session, hosts: Collection[int] | None, wanted: Filter | None = None) -> list[Group]:
    """By 校種 and 業種, the most asked for first; all partners' where `hosts` is None."""
    state = state_now().label("state")
    whose = [Need.merged_into_id.is_(None)] if hosts is None else _own(hosts)
    each = select(Need.industry, Need.school_type, state).where(
        *whose, *(wanted.conditions() if wanted else ())
    )
    found: defaultdict[tuple[str | None, str | None], Counter[NeedState]] = defaultdict(Counter)
    for industry, school_type, word in session.execute(each):
        # A school's need stands with the schools, whatever industry it was filed under.
        found[None if school_type else industry, school_type][NeedState(word)] += 1
    groups = [Group(*key, states) for key, states in found.items()]
    return sorted(groups, key=lambda group: (-group.total, group.school_type or "", group.industry or ""))


def by_partner(session: Session) -> list[tuple[Partner, Mapping[NeedState, int]]]:
    """機関別: how many needs each partner heard, by state; no text and no name."""
    state = state_now().label("state")
    found: defaultdict[int, Counter[NeedState]] = defaultdict(Counter)
    for host, word in session.execute(select(Need.host_id, state).where(Need.merged_into_id.is_(None))):
        found[host][NeedState(word)] += 1
    partners = session.scalars(select(Partner).where(Partner.id.in_(found)).order_by(Partner.id))
    return [(partner, found[partner.id]) for partner in partners]


def years_of(session: Session, hosts: Collection[int]) -> list[int]:
    """The fiscal years in which something was heard, the newest first."""
    days = session.scalars(select(Need.heard_on).where(*_own(hosts)).distinct())
    return sorted({FiscalYear.of(day).year for day in days}, reverse=True)


def repeated(session: Session, needs: Collection[int]) -> Mapping[int, int]:
    """How many others were merged into each of these."""
    rows = session.execute(
        select(Need.merged_into_id, func.count())
        .where(Need.merged_into_id.in_(needs))
        .group_by(Need.merged_into_id)
    )
    return {id: number for id, number in rows if id is not None}


def twins_of(session: Session, need: Need) -> Sequence[Need]:
    """まとめる先になる要望: the partner's other needs, those of the same group first."""
    same = [Need.school_type == need.school_type] if need.school_type else [Need.industry == need.industry]
    return session.scalars(
        select(Need)
        .where(*_own([need.host_id]), Need.id != need.id)
        .order_by(and_(*same).is_(True).desc(), Need.heard_on.desc(), Need.id.desc())
        .limit(MOST_TWINS)
    ).all()


def merged_into(session: Session, need: Need) -> Sequence[Need]:
    """同じ要望: what was merged into this one."""
    other = aliased(Need)
    return session.scalars(select(other).where(other.merged_into_id == need.id).order_by(other.id)).all()


def _own(hosts: Collection[int]) -> list[Any]:
    return [Need.host_id.in_(hosts), Need.merged_into_id.is_(None)]
