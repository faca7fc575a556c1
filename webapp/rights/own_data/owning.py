"""だれの行か: of each table, the rows that are about one person."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select

from webapp.enrolment.models import Application, Enrolment, Learner
from webapp.participation.certificates.models import Certificate
from webapp.participation.models import Submission
from webapp.participation.surveys.models import SurveyAnswer
from webapp.schema import whole_metadata

Condition = Callable[[Table, Learner], ColumnElement[bool]]


def _addresses(learner: Learner) -> list[str]:
    return [address for address in (learner.email, learner.second_email) if address]


def _by(column: str) -> Condition:
    return lambda table, learner: table.c[column] == learner.id


def _by_address(column: str) -> Condition:
    return lambda table, learner: func.lower(table.c[column]).in_(_addresses(learner))


def _within(column: str, of: Callable[[Learner], Any]) -> Condition:
    return lambda table, learner: table.c[column].in_(of(learner))


def _applications(learner: Learner) -> Any:
    return select(Application.id).where(Application.learner_id == learner.id)


def _enrolments(learner: Learner) -> Any:
    return select(Enrolment.id).where(Enrolment.learner_id == learner.id)


def _hand_ins(learner: Learner) -> Any:
    return select(Submission.id).where(Submission.learner_id == learner.id)


def _certificates(learner: Learner) -> Any:
    return select(Certificate.id).where(Certificate.learner_id == learner.id)


def _named_answers(learner: Learner) -> Any:
    return select(SurveyAnswer.id).where(SurveyAnswer.enrolment_id.in_(_enrolments(learner)))


# Tables whose rows are not simply those with the person's number in `learner_id`.
OWNED: Mapping[str, Condition] = {
    "learner": _by("id"),
    "message": lambda table, learner: (
        (table.c.learner_id == learner.id) | func.lower(table.c.address).in_(_addresses(learner))
    ),
    "application_move": _within("application_id", _applications),
    "approval": _within("application_id", _applications),
    "letter": _within("application_id", _applications),
    "score": _within("submission_id", _hand_ins),
    "survey_choice": _within("answer_id", _named_answers),
    **{
        name: _within("enrolment_id", _enrolments)
        for name in (
            "attendance",
            "manual_mark",
            "score_change",
            "survey_asked",
            "survey_answer",
            "survey_text",
            "completion_decision",
            "daily_activity",
            "answer_draft",
            "cell_run",
            "cohort_member",
            "use_case",
        )
    },
    **{name: _by_address("email") for name in ("invited_person", "interest")},
    "unsubscribed": _by_address("address"),
    **{name: _by_address("contact_email") for name in ("organisation", "need")},
    "guest_contact": _by_address("address"),
    "open_badge": _within("certificate_id", _certificates),
}


def rows_about(name: str, learner: Learner) -> tuple[Table, ColumnElement[bool]]:
    """A table, and what holds of its rows that are about this person."""
    table = whole_metadata().tables[name]
    return table, OWNED.get(name, _by("learner_id"))(table, learner)
