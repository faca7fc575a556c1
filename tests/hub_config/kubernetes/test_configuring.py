"""The hub in a cluster is configured by the functions that the embedded platform uses."""

from pathlib import Path

import pytest
from sqlalchemy import make_url
from traitlets.config import Config

from hub_config import configure as everywhere
from hub_config.authenticator import TateyamaAuthenticator
from hub_config.kubernetes.configuring import SECRETS, configure_from
from hub_config.kubernetes.spawner import LearnerPods
from hub_config.settings import Settings
from tests.hub_config.kubernetes.golden import CULLER, configured


@pytest.fixture(scope="module")
def c(tmp_path_factory):
    return configured(tmp_path_factory.mktemp("hub"))


@pytest.fixture(scope="module")
def embedded():
    secrets = {name: f"the {name}" for name in ("hub_token", "verify_token", "cookie_secret", "proxy_token")}
    config = Config()
    everywhere.configure(
        config, Settings(data=Path("/d"), run=Path("/r"), secrets=secrets, secure_cookies=True)
    )
    return config


@pytest.mark.parametrize(
    "option",
    [
        *("custom_scopes", "template_vars", "template_paths", "tornado_settings"),
        *(
            "default_url",
            "cookie_secret",
            "allow_named_servers",
            "cleanup_servers",
            "jinja_environment_options",
        ),
    ],
)
def test_people_roles_and_pages_are_the_same_in_both_cases(c, embedded, option):
    assert c.JupyterHub[option] == embedded.JupyterHub[option]


@pytest.mark.parametrize(
    "option", ["default_url", "environment", "env_keep", "disable_user_config", "poll_interval"]
)
def test_servers_are_the_same_in_both_cases(c, embedded, option):
    assert c.Spawner[option] == embedded.Spawner[option]


@pytest.mark.parametrize("option", ["services", "load_roles"])
def test_beside_the_charts_culler_there_are_the_same_services_and_roles(c, embedded, option):
    (charts, *ours) = c.JupyterHub[option]
    assert charts["name"] == CULLER
    assert ours == embedded.JupyterHub[option]


@pytest.mark.parametrize("option", ["allow_all", "admin_users", "delete_invalid_users"])
def test_nobody_comes_in_otherwise(c, embedded, option):
    assert c.Authenticator[option] == embedded.Authenticator[option]
    assert c.JupyterHub.authenticator_class is TateyamaAuthenticator


def test_webapp_is_asked_at_its_service_and_no_socket(c):
    assert c.TateyamaAuthenticator.webapp_url == "http://webapp:8000"
    assert "webapp_socket" not in c.TateyamaAuthenticator


def test_the_proxy_leads_to_webapps_service(c):
    assert c.ConfigurableHTTPProxy.extra_routes == {"/services/tateyama/": "http://webapp:8000"}


def test_where_the_hub_listens_and_how_it_reaches_the_proxy_stays_the_charts(c):
    assert c.JupyterHub.hub_bind_url == "http://:8081"
    assert c.JupyterHub.hub_connect_url == "http://hub:8081"
    assert "proxy_class" not in c.JupyterHub
    assert "hub_connect_url" not in c.Spawner


def test_every_server_is_a_pod(c):
    assert c.JupyterHub.spawner_class is LearnerPods


def test_what_the_chart_has_put_into_every_pod_is_taken_out_again(c):
    assert c.KubeSpawner.init_containers == []
    assert (c.KubeSpawner.uid, c.KubeSpawner.fs_gid) == (1000, 1000)


def test_the_hub_needs_three_keys_and_not_webapps_own(tmp_path):
    assert set(SECRETS) == {"hub_token", "verify_token", "cookie_secret"}
    configured(tmp_path)
    assert {path.name for path in (tmp_path / "secrets").iterdir()} == set(SECRETS)


def test_the_hubs_rows_lie_in_the_same_postgresql_in_a_schema_of_their_own(c):
    address = make_url(c.JupyterHub.db_url)
    assert (address.host, address.database) == ("db.example.ac.jp", "tateyama")
    assert address.query["options"] == "-csearch_path=hub"
    assert address.query["sslmode"] == "verify-full"


def test_without_postgresql_the_hub_ends_with_a_sentence(tmp_path, capsys):
    with pytest.raises(SystemExit):
        configured(tmp_path, TATEYAMA_DATABASE_URL="")
    said = capsys.readouterr().err
    assert "PostgreSQL が要ります" in said
    assert "PostgreSQL is needed" in said


def test_a_missing_key_ends_the_hub_with_a_sentence(tmp_path, capsys):
    with pytest.raises(SystemExit):
        configure_from(
            Config(), {"TATEYAMA_DATA": str(tmp_path), "TATEYAMA_WEBAPP_URL": "http://webapp:8000"}
        )
    said = capsys.readouterr().err
    assert "hub_token" in said
    assert "秘密の鍵" in said
