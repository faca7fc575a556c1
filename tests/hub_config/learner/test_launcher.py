import json
import os
import subprocess
import sys
from contextlib import nullcontext

import pytest
from jupyter_server.serverapp import ServerApp

from hub_config.learner import launcher


@pytest.mark.parametrize("name", ["_bind_http_server", "_find_http_port"])
def test_the_two_private_methods_that_the_launcher_replaces_are_still_there(name):
    assert callable(getattr(ServerApp, name))


def test_kernels_speak_over_ipc_because_neighbours_could_read_a_port():
    assert "--KernelManager.transport=ipc" in launcher.server_arguments(60)


def test_an_idle_server_ends_by_itself_and_so_do_its_kernels():
    arguments = launcher.server_arguments(600)
    assert "--ServerApp.shutdown_no_activity_timeout=600" in arguments
    assert "--MappingKernelManager.cull_idle_timeout=600" in arguments
    assert "--MappingKernelManager.cull_connected=True" in arguments


def test_in_a_home_far_above_its_limit_nothing_runs():
    tidying = launcher.server_arguments(600, tidying=True)
    assert "--ServerApp.terminals_enabled=False" in tidying
    assert "--ServerApp.kernel_manager_class=tateyama_learner.tidying.NoKernels" in tidying
    assert not [
        word for word in launcher.server_arguments(600) if "NoKernels" in word or "terminals_" in word
    ]


@pytest.mark.parametrize(("told", "goes_on"), [(b"\n", True), (b"", False)])
def test_a_server_of_which_nobody_knows_does_not_begin(told, goes_on):
    waits, begin = os.pipe()
    os.write(begin, told)
    os.close(begin)
    with nullcontext() if goes_on else pytest.raises(SystemExit):
        launcher.wait_until_noted(waits)
    if not goes_on:
        os.close(waits)


@pytest.mark.parametrize(("language", "locale"), [("ja", "ja_JP"), ("en", "default"), ("xx", "ja_JP")])
def test_lab_opens_in_the_learners_language(tmp_path, language, locale):
    launcher.write_lab_settings(tmp_path, language)
    settings = json.loads((tmp_path / "labconfig" / "default_setting_overrides.json").read_text())
    assert settings["@jupyterlab/translation-extension:plugin"]["locale"] == locale


def test_nothing_looks_for_language_servers_that_are_not_installed(tmp_path):
    launcher.write_lab_settings(tmp_path, "ja")
    page = json.loads((tmp_path / "labconfig" / "page_config.json").read_text())
    assert page["disabledExtensions"]["@jupyterlab/lsp-extension"] is True
    server = json.loads((tmp_path / "jupyter_server_config.json").read_text())
    assert server["ServerApp"]["jpserver_extensions"] == {"jupyter_lsp": False}


def test_a_start_does_not_build_a_grammar_of_all_addresses():
    script = (
        "from hub_config.learner.launcher import spare_a_second; spare_a_second()\n"
        "import jsonschema, sys; assert 'lark' not in sys.modules\n"
        "from jsonschema import Draft7Validator as v\n"
        "assert not list(v({'format': 'uri'}, format_checker=v.FORMAT_CHECKER).iter_errors('https://example.jp/'))\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


@pytest.mark.parametrize(("processes", "limited"), [(200, True), (None, False)], ids=["sandbox", "pod"])
def test_in_a_pod_where_a_uids_processes_are_those_of_a_whole_node_they_are_not_counted(processes, limited):
    script = (
        "import resource\n"
        "from hub_config.learner.launcher import limit_resources\n"
        "before = resource.getrlimit(resource.RLIMIT_NPROC)\n"
        f"limit_resources(10**9, {processes})\n"
        f"assert (resource.getrlimit(resource.RLIMIT_NPROC) != before) is {limited}\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
