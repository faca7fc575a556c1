import stat
import sys

import pytest

from hub_config.kubernetes import keys
from hub_config.kubernetes.configuring import SECRETS
from webapp.config import Settings


@pytest.fixture
def made(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "secrets"
    monkeypatch.setattr(sys, "argv", ["keys", str(folder)])
    assert keys.main() == 0
    return folder, capsys.readouterr().out


def test_the_keys_are_those_that_hub_and_webapp_want(made):
    folder, _said = made
    assert set(SECRETS) < {path.name for path in folder.iterdir()}
    assert not (folder / "proxy_token").exists()
    Settings.from_env({"TATEYAMA_DATA": str(folder.parent)})


def test_nobody_else_can_read_them_and_no_two_are_alike(made):
    folder, _said = made
    files = list(folder.iterdir())
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert len({path.read_text() for path in files}) == len(files)


def test_the_command_that_hands_them_over_is_said(made):
    folder, said = made
    assert f"create secret generic tateyama-keys --from-file={folder}" in said


def test_made_again_they_stay_as_they_are(made, monkeypatch):
    folder, _said = made
    before = {path.name: path.read_text() for path in folder.iterdir()}
    assert keys.main() == 0
    assert {path.name: path.read_text() for path in folder.iterdir()} == before
