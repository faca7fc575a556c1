"""Builds the JupyterLab extension from its locked sources: python -m hub_config.build_lab --out var/labextension."""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from hub_config.prepare import alone, node_and_npm
from hub_config.refusal import Refusal

SOURCES = Path(__file__).resolve().parent / "labextension"
NAME = "@tateyama/submit"
CORE = Path("share/jupyter/lab/static/package.json")


def main(arguments: list[str] | None = None) -> int:
    """Build unless the same sources are built already; 1 with the reason when it cannot be built."""
    parser = argparse.ArgumentParser(prog="python -m hub_config.build_lab", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=Path("var/labextension"), help="folder for share/jupyter/…"
    )
    out: Path = parser.parse_args(arguments).out.absolute()
    try:
        build(out)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def build(out: Path) -> bool:
    """Make `out` hold the extension built from today's sources; False when it did already."""
    with alone(out):
        return _build(out)


def _build(out: Path) -> bool:
    wanted = fingerprint()
    stamp = out / "built-from"
    if stamp.exists() and stamp.read_text() == wanted:
        say("JupyterLab の拡張機能はできています", "the JupyterLab extension is built already")
        return False
    work = out.with_name(out.name + "-build")
    shutil.rmtree(work, ignore_errors=True)
    try:
        bundle(work)
        (work / "result" / "built-from").write_text(wanted)
        shutil.rmtree(out, ignore_errors=True)
        (work / "result").rename(out)
    finally:
        # Half a gigabyte of node_modules serves nobody after the build.
        shutil.rmtree(work, ignore_errors=True)
    say("JupyterLab の拡張機能ができました", "the JupyterLab extension is built")
    return True


def fingerprint() -> str:
    """One hash over all sources and the version of JupyterLab that the bundle is made for."""
    digest = hashlib.sha256(version("jupyterlab").encode())
    for path in source_files():
        digest.update(str(path.relative_to(SOURCES)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def source_files() -> list[Path]:
    """What the bundle is made of; a node_modules that an editor wanted is not part of it."""
    folders = [SOURCES / name for name in ("src", "style", "schema")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted([*files, *(path for path in SOURCES.glob("*.json") if path.is_file())])


def bundle(work: Path) -> None:
    """Install the locked packages, check the types, bundle, and keep only what the browser fetches."""
    for path in source_files():
        target = work / "source" / path.relative_to(SOURCES)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    node, npm = node_and_npm()
    modules = work / "source" / "node_modules"
    say("部品を集めています（1分ほど）", "fetching the parts (about a minute)")
    run(work, node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    say("型を確かめています", "checking the types")
    run(work, node, modules / "typescript" / "bin" / "tsc")
    say("ひとつにまとめています", "bundling")
    builder = modules / "@jupyter" / "builder" / "lib" / "build-labextension.js"
    run(work, node, builder, "--core-package-file", Path(sys.prefix) / CORE, ".")
    target = work / "result" / "share" / "jupyter" / "labextensions" / NAME
    shutil.copytree(work / "source" / "labextension", target)
    announce(target)
    open_to_readers(work / "result")


def open_to_readers(folder: Path) -> None:
    """Let learners' uids read the bundle, whatever umask the build ran under."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def announce(target: Path) -> None:
    """Say how the extension came here, so that Lab does not offer to uninstall it."""
    about = {"packageManager": "python", "packageName": "tateyama", "uninstallInstructions": ""}
    (target / "install.json").write_text(json.dumps(about))


def run(work: Path, *command: Path | str) -> None:
    """Run one step of Node's in the copied sources; its last words explain a failure."""
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [str(word) for word in command],
        cwd=work / "source",
        env={**os.environ, "PATH": path, "NODE_ENV": "development"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        raise Refusal(
            "JupyterLab の拡張機能を作れませんでした。ネットワークと空き容量を確かめて、もう一度実行してください。\n"
            + last,
            "The JupyterLab extension could not be built: check the network and the free space, then try again.",
        )


def say(ja: str, en: str) -> None:
    """One line of progress in both languages."""
    print(f"{ja} / {en}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
