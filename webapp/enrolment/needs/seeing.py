"""連絡先を見た記録: names of people without an account stood on a page; the line names the need, the organisation or the visit."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, or_, select

from webapp.db import session
from webapp.enrolment.models import Learner
from webapp.looking import look
from webapp.mail.stopping import normal_address
from webapp.programme.models import Offering
from webapp.programme.needs.contacts import has_contact, subject_of
from webapp.programme.needs.models import Need, Visit
from webapp.programme.needs.telling import Recipient
from webapp.programme.organisations import Organisation


def need_seen(need: Need) -> None:
    """要望を寄せた人が表示された: where anything of them is kept."""
    if has_contact(need):
        look("need_contact_seen", subject_of(need), _accounts([need.contact_email]))


def needs_listed(needs: Iterable[Need]) -> None:
    """要望の一覧に、だれの要望かが表示された; an organisation that we know is nobody's name."""
    named = [need.id for need in needs if need.said_by and need.organisation is None]
    if named:
        look("needs_listed", "needs", (), needs=named)


def organisation_seen(known: Organisation) -> None:
    """団体の連絡先が表示された."""
    if has_contact(known):
        look("organisation_contact_seen", subject_of(known), _accounts([known.contact_email]))


def visit_seen(visit: Visit) -> None:
    """訪問した人と、話したことの控えが表示された."""
    if visit.visitors or visit.noted:
        look("visit_seen", f"visit/{visit.id}", ())


def recipients_seen(action: str, offering: Offering, recipients: Sequence[Recipient]) -> None:
    """知らせる相手の連絡先が表示された, in a list or on one letter to print."""
    organisations = {one.organisation.id for one in recipients if one.organisation is not None}
    needs = {need.id for one in recipients if one.organisation is None for need in one.needs}
    if organisations or needs:
        look(
            action, f"offering/{offering.id}", _accounts([one.email for one in recipients]),
            organisations=sorted(organisations), needs=sorted(needs),
        )  # fmt: skip


def _accounts(addresses: Iterable[str | None]) -> Sequence[int]:
    """Whose these addresses are, of the people who have an account: they find the line among those about them."""
    known = [normal_address(address) for address in addresses if address]
    theirs = or_(func.lower(Learner.email).in_(known), func.lower(Learner.second_email).in_(known))
    return session().scalars(select(Learner.id).where(theirs)).all()
