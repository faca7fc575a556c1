"""文書をつくる: every letter gets its partner's next 文書番号 of the fiscal year, once, without gaps."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.letters.addressing import person_line
from webapp.enrolment.letters.models import Letter, LetterHead, LetterKind
from webapp.enrolment.letters.naming import kana_key
from webapp.enrolment.models import Application, Enrolment, Learner
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.programme.models import Offering, Partner
from webapp.wording import mark

LONGEST = {"mark": 20, "signatory": 200, "contact": 500, "addressee": 200}


class NotPossible(ValueError):
    """What was asked breaks a rule of letters; the message is for people."""


def decide_head(
    session: Session, partner_id: int, *, mark_: str, signatory: str, contact: str, omits_seal: bool
) -> LetterHead:
    """差出人を決める: from the next letter on; those numbered before keep their 文書記号."""
    given = {"mark": "".join(mark_.split()), "signatory": signatory.strip(), "contact": contact.strip()}
    if not all(given.values()):
        raise NotPossible(mark("文書記号、差出人、問い合わせ先をすべて入力してください"))
    if any(len(text) > LONGEST[name] for name, text in given.items()):
        raise NotPossible(mark("文書記号は20字、差出人は200字、問い合わせ先は500字までにしてください"))
    _lock(session, partner_id)
    head = session.get(LetterHead, partner_id) or LetterHead(partner_id=partner_id)
    head.mark, head.signatory, head.contact = given["mark"], given["signatory"], given["contact"]
    head.omits_seal = omits_seal
    session.add(head)
    session.flush()
    return head


def enrolled(session: Session, offering_id: int) -> list[Enrolment]:
    """受講が決まっている人: who has not left, in the order of ふりがな."""
    found = session.scalars(
        select(Enrolment)
        .options(joinedload(Enrolment.learner), joinedload(Enrolment.application))
        .where(Enrolment.offering_id == offering_id, Enrolment.withdrawn_at.is_(None))
    )
    return sorted(found, key=lambda row: (kana_key(row.learner.name_kana), row.id))


def make_acceptances(session: Session, offering: Offering, at: datetime, by: int | None) -> list[Letter]:
    """受講決定通知をつくる: for everybody who is enrolled and has none yet; the new ones, in order of ふりがな."""
    head = _head(session, offering)
    there = set(
        session.scalars(
            select(Letter.application_id).filter_by(kind=LetterKind.ACCEPTANCE, offering_id=offering.id)
        )
    )
    return [
        _number(
            session, head, offering, LetterKind.ACCEPTANCE, person_line(row.learner.name), {}, at, by,
            row.application,
        )
        for row in enrolled(session, offering.id)
        if row.application is not None and row.application_id not in there
    ]  # fmt: skip


def make_nomination(
    session: Session,
    offering: Offering,
    addressee: Sequence[str],
    *,
    deadline: date,
    seats: int,
    contact: str,
    at: datetime,
    by: int | None,
) -> Letter:
    """受講者推薦依頼をつくる: to one organisation; the same on the same day is the same letter."""
    if not 1 <= seats <= 9999:
        raise NotPossible(mark("推薦していただく人数は、1から9999までの数にしてください"))
    if deadline < japanese_date(at):
        raise NotPossible(mark("回答の期限は、今日からあとの日にしてください"))
    if not contact.strip() or len(contact) > LONGEST["contact"]:
        raise NotPossible(mark("問い合わせ先は、500字までで入力してください"))
    head = _head(session, offering)
    detail = {
        "to": list(addressee), "deadline": deadline.isoformat(), "seats": seats, "contact": contact.strip()
    }  # fmt: skip
    return _once(session, head, offering, LetterKind.NOMINATION, " ".join(addressee), detail, at, by)


def make_roster(
    session: Session, offering: Offering, columns: Sequence[str], at: datetime, by: int | None
) -> Letter:
    """名簿をつくる: of who is enrolled now; kept as ids, so that printing it again shows the same people."""
    head = _head(session, offering)
    people = [row.id for row in enrolled(session, offering.id)]
    if not people:
        raise NotPossible(mark("受講が決まった人がまだいません"))
    detail = {"columns": list(columns), "enrolments": people}
    return _once(session, head, offering, LetterKind.ROSTER, "", detail, at, by)


def letters_of(session: Session, offering_id: int) -> Sequence[Letter]:
    """Every letter of an offering, the newest first."""
    return session.scalars(
        select(Letter).filter_by(offering_id=offering_id).order_by(Letter.made_at.desc(), Letter.id.desc())
    ).all()


def acceptance_letters(session: Session, offering_id: int) -> list[Letter]:
    """The 受講決定通知 of everybody who is still enrolled, in the order of ふりがな."""
    found = session.scalars(
        select(Letter)
        .join(Letter.application)
        .join(Enrolment, Enrolment.application_id == Application.id)
        .options(joinedload(Letter.application).joinedload(Application.learner))
        .where(
            Letter.kind == LetterKind.ACCEPTANCE,
            Letter.offering_id == offering_id,
            Enrolment.withdrawn_at.is_(None),
        )
    )
    return sorted(found, key=lambda letter: (kana_key(recipient(letter).name_kana), letter.id))


def own_letters(session: Session, learner_id: int) -> dict[int, Letter]:
    """One's own 受講決定通知, by offering."""
    found = session.scalars(
        select(Letter)
        .join(Letter.application)
        .where(Letter.kind == LetterKind.ACCEPTANCE, Application.learner_id == learner_id)
    )
    return {letter.offering_id: letter for letter in found}


def recipient(letter: Letter) -> Learner:
    """Whose 受講決定通知 it is."""
    if letter.application is None:
        raise ValueError(f"letter {letter.id} is to nobody in particular")
    return letter.application.learner


def people_in(session: Session, letter: Letter) -> list[int]:
    """The ids of the people whom a letter names: its recipient, or everybody on a 名簿."""
    if letter.kind is LetterKind.ROSTER:
        listed = Enrolment.id.in_(letter.detail.get("enrolments", ()))
        return list(session.scalars(select(Enrolment.learner_id).where(listed)))
    return [letter.application.learner_id] if letter.application is not None else []


def _head(session: Session, offering: Offering) -> LetterHead:
    """The host's letter head, once nobody else is numbering letters of that partner."""
    _lock(session, offering.host_id)
    head = session.get(LetterHead, offering.host_id, populate_existing=True)
    if head is None:
        raise NotPossible(mark("先に、文書記号と差出人を決めてください"))
    return head


def _lock(session: Session, partner_id: int) -> None:
    # The next number is one more than the last: two who ask at once must ask one after the other.
    # SQLite has one writer anyway.
    session.execute(select(Partner.id).where(Partner.id == partner_id).with_for_update(key_share=True))


def _once(
    session: Session,
    head: LetterHead,
    offering: Offering,
    kind: LetterKind,
    addressee: str,
    detail: dict[str, Any],
    at: datetime,
    by: int | None,
) -> Letter:
    today = japanese_date(at)
    for letter in session.scalars(
        select(Letter).filter_by(kind=kind, offering_id=offering.id, addressee=addressee)
    ):
        if letter.detail == detail and japanese_date(letter.made_at) == today:
            return letter
    return _number(session, head, offering, kind, addressee, detail, at, by, None)


def _number(
    session: Session,
    head: LetterHead,
    offering: Offering,
    kind: LetterKind,
    addressee: str,
    detail: dict[str, Any],
    at: datetime,
    by: int | None,
    application: Application | None,
) -> Letter:
    year = FiscalYear.of(at).year
    last = session.scalar(
        select(func.max(Letter.number)).filter_by(partner_id=head.partner_id, fiscal_year=year)
    )
    if len(addressee) > LONGEST["addressee"]:
        raise NotPossible(mark("宛先は、合わせて200字までにしてください"))
    letter = Letter(
        partner_id=head.partner_id,
        fiscal_year=year,
        number=(last or 0) + 1,
        kind=kind,
        offering_id=offering.id,
        application=application,
        mark=head.mark,
        addressee=addressee,
        detail=detail,
        made_at=at,
        made_by_id=by,
    )
    session.add(letter)
    session.flush()
    return letter
