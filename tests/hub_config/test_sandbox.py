from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from hub_config.sandbox import LESSON_LIST, MADE_UP_FILES, Sandbox, arguments
from hub_config.seccomp import programme

SANDBOX = Sandbox(
    environment_folder=Path("/srv/tateyama/.venv"),
    interpreter_folder=Path("/usr"),
    home=Path("/data/homes/u0123456789ab"),
    gate=Path("/run/t/gate"),
    learner_code=Path("/srv/tateyama/hub_config/learner"),
    lab_extension=Path("/data/labextension"),
    lessons={"d1": Path("/data/releases/d1/learner"), "d2": Path("/data/releases/d2/learner")},
    variables={"JUPYTERHUB_API_TOKEN": "secret-token", "HOME": "/home/learner"},
    command=["python", "-m", "tateyama_learner.launcher"],
    files={**{path: 10 + n for n, path in enumerate(MADE_UP_FILES)}, LESSON_LIST: 9},
    seccomp=20,
    info=21,
)
BINDS = {"--bind", "--ro-bind", "--ro-bind-try", "--bind-try", "--dev-bind"}


@pytest.fixture
def words():
    return arguments(SANDBOX)


def bound(words, kinds=BINDS):
    return {(words[n + 1], words[n + 2]) for n, word in enumerate(words) if word in kinds}


def test_every_namespace_is_new_and_the_network_is_not_shared(words):
    assert "--unshare-all" in words
    assert "--share-net" not in words


def test_no_further_user_namespace_can_be_made_and_bwrap_makes_sure(words):
    assert {"--disable-userns", "--assert-userns-disabled"} <= set(words)


def test_no_capability_is_left(words):
    assert ("--cap-drop", "ALL") in pairwise(words)
    assert "--cap-add" not in words


def test_kernels_survive_a_killed_hub(words):
    assert "--die-with-parent" not in words


def test_the_terminal_of_whoever_started_the_platform_is_out_of_reach(words):
    assert "--new-session" in words


def test_only_the_own_home_can_be_written(words):
    assert bound(words, {"--bind", "--dev-bind", "--bind-try"}) == {
        ("/data/homes/u0123456789ab", "/home/learner")
    }


def test_nothing_of_the_data_folder_is_seen_but_home_lessons_and_lab_extension(words):
    seen = {source for source, _ in bound(words) if source.startswith("/data")}
    assert seen == {
        "/data/homes/u0123456789ab",
        "/data/releases/d1/learner",
        "/data/releases/d2/learner",
        "/data/labextension/share/jupyter",
    }


def test_nothing_of_the_checkout_is_seen_but_what_runs_inside(words):
    seen = {source for source, _ in bound(words) if source.startswith("/srv/tateyama")}
    assert all(
        source.startswith(("/srv/tateyama/.venv", "/srv/tateyama/hub_config/learner")) for source in seen
    )


def test_the_only_way_out_is_the_gate(words):
    assert ("/run/t/gate", "/run/tateyama/gate") in bound(words, {"--ro-bind"})
    assert [source for source, _ in bound(words) if source.startswith("/run")] == ["/run/t/gate"]


def test_of_the_hosts_etc_no_account_resolver_or_secret_is_seen(words):
    seen = {source for source, _ in bound(words) if source.startswith("/etc")}
    assert seen <= {"/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime", "/etc/ssl/certs"}


def test_scratch_space_is_limited_and_ones_own(words):
    for place in ("/tmp", "/dev/shm"):
        at = words.index(place)
        assert words[at - 1] == "--tmpfs"
        assert "--size" in words[at - 5 : at]


def test_the_rest_is_read_only_once_everything_is_in_place(words):
    last_bind = max(n for n, word in enumerate(words) if word in BINDS | {"--tmpfs", "--ro-bind-data"})
    assert words.index("/", last_bind) > last_bind
    assert ("--remount-ro", "/") in pairwise(words[last_bind:])
    assert ("--remount-ro", "/dev") in pairwise(words[last_bind:])


def test_the_environment_is_cleared_before_ours_is_set(words):
    assert words.index("--clearenv") < words.index("--setenv")


def test_the_command_is_not_among_the_options(words):
    assert "tateyama_learner.launcher" not in words


def test_without_lessons_no_release_is_bound():
    words = arguments(replace(SANDBOX, lessons={}))
    assert not [source for source, _ in bound(words) if "releases" in source]


def test_hidden_folders_are_covered_after_what_they_stand_in_was_bound():
    words = arguments(replace(SANDBOX, hidden=["/srv/tateyama/.venv/share/x"]))
    assert words.index("/srv/tateyama/.venv") < words.index("/srv/tateyama/.venv/share/x")


def test_an_interpreter_outside_usr_is_bound_read_only():
    words = arguments(replace(SANDBOX, interpreter_folder=Path("/opt/python")))
    assert ("/opt/python", "/opt/python") in bound(words, {"--ro-bind"})


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_a_filter_is_made_of_whole_instructions_and_every_jump_lands_inside(machine):
    import struct

    lines = list(struct.iter_unpack("=HBBI", programme(machine)))
    for at, (code, true, false, _) in enumerate(lines):
        if code & 0x07 == 0x05:
            assert at + 1 + max(true, false) < len(lines)
    assert lines[-1] == (0x06, 0, 0, 0x7FFF0000)


def test_an_unknown_machine_gets_no_filter_rather_than_a_wrong_one():
    assert programme("riscv64") is None
