"""The system calls a learner's sandbox goes without, as a classic BPF programme for bwrap's --seccomp.

The fence itself is made of namespaces; this closes what they do not cover (AF_VSOCK, watching who opens files that all
learners share) and what only widens the kernel's attack surface. Written by hand because slim hosts have no libseccomp.
"""

import errno
import platform
import struct
from collections.abc import Mapping, Sequence

# struct seccomp_data: nr, arch, instruction pointer, six 64-bit arguments (the low half comes first on both machines).
SYSCALL, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
LOAD, EQUALS, AT_LEAST, ANY_BIT, ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
X32_BIT = 0x40000000
# AF_UNIX, AF_INET, AF_INET6, AF_NETLINK: a network namespace covers exactly these, and not AF_VSOCK.
ADDRESS_FAMILIES = (1, 2, 10, 16)
# CLONE_NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWNS.
NAMESPACE_FLAGS = 0x7E020000

AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
NUMBERS: dict[str, dict[str, int]] = {
    "x86_64": {
        "socket": 41, "socketpair": 53, "clone": 56, "ptrace": 101, "pivot_root": 155, "chroot": 161,
        "acct": 163, "mount": 165, "umount2": 166, "swapon": 167, "swapoff": 168, "reboot": 169,
        "init_module": 175, "delete_module": 176, "quotactl": 179, "kexec_load": 246, "add_key": 248,
        "request_key": 249, "keyctl": 250, "unshare": 272, "perf_event_open": 298, "open_by_handle_at": 304,
        "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311, "finit_module": 313,
        "kexec_file_load": 320, "bpf": 321, "userfaultfd": 323, "inotify_init": 253, "inotify_init1": 294,
        "fanotify_init": 300, "fallocate": 285,
    },
    "aarch64": {
        "socket": 198, "socketpair": 199, "clone": 220, "ptrace": 117, "pivot_root": 41, "chroot": 51,
        "acct": 89, "mount": 40, "umount2": 39, "swapon": 224, "swapoff": 225, "reboot": 142,
        "init_module": 105, "delete_module": 106, "quotactl": 60, "kexec_load": 104, "add_key": 217,
        "request_key": 218, "keyctl": 219, "unshare": 97, "perf_event_open": 241, "open_by_handle_at": 265,
        "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271, "finit_module": 273,
        "kexec_file_load": 294, "bpf": 280, "userfaultfd": 282, "inotify_init1": 26, "fanotify_init": 262,
        "fallocate": 47,
    },
}  # fmt: skip
# These have the same number on every machine.
SHARED_NUMBERS = {
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "open_tree": 428, "move_mount": 429,
    "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "mount_setattr": 442,
}  # fmt: skip
CLONE3 = 435


def programme(machine: str = platform.machine()) -> bytes | None:
    """The filter for this machine, or None for a machine whose numbers nobody has checked."""
    if machine not in NUMBERS:
        return None
    numbers = NUMBERS[machine]
    return assemble(
        [
            *require_architecture(AUDIT_ARCHITECTURE[machine]),
            *refuse_from(X32_BIT),
            *refuse(CLONE3, errno.ENOSYS),  # the C library then falls back to clone, whose flags can be read
            # Gigabytes in an instant, without a write that anybody could count; programs then write instead.
            *refuse(numbers["fallocate"], errno.EOPNOTSUPP),
            *only_families(numbers["socket"]),
            *only_families(numbers["socketpair"]),
            *no_namespaces(numbers["clone"]),
            *refuse_all(numbers, spared=("socket", "socketpair", "clone", "fallocate")),
            (ANSWER, 0, 0, ALLOW),
        ]
    )


Instruction = tuple[int, int, int, int]


def assemble(instructions: Sequence[Instruction]) -> bytes:
    """Write the instructions as the kernel's struct sock_filter."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)


def require_architecture(architecture: int) -> list[Instruction]:
    """Kill whoever calls through another machine's door, then look at the call's number."""
    return [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUALS, 1, 0, architecture),
        (ANSWER, 0, 0, KILL),
        (LOAD, 0, 0, SYSCALL),
    ]


def refuse_from(number: int) -> list[Instruction]:
    """Refuse every call from this number on (the x32 interface)."""
    return [(AT_LEAST, 0, 1, number), (ANSWER, 0, 0, FAIL | errno.EPERM)]


def refuse(number: int, error: int = errno.EPERM) -> list[Instruction]:
    """Refuse one call."""
    return [(EQUALS, 0, 1, number), (ANSWER, 0, 0, FAIL | error)]


def refuse_all(numbers: Mapping[str, int], spared: Sequence[str]) -> list[Instruction]:
    """Refuse every listed call but the spared ones, which have rules of their own."""
    unwanted = [number for name, number in numbers.items() if name not in spared]
    return [line for number in (*unwanted, *SHARED_NUMBERS.values()) for line in refuse(number)]


def only_families(number: int) -> list[Instruction]:
    """Let this call through only for the address families that a network namespace covers."""
    count = len(ADDRESS_FAMILIES)
    return [
        (EQUALS, 0, count + 3, number),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        *((EQUALS, count - index, 0, family) for index, family in enumerate(ADDRESS_FAMILIES)),
        (ANSWER, 0, 0, FAIL | errno.EAFNOSUPPORT),
        (ANSWER, 0, 0, ALLOW),
    ]


def no_namespaces(number: int) -> list[Instruction]:
    """Let this call through only when its flags make no namespace."""
    return [
        (EQUALS, 0, 4, number),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (ANY_BIT, 0, 1, NAMESPACE_FLAGS),
        (ANSWER, 0, 0, FAIL | errno.EPERM),
        (ANSWER, 0, 0, ALLOW),
    ]
