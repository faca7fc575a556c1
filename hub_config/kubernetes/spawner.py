"""Starts one learner's server as a pod (学習環境のポッド): KubeSpawner, told what every other sandbox is told."""

from collections.abc import AsyncIterator
from typing import Any

from kubespawner import KubeSpawner
from tornado import web
from traitlets import Instance

from hub_config import course_server, learner_view, lesson_list
from hub_config.authenticator import HUB_USER
from hub_config.kubernetes.pod import INSTALLED
from hub_config.language import language_of
from hub_config.settings import Settings


class LearnerPods(KubeSpawner):
    """One pod for each learner; the book of a course (成績簿) is not opened here."""

    settings = Instance(Settings, help="this installation").tag(config=True)

    def start(self) -> Any:
        """Start the pod of a learner; nobody else has one."""
        if course_server.offering_of(self.user.name) is not None:
            raise web.HTTPError(404, "no-book")
        if not HUB_USER.fullmatch(self.user.name):
            raise web.HTTPError(404, "no-such-learner")
        return super().start()

    def get_env(self) -> dict[str, str]:
        """What the launcher inside is told; of the hub's environment only what is JupyterHub's own."""
        language = language_of(self.handler) if self.handler else "ja"
        lessons = lesson_list.enrolled_lessons(
            self.settings.releases, lesson_list.courses_of(self.user.orm_user.groups)
        )
        return learner_view.variables(super().get_env(), self.settings, language, INSTALLED) | {
            "TATEYAMA_API": f"{self.settings.webapp_url}/services/tateyama/api",
            "TATEYAMA_LESSON_LIST": lesson_list.in_words(lessons),
        }

    async def progress(self) -> AsyncIterator[dict[str, Any]]:
        """What the waiting page shows; the words stand in its template, the cluster's own are for operators."""
        yield {"progress": 30, "message": "starting"}
