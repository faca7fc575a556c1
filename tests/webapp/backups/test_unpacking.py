"""What is damaged, leads out or is not known is refused before anything is put in place."""

import hashlib
import io
import tarfile

import pytest

from tests.webapp.backups.place import assert_nothing_came, members
from webapp.backups import manifest
from webapp.backups.archive import Archive
from webapp.backups.manifest import Manifest, Member, points_within


def test_a_flipped_byte_is_refused_wherever_it_is(kept, elsewhere):
    content = kept.read_bytes()
    infos = members(kept)
    places = [info.offset + 3 for info in infos.values()]  # in its header
    places += [info.offset_data + info.size // 2 for info in infos.values() if info.size]
    for place in (*places[:: max(1, len(places) // 30)], infos[manifest.NAME].offset_data + 40):
        kept.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert_nothing_came(elsewhere, elsewhere.run("restore", str(kept)))
    kept.write_bytes(content)
    assert elsewhere.run("restore", str(kept)).exit_code == 0


def test_a_backup_that_was_cut_off_is_refused(kept, elsewhere):
    content = kept.read_bytes()
    for part in (0, 1, 512, len(content) // 2, len(content) - 20_000):
        kept.write_bytes(content[:part])
        done = elsewhere.run("restore", str(kept))
        assert_nothing_came(elsewhere, done)
        assert "こわれています" in done.output


def forge(file, *infos, told=None):
    """A backup by somebody who knows the format: its manifest agrees with its members."""
    with file.open("wb") as stream:
        archive = Archive(stream)
        for info in infos:
            archive._tar.addfile(info, io.BytesIO(b"x" * info.size))
            kind = {tarfile.DIRTYPE: "folder", tarfile.SYMTYPE: "link"}.get(info.type, "file")
            digest = hashlib.sha256(b"x" * info.size).hexdigest() if kind == "file" else ""
            archive.members[info.name] = Member(kind, info.size, digest, info.linkname)
        archive.finish(told or Manifest("0001", "", {}, archive.members))


def info(name, kind=tarfile.REGTYPE, link=""):
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.size = kind, link, 3 if kind == tarfile.REGTYPE else 0
    return made


HOMES = (info("homes", tarfile.DIRTYPE), info("homes/u1", tarfile.DIRTYPE))


@pytest.mark.parametrize(
    "infos",
    [
        [info("../x")],
        [info("/tmp/x")],
        [info("secrets/../../x")],
        [info("unknown")],
        [info("homes/./x")],
        [*HOMES, info("homes/u1/link", tarfile.SYMTYPE, "../../secrets/hub_token")],
        [*HOMES, info("homes/u1/link", tarfile.SYMTYPE, "/etc")],
        [*HOMES, info("homes/u1/link", tarfile.LNKTYPE, "secrets/hub_token")],
        [*HOMES, info("homes/u1/null", tarfile.CHRTYPE)],
        [info("homes", tarfile.SYMTYPE, "/etc")],
        [*HOMES, info("homes/u1/a", tarfile.SYMTYPE, "b"), info("homes/u1/a/x")],
        [*HOMES, info("homes/u1/x"), info("homes/u1/x")],
    ],
    ids=lambda infos: f"{infos[-1].name}-{infos[-1].linkname}",
)
def test_a_member_that_leads_out_or_is_no_plain_file_is_refused(tmp_path, elsewhere, infos):
    forge(tmp_path / "forged.tar", *infos)
    assert_nothing_came(elsewhere, elsewhere.run("restore", str(tmp_path / "forged.tar")))
    assert not (tmp_path / "x").exists()


def test_a_format_or_a_version_that_is_not_known_is_refused_with_what_to_do(
    tmp_path, elsewhere, kept, monkeypatch
):
    forge(tmp_path / "old.tar", told=Manifest("9999", "", {}, {}))
    done = elsewhere.run("restore", str(tmp_path / "old.tar"))
    assert_nothing_came(elsewhere, done)
    assert "9999" in done.output
    monkeypatch.setattr(manifest, "FORMAT", 2)
    done = elsewhere.run("restore", str(kept))
    assert_nothing_came(elsewhere, done)
    assert "形式（1）" in done.output


@pytest.mark.parametrize(
    ("name", "target", "within"),
    [
        ("homes/u1/a", "b", True),
        ("homes/u1/d/a", "../b", True),
        ("homes/u1/a", "../u2/b", False),
        ("homes/u1/d/a", "../../u1/b", False),
        ("homes/u1", "u2", False),
        ("releases/a/b", "../c", True),
        ("releases/a", "../secrets", False),
        ("homes/u1/a", "/etc", False),
    ],
)
def test_a_link_stays_inside_its_own_folder(name, target, within):
    assert points_within(name, target) is within
