"""What the doctor asks of a sandbox, and what to do on a host that does not allow it (利用環境の確認)."""

from __future__ import annotations

from collections.abc import Mapping

from grader.words import Words

# The keys are those of the probe's report; each answer should be no, none or nothing.
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
    "shared_namespaces": Words(
        "ファイル・プロセス・ネットワークなどの名前空間が、この機械のものと別です",
        "Mounts, processes, network and the rest are in namespaces of their own",
    ),
    "unlimited": Words(
        "プロセスの数・時間・ファイルの大きさの上限が効いています",
        "The limits on processes, time and file size are in force",
    ),
    "unlimited_places": Words(
        "書ける場所の大きさとファイルの数に上限があります",
        "The places to write to are limited in bytes and in files",
    ),
    "threads": Words(
        "複製の元になるプロセスは単一スレッドです", "The process that is forked has a single thread"
    ),
    "unwatched_memory": Words("外からメモリの量を見張れます", "Memory can be watched from outside"),
    "survivor": Words(
        "外から止めると、あとに何も残りません", "Nothing is left after it is ended from outside"
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
POD = Words(
    "このポッドの設定では隔離ができません。hub_config/kubernetes/manifests/worker.yaml のとおりに（hostUsers: false と "
    "procMount: Unmasked）動かし、各ノードに seccomp/worker.json を置いてください。",
    "This pod does not allow sandboxes. Run it as hub_config/kubernetes/manifests/worker.yaml says (hostUsers: false and "
    "procMount: Unmasked), with seccomp/worker.json on every node.",
)
