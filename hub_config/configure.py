"""The hub's configuration as pure functions: each sets its own few options on `c`, and never appends to another's."""

import hashlib
from urllib.parse import quote

from traitlets.config import Config

from hub_config.authenticator import TateyamaAuthenticator
from hub_config.database import hub_database
from hub_config.language import LanguageExtension
from hub_config.routes import SocketProxy
from hub_config.sandbox import GATE
from hub_config.settings import CHECKOUT, Settings
from hub_config.short_addresses import short_addresses
from hub_config.spawner import LearnerSpawner
from hub_config.websocket_check import WEBSOCKET_CHECK, WebsocketCheck

SERVICE = "tateyama"
SERVICE_PREFIX = f"/services/{SERVICE}/"
ACCESS_SERVICE = f"access:services!service={SERVICE}"
SUBMIT, RESULTS = "custom:tateyama:submit", "custom:tateyama:results"
# The hub group of all books (course-1, course-2, …): webapp starts these servers and shares them, and no person's.
BOOKS = "gradebooks"
# The supervisor has the proxy's routes written again; the culler sees who is idle and ends their servers.
BESIDE_THE_HUB = {
    "supervisor": ("proxy",),
    "culler": ("list:users", "read:users:activity", "read:servers", "delete:servers"),
}
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


def configure(c: Config, settings: Settings) -> None:
    """Compose the whole configuration."""
    configure_hub(c, settings)
    configure_proxy(c, settings)
    configure_sign_in(c, settings)
    configure_servers(c, settings)
    configure_service(c, settings)
    configure_roles(c, settings)
    configure_pages(c, settings)


def configure_hub(c: Config, settings: Settings) -> None:
    """The hub listens on a unix socket only; servers outlive it."""
    c.JupyterHub.bind_url = f"http://{bracketed(settings.address)}:{settings.port}/"
    c.JupyterHub.hub_bind_url = unix_url(str(settings.hub_socket))
    c.JupyterHub.hub_connect_url = unix_url(str(settings.hub_socket))
    # Ours alone: learners' servers come through the gate.
    c.JupyterHub.hub_socket_mode = 0o600
    c.JupyterHub.cleanup_proxy = False
    configure_any_hub(c, settings)


def configure_any_hub(c: Config, settings: Settings) -> None:
    """What holds wherever the hub runs: servers outlive it, one for each person, and webapp's page comes first."""
    c.JupyterHub.db_url = hub_database(settings.data, settings.database_url)
    # Hashed, so that a secret of any form gives the 32 bytes that the hub wants.
    c.JupyterHub.cookie_secret = hashlib.sha256(settings.secrets["cookie_secret"].encode()).digest()
    c.JupyterHub.cleanup_servers = False
    c.JupyterHub.allow_named_servers = False
    c.JupyterHub.default_url = SERVICE_PREFIX


def configure_proxy(c: Config, settings: Settings) -> None:
    """The proxy is the supervisor's, so that it outlives the hub."""
    c.JupyterHub.proxy_class = SocketProxy
    c.ConfigurableHTTPProxy.should_start = False
    c.ConfigurableHTTPProxy.api_url = settings.proxy_api
    c.ConfigurableHTTPProxy.auth_token = settings.secrets["proxy_token"]
    c.SocketProxy.extra_routes = {SERVICE_PREFIX: unix_url(str(settings.webapp_socket))}


def configure_sign_in(c: Config, settings: Settings) -> None:
    """webapp says who is who; whoever it knows may come in, and nobody is a hub administrator."""
    c.JupyterHub.authenticator_class = TateyamaAuthenticator
    if settings.webapp_url:
        c.TateyamaAuthenticator.webapp_url = settings.webapp_url
    else:
        c.TateyamaAuthenticator.webapp_socket = str(settings.webapp_socket)
    c.TateyamaAuthenticator.verify_token = settings.secrets["verify_token"]
    c.Authenticator.allow_all = True
    c.Authenticator.admin_users = set()
    c.Authenticator.delete_invalid_users = False


def configure_servers(c: Config, settings: Settings) -> None:
    """One fenced JupyterLab per learner; it reaches the hub through the gate."""
    c.JupyterHub.spawner_class = LearnerSpawner
    c.LearnerSpawner.settings = settings
    c.Spawner.hub_connect_url = unix_url(f"{GATE}/{settings.gate_socket.name}")
    configure_any_server(c)


def configure_any_server(c: Config) -> None:
    """What holds for a learner's server wherever it runs."""
    c.Spawner.default_url = "/lab"
    c.Spawner.environment = {}
    c.Spawner.env_keep = []
    # What stands in a learner's home must never keep the server from starting.
    c.Spawner.disable_user_config = True
    # Thirty learners who begin together on two cores take most of a minute; better to wait than to fail.
    c.Spawner.start_timeout = 180
    c.Spawner.http_timeout = 60
    c.Spawner.poll_interval = 10


def configure_service(c: Config, settings: Settings) -> None:
    """webapp runs beside the hub; the supervisor's and the culler's tokens do their one work each."""
    services = [
        {
            "name": SERVICE,
            "api_token": settings.secrets["hub_token"],
            "oauth_client_id": f"service-{SERVICE}",
            "oauth_redirect_uri": f"{SERVICE_PREFIX}oauth_callback",
            "oauth_no_confirm": True,
            "oauth_client_allowed_scopes": [ACCESS_SERVICE],
            "admin": False,
            "display": False,
        }
    ]
    services += [
        {"name": name, "api_token": settings.secrets[f"{name}_token"]}
        for name in BESIDE_THE_HUB
        if f"{name}_token" in settings.secrets
    ]
    c.JupyterHub.services = services


def configure_roles(c: Config, settings: Settings) -> None:
    """Each token can do what its owner's part needs and nothing more."""
    c.JupyterHub.custom_scopes = {
        SUBMIT: {"description": "Hand in one's own work / 自分の演習課題を提出する"},
        RESULTS: {"description": "Read one's own results / 自分の採点結果を読む"},
    }
    roles = [
        {
            "name": "user",
            "description": "A person: own server and the web pages / 登録者",
            "scopes": [
                *("read:users!user", "users:activity!user", "servers!user", "access:servers!user"),
                *(ACCESS_SERVICE, SUBMIT, RESULTS),
            ],
        },
        {
            "name": "server",
            "description": "A learner's server: activity, hand-in and own results / 学習環境",
            "scopes": ["users:activity!user", "access:servers!server", SUBMIT, RESULTS],
        },
        {
            "name": SERVICE,
            "description": "webapp: makes users and groups, sees starts, opens books / 受講管理",
            # The hub knows no scope for creating users that is narrower than admin:users.
            "scopes": [
                *("admin:users", "list:users", "admin:groups", "list:groups"),
                # When a person's server started, for the sums of a day; it opens none of them.
                "read:servers",
                *(f"{scope}!group={BOOKS}" for scope in ("start:servers", "shares")),
            ],
            "services": [SERVICE],
        },
    ]
    roles += [
        {"name": name, "scopes": list(scopes), "services": [name]}
        for name, scopes in BESIDE_THE_HUB.items()
        if f"{name}_token" in settings.secrets
    ]
    c.JupyterHub.load_roles = roles


def configure_pages(c: Config, settings: Settings) -> None:
    """Our own pages in Japanese and English; the hub's are the fallback."""
    c.JupyterHub.template_paths = [str(CHECKOUT / "hub_config" / "templates")]
    c.JupyterHub.template_vars = {
        "webapp_url": SERVICE_PREFIX,
        "brand": settings.brand,
        "demo": settings.demo,
        "unprotected": settings.unprotected,
    }
    c.JupyterHub.jinja_environment_options = {"extensions": [LanguageExtension]}
    c.JupyterHub.tornado_settings = {"headers": {"Content-Security-Policy": CONTENT_POLICY}}
    if settings.secure_cookies:
        # Behind a web server that does TLS the hub itself sees plain HTTP.
        c.JupyterHub.tornado_settings["cookie_options"] = {"secure": True}
    c.JupyterHub.implicit_spawn_seconds = 0.01
    c.JupyterHub.extra_handlers = [(WEBSOCKET_CHECK, WebsocketCheck), *short_addresses(SERVICE_PREFIX)]


def unix_url(path: str) -> str:
    """The address of a unix socket as the hub and the proxy read it."""
    return "http+unix://" + quote(path, safe="")


def bracketed(address: str) -> str:
    """An address as it stands in a URL."""
    return f"[{address}]" if ":" in address else address
