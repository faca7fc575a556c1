"""The same people, classes and certificates as beside."""

from tests.webapp.participation.certificates.conftest import (  # noqa: F401 - fixtures
    _follows,
    app,
    attend,
    certify,
    completed,
    enrol,
    offering,
    press,
)
