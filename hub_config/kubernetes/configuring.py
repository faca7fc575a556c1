"""The hub's configuration in a cluster: the chart's comes first, then the shared functions, then what differs.

Zero to JupyterHub's values.yaml calls `configure_from` in `hub.extraConfig`.
"""

import sys
from collections.abc import Mapping

from traitlets.config import Config

from hub_config import configure as everywhere
from hub_config.kubernetes.cluster import Cluster, read_cluster
from hub_config.kubernetes.pod import options
from hub_config.kubernetes.spawner import LearnerPods
from hub_config.refusal import Refusal
from hub_config.settings import Settings, read_settings

# The proxy's token is the chart's.
SECRETS = ("hub_token", "verify_token", "cookie_secret")


def configure_from(c: Config, environ: Mapping[str, str]) -> None:
    """Configure the hub from its pod's environment, or end it with the sentence that says what is missing."""
    try:
        settings = read_settings(environ, SECRETS)
        require_postgresql(settings)
        configure(c, settings, read_cluster(environ, settings.webapp_url))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)


def require_postgresql(settings: Settings) -> None:
    """Files of SQLite cannot be opened by several pods, and the hub has no folder for one."""
    if not settings.database_url:
        raise Refusal(
            "Kubernetes では PostgreSQL が要ります。Secret「tateyama-database」の url に TATEYAMA_DATABASE_URL を入れてください。",
            "On Kubernetes PostgreSQL is needed: put TATEYAMA_DATABASE_URL into `url` of the Secret tateyama-database.",
        )


def configure(c: Config, settings: Settings, cluster: Cluster) -> None:
    """Compose the whole configuration; where hub and proxy listen is the chart's, and so is the culler."""
    charts = {name: list(c.JupyterHub.get(name, [])) for name in ("services", "load_roles")}
    everywhere.configure_any_hub(c, settings)
    everywhere.configure_sign_in(c, settings)
    everywhere.configure_any_server(c)
    everywhere.configure_service(c, settings)
    everywhere.configure_roles(c, settings)
    for name, found in charts.items():
        c.JupyterHub[name] = [*found, *c.JupyterHub[name]]
    everywhere.configure_pages(c, settings)
    configure_routes(c, settings)
    configure_pods(c, settings, cluster)


def configure_routes(c: Config, settings: Settings) -> None:
    """The proxy leads to webapp's Service."""
    c.ConfigurableHTTPProxy.extra_routes = {everywhere.SERVICE_PREFIX: settings.webapp_url}


def configure_pods(c: Config, settings: Settings, cluster: Cluster) -> None:
    """Every learner's server is a pod."""
    c.JupyterHub.spawner_class = LearnerPods
    c.LearnerPods.settings = settings
    c.KubeSpawner.update(options(settings, cluster))
