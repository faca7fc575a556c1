"""The first of our own code inside a learner's sandbox: limits, relay, lessons, then JupyterLab on the hub's socket.

Where the sandbox is a pod, the hub made no socket and webapp is reached at an address: the server listens on its port.

Run as `python -m tateyama_learner.launcher`.
"""

import json
import os
import resource
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import lessons, relay

MOST_PROCESSES = 320
MOST_FILES = 4096
GATE = "/run/tateyama/gate/gate.sock"
SCRATCH = "/tmp/tateyama"  # noqa: S108  # the sandbox's own
# A home far above its limit (tidying.py).
NOTHING_RUNS = {
    "ServerApp.kernel_manager_class": "tateyama_learner.tidying.NoKernels",
    "ServerApp.terminals_enabled": False,
}
LOCALES = {"ja": "ja_JP", "en": "default"}
# Language servers are not installed: looking for them costs every start half a second and errors in the log.
NO_LANGUAGE_SERVERS = {"ServerApp": {"jpserver_extensions": {"jupyter_lsp": False}}}
NO_LANGUAGE_SERVERS_IN_LAB = {
    "@jupyterlab/lsp-extension": True,
    "@jupyterlab/fileeditor-extension:language-server": True,
    "@jupyterlab/notebook-extension:language-server": True,
}


def main() -> None:
    """Start everything in its order; from here on the learner's JupyterLab is this process."""
    listening = given_socket()
    # In a pod the cluster counts processes: a uid's processes are those of every pod on the node together.
    limit_resources(int(os.environ["TATEYAMA_HOME_LIMIT"]), MOST_PROCESSES if listening else None)
    home = Path.home()
    write_log_into(home / ".tateyama")
    if not os.environ.get("TATEYAMA_API"):
        os.environ["TATEYAMA_API"] = relayed_api()
    # Without a fence (for trying out) these places are elsewhere.
    sources = Path(os.environ.get("TATEYAMA_LESSONS", lessons.SOURCES))
    lessons.deliver(sources, home, os.environ.pop("TATEYAMA_LESSON_LIST", None))
    settings = Path(os.environ.get("TATEYAMA_SCRATCH", SCRATCH)) / "jupyter"
    write_lab_settings(settings, os.environ.get("TATEYAMA_LANGUAGE", "ja"))
    os.environ["JUPYTER_CONFIG_PATH"] = f"{settings}:{os.environ.get('JUPYTER_CONFIG_PATH', '')}"
    spare_a_second()
    serve(
        listening,
        server_arguments(
            int(os.environ["TATEYAMA_IDLE_SECONDS"]), tidying=os.environ.get("TATEYAMA_TIDYING") == "1"
        ),
    )


def relayed_api() -> str:
    """Where webapp's API is found once the gate is relayed to a port in here."""
    port = relay.start(
        Path(os.environ.get("TATEYAMA_GATE", GATE)),
        int(os.environ.get("TATEYAMA_RELAY_PORT", relay.PORT)),
    )
    return f"http://127.0.0.1:{port}/services/tateyama/api"


def given_socket() -> socket.socket | None:
    """The socket that the hub made, once it has written our pid down; None in a pod, which the cluster looks after."""
    if "TATEYAMA_LISTENING_FD" not in os.environ:
        return None
    wait_until_noted(int(os.environ.pop("TATEYAMA_BEGIN_FD")))
    return take_listening_socket(int(os.environ.pop("TATEYAMA_LISTENING_FD")))


def wait_until_noted(descriptor: int) -> None:
    """Go on once the hub has written our pid down; a hub that was killed before says nothing, and we end."""
    if not os.read(descriptor, 1):
        sys.exit("the hub that asked for this server is gone")
    os.close(descriptor)


def take_listening_socket(descriptor: int) -> socket.socket:
    """Take the socket that the hub made; kernels do not inherit it."""
    listening = socket.socket(fileno=descriptor)
    listening.set_inheritable(False)
    listening.setblocking(False)
    return listening


def limit_resources(home_bytes: int, processes: int | None = MOST_PROCESSES) -> None:
    """Set limits here, inside the user namespace: outside they would count all of a uid's processes together."""
    counted = ((resource.RLIMIT_NPROC, processes),) if processes else ()
    for limit, most in (
        *counted,
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_FSIZE, home_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (allowed, allowed))
    # When the machine runs out of memory, a learner's kernel goes before hub or database.
    Path("/proc/self/oom_score_adj").write_text("500")


def write_log_into(folder: Path) -> None:
    """Keep this run's log in the learner's own home, where it counts against their own space."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        log = os.open(folder / "server.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    except OSError:
        log = os.open(os.devnull, os.O_WRONLY)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)


def write_lab_settings(folder: Path, language: str) -> None:
    """JupyterLab opens in the learner's language; what they choose in Lab itself goes before this."""
    labconfig = folder / "labconfig"
    labconfig.mkdir(parents=True, exist_ok=True)
    locale = {"@jupyterlab/translation-extension:plugin": {"locale": LOCALES.get(language, "ja_JP")}}
    (labconfig / "default_setting_overrides.json").write_text(json.dumps(locale))
    (labconfig / "page_config.json").write_text(
        json.dumps({"disabledExtensions": NO_LANGUAGE_SERVERS_IN_LAB})
    )
    (folder / "jupyter_server_config.json").write_text(json.dumps(NO_LANGUAGE_SERVERS))


def server_arguments(idle_seconds: int, *, tidying: bool = False) -> list[str]:
    """The options of the learner's Jupyter server: kernels over ipc, the idle ended; no kernels where it is for tidying up."""
    every = max(1, min(60, idle_seconds // 4))
    options: Mapping[str, Any] = {
        "KernelManager.transport": "ipc",
        "ServerApp.root_dir": str(Path.home()),
        "ServerApp.shutdown_no_activity_timeout": idle_seconds,
        "MappingKernelManager.cull_idle_timeout": idle_seconds,
        "MappingKernelManager.cull_interval": every,
        # An open but forgotten browser tab must not keep a kernel for ever; work is saved in the notebook.
        "MappingKernelManager.cull_connected": True,
        "TerminalManager.cull_inactive_timeout": idle_seconds,
        "TerminalManager.cull_interval": every,
        "ContentsManager.allow_hidden": False,
        **(NOTHING_RUNS if tidying else {}),
    }
    return [f"--{name}={value}" for name, value in options.items()]


def spare_a_second() -> None:
    """Keep jsonschema from building a grammar of all addresses, which took half of every start's CPU time.

    It is only for the format `iri`, which no schema of Jupyter uses; jsonschema goes without when it is not installed.
    """
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # this is how Python marks what cannot be imported


def serve(listening: socket.socket | None, arguments: list[str]) -> None:
    """Run JupyterHub's single-user server, on the socket that we were given or on its own port, until it ends."""
    from jupyterhub.singleuser import main as run_singleuser

    if listening is not None:
        accept_on(listening)
    # JupyterHub and its extensions know their server by this name.
    sys.argv = ["jupyterhub-singleuser", *arguments]
    run_singleuser()


def accept_on(listening: socket.socket) -> None:
    """Have Jupyter's server accept on this socket and look for no port."""
    from jupyter_server.serverapp import ServerApp

    def accept_on_given_socket(app: Any) -> None:
        app.http_server.add_socket(listening)

    # Two private methods: the versions are pinned, and a test tells when they go.
    setattr(ServerApp, "_bind_http_server", accept_on_given_socket)  # noqa: B010  # mypy refuses the plain form
    setattr(ServerApp, "_find_http_port", lambda app: None)  # noqa: B010


if __name__ == "__main__":
    main()
