"""Runs the tests from a fresh checkout: `python3 scripts/test.py`; arguments go on to pytest."""

import os
import sys

import bootstrap


def main() -> int:
    """Return pytest's exit code."""
    python = bootstrap.ready_python(dev=True)
    # The tests start many processes; each would compile every module again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return bootstrap.run(python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
