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

    def end(self, tree: ProcessTree) -> str:
        """Kill the tree; the id of its kernel, or nothing when it was a terminal.

        An open Lab hears of it by a notice and starts the kernel again quietly. Jupyter's own restart, which opens an
        English dialog over the page, waits until it is plain that no Lab is open.
        """
        kernel = self.of(tree.root)
        if kernel:
            self._manager.get_kernel(kernel).stop_restarter()
            asyncio.get_running_loop().call_later(LAB_SECONDS, self._restart_as_usual, kernel)
        tree.send(signal.SIGKILL)
        return kernel

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
