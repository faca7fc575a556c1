"""A stand-in for ``nose.tools``, which many published assignments import and which Python 3.10 and later cannot have.

The assertions are unittest's own under nose's names.
"""

from __future__ import annotations

import functools
import importlib.util
import re
import sys
import types
import unittest
from collections.abc import Callable
from typing import Any


def offer() -> None:
    """Let ``import nose.tools`` work, unless the real one is installed."""
    if "nose" in sys.modules or importlib.util.find_spec("nose"):
        return
    package, tools = types.ModuleType("nose"), types.ModuleType("nose.tools")
    package.__path__ = []
    vars(tools).update(_assertions(), ok_=ok_, eq_=eq_, raises=raises)
    vars(package)["tools"] = tools
    tools.__all__ = [name for name in vars(tools) if not name.startswith("__")]  # type: ignore[attr-defined]
    sys.modules.update({"nose": package, "nose.tools": tools})


def ok_(holds: object, message: object = None) -> None:
    """Assert that something holds."""
    if not holds:
        raise AssertionError(message)


def eq_(first: object, second: object, message: object = None) -> None:
    """Assert that two values are equal."""
    if not first == second:
        raise AssertionError(message or f"{first!r} != {second!r}")


def raises(*kinds: type[BaseException]) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """Decorate a test that must end with one of some errors."""

    def decorate(test: Callable[..., Any]) -> Callable[..., None]:
        @functools.wraps(test)
        def checked(*args: Any, **kwargs: Any) -> None:
            try:
                test(*args, **kwargs)
            except kinds:
                return
            raise AssertionError(f"{test.__name__}() did not raise")

        return checked

    return decorate


def _assertions() -> dict[str, Any]:
    """unittest's methods, bound to a case that never runs: assertEqual as assert_equal, and the older assert_equals."""
    case = unittest.TestCase()
    case.maxDiff = None
    names = [name for name in dir(case) if re.fullmatch("assert[A-Z].*", name)]
    found = {re.sub("([A-Z])", lambda m: f"_{m[1].lower()}", name): getattr(case, name) for name in names}
    return {**found, "assert_equals": case.assertEqual, "assert_items_equal": case.assertCountEqual}
