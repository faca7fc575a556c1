"""申込の記録: tables of consents, approvals, invitations, draws and every move."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Application, ApplicationState, Learner
from webapp.programme.models import Offering, Partner
from webapp.wording import mark


class ConsentKind(StrEnum):
    """同意の種類: each is asked by itself; only the first is required."""

    PRIVACY = "privacy"
    SHARE_WITH_SENDER = "share_with_sender"
    PHOTO = "photo"
    ANNOUNCEMENTS = "announcements"
    RESEARCH = "research"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _CONSENTS[self]


_CONSENTS = {
    ConsentKind.PRIVACY: mark("個人情報の取扱い"),
    ConsentKind.SHARE_WITH_SENDER: mark("受講状況を派遣元へ知らせること"),
    ConsentKind.PHOTO: mark("写真の利用"),
    ConsentKind.ANNOUNCEMENTS: mark("次回案内の受け取り"),
    ConsentKind.RESEARCH: mark("研究への利用"),
}


class ApprovalKind(StrEnum):
    """承認の種類: 所属長・校長, or a minor's guardian through the school."""

    SUPERIOR = "superior"
    GUARDIAN = "guardian"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _APPROVALS[self]


_APPROVALS = {
    ApprovalKind.SUPERIOR: mark("所属長・校長の承認"),
    ApprovalKind.GUARDIAN: mark("保護者の同意（学校経由）"),
}


class Consent(Model):
    """同意: what one person agreed to, in which version of the text, and until when."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    kind: Mapped[ConsentKind] = mapped_column(choice(ConsentKind))
    version: Mapped[str] = mapped_column(String(20))
    given: Mapped[bool]
    decided_at: Mapped[datetime]

    learner: Mapped[Learner] = relationship()


class ApplicationMove(Model):
    """状態の移り: from where to where an application went, when, by whom and why; nothing is ever taken out."""

    __tablename__ = "application_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    before: Mapped[ApplicationState | None] = mapped_column(choice(ApplicationState))
    after: Mapped[ApplicationState] = mapped_column(choice(ApplicationState))
    moved_at: Mapped[datetime]
    # None where the platform itself moved it: a seat came free, a reply did not come.
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))
    reason: Mapped[str] = mapped_column(String(500), default="")

    application: Mapped[Application] = relationship()


class Approval(Model):
    """承認: asked of somebody who has no account, answered on a page that their link opens."""

    __tablename__ = "approval"
    __table_args__ = (UniqueConstraint("application_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    kind: Mapped[ApprovalKind] = mapped_column(choice(ApprovalKind))
    approver_name: Mapped[str] = mapped_column(String(200))
    approver_email: Mapped[str | None] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    approved: Mapped[bool | None]
    note: Mapped[str] = mapped_column(String(500), default="")

    application: Mapped[Application] = relationship()


class Invitation(Model):
    """団体申込の招待: a link for people of one company or school, already approved, for so many seats."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(200))
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    seats: Mapped[int]
    expires_at: Mapped[datetime]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))

    offering: Mapped[Offering] = relationship()
    sent_by: Mapped[Partner | None] = relationship()


class InvitationUse(Model):
    """招待の利用: which application came by which invitation."""

    __tablename__ = "invitation_use"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True)

    application: Mapped[Application] = relationship()
    invitation: Mapped[Invitation] = relationship()


class InvitedPerson(Model):
    """招待された人: whom a colleague named in a group's form; applies by their own link, or is forgotten."""

    __tablename__ = "invited_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    name_kana: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime]
    # Until then a seat of the invitation is kept for them.
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    invitation: Mapped[Invitation] = relationship()


class Draw(Model):
    """抽選の記録: from which published string and which closed list it was drawn, and in which order."""

    __tablename__ = "draw"

    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), primary_key=True)
    published: Mapped[str] = mapped_column(String(200))
    list_digest: Mapped[str] = mapped_column(String(64))
    seed: Mapped[str] = mapped_column(String(64))
    # Application ids, the first drawn first.
    order: Mapped[list[int]] = mapped_column(JSON)
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))

    offering: Mapped[Offering] = relationship()


class PrivacyNotice(Model):
    """個人情報の取扱い: the text of one version, kept as long as somebody agreed to it."""

    __tablename__ = "privacy_notice"

    version: Mapped[str] = mapped_column(String(20), primary_key=True)
    text_ja: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[datetime]
