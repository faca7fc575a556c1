"""The supervisor learns whether webapp and its database answer."""

from dataclasses import replace

from webapp import create_app


def test_a_working_webapp_says_so(client):
    answer = client.get("/health")
    assert (answer.status_code, answer.json) == (200, {"state": "ok"})


def test_without_its_database_it_is_not_well(settings):
    app = create_app(replace(settings, database_url=f"sqlite:///{settings.data}/missing/tateyama.sqlite"))
    assert app.test_client().get("/health").status_code == 503
    app.extensions["hub"].close()
