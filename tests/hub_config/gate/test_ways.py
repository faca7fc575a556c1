"""The list of what may leave a sandbox."""

import pytest

from hub_config.gate.ways import FOR_EVERY_SERVER, FOR_LEARNERS, find_way

OWN, OTHER, BOOK = "u0123456789ab", "u00000000b02b", "course-7"
NUMBER = "S-00000001"


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/hub/api"),
        ("GET", "/hub/api/"),
        ("GET", "/hub/api/user"),
        ("POST", "/hub/api/oauth2/token"),
        ("POST", f"/hub/api/users/{OWN}/activity"),
        ("POST", "/services/tateyama/api/submissions"),
        ("POST", "/services/tateyama/api/activity"),
        ("GET", f"/services/tateyama/api/submissions/{NUMBER}"),
    ],
)
def test_what_a_learners_server_needs_may_pass(method, target):
    assert find_way(method, target, OWN) is not None


@pytest.mark.parametrize("path", ["/hub/api/user", f"/hub/api/users/{BOOK}/activity"])
def test_a_book_knows_its_visitors_too(path):
    assert any(find_way(method, path, BOOK) for method in ("GET", "POST"))


@pytest.mark.parametrize("path", ["submissions", f"submissions/{NUMBER}", "activity"])
def test_a_book_hands_nothing_in_and_reads_no_results(path):
    for method in ("GET", "POST"):
        assert find_way(method, f"/services/tateyama/api/{path}", BOOK) is None


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/hub/api/users"),
        ("GET", f"/hub/api/users/{OWN}"),
        ("GET", f"/hub/api/users/{OTHER}"),
        ("POST", f"/hub/api/users/{OTHER}/activity"),
        ("POST", f"/hub/api/users/{OWN}/server"),
        ("DELETE", f"/hub/api/users/{OWN}/server"),
        ("POST", f"/hub/api/users/{OWN}/tokens"),
        ("GET", "/hub/api/groups"),
        ("GET", "/hub/api/services"),
        ("GET", "/hub/api/proxy"),
        ("POST", "/hub/api/proxy"),
        ("POST", "/hub/api/shutdown"),
        ("GET", "/hub/api/info"),
        ("GET", "/hub/login"),
        ("POST", "/hub/login"),
        ("GET", "/hub/home"),
        ("GET", "/"),
        ("GET", "/services/tateyama/"),
        ("POST", "/services/tateyama/internal/verify"),
        ("GET", "/services/tateyama/metrics"),
        ("GET", f"/user/{OTHER}/api/contents"),
        # The same work with another method.
        ("PUT", "/services/tateyama/api/submissions"),
        ("HEAD", "/hub/api/user"),
        ("OPTIONS", "*"),
        ("CONNECT", "hub:80"),
    ],
)
def test_everything_else_stays_inside(method, target):
    assert find_way(method, target, OWN) is None


@pytest.mark.parametrize(
    "target",
    [
        "//hub/api/user",
        "/hub//api/user",
        "/hub/api/./user",
        "/hub/api/users/../user",
        "/hub/api/%75ser",
        "/hub%2fapi%2fuser",
        "/hub/api/%2e%2e/api/user",
        "/hub/api/user/",
        "/hub/api/user?x=/hub/api/users",
        "/hub/api/user#/../users",
        "/hub/api/user;/../users",
        "/hub/api/user\n",
        "/hub/api/user ",
        "http://hub/hub/api/user",
        "HTTP://hub/hub/api/user",
        "/HUB/api/user",
        "hub/api/user",
    ],
)
def test_what_is_written_in_any_other_way_is_not_what_stands_on_the_list(target):
    assert find_way("GET", target, OWN) is None


@pytest.mark.parametrize("number", ["", "../users", "a/b", "S-1?x", "S%2D1", "Ｓ-1", "x" * 41])
def test_a_hand_ins_number_is_a_number_and_nothing_else(number):
    assert find_way("GET", f"/services/tateyama/api/submissions/{number}", OWN) is None


def test_a_name_is_no_pattern():
    assert find_way("POST", "/hub/api/users/u0123456789ab/activity", ".*") is None


def test_each_way_says_why_it_is_there():
    assert all(way.reason for way in (*FOR_EVERY_SERVER, *FOR_LEARNERS))
