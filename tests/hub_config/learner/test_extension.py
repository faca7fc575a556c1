"""What a learner's JupyterLab is like: Japanese, without instructors' tools, without news from outside."""

import json
import re

import pytest


@pytest.fixture
def client(learner_server, webapp):
    with learner_server.client() as client:
        yield client


@pytest.fixture
def page(client):
    """What Lab's page tells its own scripts."""
    text = client.get("lab").text
    return json.loads(re.search(r'id="jupyter-config-data"[^>]*>\s*(.*?)</script>', text, re.S)[1])


@pytest.mark.parametrize(
    "name", ["@jupyter/nbgrader", "@jupyter-notebook/lab-extension", "jupyterlab-jupytext"]
)
def test_what_would_puzzle_a_learner_is_switched_off(page, name):
    assert name in page["disabledExtensions"]


@pytest.mark.parametrize("path", ["formgrader", "assignments", "courses", "validate/assignments", "tree"])
def test_instructors_pages_do_not_exist(client, path):
    assert client.get(path).status_code == 404


def test_lab_speaks_japanese_unless_told_otherwise(client):
    settings = client.get("lab/api/settings/@jupyterlab/translation-extension:plugin").json()
    assert settings["schema"]["properties"]["locale"]["default"] == "ja_JP"


def test_lab_asks_nobody_for_news(client, page):
    settings = client.get("lab/api/settings/@jupyterlab/apputils-extension:notification").json()
    assert settings["schema"]["properties"]["fetchNews"]["default"] == "false"
    assert settings["schema"]["properties"]["checkForUpdates"]["default"] is False
    assert client.get("lab/api/update").json()["notification"] is None
    assert "@jupyterlab/apputils-extension:announcements" in page["disabledExtensions"]


def test_kernels_speak_over_files_and_not_over_the_network(learner_server, kernel_of):
    kernel = kernel_of(learner_server)
    runtime = learner_server.home / ".local" / "share" / "jupyter" / "runtime"
    assert json.loads((runtime / f"kernel-{kernel.id}.json").read_text())["transport"] == "ipc"


def test_a_full_width_bracket_is_explained_in_a_notebook(learner_server, kernel_of):
    shown = kernel_of(learner_server).run("print（1)")
    assert any(content.get("ename") == "SyntaxError" for content in shown)
    notes = [content["data"] for content in shown if "text/html" in content.get("data", {})]
    assert "「（」があります" in notes[0]["text/plain"]
    assert 'role="note"' in notes[0]["text/html"]


def test_a_cell_not_run_yet_is_known_from_the_saved_notebook(learner_server, kernel_of, exercise):
    shown = kernel_of(learner_server, "beginner/b1/exercise.ipynb").run("total * 2")
    notes = [content["data"]["text/plain"] for content in shown if "text/html" in content.get("data", {})]
    assert "先に上のセル（total = 1 + 2）" in notes[0]
