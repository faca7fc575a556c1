"""The hub's rows go where webapp's setting says, into a schema of their own."""

import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from hub_config.database import hub_database
from tests.hub_config.small_platform import Platform


def test_without_a_setting_the_hub_keeps_its_file():
    assert hub_database(Path("/data"), "") == "sqlite:////data/hub/jupyterhub.sqlite"


def test_in_postgresql_the_hub_has_a_schema_of_its_own_beside_what_was_set_already():
    url = hub_database(Path("/data"), "postgresql://t:a%2Fb@/t?host=/run&options=-cstatement_timeout%3D9")
    assert url.startswith("postgresql+psycopg://t:a%2Fb@/t?")
    assert url.endswith("options=-cstatement_timeout%3D9+-csearch_path%3Dhub")


@pytest.mark.postgresql
def test_a_real_hub_keeps_its_users_there_over_tls_and_over_a_restart(postgresql_cluster, postgresql):
    url = postgresql_cluster.over_tls(postgresql)
    data = Path(tempfile.mkdtemp(prefix="tateyama-test-"))
    data.chmod(0o711)
    found = Platform(data)
    try:
        found.start({}, TATEYAMA_DATABASE_URL=url)
        found.enrol(["u00000000a01a"], "beginner")
        found.kill_hub()
        with psycopg.connect(postgresql) as rows:
            assert rows.execute("SELECT name FROM hub.users").fetchall() == [("u00000000a01a",)]
            assert rows.execute("SELECT to_regclass('public.users')").fetchall() == [(None,)]
        found.start_hub(TATEYAMA_DATABASE_URL=url)
        assert found.ask_hub("GET", "/users/u00000000a01a").status_code == 200
        assert not (data / "hub" / "jupyterhub.sqlite").exists()
        assert "a password" not in (data / "logs" / "hub.log").read_text()
    finally:
        found.stop()
        shutil.rmtree(data, ignore_errors=True)
