"""Without a fence everything still works, on this machine alone."""

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest

from hub_config import sandbox, unfenced
from hub_config.configure import unix_url
from hub_config.sandbox import Sandbox
from tests.hub_config.small_platform import Learner, Platform, wait_for

ADA = "u00000000ada1"


@pytest.fixture
def platform():
    data = Path(tempfile.mkdtemp(prefix="tateyama-test-"))
    data.chmod(0o711)
    found = Platform(data)
    try:
        found.start({"ada": ADA}, TATEYAMA_UNPROTECTED="1")
        yield found
    finally:
        found.stop()
        for scratch in found.run.glob("unprotected/*/scratch"):
            shutil.rmtree(scratch.resolve(), ignore_errors=True)
        shutil.rmtree(data, ignore_errors=True)


def test_a_learner_can_work_and_stop_and_every_page_says_that_nobody_is_isolated(platform):
    with contextlib.closing(Learner(platform, "ada")) as ada:
        ada.open_lab()
        assert "隔離が切ってあります" in ada.browser.get("/hub/home").text
        kernel = ada.start_kernel()
        assert kernel.run("import os; print(os.environ['HOME'])").strip() == str(
            platform.data / "homes" / ADA
        )
        ask = "import urllib.request as u; print(u.urlopen(os.environ['TATEYAMA_API'] + '/submissions/S-1').read().decode())"
        assert kernel.run(f"import os\n{ask}").strip() == "webapp"
        token = ada.browser.cookies.get("_xsrf", path="/hub/")
        ada.browser.delete(f"/hub/api/users/{ADA}/server", params={"_xsrf": token}).raise_for_status()
        wait_for(
            lambda: not (platform.run / "servers" / ADA / "pid.json").exists(), 20, "the end of the server"
        )


def test_every_path_of_the_sandbox_becomes_one_of_outside(tmp_path):
    wanted = Sandbox(
        environment_folder=tmp_path,
        interpreter_folder=tmp_path,
        home=tmp_path / "home",
        gate=tmp_path / "gate",
        learner_code=tmp_path / "code",
        lab_extension=tmp_path / "lab",
        lessons={},
        variables={"JUPYTERHUB_API_URL": unix_url(f"{sandbox.GATE}/gate.sock"), "HOME": sandbox.HOME},
        command=[],
    )
    found = unfenced.variables(wanted, tmp_path / "laid out", str(tmp_path / "scratch"))
    assert found["JUPYTERHUB_API_URL"] == unix_url(str(tmp_path / "gate" / "gate.sock"))
    for value in found.values():
        assert not value.startswith((sandbox.OPT, "/run/tateyama", sandbox.HOME))
