"""The six processes and how each is started."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from hub_config.prepare import CHECKOUT, node_and_npm, proxy_program
from hub_config.supervisor import Service


class PlaceLike(Protocol):
    """What a service needs to know of the place."""

    @property
    def address(self) -> str: ...  # noqa: D102  # one word says it
    @property
    def port(self) -> int: ...  # noqa: D102
    @property
    def data(self) -> Path: ...  # noqa: D102
    @property
    def run(self) -> Path: ...  # noqa: D102
    @property
    def proxy_api_port(self) -> int: ...  # noqa: D102
    def environment(self) -> dict[str, str]: ...  # noqa: D102


def services_of(place: PlaceLike) -> list[Service]:
    """Proxy, webapp, hub, worker, gate and culler, in the order in which they start."""
    common = {**clean_environment(os.environ), **place.environment()}
    webapp = service(place, "webapp", webapp_command(), common)
    webapp.listen = place.run / "web" / "webapp.sock"
    return [
        service(place, "proxy", proxy_command(place), proxy_environment(place)),
        webapp,
        service(place, "hub", hub_command(), common),
        service(place, "worker", [sys.executable, "-m", "webapp.participation.worker"], common),
        gate_service(place),
        service(place, "culler", [sys.executable, "-m", "hub_config.culler"], common),
    ]


def gate_service(place: PlaceLike) -> Service:
    """The gate knows three paths and no secret."""
    command = [
        *(sys.executable, "-m", "hub_config.gate", "--servers", str(place.run / "servers")),
        *("--hub", str(place.run / "hub" / "hub.sock"), "--webapp", str(place.run / "web" / "webapp.sock")),
    ]
    gate = service(place, "gate", command, {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(CHECKOUT)})
    gate.listen = place.run / "gate" / "gate.sock"
    # Learners' servers with uids of their own connect here.
    gate.listen_mode = 0o666
    return gate


def service(place: PlaceLike, name: str, command: list[str], env: Mapping[str, str]) -> Service:
    """One service that writes its own log."""
    return Service(name, command, env, CHECKOUT, place.data / "logs" / f"{name}.log")


def clean_environment(env: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment less what would slow the children down or change their meaning."""
    return {key: value for key, value in env.items() if key != "PYTHONDONTWRITEBYTECODE"}


def proxy_environment(place: PlaceLike) -> dict[str, str]:
    """The proxy gets its token and nothing else of ours."""
    token = (place.data / "secrets" / "proxy_token").read_text().strip()
    return {"CONFIGPROXY_AUTH_TOKEN": token, "PATH": "/usr/bin:/bin", "NODE_ENV": "production"}


def proxy_command(place: PlaceLike) -> list[str]:
    """Node's real binary with configurable-http-proxy; its API answers to the token on loopback only."""
    node, _npm = node_and_npm()
    return [
        str(node),
        *("--require", str(CHECKOUT / "hub_config" / "proxy" / "leave_closing_to_client.js")),
        str(proxy_program(place.data)),
        *("--ip", place.address, "--port", str(place.port)),
        *("--api-ip", "127.0.0.1", "--api-port", str(place.proxy_api_port)),
        *("--error-path", str(CHECKOUT / "hub_config" / "templates" / "proxy")),
        *("--log-level", "warn"),
    ]


def hub_command() -> list[str]:
    """JupyterHub with our thin configuration file."""
    return [
        sys.executable,
        "-m",
        "hub_config.hub",
        "--config",
        str(CHECKOUT / "hub_config" / "jupyterhub_config.py"),
    ]


def webapp_command() -> list[str]:
    """webapp's own server, which is given a listening unix socket; the proxy and the gate reach it there."""
    return [sys.executable, "-m", "webapp.serve"]
