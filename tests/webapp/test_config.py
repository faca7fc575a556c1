"""Settings come from the environment and from files, once; without a secret nothing starts."""

import pytest

from webapp import create_app
from webapp.config import CannotStart, MissingSecret, Settings

SECRETS = ("hub_token", "verify_token", "webapp_secret_key", "grading_key", "metrics_token")


@pytest.fixture
def env(tmp_path):
    (tmp_path / "secrets").mkdir()
    for name in SECRETS:
        (tmp_path / "secrets" / name).write_text(f"{name}-value\n")
    return {"TATEYAMA_DATA": str(tmp_path)}


def test_settings_are_read_from_the_data_folder(env, tmp_path):
    settings = Settings.from_env(env)
    assert settings.verify_token == "verify_token-value"
    assert settings.database_url == f"sqlite:///{tmp_path}/tateyama.sqlite"
    assert settings.hub_socket == tmp_path / "run" / "hub" / "hub.sock"
    assert not settings.demo


def test_the_environment_names_another_database_and_run_folder(env):
    settings = Settings.from_env(
        {
            **env,
            "TATEYAMA_DATABASE_URL": "postgresql://db/tateyama?sslmode=verify-full",
            "TATEYAMA_RUN": "/tmp/r",
            "TATEYAMA_DEMO": "1",
        }
    )
    assert settings.database_url == "postgresql://db/tateyama?sslmode=verify-full"
    assert str(settings.hub_socket) == "/tmp/r/hub/hub.sock"
    assert settings.demo


def test_the_hub_is_at_its_socket_unless_the_environment_gives_its_address(env, tmp_path):
    assert Settings.from_env(env).hub_address == tmp_path / "run" / "hub" / "hub.sock"
    assert Settings.from_env({**env, "TATEYAMA_HUB_URL": "http://hub:8081/"}).hub_address == "http://hub:8081"


@pytest.mark.parametrize("given", ["hub:8081", "http://hub:8081/hub/api", "unix:///hub.sock", "http://hub 1"])
def test_an_address_of_the_hub_that_is_none_stops_the_start(env, given):
    with pytest.raises(CannotStart, match=r"TATEYAMA_HUB_URL.*の形に.*write it as http://hub:8081"):
        Settings.from_env({**env, "TATEYAMA_HUB_URL": given})


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("how", ["missing", "empty"])
def test_a_missing_secret_stops_the_start(env, tmp_path, monkeypatch, name, how):
    file = tmp_path / "secrets" / name
    file.unlink() if how == "missing" else file.write_text("\n")
    monkeypatch.setenv("TATEYAMA_DATA", str(tmp_path))
    with pytest.raises(MissingSecret, match=name):
        create_app()


@pytest.mark.parametrize("given", ["0", "abc", "-1", "1.5", "１０", "99999999"])
def test_a_pace_that_is_no_number_of_hand_ins_stops_the_start(env, given):
    with pytest.raises(CannotStart, match=r"1以上の整数.*whole number, 1 or more"):
        Settings.from_env({**env, "TATEYAMA_SUBMISSIONS_PER_MINUTE": given})


def test_the_pace_is_read_and_has_a_usual_value(env):
    assert Settings.from_env({**env, "TATEYAMA_SUBMISSIONS_PER_MINUTE": "3"}).submissions_per_minute == 3
    assert Settings.from_env({**env, "TATEYAMA_SUBMISSIONS_PER_MINUTE": ""}).submissions_per_minute == 10


def test_how_logs_are_written_is_text_or_json_and_nothing_else(env):
    assert Settings.from_env(env).log_form == "text"
    assert Settings.from_env({**env, "TATEYAMA_LOG": "json"}).log_form == "json"
    with pytest.raises(CannotStart, match=r"text か json.*text or json"):
        Settings.from_env({**env, "TATEYAMA_LOG": "xml"})


def test_secrets_are_not_shown_when_settings_are(env):
    assert "-value" not in repr(Settings.from_env(env))
