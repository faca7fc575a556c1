"""送る前の確かめ: a hand-in that seems to hold something personal is asked about before it is sent."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webapp.db import session
from webapp.participation.plain import reading
from webapp.participation.plain.doubts import Doubt, doubts_in, seal_of
from webapp.participation.plain.place import Place
from webapp.participation.plain.sheet import Question


def unasked(place: Place) -> tuple[Doubt, ...]:
    """What seems to be personal in what would be handed in, unless this very form says that it was seen."""
    earlier = reading.handed_in_answers(place, reading.newest_hand_in(session(), place))
    doubts = doubts_in(place.sheet, reading.texts_of(session(), place), earlier)
    return () if request.form.get("sure") == seal_of(doubts) else doubts


def ask_about(
    place: Place, doubts: tuple[Doubt, ...], onward: str, question: Question | None = None
) -> ResponseReturnValue:
    """A page of its own; the drafts are kept."""
    return render_template(
        "plain/doubts.html",
        place=place,
        doubts=doubts,
        seal=seal_of(doubts),
        may_send=True,
        texts={},
        origin=request.form.get("origin", ""),
        onward=place.address(onward, question),
        back=place.address("reopen", question or doubts[0].question),
    )
