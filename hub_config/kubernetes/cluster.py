"""What the cluster tells the hub's pod about its neighbours, read once into one frozen object."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from hub_config.refusal import Refusal

# What Zero to JupyterHub's chart calls the hub's Service.
HUB = "hub"


@dataclass(frozen=True)
class Cluster:
    """The names by which learners' pods reach hub and webapp, each with its address: they get no resolver."""

    addresses: Mapping[str, str]


def read_cluster(environ: Mapping[str, str], webapp_url: str) -> Cluster:
    """Read what Kubernetes says of the two Services; where one was made after the hub's pod, it says nothing."""
    webapp = urlsplit(webapp_url).hostname
    if not webapp:
        raise Refusal(
            "TATEYAMA_WEBAPP_URL がありません。values.yaml の hub.extraEnv に http://webapp:8000 の形で書いてください。",
            "TATEYAMA_WEBAPP_URL is missing: give it as http://webapp:8000 in hub.extraEnv of values.yaml.",
        )
    return Cluster({name: address_of(environ, name) for name in (HUB, webapp)})


def address_of(environ: Mapping[str, str], service: str) -> str:
    """The address of a Service of the hub's own namespace."""
    variable = service.upper().replace("-", "_") + "_SERVICE_HOST"
    try:
        return str(ipaddress.ip_address(environ.get(variable, "")))
    except ValueError:
        raise Refusal(
            f"Service「{service}」のアドレスが分かりません（{variable}）。先に webapp を kubectl apply -k で置き、"
            "そのあとで hub のポッドを作り直してください。",
            f"The address of the Service {service!r} is not known ({variable}): make webapp first with "
            "kubectl apply -k, then let the hub's pod be made again.",
        ) from None
