"""Finds CPython 3.9: the newest 3.9.x on this machine, which is the reference, or the 3.9.2 that third_party brings."""

import os
import pathlib
import shutil
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
BROUGHT = TOP / "build/third_party/python3.9/python3.9"


def version_of(program):
    """The version as a tuple of numbers, None when it is no CPython 3.9 that runs the oracle."""
    probe = "import sys, ctypes; print(*sys.version_info[:3], sys.implementation.name)"
    try:
        done = subprocess.run([program, "-c", probe], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.split()
    if done.returncode != 0 or len(words) != 4 or words[3] != "cpython" or words[:2] != ["3", "9"]:
        return None
    return tuple(int(word) for word in words[:3])


def candidates():
    if os.environ.get("FW_PYTHON39"):
        yield os.environ["FW_PYTHON39"]
        return
    pyenv = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv"))
    yield from sorted(str(path) for path in pyenv.glob("versions/3.9*/bin/python3.9"))
    if shutil.which("python3.9"):
        yield shutil.which("python3.9")
    if BROUGHT.exists():
        yield str(BROUGHT)


def find():
    """(program, version) of the newest CPython 3.9, or (None, None). $FW_PYTHON39 names one and no other."""
    found = [(version_of(program), program) for program in dict.fromkeys(candidates())]
    found = [pair for pair in found if pair[0]]
    if not found:
        return None, None
    version, program = max(found, key=lambda pair: pair[0])
    return program, version
