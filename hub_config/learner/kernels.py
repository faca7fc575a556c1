"""Ends a kernel for good reason, and lets Lab start it again without a frightening dialog."""

import asyncio
import signal
from typing import Any

from .processes import ProcessTree

LAB_SECONDS = 6.0


class Kernels:
    """The kernels of this server, found by their process."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager
        self._told: set[int] = set()

    def end(self, tree: ProcessTree) -> str:
        """Kill the tree; the id of its kernel, or nothing when it was a terminal."""
        kernel = self.of(tree.root)
        self._told.add(tree.root)
        tree.send(signal.SIGKILL)
        self.leave_to_lab(kernel)
        return kernel

    def is_ending(self, tree: ProcessTree) -> bool:
        """Whether it was killed already: giving much memory back takes a moment."""
        return tree.root in self._told

    def killed_by_others(self) -> list[tuple[int, str]]:
        """Kernels (process and id) that somebody else killed since we last asked: the hub's watch, or the system."""
        found = []
        for kernel in self._manager.list_kernel_ids():
            manager = self._manager.get_kernel(kernel)
            process = getattr(manager.provisioner, "process", None)
            if process is None or manager.shutting_down or process.pid in self._told:
                continue
            if process.poll() == -signal.SIGKILL:
                self._told.add(process.pid)
                found.append((process.pid, str(kernel)))
        return found

    def leave_to_lab(self, kernel: str) -> None:
        """An open Lab hears of the end by a notice, and starts the kernel again quietly.

        Jupyter's own restart, which opens an English dialog over the page, waits until it is plain that no Lab is open.
        """
        if kernel:
            self._manager.get_kernel(kernel).stop_restarter()
            asyncio.get_running_loop().call_later(LAB_SECONDS, self._restart_as_usual, kernel)

    def of(self, pid: int) -> str:
        """The id of the kernel with this process; empty when there is none."""
        for kernel in self._manager.list_kernel_ids():
            provisioner = self._manager.get_kernel(kernel).provisioner
            if provisioner is not None and getattr(provisioner, "pid", None) == pid:
                return str(kernel)
        return ""

    def _restart_as_usual(self, kernel: str) -> None:
        """Give the kernel back to Jupyter's care, unless its notebook was closed meanwhile."""
        if kernel in self._manager:
            self._manager.get_kernel(kernel).start_restarter()
