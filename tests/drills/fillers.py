"""What a learner's kernel runs to fill the disk, and what only looks like it."""

# First the watch inside is stopped, as a kernel may stop its own server, and nobody's interrupt is heard.
ALONE = "import itertools, os, signal, mmap\nos.chdir('/home/learner')\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nos.kill(os.getppid(), signal.SIGSTOP)\n"
ATTACKS = {
    "many large files": "for n in itertools.count(): open(f'f{n}', 'wb').write(b'x' * 8_000_000)",
    "deleted files held open": (
        "held = []\nfor n in itertools.count():\n"
        "    held.append(open(f'f{n}', 'wb', 0)); held[-1].write(b'x' * 8_000_000); os.unlink(f'f{n}')"
    ),
    "written through memory": (
        "for n in itertools.count():\n    f = open(f'f{n}', 'w+b'); f.truncate(8_000_000)\n"
        "    m = mmap.mmap(f.fileno(), 0); m[:] = b'x' * 8_000_000; m.close()"
    ),
    "by processes that end at once": (
        "import subprocess\nfor n in itertools.count():\n"
        "    subprocess.run(['head', '-c', '8000000', '/dev/zero'], stdout=open(f'f{n}', 'wb'))"
    ),
    "countless empty files": "for n in itertools.count(): open(f'f{n}', 'w').close()",
}
# These take no space, or ask for it in a way that is refused; nobody may be ended for them.
HARMLESS = (
    "import errno, os\nos.chdir('/home/learner')\n"
    "open('sparse', 'wb').truncate(40_000_000)\n"
    "open('one', 'wb').write(b'x' * 1_000_000)\n"
    "for n in range(200): os.link('one', f'name{n}')\n"
    "try:\n    os.posix_fallocate(os.open('claimed', os.O_CREAT | os.O_RDWR), 0, 1_000_000)\n"
    "except OSError as error:\n    print(errno.errorcode[error.errno])\n"
    "import ctypes\n"
    "print(ctypes.CDLL(None, use_errno=True).fallocate(os.open('claimed', os.O_RDWR), 0, 0, 40_000_000), ctypes.get_errno())"
)
