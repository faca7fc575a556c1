from dataclasses import replace
from pathlib import Path

import pytest
from traitlets.config import Config

from hub_config.authenticator import TateyamaAuthenticator
from hub_config.configure import configure, unix_url
from hub_config.settings import Settings
from hub_config.spawner import LearnerSpawner

SECRETS = {
    "hub_token": "hub-secret",
    "proxy_token": "proxy-secret",
    "verify_token": "verify-secret",
    "cookie_secret": "cookie-secret",
    "supervisor_token": "supervisor-secret",
    "culler_token": "culler-secret",
}
SETTINGS = Settings(
    data=Path("/data"), run=Path("/run/t"), port=8123, proxy_api="http://127.0.0.1:9001", secrets=SECRETS
)


@pytest.fixture
def c():
    config = Config()
    configure(config, SETTINGS)
    return config


@pytest.fixture
def role(c):
    return {role["name"]: role for role in c.JupyterHub.load_roles}


@pytest.fixture
def service(c):
    return {service["name"]: service for service in c.JupyterHub.services}


def test_the_hub_listens_on_a_unix_socket_and_on_no_port(c):
    assert (
        c.JupyterHub.hub_bind_url == c.JupyterHub.hub_connect_url == "http+unix://%2Frun%2Ft%2Fhub%2Fhub.sock"
    )


@pytest.mark.parametrize("own_uids", [True, False])
def test_the_hubs_socket_is_ours_alone_and_learners_servers_come_through_the_gate(own_uids):
    config = Config()
    configure(config, replace(SETTINGS, own_uids=own_uids))
    assert config.JupyterHub.hub_socket_mode == 0o600
    assert config.Spawner.hub_connect_url == "http+unix://%2Frun%2Ftateyama%2Fgate%2Fgate.sock"


def test_people_come_to_the_address_of_the_settings(c):
    assert c.JupyterHub.bind_url == "http://127.0.0.1:8123/"


def test_an_ipv6_address_stands_in_brackets():
    config = Config()
    configure(config, Settings(data=Path("/d"), run=Path("/r"), address="::1", secrets=SECRETS))
    assert config.JupyterHub.bind_url == "http://[::1]:8000/"


def test_the_first_page_is_webapps(c):
    assert c.JupyterHub.default_url == "/services/tateyama/"


def test_learners_servers_outlive_the_hub(c):
    assert c.JupyterHub.cleanup_servers is False


def test_the_proxy_is_not_the_hubs_to_start_or_to_stop(c):
    assert c.ConfigurableHTTPProxy.should_start is False
    assert c.JupyterHub.cleanup_proxy is False
    assert c.ConfigurableHTTPProxy.api_url == "http://127.0.0.1:9001"
    assert c.ConfigurableHTTPProxy.auth_token == "proxy-secret"


def test_the_proxy_leads_to_webapp_through_its_socket(c):
    assert c.SocketProxy.extra_routes == {"/services/tateyama/": "http+unix://%2Frun%2Ft%2Fweb%2Fwebapp.sock"}


def test_the_cookie_secret_has_the_hubs_length_and_is_not_the_files_text(c):
    assert len(c.JupyterHub.cookie_secret) == 32
    assert b"cookie-secret" not in c.JupyterHub.cookie_secret


def test_the_hubs_database_stands_in_the_closed_folder(c):
    assert c.JupyterHub.db_url == "sqlite:////data/hub/jupyterhub.sqlite"


def test_webapp_says_who_is_who(c):
    assert c.JupyterHub.authenticator_class is TateyamaAuthenticator
    assert c.TateyamaAuthenticator.verify_token == "verify-secret"
    assert c.TateyamaAuthenticator.webapp_socket == "/run/t/web/webapp.sock"


def test_whoever_webapp_knows_may_come_in_and_nobody_is_administrator(c):
    assert c.Authenticator.allow_all is True
    assert c.Authenticator.admin_users == set()


def test_servers_are_fenced(c):
    assert c.JupyterHub.spawner_class is LearnerSpawner


def test_nothing_of_the_hubs_environment_reaches_a_server(c):
    assert c.Spawner.env_keep == []
    assert c.Spawner.environment == {}


def test_what_stands_in_a_home_cannot_keep_its_server_from_starting(c):
    assert c.Spawner.disable_user_config is True


def test_a_person_has_one_server(c):
    assert c.JupyterHub.allow_named_servers is False


def test_webapp_signs_people_in_without_asking_them_twice(service):
    webapp = service["tateyama"]
    assert webapp["oauth_client_id"] == "service-tateyama"
    assert webapp["oauth_redirect_uri"] == "/services/tateyama/oauth_callback"
    assert webapp["oauth_no_confirm"] is True
    assert webapp["api_token"] == "hub-secret"
    assert webapp["admin"] is False


def test_a_browsers_token_for_webapp_opens_webapp_and_nothing_else(service):
    assert service["tateyama"]["oauth_client_allowed_scopes"] == ["access:services!service=tateyama"]


def test_a_persons_role_reaches_no_other_person(role):
    for scope in role["user"]["scopes"]:
        assert scope.endswith("!user") or scope in {
            "access:services!service=tateyama",
            "custom:tateyama:submit",
            "custom:tateyama:results",
        }


def test_a_person_cannot_make_tokens_or_share_a_server(role):
    assert not [
        scope for scope in role["user"]["scopes"] if "tokens" in scope or "shares" in scope or scope == "self"
    ]


def test_a_servers_token_hands_in_reads_results_and_does_nothing_else_but_live(role):
    assert set(role["server"]["scopes"]) == {
        "users:activity!user",
        "access:servers!server",
        "custom:tateyama:submit",
        "custom:tateyama:results",
    }


def test_webapp_manages_users_and_groups_and_opens_books_but_no_persons_server(role):
    assert set(role["tateyama"]["scopes"]) == {
        *("admin:users", "list:users", "admin:groups", "list:groups"),
        # It sees when a person's server started, and may neither start nor open it.
        *("read:servers", "start:servers!group=gradebooks", "shares!group=gradebooks"),
    }
    assert role["tateyama"]["services"] == ["tateyama"]


def test_the_supervisor_may_only_renew_the_proxys_routes(role):
    assert role["supervisor"]["scopes"] == ["proxy"]


def test_the_culler_sees_who_is_idle_and_ends_servers_and_does_nothing_else(role):
    assert set(role["culler"]["scopes"]) == {
        *("list:users", "read:users:activity", "read:servers", "delete:servers")
    }


def test_without_a_supervisor_there_is_no_service_for_it_or_for_the_culler():
    config = Config()
    beside = ("supervisor_token", "culler_token")
    secrets = {name: value for name, value in SECRETS.items() if name not in beside}
    configure(config, Settings(data=Path("/d"), run=Path("/r"), secrets=secrets))
    assert [service["name"] for service in config.JupyterHub.services] == ["tateyama"]
    assert not {"supervisor", "culler"} & {role["name"] for role in config.JupyterHub.load_roles}


def test_our_pages_load_nothing_from_elsewhere_and_stand_in_nobodys_frame(c):
    policy = c.JupyterHub.tornado_settings["headers"]["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_configuring_twice_gives_the_same(c):
    before = repr(c)
    configure(c, SETTINGS)
    assert repr(c) == before


def test_a_sockets_url_keeps_its_whole_path_in_the_host():
    assert unix_url("/a b/c.sock") == "http+unix://%2Fa%20b%2Fc.sock"


def test_behind_https_the_hubs_cookies_are_secure_and_elsewhere_they_work_without_it(c):
    assert "cookie_options" not in c.JupyterHub.tornado_settings
    secured = Config()
    configure(secured, replace(SETTINGS, secure_cookies=True))
    assert secured.JupyterHub.tornado_settings["cookie_options"] == {"secure": True}
    assert "Content-Security-Policy" in secured.JupyterHub.tornado_settings["headers"]
