"""A disk that keeps only what was synced: contents by fsync of the file, names by fsync of their folder."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath


@dataclass
class Inode:
    """A file: what is safe, and what was written since; a folder has neither."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list = field(default_factory=list)
    size: int = 0
    is_folder: bool = False

    def sync(self):
        for change in self.pending:
            apply(self.safe, *change)
        self.pending.clear()

    def after(self, chance):
        """The bytes after a power cut: without `chance` nothing that was pending, else some of it."""
        found = bytearray(self.safe)
        for change in self.pending if chance else ():
            if chance.random() < 0.5:
                apply(found, *change)
        return bytes(found)


def apply(content, offset, data):
    """Write some bytes; without bytes, cut off there."""
    if data is None:
        del content[offset:]
    content.extend(b"\0" * (offset - len(content)))
    content[offset : offset + len(data or b"")] = data or b""


class Disk:
    """Names as programs see them, names as a power cut leaves them, and what each leads to."""

    def __init__(self, files):
        self.seen = {name: Inode(bytearray(content), size=len(content)) for name, content in files.items()}
        self.safe = dict(self.seen)

    def do(self, name, *what):
        """One operation, by its name."""
        getattr(self, name)(*what)

    def create(self, path):
        self.seen.setdefault(path, Inode())

    def folder(self, path):
        self.seen.setdefault(path, Inode(is_folder=True))

    def write(self, path, offset, data):
        """Write at an offset, or at the end where there is none."""
        inode = self.seen[path]
        offset = inode.size if offset is None else offset
        inode.pending.append((offset, data))
        inode.size = max(inode.size, offset + len(data))

    def truncate(self, path, size):
        self.seen[path].pending.append((size, None))
        self.seen[path].size = size

    def rename(self, old, new):
        self.seen[new] = self.seen.pop(old)

    def unlink(self, path):
        self.seen.pop(path, None)

    def sync(self, path):
        """fsync of a file makes its bytes safe, fsync of a folder the names in it."""
        if path in self.seen and not self.seen[path].is_folder:
            self.seen[path].sync()
            return
        self.safe = {name: inode for name, inode in self.safe.items() if parent_of(name) != path}
        self.safe |= {name: inode for name, inode in self.seen.items() if parent_of(name) == path}

    def lay_out(self, folder, chance=None):
        """Write what a power cut leaves; with `chance`, some of what was not synced is there too."""
        names = dict(self.safe)
        for name in sorted({*self.seen, *self.safe}) if chance else ():
            if self.seen.get(name) is not self.safe.get(name) and chance.random() < 0.5:
                names[name] = self.seen.get(name)
        for name, inode in sorted(names.items()):
            path = folder / name
            if inode is None or not path.parent.is_dir():
                continue  # its name, or its folder's, is gone
            path.mkdir() if inode.is_folder else path.write_bytes(inode.after(chance))


def parent_of(name):
    """The folder that a name stands in, as the operations name it."""
    return str(PurePosixPath(name).parent)
