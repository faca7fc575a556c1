"""提出と結果: the API of learners' servers. It takes hub tokens and no cookies, and gives JSON only."""

from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, Flask, abort, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.audit import record
from webapp.config import Settings
from webapp.db import says_disk_is_full, session, transaction
from webapp.enrolment.completed import read_completion_with
from webapp.enrolment.models import Learner
from webapp.hub import RESULTS_SCOPE, SUBMIT_SCOPE, HubUnavailable, TokenOwner
from webapp.identity import Identities
from webapp.participation.activity.counting import LARGEST_REPORT, BadReport, count_done, read_report
from webapp.participation.clock import ReceiptClock
from webapp.participation.completing.settling import follow_changes
from webapp.participation.completing.standing import completed_by_rule
from webapp.participation.models import Submission
from webapp.participation.notebook import LARGEST
from webapp.participation.operations import (
    Pace,
    Receipt,
    check_pace,
    find_repeated,
    look_at_work,
    receive_submission,
)
from webapp.participation.queue import waiting_before
from webapp.participation.refusals import Refused
from webapp.participation.results import find_submission, results_of
from webapp.participation.storage import SubmissionStore, hash_of
from webapp.security import csrf, limiter

blueprint = Blueprint("participation", __name__)
# No cookie counts here, so no foreign page can make a browser send one: CSRF protection has nothing to protect.
csrf.exempt(blueprint)

TAKES_TOKENS: Final = frozenset({"participation", "passwords", "metrics"})
MOST_REQUESTS = "240 per minute"  # refused ones and looking at results too; hand-ins have a pace of their own
EXTENSION = "participation"
RETRY_AFTER = 5  # seconds
FULL_RETRY_AFTER = 60  # somebody has to make room first


class Participation:
    """What the API needs for as long as the process lives."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.identities = Identities(app.extensions["hub"])
        self.store = SubmissionStore(settings.submissions)
        self.releases = settings.releases
        self.pace = Pace(most=settings.submissions_per_minute)
        self.clock = ReceiptClock()


def init_participation(app: Flask, settings: Settings) -> None:
    """Open the API on this application, and close every other page to tokens."""
    app.extensions[EXTENSION] = Participation(app, settings)
    follow_changes()
    read_completion_with(app, partial(completed_by_rule, releases=settings.releases))
    app.before_request(refuse_tokens)
    app.register_blueprint(blueprint)


def refuse_tokens() -> None:
    """A learner's server holds a token; it opens submission, own results and activity and nothing else."""
    if "Authorization" in request.headers and request.blueprint not in TAKES_TOKENS:
        abort(HTTPStatus.UNAUTHORIZED)


def asker() -> str:
    """Whose requests are counted together: the token's owner's."""
    return f"hub-{_owner().name}"


@blueprint.post("/api/submissions")
@limiter.limit(MOST_REQUESTS, key_func=asker)
def receive() -> ResponseReturnValue:
    """提出: take a notebook and give the receipt, once everything is on disk."""
    ours = _ours()
    learner = _learner(SUBMIT_SCOPE)
    key, content, at = _key(), _body(), ours.clock.now()
    earlier = find_repeated(session(), learner, key, hash_of(content))
    if earlier is not None:
        return _receipt(Receipt(earlier, repeated=True))
    check_pace(session(), learner, ours.pace, at)
    work = look_at_work(session(), ours.store, ours.releases, learner, content)
    with transaction() as writing:
        receipt = receive_submission(writing, learner, work, key, at)
    return _receipt(receipt)


@blueprint.get("/api/submissions/<number>")
@limiter.limit(MOST_REQUESTS, key_func=asker)
def results(number: str) -> ResponseReturnValue:
    """結果: where one's own hand-in stands and what it scored."""
    learner = _learner(RESULTS_SCOPE)
    submission = find_submission(session(), number)
    if submission is not None and submission.learner_id != learner.id:
        # Somebody else's is as unknown as one that never was, but that they asked is kept.
        with transaction() as writing:
            record(writing, datetime.now(UTC), learner.id, "refused", f"submission/{submission.id}")
        submission = None
    if submission is None:
        raise Refused("no_such_submission")
    return jsonify(results_of(session(), submission, _ours().releases, _ours().store))


@blueprint.post("/api/activity")
@limiter.limit(MOST_REQUESTS, key_func=asker)
def count_activity() -> ResponseReturnValue:
    """活動: add what was saved and run to the sums of today; the same key again adds nothing."""
    learner, key = _learner(SUBMIT_SCOPE), _key()
    try:
        told = read_report(_body(LARGEST_REPORT))
    except BadReport:
        raise Refused("bad_report") from None
    with transaction() as writing:
        counted = count_done(writing, learner, told, str(key), datetime.now(UTC))
    return jsonify(counted=counted), HTTPStatus.CREATED


@blueprint.errorhandler(Refused)
def show_refusal(refused: Refused) -> ResponseReturnValue:
    """The reason in both languages, for the panel beside the notebook."""
    reason = refused.reason
    headers = {} if refused.retry_after is None else {"Retry-After": str(refused.retry_after)}
    return jsonify(error=refused.code, message={"ja": reason.ja, "en": reason.en}), reason.status, headers


@blueprint.errorhandler(RateLimitExceeded)
def show_flood(_error: RateLimitExceeded) -> ResponseReturnValue:
    """More requests than any learning screen makes by itself."""
    return show_refusal(Refused("too_many_requests", retry_after=RETRY_AFTER))


@blueprint.errorhandler(HubUnavailable)
@blueprint.errorhandler(OperationalError)
def show_unavailable(error: Exception) -> ResponseReturnValue:
    """The hub or the database cannot answer now; the same hand-in may come again with the same key."""
    if says_disk_is_full(error):
        return show_refusal(Refused("storage_full", retry_after=FULL_RETRY_AFTER))
    return show_refusal(Refused("unavailable", retry_after=RETRY_AFTER))


def _ours() -> Participation:
    ours: Participation = current_app.extensions[EXTENSION]
    return ours


def _owner() -> TokenOwner:
    """The owner of the token that came with this request; cookies are not looked at."""
    if "token_owner" not in g:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        # What is not ASCII is no token of the hub's, and could not even be asked about.
        if scheme.lower() not in {"token", "bearer"} or not token or not token.isascii():
            raise Refused("no_token")
        owner = _ours().identities.owner_of(token.strip())
        if owner is None:
            raise Refused("no_token")
        g.token_owner = owner
    found: TokenOwner = g.token_owner
    return found


def _learner(scope: str) -> Learner:
    owner = _owner()
    if scope not in owner.scopes:
        raise Refused("no_scope")
    learner = session().scalar(select(Learner).where(Learner.hub_user == owner.name))
    if learner is None:
        raise Refused("unknown_learner")
    return learner


def _key() -> UUID:
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise Refused("bad_key") from None


def _body(largest: int = LARGEST) -> bytes:
    request.max_content_length = largest
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise Refused("too_large") from None


def _receipt(receipt: Receipt) -> ResponseReturnValue:
    submission: Submission = receipt.submission
    return jsonify(
        number=submission.number,
        received_at=submission.received_at.isoformat(),
        sha256=submission.sha256,
        size=submission.size,
        state=submission.state.value,
        waiting=waiting_before(session(), submission),
        course=submission.course_slug,
        lesson=submission.lesson_slug,
    ), (HTTPStatus.OK if receipt.repeated else HTTPStatus.CREATED)
