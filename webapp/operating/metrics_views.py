"""`/metrics` for Prometheus: opens to the token in var/secrets/metrics_token, and says nothing to anybody else."""

import hmac
import time
from datetime import UTC, datetime

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from webapp.operating.metrics import Platform, Requests

blueprint = Blueprint("metrics", __name__)
REGISTRY = "metrics"


def init_metrics(app: Flask) -> None:
    """Count what this application answers, in a registry of its own."""
    registry = CollectorRegistry()
    requests = Requests(registry)
    told = app.extensions
    registry.register(Platform(told["settings"], told["database"], lambda: datetime.now(UTC)))
    told[REGISTRY] = registry

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        requests.answered(request.endpoint, response.status_code, seconds)
        return response

    app.register_blueprint(blueprint)


@blueprint.get("/metrics")
def show() -> Response:
    """計測値, in Prometheus's text form."""
    given = request.headers.get("Authorization", "")
    wanted = f"Bearer {g.settings.metrics_token}"
    if not hmac.compare_digest(given.encode(), wanted.encode()):
        return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
    return Response(generate_latest(current_app.extensions[REGISTRY]), content_type=CONTENT_TYPE_LATEST)
