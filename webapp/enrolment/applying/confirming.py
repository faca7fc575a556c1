"""確認: a form waits until its address is confirmed; then the account and the application are made together."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.enrolment.accounts.codes import (
    Issued,
    check_code,
    hash_code,
    hash_token,
    issue,
    look_up_token,
    redeem_token,
    use,
)
from webapp.enrolment.accounts.logins import make_account
from webapp.enrolment.accounts.models import OneTimeCode, Purpose
from webapp.enrolment.applying.form import Form
from webapp.enrolment.applying.models import ConsentKind, Invitation
from webapp.enrolment.applying.submitting import submit
from webapp.enrolment.models import Application, Learner, normal_address
from webapp.enrolment.operations import NotPossible
from webapp.mail.links import OURS
from webapp.mail.models import Message
from webapp.mail.outbox import send
from webapp.programme.models import Offering
from webapp.programme.naming import offering_name
from webapp.programme.outreach.models import Outreach
from webapp.wording import mark

MINUTES = 30
# For the day on which somebody shuts the page before they have set a password.
DAYS_TO_BEGIN = 3
PRESSED_TWICE = timedelta(minutes=10)
# A rush of people is served at once; above it, mail about one offering leaves one by one, and a flood is refused.
AT_ONCE, WITHIN = 60, timedelta(minutes=10)
APART, LONGEST_WAIT = timedelta(seconds=10), timedelta(minutes=15)
TOO_MANY = mark(
    "申込が集中しているため、いま確認の番号を送れません。入力した内容はこの画面に残っています。しばらくしてからもう一度送信するか、事務局にお問い合わせください。"
)
NEWER = mark("より新しい番号を送っているため、この番号は使えません。もう一度番号をお送りします。")


@dataclass(frozen=True)
class Confirmed:
    """確認の結果: the new account, its application, and the token that lets them set the first password."""

    learner: Learner
    application: Application
    token: str


def ask_to_confirm(
    session: Session,
    offering: Offering,
    form: Form,
    at: datetime,
    *,
    key: bytes,
    language: str,
    invitation: Invitation | None = None,
    contact: Outreach | None = None,
) -> Issued:
    """確認の番号を送る: the form waits; who has an account is told so by mail, and by nothing else.

    Raises TooOften for an address that got too many, NotPossible while a flood goes on.
    """
    waiting = {
        "offering": offering.id,
        "invitation": invitation.id if invitation else None,
        # The letter's link may be opened in another browser, whose cookie knows nothing of how they came.
        "outreach": contact.id if contact else None,
        "language": language,
        "form": form.as_data(),
        "sent_at": at.isoformat(),
    }
    return _send_code(session, offering, waiting, form, at, key=key)


def send_again(session: Session, row: OneTimeCode, at: datetime, *, key: bytes) -> Issued | None:
    """番号をもう一度送る: the same form with a new code; None where nothing waits any more."""
    if row.used_at is not None or not row.waiting:
        return None
    offering = session.get(Offering, row.waiting["offering"])
    if offering is None:
        return None
    return _send_code(session, offering, row.waiting, Form.from_data(row.waiting["form"]), at, key=key)


def _send_code(
    session: Session, offering: Offering, waiting: dict[str, Any], form: Form, at: datetime, *, key: bytes
) -> Issued:
    goes_at = _turn(session, offering, at)
    issued = issue(session, Purpose.APPLY, at, key=key, address=form.email, waiting=waiting, minutes=MINUTES)
    known = account_of(session, form.email, form.name)
    values: dict[str, Any] = {"offering": offering_name(offering)}
    if known is None:
        link = f"{OURS}applications/confirm/{issued.token}"
        values |= {"code": issued.code, "link": link, "minutes": MINUTES}
    else:
        values |= {
            "name": known.name,
            "login_id": known.login_id,
            "link": f"{OURS}offerings/{offering.id}/apply?signed_in=1",
        }
    message = send(
        session, "apply_code" if known is None else "have_account", form.email, waiting["language"], values, at,
        key=f"apply-code-{issued.row.token_hash}", offering_id=offering.id,
    )  # fmt: skip
    message.next_try_at = goes_at
    session.flush()
    return issued


def _turn(session: Session, offering: Offering, at: datetime) -> datetime:
    """順番: when this offering's next code may leave; raises NotPossible where it would come too late."""
    newest, sent = session.execute(
        select(func.max(Message.next_try_at), func.count()).where(
            Message.offering_id == offering.id,
            Message.template.in_(("apply_code", "have_account")),
            Message.queued_at > at - WITHIN,
        )
    ).one()
    if sent < AT_ONCE or newest is None:
        return at
    goes_at = max(newest, at) + APART
    if goes_at > at + LONGEST_WAIT:
        raise NotPossible(TOO_MANY)
    return goes_at


def account_of(session: Session, address: str, name: str) -> Learner | None:
    """The account of somebody of this name at this address; spaces in a name make nobody another."""
    address, plain = normal_address(address), "".join(name.split())
    having = select(Learner).where(or_(Learner.email == address, Learner.second_email == address))
    people = session.scalars(having.order_by(Learner.id)).all()
    return next((learner for learner in people if "".join(learner.name.split()) == plain), None)


def confirm_by_code(
    session: Session, row: OneTimeCode, code: str, at: datetime, *, key: bytes
) -> Confirmed | None:
    """番号で確認する: None for a wrong one, which counts as a try, so that the caller commits.

    Raises NotPossible where a newer form was sent for the same address: its code is not this form's.
    """
    if hmac.compare_digest(hash_code(code, key), row.code_hash) and (
        done := _done(session, row, at, key=key)
    ):
        return done
    right = check_code(session, Purpose.APPLY, row.address, code, at, key=key)
    if right is None:
        return None
    if right.id != row.id:
        raise NotPossible(NEWER)
    return _confirm(session, use(session, right, at), at, key=key)


def confirm_by_token(session: Session, token: str, at: datetime, *, key: bytes) -> Confirmed | None:
    """リンクで確認する: the button behind the link was pressed; None where the link opens nothing."""
    known = session.scalar(select(OneTimeCode).filter_by(purpose=Purpose.APPLY, token_hash=hash_token(token)))
    if known is None or (known.used_at is None and not known.waiting.get("form")):
        return None
    row = redeem_token(session, Purpose.APPLY, token, at)
    return _done(session, known, at, key=key) if row is None else _confirm(session, row, at, key=key)


def _done(session: Session, row: OneTimeCode, at: datetime, *, key: bytes) -> Confirmed | None:
    """What was confirmed a moment ago: who presses twice is led on both times, but not past a password."""
    session.refresh(row)
    learner, application_id = row.learner, row.waiting.get("application")
    if row.used_at is None or at > row.used_at + PRESSED_TWICE or learner is None or application_id is None:
        return None
    application = session.get_one(Application, application_id)
    return Confirmed(learner, application, begin_token(learner, key=key))


def _confirm(session: Session, row: OneTimeCode, at: datetime, *, key: bytes) -> Confirmed:
    waiting = row.waiting
    form = Form.from_data(waiting["form"])
    offering = session.get_one(Offering, waiting["offering"])
    if account_of(session, form.email, form.name) is not None:
        # Made between form and code: an answer to who has just shown that they read this address.
        raise NotPossible(mark("利用登録はすでにあります。サインインしてから申し込んでください。"))
    invitation = session.get(Invitation, waiting["invitation"]) if waiting["invitation"] else None
    learner, token = open_account(session, form, waiting["language"], at, offering, key=key)
    application = submit(
        session, learner, offering, form, at, invitation=invitation,
        sent_at=datetime.fromisoformat(waiting["sent_at"]),
        contact=session.get(Outreach, waiting["outreach"]) if waiting.get("outreach") else None,
    )  # fmt: skip
    row.learner, row.waiting = learner, {"application": application.id}
    session.flush()
    return Confirmed(learner, application, token)


def open_account(
    session: Session, form: Form, language: str, at: datetime, offering: Offering, *, key: bytes
) -> tuple[Learner, str]:
    """利用登録: an account at a confirmed address, and the token with which its owner sets a password."""
    learner = make_account(
        session, form.name, form.name_kana, form.email, language, at, email_confirmed=True,
        wants_announcements=form.consents.get(ConsentKind.ANNOUNCEMENTS, False),
    )  # fmt: skip
    # Bound to nobody's mailbox, so that it does not count as one more mail to it; only its link opens anything.
    begin = issue(
        session, Purpose.APPLY, at, key=key, learner=learner, waiting={"begin": offering.id},
        minutes=DAYS_TO_BEGIN * 24 * 60,
    )  # fmt: skip
    token = begin_token(learner, key=key)
    begin.row.token_hash = hash_token(token)
    values = {
        "name": learner.name,
        "login_id": learner.login_id,
        "link": f"{OURS}applications/begin/{token}",
    }
    send(
        session, "account_made", form.email, language, values, at, key=f"account-made-{learner.id}",
        learner_id=learner.id, offering_id=offering.id,
    )  # fmt: skip
    return learner, token


def begin_token(learner: Learner, *, key: bytes) -> str:
    """The token of a new account's first page; the same however often it is asked for."""
    return hmac.digest(key, f"begin:{learner.hub_user}".encode(), "sha256").hex()


def who_begins(session: Session, token: str, at: datetime) -> Learner | None:
    """The new account behind a link, as long as nobody has set its password."""
    row = look_up_token(session, Purpose.APPLY, token, at)
    begins = row is not None and "begin" in row.waiting
    return row.learner if row and begins and row.learner and row.learner.password_hash is None else None
