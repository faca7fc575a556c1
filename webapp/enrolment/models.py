"""登録者, 申込と受講決定: tables of people, their roles, what they teach and where they are enrolled."""

import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from webapp.db import Model, choice
from webapp.enrolment.states import ALLOWED
from webapp.enrolment.states import ApplicationState as ApplicationState
from webapp.enrolment.states import IllegalMove as IllegalMove
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, Partner
from webapp.programme.outreach.models import Outreach


def normal_login_id(typed: str) -> str:
    """ログインIDの正規形: ａｏｉ and AOI are the same person's as aoi, as a Japanese keyboard may type it."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def normal_address(typed: str) -> str:
    """メールアドレスの正規形: Ａ＠example.jp and a@EXAMPLE.jp reach the same mailbox as a@example.jp."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


class Role(StrEnum):
    """What a person may do: 受講者, 講師, 事務局 (of one partner), システム管理者."""

    LEARNER = "learner"
    INSTRUCTOR = "instructor"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"


class Municipality(Model):
    """市町村: a town, keyed by its 団体コード as text (five digits; six with the check digit)."""

    __tablename__ = "municipality"

    code5: Mapped[str] = mapped_column(String(5), primary_key=True)
    code6: Mapped[str] = mapped_column(String(6), unique=True)
    name_ja: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    area: Mapped[str] = mapped_column(String(60))


# What the hub's name of somebody begins with who was erased; everybody else's begins with u.
NOBODYS = "e"


class Learner(Model):
    """登録者: a person with an account; the hub knows them by an opaque name only."""

    __tablename__ = "learner"

    id: Mapped[int] = mapped_column(primary_key=True)
    hub_user: Mapped[str] = mapped_column(String(13), unique=True)
    login_id: Mapped[str] = mapped_column(String(60), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    name_kana: Mapped[str] = mapped_column(String(200))
    # Where letters go. It dies with every 異動, so nobody signs in with it.
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    email_confirmed_at: Mapped[datetime | None]
    # Whether the person said that colleagues read it too.
    email_is_shared: Mapped[bool] = mapped_column(default=False)
    # A private one, for the day on which the first dies.
    second_email: Mapped[str | None] = mapped_column(String(254), index=True)
    second_email_confirmed_at: Mapped[datetime | None]
    phone: Mapped[str | None] = mapped_column(String(40))
    # 次回案内: whether mail that is not essential may be sent.
    wants_announcements: Mapped[bool] = mapped_column(default=False)
    # A password that was printed on a card or set by staff is changed at the first sign-in.
    must_change_password: Mapped[bool] = mapped_column(default=False)
    # Grows when the password changes: a browser that signed in before it must sign in again.
    session_stamp: Mapped[int] = mapped_column(default=0)
    # The hub was away when its sessions were to end; nobody comes in through it until they have.
    hub_sessions_pending: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(2), default="ja")
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    roles: Mapped[list["RoleGrant"]] = relationship(
        back_populates="learner", cascade="all, delete-orphan", foreign_keys="RoleGrant.learner_id"
    )
    enrolments: Mapped[list["Enrolment"]] = relationship(back_populates="learner")

    def roles_on(self, day: date) -> list["RoleGrant"]:
        """The roles that count on this day (a day in Japan)."""
        return [grant for grant in self.roles if grant.counts_on(day)]

    @validates("login_id")
    def _keep_normal(self, _name: str, given: str) -> str:
        return normal_login_id(given)

    @validates("email", "second_email")
    def _keep_normal_address(self, _name: str, given: str | None) -> str | None:
        return normal_address(given) or None if given is not None else None


class RoleGrant(Model):
    """役割: a role of a person; a coordinator's is for one partner."""

    __tablename__ = "role_grant"
    __table_args__ = (
        UniqueConstraint("learner_id", "role", "partner_id"),
        # To a database two empty partners are not equal: a role without one needs its own rule.
        Index(
            "uq_role_grant_without_partner",
            "learner_id",
            "role",
            unique=True,
            sqlite_where=text("partner_id IS NULL"),
            postgresql_where=text("partner_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    # The last day in Japan on which it counts; None is open.
    until: Mapped[date | None]
    # Who takes over when it ends (後任).
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))

    learner: Mapped[Learner] = relationship(back_populates="roles", foreign_keys=[learner_id])
    partner: Mapped[Partner | None] = relationship()
    successor: Mapped[Learner | None] = relationship(foreign_keys=[successor_id])

    def counts_on(self, day: date) -> bool:
        """Whether the role is there on this day (a day in Japan)."""
        return self.until is None or day <= self.until

    @classmethod
    def there_on(cls, day: date) -> ColumnElement[bool]:
        """The same for the database."""
        return or_(cls.until.is_(None), cls.until >= day)


class Teaching(Model):
    """担当: an instructor (講師) gives an offering, so its learners' work is theirs to look at."""

    __tablename__ = "teaching"

    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True, index=True)

    offering: Mapped[Offering] = relationship()
    learner: Mapped[Learner] = relationship()


class LearnerYear(Model):
    """年度の属性: what is known of a person in one fiscal year, frozen so that 実 adds up over it."""

    __tablename__ = "learner_year"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(primary_key=True)
    # None is 不明, a cell of its own in every table.
    residence_code5: Mapped[str | None] = mapped_column(ForeignKey("municipality.code5"))
    workplace_code5: Mapped[str | None] = mapped_column(ForeignKey("municipality.code5"))
    audience: Mapped[Audience] = mapped_column(choice(Audience))
    industry: Mapped[str | None] = mapped_column(String(1))
    school_type: Mapped[str | None] = mapped_column(String(40))
    age_band: Mapped[str | None] = mapped_column(String(20))
    organisation: Mapped[str | None] = mapped_column(String(200))
    school: Mapped[str | None] = mapped_column(String(200))
    frozen_at: Mapped[datetime]

    learner: Mapped[Learner] = relationship()


class Application(Model):
    """申込: a wish to take an offering, and its outcome."""

    __tablename__ = "application"
    __table_args__ = (
        UniqueConstraint("learner_id", "offering_id"),
        # The office's pages count an offering's applications by state, and show a page of them in order.
        Index(None, "offering_id", "state"),
        Index("ix_application_to_offering", "offering_id", "applied_at", "learner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"))
    applied_at: Mapped[datetime]
    state: Mapped[ApplicationState] = mapped_column(choice(ApplicationState))
    # What the form asked beside name and address (`applying.profile.Profile`), as it was typed.
    profile: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # 派遣元: the partner on whose reserved seats this person may sit.
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    # The contact through whose link this person came, where it was one.
    outreach_id: Mapped[int | None] = mapped_column(ForeignKey("outreach.id"), index=True)
    # The completion rule that was shown when this person applied.
    rule_version: Mapped[int | None]
    # The place in the queue: by draw, by review, or by the moment of applying where it is None.
    queue_place: Mapped[int | None]
    # Until when a seat from the waiting list is kept.
    reply_by: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()
    offering: Mapped[Offering] = relationship()
    sent_by: Mapped[Partner | None] = relationship()
    outreach: Mapped[Outreach | None] = relationship()

    @validates("state")
    def _only_allowed_moves(self, _name: str, after: ApplicationState) -> ApplicationState:
        before = self.state
        if before is not None and after is not before and after not in ALLOWED[before]:
            raise IllegalMove(before, after)
        return after


class Enrolment(Model):
    """受講: a person in an offering, from 受講決定 to 修了 or 辞退."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("learner_id", "offering_id"),
        # How many people an offering has is asked on every page about it; reports find here all that makes E and C.
        Index(
            "ix_enrolment_of_offering",
            "offering_id",
            "withdrawn_at",
            "enrolled_at",
            "completed_at",
            "learner_id",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"))
    audience: Mapped[Audience] = mapped_column(choice(Audience))
    enrolled_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    completion_rule_version: Mapped[int | None]

    learner: Mapped[Learner] = relationship(back_populates="enrolments")
    offering: Mapped[Offering] = relationship()
    application: Mapped[Application | None] = relationship()
