"""The rounds go on, whatever one of them met."""

import threading

from tests.webapp.participation.watching import score_of, until
from webapp.participation import rounds


def test_a_round_that_fails_is_logged_and_the_next_one_is_made(settings, database, monkeypatch, caplog):
    stop = threading.Event()
    made = []

    def fail_once(*_):
        made.append(1)
        if len(made) == 1:
            raise KeyError("users")
        stop.set()

    monkeypatch.setattr(rounds, "LOOK_EVERY", 0)
    monkeypatch.setattr(rounds, "tell_hub", fail_once)
    rounds.make_rounds(settings, database, stop)
    assert len(made) == 2
    assert "KeyError" in caplog.text


def test_what_is_scored_comes_into_nbgraders_book_by_itself(settings, database, attempt, monkeypatch):
    monkeypatch.setattr(rounds, "LOOK_EVERY", 0.01)
    scored = attempt("b1-1")
    with rounds.rounds(settings, database):
        noticed = until(database, lambda submission: noticed_at(database, submission))
    assert [submission.number for submission in noticed] == [scored.number]
    assert list(settings.gradebooks.glob("*/autograded/*/b1/exercise.ipynb"))


def test_the_books_wait_while_people_wait_for_a_score_but_not_for_ever(
    settings, database, attempt, monkeypatch
):
    attempt("b1-1")
    attempt(scored=False)
    stop, told, kept = threading.Event(), [], []

    def tell(*_):
        told.append(1)
        if len(told) == 2 * (rounds.MOST_PUT_OFF + 1):
            stop.set()

    monkeypatch.setattr(rounds, "LOOK_EVERY", 0)
    monkeypatch.setattr(rounds, "tell_hub", tell)
    monkeypatch.setattr(rounds, "keep_books", lambda *_: kept.append(len(told)))
    rounds.make_rounds(settings, database, stop)
    assert kept == [rounds.MOST_PUT_OFF + 1, 2 * (rounds.MOST_PUT_OFF + 1)]


def noticed_at(database, submission):
    return score_of(database, submission).projected_at


def test_a_book_that_cannot_be_kept_stops_no_other_round(settings, database, attempt, monkeypatch, caplog):
    monkeypatch.setattr(rounds, "LOOK_EVERY", 0)
    attempt("b1-1")
    settings.gradebooks.write_text("a file where the folder should be")
    told, stop = [], threading.Event()

    def tell(*_):
        told.append(1)
        if len(told) == 3:
            stop.set()

    monkeypatch.setattr(rounds, "tell_hub", tell)
    rounds.make_rounds(settings, database, stop)
    assert len(told) == 3
    assert caplog.text.count("could not be written") == 1
