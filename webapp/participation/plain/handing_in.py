"""提出: the release's notebook with somebody's drafts goes the way that Lab's hand-ins go."""

from datetime import datetime
from uuid import UUID, uuid4, uuid5

from flask import current_app, request
from sqlalchemy.orm import Session

from webapp.db import session, transaction
from webapp.participation.activity.counting import Done, count_done
from webapp.participation.operations import check_pace, find_repeated, look_at_work, receive_submission
from webapp.participation.plain.filling import filled
from webapp.participation.plain.place import Place
from webapp.participation.plain.reading import texts_of
from webapp.participation.storage import hash_of
from webapp.participation.views import EXTENSION, Participation


def hand_in(place: Place) -> None:
    """提出: the release's notebook with the drafts goes the way that Lab's hand-ins go."""
    ours: Participation = current_app.extensions[EXTENSION]
    content = filled(ours.releases, place.release, texts_of(session(), place))
    at = ours.clock.now()
    key = _key(content)
    if find_repeated(session(), place.learner, key, hash_of(content)):
        return
    check_pace(session(), place.learner, ours.pace, at)
    work = look_at_work(session(), ours.store, ours.releases, place.learner, content)
    with transaction() as writing:
        receive_submission(writing, place.learner, work, key, at)
        count(writing, place, Done(saves=1, runs=0), at)


def is_blank(place: Place) -> bool:
    """Whether nothing was written here yet: handed in, it would stand as the newest before what was done in Lab."""
    texts = texts_of(session(), place)
    return all(texts[id].rstrip() == part.text.rstrip() for id, part in place.sheet.answers.items())


def count(writing: Session, place: Place, done: Done, at: datetime) -> None:
    """活動を数える: whoever works here has begun as well, and is not to be asked why they have not."""
    count_done(writing, place.learner, {place.release.course: done}, str(uuid4()), at)


def _key(content: bytes) -> UUID:
    """One press of one page with one content is one hand-in, however often the form arrives."""
    try:
        page = UUID(request.form.get("origin", ""))
    except ValueError:
        page = uuid4()
    return uuid5(page, hash_of(content))
