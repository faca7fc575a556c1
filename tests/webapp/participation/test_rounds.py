"""The rounds go on, whatever one of them met."""

import threading

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
