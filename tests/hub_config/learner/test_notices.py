"""Notices: kept, numbered, told once."""

import json

import httpx
import pytest
from jupyter_events.logger import EventLogger

from hub_config.learner.notices import MOST_KEPT, SCHEMA_ID, Notices
from hub_config.learner.words import bilingual


@pytest.fixture
def notices():
    return Notices(EventLogger())


def test_only_what_came_after_is_told(notices):
    for number in range(3):
        notices.add("memory", bilingual(f"{number}回目", f"{number}"))
    assert [notice.id for notice in notices.since(1)] == [2, 3]
    assert notices.since(3) == []


def test_a_browser_that_remembers_an_earlier_server_hears_everything(notices):
    notices.add("home", bilingual("いっぱい", "full"))
    assert [notice.id for notice in notices.since(17)] == [1]


def test_old_notices_go(notices):
    for _ in range(MOST_KEPT + 5):
        notices.add("memory", bilingual("足りません", "out"))
    assert [notice.id for notice in notices.since(0)] == list(range(6, MOST_KEPT + 6))


def test_the_event_says_that_there_is_one_but_not_what():
    heard = []
    logger = EventLogger()
    notices = Notices(logger)

    async def listen(logger, schema_id, data):
        heard.append((schema_id, {key: value for key, value in data.items() if not key.startswith("__")}))

    import asyncio

    async def run():
        logger.add_listener(schema_id=SCHEMA_ID, listener=listen)
        notices.add("memory", bilingual("足りません", "out"))
        await logger.gather_listeners()

    asyncio.run(run())
    assert heard == [(SCHEMA_ID, {"id": 1})]


def test_asking_for_notices_does_not_keep_an_idle_server_alive(learner_server):
    with learner_server.client() as client:
        client.get("api/status")
        before = client.get("api/status").json()["last_activity"]
        answer: httpx.Response = client.get("tateyama/api/notices", params={"after": "x"})
        assert json.loads(answer.text) == {"notices": []}
        assert client.get("api/status").json()["last_activity"] == before
