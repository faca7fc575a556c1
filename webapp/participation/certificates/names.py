"""修了証の氏名: as it was entered, sign for sign; initials are made of the reading."""

import unicodedata
from datetime import datetime

import jaconv
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.models import Learner
from webapp.participation.certificates.models import Certificate, CertificateName
from webapp.programme.operations import NotPossible
from webapp.wording import mark

LONGEST_NAME = 60


def name_on_certificates(session: Session, learner: Learner) -> str:
    """What will be printed: the name given for certificates, else the account's."""
    given = session.get(CertificateName, learner.id)
    return given.name if given is not None else learner.name


def may_give_name(session: Session, learner_id: int) -> bool:
    """Once, and only before the first certificate."""
    issued = session.scalar(select(Certificate.id).where(Certificate.learner_id == learner_id).limit(1))
    return issued is None and session.get(CertificateName, learner_id) is None


def give_name(session: Session, learner: Learner, name: str, at: datetime) -> CertificateName:
    """修了証の氏名を決める: once, before the first certificate; the account's own name stays as it is."""
    session.refresh(learner, with_for_update=True)
    # NFC alone: NFKC would make 髙 into another sign in some fonts' eyes, and ㈱ into three.
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or len(name) > LONGEST_NAME or any(unicodedata.category(sign)[0] == "C" for sign in name):
        raise NotPossible(mark("氏名を60字までで入力してください"))
    if not may_give_name(session, learner.id):
        raise NotPossible(
            mark("修了証の氏名は、最初の発行の前に一度だけ変えられます。直すときは事務局に連絡してください")
        )
    given = CertificateName(learner_id=learner.id, name=name, instead_of=learner.name, given_at=at)
    session.add(given)
    session.flush()
    record(session, at, learner.id, "certificate_name_given", f"learner/{learner.id}")
    return given


def initials_of(name: str, reading: str) -> str:
    """イニシャル: H.Y. for やまだ はなこ, family name last; of a name in Latin letters its own first letters.

    Where neither gives a letter, the name's first sign alone stands for it.
    """
    told = jaconv.kana2alphabet(jaconv.kata2hira(unicodedata.normalize("NFKC", reading)))
    parts = [part for part in told.split() if part[:1].isascii() and part[:1].isalpha()]
    if parts:
        return "".join(f"{part[0].upper()}." for part in reversed(parts[:3]))
    latin = [part[0].upper() for part in name.split() if part[0].isascii() and part[0].isalpha()]
    return "".join(f"{letter}." for letter in latin[:3]) or f"{name[:1]}."
