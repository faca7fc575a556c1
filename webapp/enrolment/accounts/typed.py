"""What a form says of itself: whose login ID was typed, for counting tries; never whose address the request has."""

from flask import Response, request
from flask import session as cookie

from webapp.enrolment.models import normal_login_id


def typed_login_id() -> str:
    """The login ID of this form in its normal form, whether or not there is such a person."""
    return normal_login_id(request.form.get("login_id", "")[:200])[:60]


def person_id() -> str:
    """The signed-in person's id."""
    return f"learner-{cookie.get('learner_id')}"


def was_wrong(answer: Response) -> bool:
    """Whether a form was refused: only those count."""
    return answer.status_code == 422
