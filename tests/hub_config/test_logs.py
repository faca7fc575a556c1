"""What the hub writes down tells what happened, and of nobody where they sit or what they typed."""

import json
import logging
import sys

import pytest
from jupyterhub.app import JupyterHub

from hub_config.logs import Json, Text

ASKED = "200 GET /hub/home (u00000000a01a@203.0.113.77) 6.31ms"
CANARY = "canary@example.jp"


def record_of(message, *arguments, exception=None):
    try:
        if exception:
            raise exception
    except ValueError:
        return logging.LogRecord("JupyterHub", logging.ERROR, __file__, 1, message, arguments, sys.exc_info())
    return logging.LogRecord("JupyterHub", logging.INFO, __file__, 1, message, arguments, None)


@pytest.fixture(params=[Text(color=False), Json()], ids=["text", "json"])
def formatted(request):
    return lambda *words, **more: request.param.format(record_of(*words, **more))


def test_who_asked_is_an_opaque_name_and_no_address(formatted):
    line = formatted(ASKED)
    assert "203.0.113" not in line
    assert "200 GET /hub/home (u00000000a01a) 6.31ms" in line


def test_an_address_of_the_newer_kind_is_left_out_as_well(formatted):
    assert "2001:db8" not in formatted(ASKED.replace("203.0.113.77", "2001:db8::77"))


def test_the_headers_of_a_failed_request_are_left_out(formatted):
    assert CANARY not in formatted(json.dumps({"X-Forwarded-For": "203.0.113.77", "From": CANARY}, indent=2))


def test_an_exception_is_told_by_place_and_kind_and_not_by_its_words(formatted):
    line = formatted("it failed", exception=ValueError(CANARY))
    assert CANARY not in line
    assert "builtins.ValueError" in line
    assert "test_logs.py" in line


@pytest.mark.parametrize("formatter", [Text, Json])
def test_the_hub_can_make_it_of_its_own_format(formatter):
    hub = JupyterHub()
    made = formatter(hub.log_format, hub.log_datefmt, "%")
    assert "the hub starts" in made.format(record_of("the hub starts"))


def test_json_is_one_object_a_line_with_the_time_in_utc():
    told = json.loads(Json().format(record_of("%s starts", "the hub")))
    assert told.items() >= {"level": "info", "logger": "JupyterHub", "message": "the hub starts"}.items()
    assert told["time"].endswith("+00:00")
