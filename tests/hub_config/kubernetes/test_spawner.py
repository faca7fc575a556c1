import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tornado.web import HTTPError

from tests.hub_config.kubernetes.golden import configured, within


@pytest.fixture(scope="module")
def c(tmp_path_factory):
    return configured(tmp_path_factory.mktemp("hub"))


def told(c, **learner):
    return within(c, lambda made: made.get_env(), **learner)


def test_a_learner_is_shown_the_lessons_of_their_courses_that_the_image_holds(c):
    assert told(c)["TATEYAMA_LESSON_LIST"] == "beginner/b1/0b1d"
    assert told(c, courses=())["TATEYAMA_LESSON_LIST"] == ""


def test_hand_ins_go_to_webapps_service(c):
    assert told(c)["TATEYAMA_API"] == "http://webapp:8000/services/tateyama/api"


def test_what_a_learner_is_told_is_what_the_embedded_platform_tells_as_well(c):
    from hub_config.learner_view import variables

    given = told(c)
    for name, value in variables({}, c.LearnerPods.settings, "ja", "/opt/tateyama/venv").items():
        assert given[name] == value


@pytest.mark.parametrize(("name", "reason"), [("course-3", "no-book"), ("admin", "no-such-learner")])
def test_only_learners_have_pods(c, name, reason):
    async def start(made):
        return await made.start()

    with pytest.raises(HTTPError) as refused:
        within(c, start, name=name)
    assert (refused.value.status_code, refused.value.log_message) == (404, reason)


def test_the_waiting_page_is_told_what_it_is_told_everywhere(c):
    async def shown(made):
        return [event async for event in made.progress()]

    assert within(c, shown) == [{"progress": 30, "message": "starting"}]


class Api(BaseHTTPRequestHandler):
    """Writes down what a cluster's API server is asked to delete."""

    def do_DELETE(self):
        self.server.asked.append(self.path)
        body = b'{"kind": "Status", "apiVersion": "v1", "status": "Success"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Say nothing."""


def test_who_is_erased_loses_the_home_in_the_cluster_as_well(tmp_path):
    with ThreadingHTTPServer(("127.0.0.1", 0), Api) as api:
        api.asked = []
        threading.Thread(target=api.serve_forever, daemon=True).start()
        c = configured(tmp_path)
        c.KubeSpawner.k8s_api_host = f"http://127.0.0.1:{api.server_port}"
        # The hub calls this when webapp removes the user.
        within(c, lambda made: made.delete_forever())
        api.shutdown()
    assert api.asked == ["/api/v1/namespaces/tateyama/persistentvolumeclaims/home-u0123456789ab"]
