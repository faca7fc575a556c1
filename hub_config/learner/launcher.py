"""The first of our own code inside a learner's sandbox: limits, relay, lessons, then JupyterLab on the hub's socket.

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
WEBAPP_SOCKET = "/run/tateyama/web/webapp.sock"
SCRATCH = "/tmp/tateyama"  # noqa: S108  # the sandbox's own
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
    wait_until_noted(int(os.environ.pop("TATEYAMA_BEGIN_FD")))
    listening = take_listening_socket(int(os.environ.pop("TATEYAMA_LISTENING_FD")))
    limit_resources(int(os.environ["TATEYAMA_HOME_LIMIT"]))
    home = Path.home()
    write_log_into(home / ".tateyama")
    # Without a fence (for trying out) the four places are elsewhere.
    port = relay.start(
        Path(os.environ.get("TATEYAMA_WEBAPP_SOCKET", WEBAPP_SOCKET)),
        int(os.environ.get("TATEYAMA_RELAY_PORT", relay.PORT)),
    )
    os.environ["TATEYAMA_API"] = f"http://127.0.0.1:{port}/services/tateyama/api"
    lessons.deliver(Path(os.environ.get("TATEYAMA_LESSONS", lessons.SOURCES)), home)
    settings = Path(os.environ.get("TATEYAMA_SCRATCH", SCRATCH)) / "jupyter"
    write_lab_settings(settings, os.environ.get("TATEYAMA_LANGUAGE", "ja"))
    os.environ["JUPYTER_CONFIG_PATH"] = f"{settings}:{os.environ.get('JUPYTER_CONFIG_PATH', '')}"
    spare_a_second()
    serve(listening, server_arguments(int(os.environ["TATEYAMA_IDLE_SECONDS"])))


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


def limit_resources(home_bytes: int) -> None:
    """Set limits here, inside the user namespace: outside they would count all of a uid's processes together."""
    for limit, most in (
        (resource.RLIMIT_NPROC, MOST_PROCESSES),
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


def server_arguments(idle_seconds: int) -> list[str]:
    """The options of the learner's Jupyter server: kernels over ipc, the idle ended."""
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
    }
    return [f"--{name}={value}" for name, value in options.items()]


def spare_a_second() -> None:
    """Keep jsonschema from building a grammar of all addresses, which took half of every start's CPU time.

    It is only for the format `iri`, which no schema of Jupyter uses; jsonschema goes without when it is not installed.
    """
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # this is how Python marks what cannot be imported


def serve(listening: socket.socket, arguments: list[str]) -> None:
    """Run JupyterHub's single-user server on the socket that we were given, until it ends."""
    from jupyter_server.serverapp import ServerApp
    from jupyterhub.singleuser import main as run_singleuser

    def accept_on_given_socket(app: Any) -> None:
        app.http_server.add_socket(listening)

    # Two private methods: the versions are pinned, and a test tells when they go.
    setattr(ServerApp, "_bind_http_server", accept_on_given_socket)  # noqa: B010  # mypy refuses the plain form
    setattr(ServerApp, "_find_http_port", lambda app: None)  # noqa: B010
    # JupyterHub and its extensions know their server by this name.
    sys.argv = ["jupyterhub-singleuser", *arguments]
    run_singleuser()


if __name__ == "__main__":
    main()
