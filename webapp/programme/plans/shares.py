"""事業費の分担: each partner says its own part; what the parts come to is set beside the programme's own amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear
from webapp.programme.models import Partner, Programme
from webapp.programme.plans.models import PartnerShare


@dataclass(frozen=True)
class Shares:
    """分担の表: every partner with what it said (None: nothing yet), and the programme that they bear together."""

    programme: Programme
    lines: Sequence[tuple[Partner, PartnerShare | None]]

    @property
    def budget(self) -> "Sum":
        """Of the budget (予算額)."""
        return Sum.of(
            [share.budget_yen if share else None for _, share in self.lines], self.programme.budget_yen
        )

    @property
    def settled(self) -> "Sum":
        """Of the settled amount (決算額)."""
        return Sum.of(
            [share.settled_yen if share else None for _, share in self.lines], self.programme.settled_yen
        )


@dataclass(frozen=True)
class Sum:
    """合計の確認: what the partners said in all, how many have not said, and what it should come to (None: not known)."""

    yen: int
    unsaid: int
    wanted: int | None

    @classmethod
    def of(cls, parts: Sequence[int | None], wanted: int | None) -> "Sum":
        """From the parts, None where one is not known."""
        return cls(sum(part or 0 for part in parts), sum(part is None for part in parts), wanted)

    @property
    def difference(self) -> int | None:
        """The sum less what it should be; None where nothing can be said."""
        return None if self.wanted is None else self.yen - self.wanted


def programme_in(session: Session, fiscal_year: int) -> Programme | None:
    """The programme of a year, where it was set up."""
    return session.scalar(select(Programme).filter_by(fiscal_year=fiscal_year))


def shares_of(session: Session, programme: Programme) -> Shares:
    """Every partner of the partnership, in the order in which they joined."""
    said = {
        row.partner_id: row for row in session.scalars(select(PartnerShare).filter_by(programme=programme))
    }
    partners = session.scalars(select(Partner).order_by(Partner.id))
    return Shares(programme, [(partner, said.get(partner.id)) for partner in partners])


def keep_share(
    session: Session,
    programme: Programme,
    partner: Partner,
    budget_yen: int | None,
    settled_yen: int | None,
    note: str,
    at: datetime,
) -> PartnerShare:
    """分担を入れる: what is said anew takes the old one's place."""
    share = session.get(PartnerShare, (programme.id, partner.id)) or PartnerShare(
        programme_id=programme.id, partner_id=partner.id
    )
    share.budget_yen, share.settled_yen, share.note, share.kept_at = budget_yen, settled_yen, note, at
    session.add(share)
    session.flush()
    return share


def keep_programme(
    session: Session, year: FiscalYear, name_ja: str, name_en: str, budget_yen: int
) -> Programme:
    """事業を登録する・直す: its names and its budget; the settled amount is typed with the official numbers."""
    programme = programme_in(session, year.year) or Programme(fiscal_year=year.year)
    programme.name_ja, programme.name_en, programme.budget_yen = name_ja, name_en, budget_yen
    session.add(programme)
    session.flush()
    return programme
