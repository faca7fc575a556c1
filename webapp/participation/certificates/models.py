"""修了証の記録: what was certified of whom, frozen on the day of issue; and the name that somebody wants on it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Enrolment, Learner
from webapp.programme.models import Partner
from webapp.wording import mark


class CertificateKind(StrEnum):
    """証明の種類: 修了証 of one offering, 履修証明書 of a programme of 60 hours or more."""

    COMPLETION = "completion"
    STATUTORY = "statutory"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _KINDS[self]


_KINDS = {CertificateKind.COMPLETION: mark("修了証"), CertificateKind.STATUTORY: mark("履修証明書")}


class Certificate(Model):
    """修了証・履修証明書: one numbered certificate; nothing of it changes but that it may be taken back."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("fiscal_year", "number"),
        # One that stands per enrolment and per programme and person, however often somebody asks.
        Index(
            "uq_certificate_standing",
            "enrolment_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL AND enrolment_id IS NOT NULL"),
            postgresql_where=text("revoked_at IS NULL AND enrolment_id IS NOT NULL"),
        ),
        Index(
            "uq_certificate_of_programme",
            "programme_id",
            "learner_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL AND programme_id IS NOT NULL"),
            postgresql_where=text("revoked_at IS NULL AND programme_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[CertificateKind] = mapped_column(choice(CertificateKind))
    fiscal_year: Mapped[int]
    number: Mapped[int]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("certificate_programme.id"))
    issuer_id: Mapped[int] = mapped_column(ForeignKey("partner.id"))
    # Frozen facts: exactly what is printed, whatever becomes of the offering, the partner or the person's name.
    name: Mapped[str] = mapped_column(String(200))
    initials: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    title_en: Mapped[str] = mapped_column(String(300))
    outline: Mapped[str] = mapped_column(String(2000))
    minutes: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    issued_on: Mapped[date]
    issuer_name: Mapped[str] = mapped_column(String(200))
    issuer_name_en: Mapped[str] = mapped_column(String(200))
    signatory: Mapped[str] = mapped_column(String(200))
    invented: Mapped[bool]
    # 確認用のアドレス: 80 random bits, so that nobody finds one by trying; `check_url` is what the QR code says.
    check_code: Mapped[str] = mapped_column(String(16), unique=True)
    check_url: Mapped[str] = mapped_column(String(300))
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str] = mapped_column(String(500), default="")
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))

    learner: Mapped[Learner] = relationship(foreign_keys=learner_id)
    enrolment: Mapped[Enrolment | None] = relationship()
    issuer: Mapped[Partner] = relationship()

    @property
    def shown_number(self) -> str:
        """証書番号: R8-0001-K, whose last letter tells when a digit was mistyped."""
        return shown_number(self.fiscal_year, self.number)


class CertificateName(Model):
    """修了証の氏名: how a person wants to be named on certificates, given once before the first is issued."""

    __tablename__ = "certificate_name"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    # What the account said then.
    instead_of: Mapped[str] = mapped_column(String(200))
    given_at: Mapped[datetime]

    learner: Mapped[Learner] = relationship()


# Without letters that are taken for digits or for each other.
CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def shown_number(fiscal_year: int, number: int) -> str:
    """R8-0001-K: the year of 令和, the number in it, and a check letter."""
    year = fiscal_year - 2018
    letter = CHECK_LETTERS[(year * 100_003 + number * 7) % len(CHECK_LETTERS)]
    return f"R{year}-{number:04d}-{letter}"
