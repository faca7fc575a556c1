"""Services tell whole seconds, so the class begins at one."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def now():
    """The pages have the real clock, so the class begins by it."""
    return datetime.now(UTC).replace(microsecond=0)
