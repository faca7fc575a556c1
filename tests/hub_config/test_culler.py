"""The culler's own decisions; test_learner_servers.py has it end a real server."""

import asyncio
import logging
from pathlib import Path

import pytest

from hub_config import culler
from hub_config.settings import Settings

SETTINGS = Settings(data=Path("/d"), run=Path("/nowhere"), secrets={"culler_token": "t"})


@pytest.mark.parametrize(("idle", "limit"), [(3600, 7200), (10, 910), (900, 1800)])
def test_a_server_has_every_chance_to_end_itself_first(idle, limit):
    assert culler.limit_of(Settings(data=Path("/d"), run=Path("/r"), idle_seconds=idle)) == limit


def test_a_hub_that_is_away_is_asked_again_in_the_next_round(monkeypatch, caplog):
    rounds = []

    async def pause(seconds):
        rounds.append(seconds)
        if len(rounds) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr(culler.asyncio, "sleep", pause)
    with caplog.at_level(logging.WARNING), pytest.raises(asyncio.CancelledError):
        asyncio.run(culler.keep_culling(SETTINGS))
    assert [record.name for record in caplog.records] == ["tateyama.culler"] * 2
    assert set(rounds) == {culler.MOST_PAUSE}
