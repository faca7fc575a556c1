"""The hub's rows go where webapp's setting says, into a schema of their own."""

from pathlib import Path

from hub_config.database import hub_database


def test_without_a_setting_the_hub_keeps_its_file():
    assert hub_database(Path("/data"), "") == "sqlite:////data/hub/jupyterhub.sqlite"


def test_in_postgresql_the_hub_has_a_schema_of_its_own_beside_what_was_set_already():
    url = hub_database(Path("/data"), "postgresql://t:a%2Fb@/t?host=/run&options=-cstatement_timeout%3D9")
    assert url.startswith("postgresql+psycopg://t:a%2Fb@/t?")
    assert url.endswith("options=-cstatement_timeout%3D9+-csearch_path%3Dhub")
