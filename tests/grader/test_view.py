import sys
from pathlib import Path

from grader.view import PROGRAMS, command, environment

CHECKOUT = Path(__file__).parents[2]


def options(line, name):
    return [line[place + 1] for place, part in enumerate(line) if part == name]


def test_the_warm_process_has_namespaces_and_an_environment_of_its_own_and_is_root_of_nothing_else():
    line = command("submission", 7)
    for switch in ("--unshare-all", "--unshare-user", "--as-pid-1", "--new-session", "--clearenv"):
        assert switch in line
    assert (options(line, "--uid"), options(line, "--gid")) == (["0"], ["0"])


def test_the_learners_side_is_given_no_module_of_the_tests_side_and_nothing_else_of_the_project():
    seen = {target for source, target in bound("submission") if str(CHECKOUT / "grader") in source}
    assert not {f"/opt/tateyama/grader/{module}" for module in PROGRAMS["testing"]} & seen
    assert all(target.startswith("/opt/tateyama/grader/") for target in seen)
    others = {source for source, _ in bound("submission")} - {
        str(CHECKOUT / ".venv"),
        sys.prefix,
        sys.base_prefix,
    }
    assert not any(Path(source).is_relative_to(CHECKOUT) for source in others if "grader" not in source)


def bound(program):
    line = command(program, 7)
    return [(line[place + 1], line[place + 2]) for place, part in enumerate(line) if part == "--ro-bind"]


def test_a_checkout_below_tmp_is_not_hidden_by_the_sandboxs_own_tmp(monkeypatch):
    monkeypatch.setattr(sys, "prefix", "/tmp/clone/.venv")
    line = command("testing", 7)
    assert line.index("/tmp/clone/.venv") > line.index("/tmp")
    assert line[line.index("/tmp") - 1] == "--tmpfs"


def test_every_place_to_write_has_a_size_and_dev_is_closed():
    line = command("submission", 7)
    places = [place for place, part in enumerate(line) if part == "--tmpfs"]
    assert {line[place + 1] for place in places} >= {"/tmp", "/box", "/dev/shm"}
    assert all(line[place - 2] == "--size" for place in places)
    assert {"/", "/dev"} <= set(options(line, "--remount-ro"))


def test_an_interpreter_outside_usr_finds_its_own_library(monkeypatch):
    monkeypatch.setattr(sys, "base_prefix", "/opt/python3.13")
    assert environment()["LD_LIBRARY_PATH"] == "/opt/python3.13/lib"
