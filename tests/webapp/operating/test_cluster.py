"""The machines that grade: how they stand is told to the operator and to Prometheus, with what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from grader.cluster.state import ClusterState
from webapp.grading_cluster import GradingCluster
from webapp.operating.cluster import certificate, cluster
from webapp.operating.findings import State
from webapp.operating.metrics import of_cluster
from webapp.operating.status import look
from webapp.participation.heartbeat import Heartbeat, beats

NOW = datetime(2026, 11, 28, tzinfo=UTC)
SCHEDULER, LOG = "tls://10.0.0.5:8786", "tail -n 50 logs/worker.log"
WHOLE = ClusterState(reached=True, workers=2, seats=4)


@pytest.mark.parametrize(
    ("state", "how"),
    [
        (None, State.ALARM),
        (ClusterState(), State.ALARM),
        (ClusterState(reached=True), State.ALARM),
        (ClusterState(reached=True, refused=2), State.ALARM),
        (replace(WHOLE, refused=1), State.WARN),
        (WHOLE, State.OK),
    ],
)
def test_machines_that_cannot_grade_are_told_with_what_to_do(state, how):
    found = cluster(state, SCHEDULER, LOG)
    assert found.state is how
    assert bool(found.todo) == (how is not State.OK)


def test_one_that_cannot_be_reached_is_named_and_says_that_nothing_is_lost():
    found = cluster(ClusterState(), SCHEDULER, LOG)
    assert found.values == {"scheduler": SCHEDULER}
    assert "つながりません" in found.sentence
    assert "保存しています" in found.sentence
    assert found.commands == (LOG,)


@pytest.mark.parametrize(
    ("days", "how"), [(31, State.OK), (29, State.WARN), (0, State.ALARM), (-1, State.ALARM)]
)
def test_a_certificate_warns_a_month_before_it_runs_out(days, how):
    assert certificate(NOW + timedelta(days=days), NOW).state is how


def test_the_page_tells_of_them_where_they_grade_and_not_otherwise(settings, database, app):
    Heartbeat(settings.heartbeats).looked(ClusterState())
    elsewhere = replace(settings, cluster=GradingCluster(SCHEDULER, settings.data, NOW + timedelta(days=99)))

    def told(settings):
        found = {
            finding.subject: finding.state for finding in look(settings, database, app.extensions["hub"], NOW)
        }
        return {subject: state for subject, state in found.items() if "計算機" in subject}

    assert told(settings) == {}
    assert told(elsewhere) == {"採点の計算機": State.ALARM, "採点の計算機の証明書": State.OK}


def test_prometheus_learns_whether_it_is_reached_and_how_many_grade(tmp_path):
    Heartbeat(tmp_path / "beats").looked(replace(WHOLE, refused=1))
    found = {family.name: family.samples[0].value for family in of_cluster(beats(tmp_path / "beats"))}
    assert found == {
        "tateyama_cluster_reached": 1,
        "tateyama_cluster_workers": 2,
        "tateyama_cluster_seats": 4,
        "tateyama_cluster_refused": 1,
    }


def test_a_worker_that_grades_here_tells_of_no_cluster(tmp_path):
    Heartbeat(tmp_path / "beats").looked()
    assert beats(tmp_path / "beats")[0].cluster is None
