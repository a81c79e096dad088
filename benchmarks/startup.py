"""How long one command takes, beside the smallest typer app that could do something like it.

`python3 benchmarks/startup.py [--runs 15] [--keep folder]`

Builds a wheel of this checkout, installs it into a virtual environment of its own and measures
commands there in turns, so that a busy machine disturbs all of them alike. Ratios are what counts:
of medians, once of the time on the clock and once of the processor time. Linux and macOS.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "demo-out")
SURVEYS = ("self-check", "leadership-team", "mid-sized", "research-engineers-2017")
LIBRARIES = "import polars, numpy, scipy.special, pydantic, typer"
TARGET = 1.5  # times what the peer takes: what `check` may cost

PEER = """
from pathlib import Path

import typer
import yaml
from pydantic import BaseModel, ConfigDict

app = typer.Typer()


class Survey(BaseModel):
    model_config = ConfigDict(frozen=True)
    format: str
    organization: str
    questionnaire: str = "standard"
    mode: str = "self"
    answers: dict[str, int | str | list[int | str]] = {}


@app.command()
def check(path: Path) -> None:
    Survey.model_validate(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
    print("no problems")
"""
START_PEER = "#!{python}\nimport re\nimport sys\nfrom startup_peer import app\nsys.exit(app())\n"

Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, in seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A command, and what it is measured against."""

    name: str
    against: str


def main() -> int:
    """Print the ratios; return 1 when `check` costs more than the target."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="alignscan-startup-") as scratch:
        folder = options.keep or Path(scratch)
        bin_folder = installed(folder)
        surveys = folder / "assessments"
        shutil.copytree(ROOT / "assessments", surveys, dirs_exist_ok=True)
        commands, pairs = _plan(bin_folder, surveys)
        costs = measured(commands, options.runs, folder)
    print(table(costs, pairs))
    ratio = _ratio(costs, pairs[0], "cpu")
    print(f"\ncheck costs {ratio:.2f} times the peer (processor time); the target is {TARGET}")
    return int(ratio > TARGET)


def installed(folder: Path) -> Path:
    """Return where the commands are after a wheel of the checkout and the peer are installed."""
    source, wheels, environment = folder / "source", folder / "wheels", folder / "venv"
    for old in (source, wheels):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(ROOT, source, ignore=LEFT_OUT)
    if not environment.exists():
        _run(sys.executable, "-m", "venv", environment)
    python = environment / "bin" / "python"
    _run(python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", wheels, source)
    (wheel,) = wheels.glob("*.whl")
    _run(python, "-m", "pip", "install", "-q", wheel)
    _run(python, "-m", "pip", "install", "-q", "--no-deps", "--force-reinstall", wheel)
    _write_peer(python)
    _run(python, "-m", "compileall", "-q", environment / "lib")
    return python.parent


def measured(
    commands: Mapping[str, Command], runs: int, folder: Path
) -> dict[str, tuple[Cost, ...]]:
    """Return the costs of each command by name, run in turns; the first turn is not counted."""
    turns = [{name: cost(c, folder) for name, c in commands.items()} for _ in range(runs + 1)]
    return {name: tuple(turn[name] for turn in turns[1:]) for name in commands}


def cost(command: Command, folder: Path) -> Cost:
    """Return what a command takes; CalledProcessError when it does not end with 0."""
    wall, cpu = time.perf_counter(), _children()
    _run(*command, folder=folder)
    return Cost(time.perf_counter() - wall, _children() - cpu)


def table(costs: Mapping[str, Sequence[Cost]], pairs: Sequence[Pair]) -> str:
    """Return the medians of both times in milliseconds and their ratios, a line for each pair."""
    head = f"{'command':<34} {'ms':>6} {'cpu ms':>7}   {'wall':>5} {'cpu':>5}  times"
    return "\n".join([head, *(_line(costs, pair) for pair in pairs)])


def _line(costs: Mapping[str, Sequence[Cost]], pair: Pair) -> str:
    wall, cpu = (1000 * _median(costs[pair.name], kind) for kind in ("wall", "cpu"))
    ratios = f"{_ratio(costs, pair, 'wall'):>5.2f} {_ratio(costs, pair, 'cpu'):>5.2f}"
    return f"{pair.name:<34} {wall:>6.0f} {cpu:>7.0f}   {ratios}  {pair.against}"


def _ratio(costs: Mapping[str, Sequence[Cost]], pair: Pair, kind: str) -> float:
    return _median(costs[pair.name], kind) / _median(costs[pair.against], kind)


def _median(costs: Sequence[Cost], kind: str) -> float:
    return median(c.cpu if kind == "cpu" else c.wall for c in costs)


def _plan(bin_folder: Path, surveys: Path) -> tuple[dict[str, Command], tuple[Pair, ...]]:
    """Return the commands by name, and which is measured against which."""
    python, alignscan = str(bin_folder / "python"), str(bin_folder / "alignscan")
    files = {name: str(surveys / name / "survey.yaml") for name in SURVEYS}
    typical = files["leadership-team"]
    commands: dict[str, Command] = {
        "nothing": (python, "-c", "pass"),
        "peer": (python, str(bin_folder / "startup_peer"), typical),
        "libraries": (python, "-c", LIBRARIES),
        "--help": (alignscan, "--help"),
    }
    for name, file in files.items():
        commands[f"check {name}"] = (alignscan, "check", file)
        commands[f"assess {name}"] = (alignscan, "assess", file)
    checks = [Pair(name, "peer") for name in commands if name.startswith("check")]
    assessments = [Pair(name, "libraries") for name in commands if name.startswith("assess")]
    checks.sort(key=lambda pair: pair.name != "check leadership-team")
    others = [Pair("--help", "peer"), Pair("peer", "nothing"), Pair("libraries", "nothing")]
    return commands, (*checks, *assessments, *others, Pair("nothing", "nothing"))


def _write_peer(python: Path) -> None:
    (packages,) = python.parents[1].glob("lib/python*/site-packages")
    (packages / "startup_peer.py").write_text(PEER.lstrip(), encoding="utf-8")
    start = START_PEER.format(python=python)
    (python.parent / "startup_peer").write_text(start, encoding="utf-8")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(*command: str | Path, folder: Path | None = None) -> None:
    unset = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONSTARTUP")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if done.returncode != 0:
        sys.stderr.write(done.stderr.decode(errors="replace"))
        raise subprocess.CalledProcessError(done.returncode, command)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="turns that count (15)")
    parser.add_argument("--keep", type=Path, help="folder that keeps the environment")
    options = parser.parse_args()
    if options.keep is not None:
        options.keep = options.keep.resolve()
    return options


if __name__ == "__main__":
    sys.exit(main())
