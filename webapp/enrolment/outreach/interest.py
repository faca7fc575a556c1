"""開講通知の登録: an address waits until a course opens or has room again; no account is needed, one press takes it out.

Nobody learns from it whether an address is known: the page says the same, and only the letter tells.
"""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, and_, delete, exists, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.catalogue import load_courses
from webapp.enrolment.accounts.codes import hash_token
from webapp.enrolment.applying.conditions import Vacancy, vacancy_of
from webapp.enrolment.models import normal_address
from webapp.enrolment.operations import NotPossible
from webapp.mail.links import OURS
from webapp.mail.models import Message, Unsubscribed
from webapp.mail.outbox import Letter, send, send_many
from webapp.programme.models import Offering, OfferingState
from webapp.programme.naming import offering_name
from webapp.programme.outreach.models import Interest, Outreach
from webapp.programme.queries import takes_applications
from webapp.wording import mark

# What was said to whoever registers, by version; a changed text is a new one, and the old stays for who read it.
NOTICES = {
    1: mark(
        "メールアドレスは、この講座の申込が始まったとき、または席が空いたときのお知らせだけに使います。"
        "お知らせは一つの開講につき一度です。登録から1年たつか、登録を取り消すと、アドレスを消します。"
    ),
}
NOTICE = max(NOTICES)
CONFIRM_WITHIN = timedelta(days=7)
KEPT = timedelta(days=365)
# More letters than this in an hour is somebody who plays with other people's addresses.
MOST_PER_HOUR = 300


def ask(
    session: Session,
    course_slug: str,
    address: str,
    language: str,
    at: datetime,
    *,
    key: bytes,
    contact: Outreach | None = None,
) -> None:
    """開講通知を申し込む: a letter with which the address is confirmed, at most one an hour; raises NotPossible in a flood."""
    hour_ago = at - timedelta(hours=1)
    asked = select(func.count(Message.id)).where(
        Message.template == "interest_confirm", Message.queued_at > hour_ago
    )
    if (session.scalar(asked) or 0) >= MOST_PER_HOUR:
        raise NotPossible(mark("いま申込が込み合っています。1時間ほどしてから、もう一度お試しください。"))
    email = normal_address(address)
    token = token_of(key, course_slug, email)
    _keep(session, course_slug, email, language, token, at, contact)
    values = {
        "course": course_name(session, course_slug),
        "link": f"{OURS}notices/{token}",
        "days": CONFIRM_WITHIN.days,
    }
    send(
        session, "interest_confirm", email, language, values, at,
        key=f"interest-{hash_token(token)[:32]}-{at:%Y%m%d%H}",
    )  # fmt: skip


def _keep(
    session: Session,
    course_slug: str,
    email: str,
    language: str,
    token: str,
    at: datetime,
    contact: Outreach | None,
) -> None:
    there = session.scalar(select(Interest).filter_by(course_slug=course_slug, email=email))
    if there is not None:
        if there.confirmed_at is None:
            there.asked_at, there.notice_version, there.language = at, NOTICE, language
        # Signed anew where the key was changed since.
        there.token_hash = hash_token(token)
        return
    row = Interest(
        course_slug=course_slug, email=email, language=language, notice_version=NOTICE,
        token_hash=hash_token(token), asked_at=at, outreach_id=contact.id if contact else None,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        pass  # pressed twice at the same moment: the other one is there


def token_of(key: bytes, course_slug: str, email: str) -> str:
    """The word in the letters' links: the same in each, so that an old letter still takes the address out."""
    return hmac.digest(key, f"interest\n{course_slug}\n{email}".encode(), "sha256").hex()[:43]


def find_interest(session: Session, token: str) -> Interest | None:
    """The registration behind a letter's link."""
    return session.scalar(select(Interest).filter_by(token_hash=hash_token(token)))


def confirm(session: Session, interest: Interest, at: datetime) -> None:
    """確かめる: the button behind the link was pressed; the first time counts."""
    if interest.confirmed_at is None:
        interest.confirmed_at = at
        session.flush()


def remove(session: Session, interest: Interest) -> None:
    """登録を取り消す: nothing of the address stays."""
    session.delete(interest)
    session.flush()


def tell_interested(session: Session, at: datetime, *, key: bytes) -> int:
    """開講を知らせる: each confirmed address once per offering that has room; how many letters were queued."""
    waiting = select(Interest).where(Interest.confirmed_at.is_not(None))
    slugs = set(session.scalars(waiting.with_only_columns(Interest.course_slug)))
    open_now = select(Offering).where(Offering.state == OfferingState.OPEN, Offering.course_slug.in_(slugs))
    queued = 0
    for offering in session.scalars(open_now.order_by(Offering.id)).all():
        if has_room(session, offering, at):
            queued += _tell(session, offering, _untold(session, offering), at, key)
    return queued


def has_room(session: Session, offering: Offering, at: datetime) -> bool:
    """Whether somebody who applies now may get a seat: it takes applications, and nobody waits for one."""
    return takes_applications(offering, at) and vacancy_of(session, offering, at) is not Vacancy.WAITING


def _untold(session: Session, offering: Offering) -> list[Interest]:
    """Who has not been told of this offering last, and has not stopped all mail since they confirmed."""
    stopped = exists().where(
        Unsubscribed.address == Interest.email, Unsubscribed.since > Interest.confirmed_at
    )
    rows = select(Interest).where(
        Interest.course_slug == offering.course_slug,
        Interest.confirmed_at.is_not(None),
        or_(Interest.told_of_id.is_(None), Interest.told_of_id != offering.id),
        ~stopped,
    )
    return list(session.scalars(rows.order_by(Interest.confirmed_at)))


def _tell(session: Session, offering: Offering, waiting: Iterable[Interest], at: datetime, key: bytes) -> int:
    """Those to whom no letter of this offering went before, however often another was told in between."""
    named = {f"interest-told-{offering.id}-{one.token_hash[:32]}": one for one in waiting}
    told = set(session.scalars(select(Message.key).where(Message.key.in_(named))))
    letters = []
    for name, interest in named.items():
        if name in told:
            continue
        token = token_of(key, interest.course_slug, interest.email)
        values = {
            "offering": offering_name(offering),
            "closes": offering.apply_until or "",
            "link": f"{OURS}offerings/{offering.id}",
            "stop_link": f"{OURS}notices/{token}",
        }
        letters.append(Letter(name, interest.email, interest.language, values))
        interest.told_of_id, interest.token_hash = offering.id, hash_token(token)
    session.flush()
    # Of no offering in the outbox: who waits for a course is no applicant, and the host's page of mail names addresses.
    return send_many(session, "interest_opened", letters, at)


def forget_interests(session: Session, at: datetime) -> int:
    """保存期間: who did not confirm within a week, and who did a year ago; how many went."""
    over = or_(
        and_(Interest.confirmed_at.is_(None), Interest.asked_at < at - CONFIRM_WITHIN),
        Interest.confirmed_at < at - KEPT,
    )
    gone = session.execute(delete(Interest).where(over))
    return max(0, gone.rowcount) if isinstance(gone, CursorResult) else 0


def course_name(session: Session, slug: str) -> dict[str, str]:
    """The course's name in both languages; of one that an office composed, as its newest offering is called."""
    if course := load_courses().get(slug):
        return {"ja": course.title.ja, "en": course.title.en}
    newest = select(Offering).where(Offering.course_slug == slug).order_by(Offering.id.desc()).limit(1)
    found = session.scalar(newest)
    return {"ja": found.title_ja, "en": found.title_en} if found else {"ja": slug, "en": slug}
