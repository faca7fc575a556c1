"""What one learner's server may see and what it is told: the platform's part of every sandbox, as pure functions."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hub_config import lesson_list, sandbox
from hub_config.settings import CHECKOUT, Settings

LAUNCHER = ("-m", "tateyama_learner.launcher")
# Instructors' tools of nbgrader, which a learner should not see.
HIDDEN_LAB_EXTENSION = Path("share/jupyter/labextensions/@jupyter/nbgrader")


def describe(
    settings: Settings, home: Path, lessons: Sequence[Mapping[str, Any]], told: Mapping[str, str]
) -> sandbox.Sandbox:
    """The learner's own home, the enrolled lessons' learner folders, and what everybody shares."""
    environment = Path(sys.prefix)
    hidden = environment / HIDDEN_LAB_EXTENSION
    return sandbox.Sandbox(
        environment_folder=environment,
        interpreter_folder=Path(sys.base_prefix),
        home=home,
        gate=settings.gate_socket.parent,
        learner_code=CHECKOUT / "hub_config" / "learner",
        lab_extension=settings.data / "labextension",
        lessons=lesson_list.folders(settings.releases, lessons),
        variables=told,
        command=[str(environment / "bin" / "python"), *LAUNCHER],
        hidden=[str(hidden)] if hidden.is_dir() else [],
    )


def variables(
    given: Mapping[str, object], settings: Settings, language: str, installed: str = sys.prefix
) -> dict[str, str]:
    """The environment inside: of the hub's only what is JupyterHub's own, and what Tateyama's launcher reads."""
    of_the_hub = {name: str(value) for name, value in given.items() if name.startswith("JUPYTERHUB_")}
    return of_the_hub | {
        "HOME": sandbox.HOME,
        "USER": "learner",
        "SHELL": "/bin/bash",
        "LANG": "C.UTF-8",
        "TZ": "Asia/Tokyo",
        "PATH": f"{installed}/bin:/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": f"{sandbox.OPT}/python",
        "JUPYTER_PATH": f"{sandbox.OPT}/share/jupyter",
        "JUPYTER_CONFIG_PATH": f"{sandbox.OPT}/etc/jupyter",
        "JUPYTER_RUNTIME_DIR": f"{sandbox.TMP}/jupyter",
        # One numerical thread per kernel: the cores are shared, and threads count as processes.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "TATEYAMA_LANGUAGE": language,
        "TATEYAMA_MEMORY_LIMIT": str(settings.memory_limit),
        "TATEYAMA_HOME_LIMIT": str(settings.home_limit),
        "TATEYAMA_FILES_LIMIT": str(settings.files_limit),
        "TATEYAMA_IDLE_SECONDS": str(settings.idle_seconds),
    }
