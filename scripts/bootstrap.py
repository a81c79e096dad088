"""Makes the checkout ready to run with nothing but Python 3.11: a virtual environment in `.venv`.

The environment is reused until `pyproject.toml`, the Python version or the place of the checkout
changes. On its own, `python3 scripts/bootstrap.py` prints the path of the environment's Python;
`--dev` adds the tools for tests and checks.
"""

from __future__ import annotations  # so that an older Python reaches the message that names it

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "alignscan-setup.json"
OLDEST_PYTHON = (3, 11)


def ready_python(*, dev: bool) -> Path:
    """Return the Python of an up-to-date environment; SystemExit with a hint where none can be."""
    _require_python()
    wanted = _fingerprint(dev=dev)
    if not _is_current(wanted):
        _say(f"Setting up {VENV.name} (once, a minute or two) ...")
        _create()
        _install(".[dev]" if dev else ".")
        STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    return venv_python(VENV)


def venv_python(folder: Path) -> Path:
    """Return where the Python of a virtual environment is on this system."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(python: Path, *arguments: str) -> int:
    """Run `python` in the checkout and return its exit code; what it prints goes straight out."""
    return subprocess.run([python, *arguments], cwd=ROOT, check=False).returncode


def _require_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        needed, found = (".".join(map(str, v[:2])) for v in (OLDEST_PYTHON, sys.version_info))
        sys.exit(f"Python {needed} or later is needed; this is Python {found} ({sys.executable}).")


def _fingerprint(*, dev: bool) -> dict[str, object]:
    sources = (ROOT / name for name in ("pyproject.toml", "setup.py"))
    return {
        "checkout": str(ROOT),
        "python": list(sys.version_info[:2]),
        "sources": [hashlib.sha256(path.read_bytes()).hexdigest() for path in sources],
        "dev": dev,
    }


def _is_current(wanted: dict[str, object]) -> bool:
    found = _read_stamp()
    # What is installed for development also serves to run the tool.
    enough = found.get("dev") or not wanted["dev"]
    return bool(enough) and {**found, "dev": wanted["dev"]} == wanted and _works()


def _read_stamp() -> dict[str, object]:
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _works() -> bool:
    probe = f"import sys, pip; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    try:
        done = subprocess.run([venv_python(VENV), "-c", probe], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _create() -> None:
    STAMP.unlink(missing_ok=True)
    if _works():
        return
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode != 0:
        sys.exit(
            f"Could not create {VENV}. On Debian and Ubuntu: sudo apt install python3-venv. "
            "Anywhere else: close what uses the folder, or delete it, and run this again."
        )


def _install(what: str) -> None:
    command = [str(venv_python(VENV)), "-m", "pip", "install", "--quiet", "--editable", what]
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0:
        sys.exit("Could not install what alignscan needs; pip says why above.")


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(ready_python(dev="--dev" in sys.argv[1:]).as_posix(), end="")
