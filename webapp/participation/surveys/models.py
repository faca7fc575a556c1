"""アンケートの表: what was asked of whom, and answers that do not say who gave them.

An anonymous answer has no key to a person, no moment and a random id; SQLite keeps these tables without a row number, in the
order of that id. Who answered is a mark in another table, which is written anew for everybody at each answer.
"""

from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.participation.surveys.forms import SurveyKind
from webapp.programme.models import Offering, Seminar


def _random_id() -> str:
    return token_hex(16)


class Survey(Model):
    """アンケート: one kind asked once about one offering or seminar, with the form as it was sent."""

    __tablename__ = "survey"
    __table_args__ = (UniqueConstraint("offering_id", "kind"), UniqueConstraint("seminar_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    offering_id: Mapped[int | None] = mapped_column(ForeignKey("offering.id"))
    seminar_id: Mapped[int | None] = mapped_column(ForeignKey("seminar.id"))
    kind: Mapped[SurveyKind] = mapped_column(choice(SurveyKind))
    form: Mapped[dict[str, Any]]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    # 依頼数 as it was at sending; for a seminar its head-count.
    asked: Mapped[int]
    # How many items of the form test knowledge: a paired gain counts those who answered all of them.
    knowledge_items: Mapped[int] = mapped_column(default=0)
    # What a seminar's QR code holds; nobody needs an account to answer.
    token: Mapped[str | None] = mapped_column(String(43), unique=True)

    offering: Mapped[Offering | None] = relationship()
    seminar: Mapped[Seminar | None] = relationship()

    def is_open(self, at: datetime) -> bool:
        """Whether answers are taken at this moment."""
        return self.opened_at <= at < self.closes_at


class SurveyAsked(Model):
    """依頼先: an enrolment that was asked, and whether an answer came; never when, nor which."""

    __tablename__ = "survey_asked"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True)
    answered: Mapped[bool] = mapped_column(default=False)


class SurveyAnswer(Model):
    """回答: one valid answer; `enrolment_id` only where the person chose to give their name."""

    __tablename__ = "survey_answer"
    __table_args__ = (UniqueConstraint("survey_id", "enrolment_id"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=_random_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"), index=True)


class SurveyChoice(Model):
    """選択した答え: the number of the chosen word (from 1), and for a knowledge item whether it is right."""

    __tablename__ = "survey_choice"
    __table_args__ = ({"sqlite_with_rowid": False},)

    answer_id: Mapped[str] = mapped_column(ForeignKey("survey_answer.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]
    correct: Mapped[bool | None]


class SurveyText(Model):
    """自由記述: kept apart from the other answers of the same person, so that a page of texts leads to no row of numbers."""

    __tablename__ = "survey_text"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=_random_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    item: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"), index=True)
