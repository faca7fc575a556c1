"""What a page says after a press: work that is done is told calmly, what went wrong is marked."""

import ast
import re
from pathlib import Path

import pytest

WEBAPP = Path(__file__).resolve().parents[2] / "webapp"


@pytest.fixture
def app(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def test_work_that_is_done_is_told_calmly(client, sign_in, make_learner):
    sign_in(client, make_learner())
    client.post("/account/announcements", data={"wants": "yes"})
    assert told_on(client.get("/account").text) == [("told", "status", "次回案内をお送りします。")]


def test_what_went_wrong_is_marked_and_read_out_at_once(client):
    client.get("/l/ACDE3467")
    ((look, role, words),) = told_on(client.get("/").text)
    assert (look, role) == ("stuck", "alert")
    assert "このリンクは使われていません" in words


def told_on(page):
    """Each flashed sentence of a page: its class, its role and its words."""
    return re.findall(r'<p class="(\w+)" role="(\w+)">([^<]*)</p>', page)


def flashes_of_exceptions():
    """Every except clause of the pages' modules in which a sentence is flashed."""
    for path in sorted(WEBAPP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ExceptHandler):
                for call in ast.walk(node):
                    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "flash":
                        yield pytest.param(call, id=f"{path.relative_to(WEBAPP)}:{call.lineno}")


@pytest.mark.parametrize("call", list(flashes_of_exceptions()))
def test_what_is_said_of_an_exception_is_marked(call):
    assert [argument.value for argument in call.args[1:]] == ["error"]
