"""架空のアンケート: what was asked about courses and seminars that are over, and the answers of most people."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.participation.surveys.asking import WINDOW, three_months_after
from webapp.participation.surveys.forms import SurveyKind, read_form
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyChoice
from webapp.programme.models import MeetingState, Offering, OfferingState, Seminar

# How likely somebody who was asked answers, and gives their name.
ANSWERS = {SurveyKind.BEFORE: 0.8, SurveyKind.AFTER: 0.75, SurveyKind.LATER: 0.5, SurveyKind.SEMINAR: 0.6}
NAMED = 0.7
# Words of a five-point scale, and of what became of it three months later, as often as they are chosen.
SCALE, USED = (1, 2, 3, 3, 4, 4, 4, 5, 5, 5), (1, 1, 1, 2, 2, 3, 3, 4)
KNOWN_BEFORE, KNOWN_AFTER = 0.45, 0.75


@dataclass(frozen=True)
class Attendee:
    """An enrolment, as far as a survey asks: since when, and until when if it was withdrawn."""

    enrolment_id: int
    enrolled_at: datetime
    withdrawn_at: datetime | None


@dataclass
class Answers:
    """Writes surveys with their answers; long tables all at once."""

    session: Session
    at: datetime
    dice: random.Random
    answers: list[dict[str, Any]] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)

    def about(self, offering: Offering, people: Sequence[Attendee]) -> None:
        """事前・事後・3か月後 of an offering, each only once its window is shut."""
        later = _evening(three_months_after(offering.ends_on))
        for kind, opens, closes in (
            (
                SurveyKind.BEFORE,
                _evening(offering.starts_on - timedelta(days=4)),
                _evening(offering.starts_on),
            ),
            (SurveyKind.AFTER, _evening(offering.ends_on), _evening(offering.ends_on + timedelta(days=14))),
            (SurveyKind.LATER, later, later + WINDOW),
        ):
            asked = [each for each in people if _was_there(each, opens)]
            if closes <= self.at and asked:
                form = read_form(kind, offering.course_slug)
                survey = self._open(kind, form, opens, closes, len(asked), offering_id=offering.id)
                for each in asked:
                    named = each.enrolment_id if self.dice.random() < NAMED else None
                    self._answer(survey, named)

    def about_seminar(self, seminar: Seminar) -> None:
        """セミナーのアンケート, of which nobody gives a name."""
        opens = _evening(seminar.held_on)
        closes = opens + timedelta(days=14)
        if seminar.headcount and seminar.state is MeetingState.HELD and closes <= self.at:
            form, token = read_form(SurveyKind.SEMINAR), f"{self.dice.getrandbits(160):040x}"
            survey = self._open(
                SurveyKind.SEMINAR, form, opens, closes, seminar.headcount, seminar_id=seminar.id, token=token
            )
            for _ in range(seminar.headcount):
                self._answer(survey, None)

    def write(self) -> None:
        """Every answer, in the order of random ids: it tells of no order in which they came."""
        for table, rows in ((SurveyAnswer, self.answers), (SurveyChoice, self.choices)):
            if rows:
                self.session.execute(insert(table), rows)

    def _open(
        self, kind: SurveyKind, form: Any, opens: datetime, closes: datetime, asked: int, **event: Any
    ) -> Survey:
        knowledge = sum(item["type"] == "knowledge" for item in form["items"])
        survey = Survey(
            kind=kind, form=form, opened_at=opens, closes_at=closes, asked=asked, knowledge_items=knowledge, **event
        )  # fmt: skip
        self.session.add(survey)
        self.session.flush()
        return survey

    def _answer(self, survey: Survey, enrolment_id: int | None) -> None:
        if self.dice.random() > ANSWERS[survey.kind]:
            return
        id = f"{self.dice.getrandbits(128):032x}"
        self.answers.append({"id": id, "survey_id": survey.id, "enrolment_id": enrolment_id})
        for item in survey.form["items"]:
            if item["type"] == "text":
                continue
            value = self._chosen(survey.kind, item)
            right = value == item["correct"] if item["type"] == "knowledge" else None
            self.choices.append({"answer_id": id, "item": item["id"], "value": value, "correct": right})

    def _chosen(self, kind: SurveyKind, item: Any) -> int:
        if item["type"] == "knowledge":
            knows = self.dice.random() < (KNOWN_BEFORE if kind is SurveyKind.BEFORE else KNOWN_AFTER)
            return int(item["correct"] if knows else item["correct"] % 3 + 1)
        return self.dice.choice(SCALE if item["type"] == "scale" else USED)


def write_surveys(
    session: Session, year: FiscalYear, at: date, courses: Iterable[tuple[Offering, Sequence[Attendee]]],
    seminars: Iterable[Seminar],
) -> None:  # fmt: skip
    """アンケート of a year: with dice of their own, so that the rest of the demo stays as it is."""
    dice = random.Random(f"tateyama surveys {year.year}")  # noqa: S311 - a demo, not a secret
    answers = Answers(session, datetime.combine(at, time(0), JAPAN), dice)
    for offering, people in courses:
        if offering.state is OfferingState.CLOSED:
            answers.about(offering, people)
    for seminar in seminars:
        answers.about_seminar(seminar)
    answers.write()


def _was_there(each: Attendee, at: datetime) -> bool:
    return each.enrolled_at <= at and (each.withdrawn_at is None or each.withdrawn_at > at)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(20, 30), JAPAN)
