"""The proxy's client, which may also route to a unix socket."""

from typing import Any

from jupyterhub.proxy import ConfigurableHTTPProxy
from traitlets import validate


class SocketProxy(ConfigurableHTTPProxy):
    """JupyterHub 6.1 refuses http+unix for services and extra routes, though its proxy serves such targets."""

    @validate("extra_routes")
    def _validate_extra_routes(self, proposal: Any) -> dict[str, str]:
        return dict(proposal.value)
