"""How long `alignscan check` takes beside check-jsonschema and yamllint, on the same files.

`python3 benchmarks/check.py [--files 1000] [--runs 3] [--keep folder]`

Builds a wheel of this checkout, installs it into a virtual environment of its own and the peers,
from PyPI, into another, writes realistic files without mistakes, and runs whole processes in turns.
Ratios of processor time (user and system) are held against the targets: on a busy machine they are
steadier than those on the clock. check-jsonschema validates against the schemas that
`alignscan schema` prints. Linux and macOS.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from processes import Cost, middle, run
from startup import installed
from survey_files import write_files

PEERS = ("check-jsonschema==0.39.0", "yamllint==1.38.0")
RELAXED = ("-d", "relaxed")  # yamllint with fewer rules than it has by default, so it is not slower
AT_LEAST = 12.0  # times quicker than either peer, all files
ONE_FILE = 0.9  # times what check-jsonschema takes, at most
MOST_MEMORY = 60.0  # megabytes

Command = tuple[str, ...]


def main() -> int:
    """Print costs and ratios; return 1 when one of them misses its target."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="alignscan-check-") as scratch:
        folder = options.keep.resolve() if options.keep else Path(scratch)
        tools = _tools(folder)
        files = write_files(folder / "files", options.files)
        schemas = _schemas(folder, tools["alignscan"])
        many = _commands(folder, tools, files, schemas)
        one = _commands(folder, tools, {"survey": files["survey"][:1]}, schemas)
        found = in_turns(many, options.runs), in_turns(one, 5 * options.runs)
    lines = sum(len(p.read_text("utf-8").splitlines()) for each in files.values() for p in each)
    print(f"{options.files} files of {lines / options.files:.0f} lines on average")
    return shown(*found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument(
        "--runs", type=int, default=3, help="turns with all files; one file: 5 times"
    )
    parser.add_argument(
        "--keep", type=Path, help="folder that keeps environments for the next time"
    )
    return parser.parse_args()


def _tools(folder: Path) -> dict[str, str]:
    ours, peers = installed(folder), folder / "peers"
    if not peers.exists():
        subprocess.run([sys.executable, "-m", "venv", peers], check=True)
        python = str(peers / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    named = {name: str(peers / "bin" / name) for name in ("check-jsonschema", "yamllint")}
    return {"alignscan": str(ours / "alignscan"), **named}


def _schemas(folder: Path, alignscan: str) -> dict[str, Path]:
    schemas = {}
    for kind in ("survey", "questionnaire"):
        schemas[kind] = folder / f"{kind}.schema.json"
        text = subprocess.run([alignscan, "schema", kind], capture_output=True, check=True).stdout
        schemas[kind].write_bytes(text)
    return schemas


def _commands(
    folder: Path,
    tools: Mapping[str, str],
    files: Mapping[str, Sequence[Path]],
    schemas: Mapping[str, Path],
) -> dict[str, tuple[Command, ...]]:
    """Return for each tool the processes that check the files."""
    os.chdir(folder)
    names = {kind: [str(p.relative_to(folder)) for p in found] for kind, found in files.items()}
    every = [name for found in names.values() for name in found]
    validate = (tools["check-jsonschema"], "--schemafile")
    return {
        "alignscan": ((tools["alignscan"], "check", *every),),
        "check-jsonschema": tuple(
            (*validate, str(schemas[kind]), *found) for kind, found in names.items() if found
        ),
        "yamllint": ((tools["yamllint"], *RELAXED, *every),),
    }


def in_turns(commands: Mapping[str, Sequence[Command]], runs: int) -> dict[str, Cost]:
    """Return the median cost of each tool."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, processes in commands.items():
            costs[name].append(_sum([run(process, process[0]) for process in processes]))
    return {name: middle(found) for name, found in costs.items()}


def _sum(costs: Sequence[Cost]) -> Cost:
    return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.peak for c in costs))


def shown(many: Mapping[str, Cost], one: Mapping[str, Cost]) -> int:
    """Print costs and ratios; return 1 when a target is missed."""
    for title, costs in (("all files", many), ("one file", one)):
        for name, cost in costs.items():
            times = f"{cost.wall:8.2f} s {cost.cpu:8.2f} s cpu {cost.peak:5.0f} MB"
            print(f"{title:9} {name:17} {times}")
    us, single = many["alignscan"], one["alignscan"]
    missed = 0
    for name in ("check-jsonschema", "yamllint"):
        cpu, wall = many[name].cpu / us.cpu, many[name].wall / us.wall
        print(f"all files: {cpu:.1f} times quicker than {name} ({wall:.1f} on the clock)")
        missed += cpu < AT_LEAST
    ratio = single.cpu / one["check-jsonschema"].cpu
    wall = single.wall / one["check-jsonschema"].wall
    print(f"one file: {ratio:.2f} of check-jsonschema ({wall:.2f} on the clock)")
    print(f"memory: {us.peak:.0f} MB")
    missed += ratio > ONE_FILE or us.peak > MOST_MEMORY
    print("MISSED" if missed else "all targets met")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
