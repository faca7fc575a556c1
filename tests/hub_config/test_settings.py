import pytest

from hub_config.refusal import Refusal
from hub_config.settings import MEGABYTE, SECRETS, read_settings


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "secrets"
    folder.mkdir()
    for name in SECRETS:
        (folder / name).write_text(f"the {name}\n")
    return tmp_path


def test_an_empty_environment_is_a_platform_for_this_machine_alone(data):
    settings = read_settings({"TATEYAMA_DATA": str(data)})
    assert (settings.address, settings.port, settings.proxy_api) == (
        "127.0.0.1",
        8000,
        "http://127.0.0.1:8001",
    )
    assert not settings.demo
    assert not settings.unprotected
    assert settings.run == data / "run"


def test_sockets_and_homes_stand_where_the_environment_says(data, tmp_path):
    settings = read_settings({"TATEYAMA_DATA": str(data), "TATEYAMA_RUN": str(tmp_path / "short")})
    assert settings.hub_socket == tmp_path / "short" / "hub" / "hub.sock"
    assert settings.webapp_socket == tmp_path / "short" / "web" / "webapp.sock"
    assert settings.gate_socket == tmp_path / "short" / "gate" / "gate.sock"
    assert settings.homes == data / "homes"


def test_limits_are_given_in_megabytes(data):
    settings = read_settings({"TATEYAMA_DATA": str(data), "TATEYAMA_MEMORY_MEGABYTES": "512"})
    assert settings.memory_limit == 512 * MEGABYTE


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("content", [None, "", " \n"])
def test_a_missing_or_empty_secret_stops_the_start_and_says_which_in_both_languages(data, name, content):
    file = data / "secrets" / name
    file.unlink() if content is None else file.write_text(content)
    with pytest.raises(Refusal) as refused:
        read_settings({"TATEYAMA_DATA": str(data)})
    assert str(file) in refused.value.ja
    assert str(file) in refused.value.en


def test_secrets_never_appear_when_the_settings_are_printed(data):
    assert "the hub_token" not in repr(read_settings({"TATEYAMA_DATA": str(data)}))


def test_webapp_is_at_its_socket_unless_the_environment_gives_its_address(data):
    assert read_settings({"TATEYAMA_DATA": str(data)}).webapp_url == ""
    given = read_settings({"TATEYAMA_DATA": str(data), "TATEYAMA_WEBAPP_URL": "http://webapp:8000/"})
    assert given.webapp_url == "http://webapp:8000"


@pytest.mark.parametrize("text", ["webapp:8000", "http://webapp:8000/services", "ftp://webapp"])
def test_an_address_of_webapp_that_is_none_refuses_the_start(data, text):
    with pytest.raises(Refusal, match="TATEYAMA_WEBAPP_URL"):
        read_settings({"TATEYAMA_DATA": str(data), "TATEYAMA_WEBAPP_URL": text})


def test_where_the_proxy_is_somebody_elses_its_key_may_be_missing(data):
    (data / "secrets" / "proxy_token").unlink()
    read_settings({"TATEYAMA_DATA": str(data)}, ("hub_token", "verify_token", "cookie_secret"))


@pytest.mark.parametrize("name", ["supervisor_token", "culler_token"])
def test_the_token_of_what_a_supervisor_runs_may_be_missing(data, name):
    assert name not in read_settings({"TATEYAMA_DATA": str(data)}).secrets
    (data / "secrets" / name).write_text("s\n")
    assert read_settings({"TATEYAMA_DATA": str(data)}).secrets[name] == "s"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TATEYAMA_PORT", "eighty"),
        ("TATEYAMA_PORT", "0"),
        ("TATEYAMA_MEMORY_MEGABYTES", "12"),
        ("TATEYAMA_HOME_MEGABYTES", "-1"),
        ("TATEYAMA_IDLE_SECONDS", "0"),
    ],
)
def test_a_number_that_cannot_work_is_refused_by_name(data, name, value):
    with pytest.raises(Refusal, match=name):
        read_settings({"TATEYAMA_DATA": str(data), name: value})


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.1", "::", "tateyama.example.jp"])
def test_without_isolation_the_platform_is_refused_beyond_this_machine(data, address):
    environ = {"TATEYAMA_DATA": str(data), "TATEYAMA_UNPROTECTED": "1", "TATEYAMA_ADDRESS": address}
    with pytest.raises(Refusal, match="TATEYAMA_UNPROTECTED"):
        read_settings(environ)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost"])
def test_without_isolation_one_may_try_things_on_this_machine(data, address):
    environ = {"TATEYAMA_DATA": str(data), "TATEYAMA_UNPROTECTED": "1", "TATEYAMA_ADDRESS": address}
    assert read_settings(environ).unprotected
