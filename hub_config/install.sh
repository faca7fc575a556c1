#!/bin/sh
# Makes .venv from requirements.lock. Needs python3 (3.11-3.13) with venv; does nothing when .venv is already up to date.
set -eu
# Learners with uids of their own read .venv, whatever umask the person at the terminal has.
umask 022
cd "$(dirname "$0")/.."
# Without compiled bytecode pandas imports five times slower, and a read-only environment never writes it.
unset PYTHONDONTWRITEBYTECODE

refuse() { printf '\n%s\n%s\n' "$1" "$2" >&2; exit 1; }

lock=$(sha256sum requirements.lock | cut -d' ' -f1)
if [ "$(cat .venv/.installed 2>/dev/null || true)" = "$lock" ] && .venv/bin/python -c '' 2>/dev/null; then exit 0; fi

# Learners' sandboxes run this interpreter; where they have uids of their own (we are root), they must be able to read it.
suits='
import os, pathlib, sys
if not (3, 11) <= sys.version_info[:2] <= (3, 13): sys.exit(3)
try:
    import ensurepip, venv
except ImportError: sys.exit(4)
real = pathlib.Path(sys.executable).resolve()
if os.getuid() == 0 and not all(p.stat().st_mode & 0o001 for p in (real, *real.parents)): sys.exit(5)
'
chosen=; young=; bare=; hidden=
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    status=0; "$candidate" -c "$suits" 2>/dev/null || status=$?
    case $status in
        0) chosen=$candidate; break ;;
        3) young=$candidate ;;
        4) bare=$candidate ;;
        5) hidden=$candidate ;;
    esac
done
if [ -z "$chosen" ]; then
    if [ -n "$hidden" ]; then refuse \
        "受講者の利用者番号から $hidden を読めません。/usr/bin/python3 と venv を入れて (apt install python3 python3-venv)、もう一度 make run を実行してください。" \
        "Learners' uids cannot read $hidden: install a world-readable Python (apt install python3 python3-venv) and run make again."
    fi
    if [ -n "$bare" ]; then refuse \
        "$bare に venv がありません。apt install python3-venv を実行してから、もう一度お試しください。" \
        "$bare has no venv module: run apt install python3-venv, then try again."
    fi
    refuse "Python 3.11 から 3.13 が見つかりません${young:+ ($young は版が合いません)}。python3 と venv を入れてください。" \
           "No Python 3.11 to 3.13 was found${young:+ ($young is another version)}: install python3 with venv."
fi

printf '[1/2] Python の環境を作ります / making the Python environment (%s)\n' "$chosen"
.venv/bin/python -c '' 2>/dev/null || rm -rf .venv
"$chosen" -m venv .venv || refuse \
    "ここに .venv を作れません: $PWD。書き込みの権限と空き容量を確かめてください。" \
    "Cannot make .venv in $PWD: check that it is writable and that the disk is not full."
printf '[2/2] 部品を入れます（初回は1〜3分） / installing packages (1 to 3 minutes the first time)\n'
.venv/bin/python -m pip install --disable-pip-version-check -qq --require-hashes --no-deps --no-compile -r requirements.lock || refuse \
    "部品を入れられませんでした。ネットワークと空き容量を確かめて、もう一度 make run を実行してください（続きから始まります）。" \
    "The packages could not be installed: check the network and free disk space, then run make again (it resumes)."
# On all cores, where pip would take one. Some packages hold a file for another Python, which is no fault of theirs.
.venv/bin/python -m compileall -qq -j 0 .venv/lib || true
printf '%s' "$lock" > .venv/.installed
