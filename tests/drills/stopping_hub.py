"""The real hub, which ends itself without a word at one point of its work: `python -m tests.drills.stopping_hub --config …`.

The point stands in TATEYAMA_DRILL_POINT; without one this is the hub and nothing else.
"""

import functools
import inspect
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

from jupyterhub.apihandlers.groups import GroupUsersAPIHandler
from jupyterhub.apihandlers.users import SelfAPIHandler, UserListAPIHandler

from hub_config.authenticator import SessionsHandler, TateyamaAuthenticator
from hub_config.hub import main
from hub_config.routes import SocketProxy
from hub_config.spawner import LearnerSpawner

POINT = "TATEYAMA_DRILL_POINT"


@dataclass(frozen=True)
class Moment:
    """Before or after a method of the hub has run."""

    owner: type
    method: str
    after: bool


# In the order of a learner's day: let in, asked for, started, in use, ended; and what webapp writes in between.
POINTS = {
    "password checked": Moment(TateyamaAuthenticator, "authenticate", after=True),
    "start asked for": Moment(LearnerSpawner, "start", after=False),
    "process started": Moment(LearnerSpawner, "launch", after=True),
    "pid noted": Moment(LearnerSpawner, "wait_until_it_answers", after=False),
    "server answers": Moment(LearnerSpawner, "start", after=True),
    "route added": Moment(SocketProxy, "add_user", after=True),
    "token looked up": Moment(SelfAPIHandler, "get", after=False),
    "stop asked for": Moment(LearnerSpawner, "stop", after=False),
    "server ended": Moment(LearnerSpawner, "stop", after=True),
    "user written": Moment(UserListAPIHandler, "post", after=True),
    "member written": Moment(GroupUsersAPIHandler, "post", after=True),
    "sessions ended": Moment(SessionsHandler, "delete", after=True),
}


def end() -> None:
    """kill -9 of ourselves, as a crash would be."""
    os.kill(os.getpid(), signal.SIGKILL)


def ending(moment: Moment) -> Callable[..., object]:
    """The method, which now ends the hub before or after its work."""
    works = getattr(moment.owner, moment.method)
    if not inspect.iscoroutinefunction(inspect.unwrap(works)):

        @functools.wraps(works)
        def ends(*args: object, **more: object) -> object:
            if not moment.after:
                end()
            done = works(*args, **more)
            end()
            return done

        return ends

    @functools.wraps(works)
    async def ends_later(*args: object, **more: object) -> object:
        if not moment.after:
            end()
        done = await works(*args, **more)
        end()
        return done

    return ends_later


if __name__ == "__main__":
    if point := os.environ.get(POINT):
        at = POINTS[point]
        setattr(at.owner, at.method, ending(at))
    main()
