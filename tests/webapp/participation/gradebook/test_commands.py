"""flask rebuild-gradebook and flask verify, as an operator types them."""

import pytest

from tests.webapp.participation.gradebook.reading import grades, type_mark


@pytest.fixture
def flask(app):
    def flask(*arguments):
        with app.app_context():
            return app.test_cli_runner().invoke(args=arguments)

    return flask


def test_verify_says_where_the_book_differs_and_rebuild_mends_it(hand_in, flask, course, keeper):
    submission = hand_in("b1-1")
    missing = flask("verify")
    assert missing.exit_code == 1
    assert "成績簿にありません / missing in the book" in missing.stdout
    assert "rebuild-gradebook" in missing.stderr
    done = flask("rebuild-gradebook")
    assert (done.exit_code, done.stderr) == (0, "offering-1: 1 件を書き直しました / 1 pages written\n")
    same = flask("verify")
    assert (same.exit_code, same.stdout) == (0, "")
    assert "0 differences" in same.stderr
    type_mark(course, submission.number, "b1-text", 3)
    assert flask("verify").exit_code == 1
    assert flask("rebuild-gradebook", "1").exit_code == 0
    assert flask("verify").exit_code == 0
    assert 3 in {manual for _, manual, _ in grades(course).values()}


def test_rebuilding_an_offering_without_scored_work_says_so(flask, classroom):
    done = flask("rebuild-gradebook", "77")
    assert done.exit_code == 1
    assert "offering-77 には採点済みの提出物がありません" in done.stderr


def test_without_any_work_both_have_nothing_to_do(flask, classroom):
    assert flask("rebuild-gradebook").exit_code == 0
    assert flask("verify").exit_code == 0
