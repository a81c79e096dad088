"""How long a survey takes from its file to the report, beside what merely reading the file takes.

`python benchmarks/measure.py [--rows 1000000] [--large 10000000] [--runs 5] [--keep folder]`

Writes surveys of 30 items and three segments (1,440 combinations) with a fixed seed, runs whole
processes in turns, so that a busy machine disturbs all of them alike, and prints medians and their
ratios. Needs alignscan installed in the Python that runs it. Linux and macOS.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from processes import Cost, middle, run

SEED = 20260921
PART = 200_000
"""Rows that are written at a time."""
LEVELS = ("senior_leadership", "senior_management", "team_leader", "project_manager", "employee")
SEGMENTS = {
    "level": LEVELS,
    "function": tuple(f"Function {i}" for i in range(1, 13)),
    "site": tuple(f"Site {i}" for i in range(1, 25)),
}
ITEMS = tuple(f"C{condition}_{i}" for condition in range(1, 6) for i in range(1, 7))
MISSING = 0.02
LIBRARIES = "import polars, numpy, scipy.special, pydantic, typer"
READ = (
    "import sys, time, polars; start = time.perf_counter(); polars.read_csv('responses.csv');"
    "print(time.perf_counter() - start)"
)
MOST_OF_READING = 4.5  # times what polars takes to read the file
MOST_OF_LIBRARIES = 4.0  # times what loading the libraries takes, at 1,000 respondents
MOST_MEMORY = 1000  # megabytes
SAME_COST, SAME_MEMORY = 1.2, 1.3  # of many rows, per row and in all, beside fewer

SURVEY = """\
format: alignscan/1
organization: Benchmark
wave: {{id: one, closed: 2026-09-21}}
questionnaire:
  format: alignscan/questionnaire/1
  id: thirty
  title: Thirty items
  scales:
    agree:
      low: 1
      high: 5
      labels: [Strongly disagree, Disagree, Neither, Agree, Strongly agree]
      cannot_say: Cannot say
  items:
{items}
segments:
{segments}
responses: responses.csv
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A command in a folder."""

    name: str
    folder: Path
    command: tuple[str, ...]


def main() -> int:
    """Print the ratios; return 1 when one of them misses its target."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="alignscan-measure-") as scratch:
        folder = options.keep or Path(scratch)
        sizes = [1_000, options.rows, *([options.large] if options.large else [])]
        surveys = {size: survey(folder / f"rows-{size}", size) for size in sizes}
        few, many = surveys[1_000], surveys[options.rows]
        tasks = [
            Job("libraries", few, (sys.executable, "-c", LIBRARIES)),
            *_tasks(few, "few"),
            Job("polars", many, (sys.executable, "-c", READ)),
            *_tasks(many, "many"),
        ]
        found = in_turns(tasks, options.runs)
        large = {}
        if options.large:
            large = in_turns(_tasks(surveys[options.large], "large"), 1)
        return shown(found, large, options.rows, options.large)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=0, help="rows of one more survey, run once")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="folder for the surveys, used again when there")
    return parser.parse_args()


def _tasks(folder: Path, name: str) -> list[Job]:
    alignscan = (sys.executable, "-m", "alignscan")
    return [
        Job(f"tabulate {name}", folder, (*alignscan, "tabulate", "survey.yaml", "-o", "all.tab")),
        Job(f"assess {name}", folder, (*alignscan, "assess", "survey.yaml", "-f", "json")),
    ]


def survey(folder: Path, rows: int) -> Path:
    """Return a folder with a survey file and its answers, written unless they are there."""
    if (folder / "survey.yaml").exists():
        return folder
    folder.mkdir(parents=True)
    with (folder / "responses.csv").open("wb") as file:
        file.write(",".join(["id", *SEGMENTS, *ITEMS]).encode() + b"\n")
        for lines in _parts(rows):
            file.write("\n".join(lines).encode() + b"\n")
    segments = [
        f"  {name}: {{column: {name}, categories: [{', '.join(categories)}]}}"
        for name, categories in SEGMENTS.items()
    ]
    items = [
        f"    - {{id: {item}, practice: {item.replace('_', '.')}, scale: agree, text: {item}}}"
        for item in ITEMS
    ]
    text = SURVEY.format(items="\n".join(items), segments="\n".join(segments))
    (folder / "survey.yaml").write_text(text, "utf-8")
    return folder


def _parts(rows: int) -> Iterator[list[str]]:
    rng = np.random.default_rng(SEED)
    weights = {name: rng.dirichlet(np.full(len(c), 2.0)) for name, c in SEGMENTS.items()}
    for start in range(0, rows, PART):
        size = min(PART, rows - start)
        columns: list[list[str]] = [[str(number) for number in range(start, start + size)]]
        for name, categories in SEGMENTS.items():
            columns.append(rng.choice(categories, size, p=weights[name]).tolist())
        person = rng.normal(3.3, 0.7, size)
        columns += [_answers(rng, person) for _ in ITEMS]
        yield [",".join(row) for row in zip(*columns, strict=True)]


def _answers(rng: np.random.Generator, person: NDArray[np.float64]) -> list[str]:
    codes = np.clip(np.rint(person + rng.normal(0, 0.9, person.size)), 1, 5).astype(np.int64)
    codes[rng.random(person.size) < MISSING] = 0
    texts: list[str] = np.array(["", "1", "2", "3", "4", "5"])[codes].tolist()
    return texts


def in_turns(tasks: Sequence[Job], runs: int) -> dict[str, Cost]:
    """Return the median cost of each command."""
    costs: dict[str, list[Cost]] = {task.name: [] for task in tasks}
    for _ in range(runs):
        for task in tasks:
            costs[task.name].append(run(task.command, task.name, task.folder))
    return {name: middle(found) for name, found in costs.items()}


def shown(found: dict[str, Cost], large: dict[str, Cost], rows: int, most: int) -> int:
    """Print costs and ratios; return 1 when a target is missed."""
    for name, cost in {**found, **large}.items():
        print(f"{name:16} {cost.wall:7.2f} s {cost.cpu:7.2f} s cpu {cost.peak:6.0f} MB")
    reading = float(found["polars"].said)
    print(f"polars alone reads {rows:,} rows in {reading:.2f} s")
    assess, few = found["assess many"], found["assess few"]
    libraries = found["libraries"].wall
    checks = [
        ("assess / polars reading", assess.wall / reading, MOST_OF_READING),
        ("memory of assess, MB", assess.peak, MOST_MEMORY),
        ("assess 1,000 / libraries", few.wall / libraries, MOST_OF_LIBRARIES),
    ]
    if large:
        times, many = most / rows, large["assess large"]
        checks += [
            (f"per row, {most:,} / {rows:,}", many.wall / assess.wall / times, SAME_COST),
            (f"memory, {most:,} / {rows:,}", many.peak / assess.peak, SAME_MEMORY),
        ]
    print(f"tabulate / polars reading: {found['tabulate many'].wall / reading:.2f}")
    print(f"tabulate 1,000 / libraries: {found['tabulate few'].wall / libraries:.2f}")
    for name, value, target in checks:
        verdict = "" if value <= target else "  MISSED"
        print(f"{name}: {value:.2f} (at most {target:g}){verdict}")
    return int(any(value > target for _, value, target in checks))


if __name__ == "__main__":
    sys.exit(main())
