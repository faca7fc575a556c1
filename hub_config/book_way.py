"""The way of one book's server to its rows in PostgreSQL (成績簿への道): a role for it, and a door held open by the hub."""

import asyncio
import logging

from sqlalchemy.exc import DBAPIError

from hub_config import course_server
from hub_config.book_door import Door
from hub_config.book_role import BookRows, find_rows, open_rows
from hub_config.settings import Settings

log = logging.getLogger(__name__)


class BookWay:
    """Open as long as the server runs; there is none to open for a person's server, or where rows lie in files."""

    def __init__(self, settings: Settings, name: str) -> None:
        self.settings, self.name = settings, name
        self.offering = course_server.offering_of(name) if settings.database_url else None
        self.door: Door | None = None

    async def open(self) -> BookRows | None:
        """Make the book's role and its door anew; raises Refusal where PostgreSQL does not allow it."""
        if self.offering is None:
            return None
        rows = await asyncio.to_thread(open_rows, self.settings.database_url, self.offering)
        await self._listen(rows)
        return rows

    async def keep(self) -> None:
        """A hub that was restarted opens the door again for a server that runs on, with the role and password it has."""
        if self.offering is None or self.door is not None:
            return
        try:
            rows = await asyncio.to_thread(find_rows, self.settings.database_url, self.offering)
        except DBAPIError as error:
            log.warning("The door of %s waits: %s", self.name, type(error).__name__)
            return
        await self._listen(rows)

    def close(self) -> None:
        """The server has ended."""
        if self.door is not None:
            self.door.close()
            self.door = None

    async def _listen(self, rows: BookRows) -> None:
        self.close()
        self.door = Door(course_server.door_of(self.settings, self.name), rows, self.settings.database_url)
        await self.door.open()
