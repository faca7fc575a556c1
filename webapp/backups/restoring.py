"""復元: a backup into a data folder that holds no platform; all of it is checked first, then put in place by renames."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import Engine

from webapp import schema
from webapp.backups.databases import settle
from webapp.backups.half_done import being_placed, mark_filling, mark_placing, unmark
from webapp.backups.manifest import DATABASE, ERASURES, TOPS, Manifest
from webapp.backups.placing import go_on, is_half_placed, put_in_place
from webapp.backups.refusal import Refused
from webapp.backups.unpacking import unpack
from webapp.beside import all_beside, bring_over, in_postgresql, note_schemas, require_none
from webapp.db import Database, open_engine
from webapp.moving import counts, move, require_empty, snapshot
from webapp.participation.queue import hand_back_all

STAGING = ".restoring"


@dataclass(frozen=True)
class Restored:
    """What stands in the data folder now."""

    manifest: Manifest
    rows: Mapping[str, int]
    erasures: bool
    # Whether an earlier restore that was cut off was brought to its end; the file was not looked at then.
    went_on: bool = False


def restore(data: Path, database_url: str, file: Path, reached: Callable[[str], None] = go_on) -> Restored:
    """Put a backup in place, whole or not at all; one that was cut off among its renames goes on with them.

    The caller keeps the platform from starting meanwhile; afterwards a mark does, until all is in place.

    Raises:
        Refused, CannotMove: with what to do; the data folder is as it was.
    """
    if begun := being_placed(data):
        put_in_place(data / STAGING, data, reached)
        unmark(data)
        return Restored(*begun, (data / ERASURES).exists(), went_on=True)
    require_no_platform(data)
    elsewhere = None if _is_own(data, database_url) else open_engine(database_url)
    try:
        if elsewhere is not None:
            require_empty(elsewhere)
            if in_postgresql(elsewhere):
                require_none(elsewhere, data, [])
        with _staging(data) as staged:
            manifest = unpack(file, staged)
            reached("unpacked")
            rows = _bring_up(staged / DATABASE, manifest, elsewhere)
            _keep_erasures(data, staged)
            os.sync()
            mark_placing(data, manifest, rows)
            reached("marked")
            put_in_place(staged, data, reached)
    finally:
        if elsewhere is not None:
            elsewhere.dispose()
    return Restored(manifest, rows, (data / ERASURES).exists())


def require_no_platform(data: Path) -> None:
    """Refuse a folder with anything that a restore would replace; empty folders and noted erasures are no platform."""
    for name in sorted(TOPS - {ERASURES}):
        place = data / name
        if place.is_symlink() or place.is_file() or (place.is_dir() and any(place.iterdir())):
            raise Refused(
                f"{data} にはすでに立山のデータがあります（{name}）。空の場所に復元してください。"
                f"例: mv {data} {data}.old を実行して、もう一度",
                f"{data} holds a platform already ({name}): restore into an empty folder, for example after "
                f"mv {data} {data}.old",
            )


def _is_own(data: Path, database_url: str) -> bool:
    """Whether webapp's database is the file in the data folder."""
    address = make_url(database_url)
    return (
        address.get_backend_name() == "sqlite" and Path(str(address.database)).absolute() == data / DATABASE
    )


@contextmanager
def _staging(data: Path) -> Iterator[Path]:
    """A private folder on the same disk; what a restore left there that was killed before all was staged goes."""
    staged = data / STAGING
    shutil.rmtree(staged, ignore_errors=True)
    mark_filling(data)
    staged.mkdir(mode=0o700)
    try:
        yield staged
    finally:
        # Where renames could be neither finished nor taken back, mark and folder stay for the next restore.
        if being_placed(data) is None or not is_half_placed(data / STAGING, data):
            shutil.rmtree(staged, ignore_errors=True)
            unmark(data)


def _bring_up(record: Path, manifest: Manifest, elsewhere: Engine | None) -> Mapping[str, int]:
    """Bring the staged database to the newest shape, and its rows to where the setting says."""
    staged = record.parent
    if not record.is_file() or not schema.knows(manifest.revision):
        raise Refused(
            f"この控えは、この版の立山が知らない形（{manifest.revision}）です。控えを取った版か、新しい版で復元してください",
            f"this Tateyama does not know the version of this backup ({manifest.revision}): restore it with the version "
            "that made it, or a newer one",
        )
    database = Database(f"sqlite:///{record}")
    try:
        schema.upgrade(database.engine)
        with database.transaction() as session:
            hand_back_all(session)
        with snapshot(database.engine) as connection:
            rows = counts(connection)
        if elsewhere is not None:
            _carry_over(database.engine, elsewhere)
    finally:
        database.close()
    settle(record)
    if elsewhere is not None:
        record.unlink()
        if in_postgresql(elsewhere):
            _carry_beside(staged, elsewhere)
    return rows


def _carry_beside(staged: Path, elsewhere: Engine) -> None:
    """The hub's rows and the books' go from their files of the backup into schemas beside the record."""
    here = open_engine(f"sqlite:///{staged / DATABASE}")  # only says that the rows to be read are in files
    these = all_beside(here, staged)
    for each in these:
        with each.opened(here, staged) as source, each.opened(elsewhere, staged) as target:
            refuse_unlike([table.table for table in bring_over(each, source, target) if not table.equal])
    note_schemas(staged, these)
    for each in these:
        for file in (staged / each.file).parent.glob(f"{each.file.name}*"):
            file.unlink()


def _carry_over(engine: Engine, elsewhere: Engine) -> None:
    refuse_unlike([table.table for table in move(engine, elsewhere) if not table.equal])


def refuse_unlike(differing: Sequence[str]) -> None:
    """What came back has to be what was kept."""
    if differing:
        raise Refused(
            f"表 {', '.join(differing)} が控えと一致しません。データベースを空にして、もう一度実行してください",
            f"tables {', '.join(differing)} differ from the backup: empty the database and run this again",
        )


def _keep_erasures(data: Path, staged: Path) -> None:
    """Whoever was erased after the backup was taken is noted in the folder: those lines stay, and the backup's join them."""
    here, there = data / ERASURES, staged / ERASURES
    if not here.is_file():
        return
    lines = dict.fromkeys(there.read_bytes().splitlines() if there.is_file() else ())
    lines |= dict.fromkeys(here.read_bytes().splitlines())
    there.write_bytes(b"".join(line + b"\n" for line in lines))
    there.chmod(0o600)
