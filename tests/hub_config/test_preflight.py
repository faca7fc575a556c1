"""Each thing that cannot work is refused with one sentence per language, before anything is started."""

import os
import socket
import stat
from pathlib import Path

import pytest

from hub_config import preflight
from hub_config.refusal import Refusal


def test_a_missing_module_is_named():
    with pytest.raises(Refusal, match="no_such_module") as refused:
        preflight.require_modules(["json", "no_such_module"])
    assert "make run" in refused.value.ja


def test_a_busy_port_is_refused_and_a_free_one_is_not():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Refusal, match="TATEYAMA_PORT") as refused:
            preflight.require_free_port("127.0.0.1", port)
        assert str(port) in refused.value.ja
    preflight.require_free_port("127.0.0.1", port)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", "127.1.2.3"])
def test_demo_accounts_may_be_shown_on_loopback(address):
    preflight.require_loopback_for_demo(address, demo=True)


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.0.10", "hub.example.jp", "::"])
def test_demo_accounts_are_never_shown_beyond_this_machine(address):
    preflight.require_loopback_for_demo(address, demo=False)
    with pytest.raises(Refusal, match="DEMO=0"):
        preflight.require_loopback_for_demo(address, demo=True)


def test_a_nearly_full_disk_is_refused(tmp_path):
    preflight.require_writable(tmp_path, least_free=1)
    with pytest.raises(Refusal, match="nearly full"):
        preflight.require_writable(tmp_path, least_free=2**60)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_data_folder_is_refused(tmp_path):
    (tmp_path / "var").write_text("in the way")
    with pytest.raises(Refusal, match="TATEYAMA_DATA"):
        preflight.require_writable(tmp_path / "var")


def test_a_checkout_in_a_private_home_is_refused_for_root_alone(tmp_path):
    home = tmp_path / "home"
    (home / "checkout").mkdir(parents=True)
    home.chmod(0o700)
    with pytest.raises(Refusal, match="closed to other users") as refused:
        preflight.require_readable_by_learners([home / "checkout"], uid=0)
    assert "/opt" in refused.value.ja
    preflight.require_readable_by_learners([home / "checkout"], uid=1000)


def test_an_interpreter_behind_a_symlink_is_followed_to_its_private_home(open_folder):
    private = open_folder / "private"
    private.mkdir(mode=0o700)
    (private / "python3").write_text("")
    link = open_folder / "python3"
    link.symlink_to(private / "python3")
    assert preflight.hidden_ancestor(link) == private


def test_a_link_in_a_private_folder_is_private_wherever_it_leads(open_folder):
    """As `.venv/bin/python`, whose folders learners must pass through."""
    private = open_folder / "private"
    private.mkdir(mode=0o700)
    (open_folder / "python3").write_text("")
    (private / "python3").symlink_to(open_folder / "python3")
    assert preflight.hidden_ancestor(private / "python3") == private
    assert preflight.hidden_ancestor(open_folder / "python3") is None


def test_a_new_data_folder_lets_learners_pass_whatever_the_umask(tmp_path):
    before = os.umask(0o077)
    try:
        preflight.require_writable(tmp_path / "new", least_free=1)
        (tmp_path / "ours" / "secrets").mkdir(parents=True)
        preflight.require_writable(tmp_path / "ours", least_free=1)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o711
    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == 0o711


def test_a_private_folder_with_other_things_in_it_stays_private(tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "letter.txt").write_text("private")
    preflight.require_writable(home, least_free=1)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_sockets_move_to_a_short_folder_when_the_path_is_too_long(tmp_path):
    assert preflight.socket_directory(Path("/srv/tateyama/var")) == Path("/srv/tateyama/var/run")
    long = tmp_path / ("x" * 100)
    moved = preflight.socket_directory(long)
    try:
        assert len(str(moved)) + preflight.LONGEST_SOCKET_NAME <= preflight.LONGEST_SOCKET_PATH
        assert preflight.socket_directory(long) == moved
        assert stat.S_IMODE(moved.stat().st_mode) == 0o711
    finally:
        moved.rmdir()
