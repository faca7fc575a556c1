"""The pages of the accounts, and the gate before everybody else's."""

from flask import Flask, Response, request

from webapp.enrolment.accounts import (
    account_views,
    address_views,
    card_views,
    colleague_views,
    forgotten_views,
    gate,
    password_views,
    recovery_views,
    second_factor_views,
)

ROOMS = (
    account_views,
    address_views,
    password_views,
    forgotten_views,
    card_views,
    recovery_views,
    second_factor_views,
    colleague_views,
)
NAMES = frozenset(room.blueprint.name for room in ROOMS)


def init_accounts(app: Flask) -> None:
    """Put the rooms in their places."""
    app.before_request(gate.hold_back)
    app.after_request(keep_nowhere)
    for room in ROOMS:
        app.register_blueprint(room.blueprint)


def keep_nowhere(response: Response) -> Response:
    """No browser keeps a page with a code or an address, nor tells the next page where it came from."""
    if request.blueprint in NAMES:
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
    return response
