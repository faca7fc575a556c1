"""サインインの終わり: when a password changes, the hub's sessions end with webapp's."""

import logging

from flask import current_app

from webapp.db import transaction
from webapp.enrolment.models import Learner
from webapp.hub import Hub, HubUnavailable

log = logging.getLogger(__name__)


def end_at_hub(learner: Learner) -> bool:
    """End this person's sessions at the hub, after the commit of what ended ours; False while it is away.

    Until it has, `hub_sessions_pending` stays, and `/oauth_callback` lets nobody in through an old session.
    """
    hub: Hub = current_app.extensions["hub"]
    try:
        hub.end_sessions(learner.hub_user)
    except HubUnavailable as error:
        log.warning("the hub's sessions of %s have not ended yet: %s", learner.hub_user, error)
        return False
    with transaction():
        learner.hub_sessions_pending = False
    return True
