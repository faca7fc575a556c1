"""The short form of the drill with everybody at once."""

import pytest

from tests.drills import burst

pytestmark = pytest.mark.sandbox


def test_everybody_at_once_has_a_receipt_in_time():
    assert burst.drill(burst.SHORT).faults == ()
