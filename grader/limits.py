"""How much a submission may use; one frozen object, and what each part of the run takes from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes that one submission may use."""

    submission_seconds: float = 120.0
    cell_seconds: float = 20.0
    call_seconds: float = 10.0
    start_seconds: float = 60.0
    cpu_seconds: int = 60
    memory_bytes: int = 1_200 * MEGABYTE
    address_space_bytes: int = 3_000 * MEGABYTE
    file_bytes: int = 64 * MEGABYTE
    temporary_bytes: int = 64 * MEGABYTE
    shared_memory_bytes: int = 16 * MEGABYTE
    processes: int = 48
    open_files: int = 128
    inodes: int = 5_000
    # How far its processes give way to others, as `nice` counts.
    nice: int = 0

    def places(self) -> Mapping[str, int]:
        """The places a sandbox may write to, by path inside, and how many bytes each holds."""
        small = self.temporary_bytes
        return {"/tmp": small, "/box": small, "/dev/shm": self.shared_memory_bytes}  # noqa: S108 - its own

    def inside(self) -> Mapping[str, int]:
        """The limits the kernel enforces on each process, by RLIMIT name."""
        return {
            "AS": self.address_space_bytes,
            "CPU": self.cpu_seconds,
            "FSIZE": self.file_bytes,
            "NOFILE": self.open_files,
            "NPROC": self.processes,
            "CORE": 0,
        }
