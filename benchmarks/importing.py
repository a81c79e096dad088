"""How long an import takes, beside what merely reading the export takes.

`python benchmarks/importing.py [--rows 200000] [--runs 5] [--keep folder]`

Writes exports of 60 columns with a fixed seed: a CSV file as Qualtrics does and a workbook as
Microsoft Forms does, runs whole processes in turns and prints medians of processor seconds. Needs
alignscan installed in the Python that runs it. Linux and macOS.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import numpy as np
import xlsxwriter

SEED = 20260921
ITEMS = tuple(f"C{condition}_{i}" for condition in range(1, 6) for i in range(1, 11))
LABELS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
META = (
    *("StartDate", "EndDate", "Status", "IPAddress", "Progress", "Finished", "RecordedDate"),
    *("ResponseId", "UserLanguage"),
)
READ = "import polars; polars.read_csv('export.csv', infer_schema=False)"
MOST_OF_READING = 4.0  # times what polars takes to read the file, both in processor time
MOST_SECONDS = 2.5  # for a workbook of 5,000 rows
SHEET_ROWS = 5_000
PART = 20_000

SURVEY = """\
format: alignscan/1
organization: Benchmark
mode: confidential
questionnaire:
  scales: {{agree: {{low: 1, high: 5, labels: {labels}}}}}
  items:
{items}
segments: {{unit: {{column: Department, categories: [Sales, Operations, Finance]}}}}
"""


def main() -> int:
    """Print what imports take; return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, options.rows)
        jobs = {
            "polars reads": [sys.executable, "-c", READ],
            "import CSV": _command("export.csv"),
            "import XLSX": _command("export.xlsx"),
        }
        took: dict[str, list[float]] = {name: [] for name in jobs}
        for _ in range(options.runs):
            for name, command in jobs.items():
                took[name].append(_cpu(command, folder))
    return _judged({name: median(times) for name, times in took.items()}, options.rows)


def _judged(cost: dict[str, float], rows: int) -> int:
    for name, seconds in cost.items():
        print(f"{name:14} {seconds:6.2f} s of processor time")
    ratio = cost["import CSV"] / cost["polars reads"]
    print(f"CSV, {rows} rows: {ratio:.1f} times reading (target {MOST_OF_READING})")
    print(f"XLSX, {SHEET_ROWS} rows: {cost['import XLSX']:.2f} s (target {MOST_SECONDS})")
    return int(ratio > MOST_OF_READING or cost["import XLSX"] > MOST_SECONDS)


def _command(export: str) -> list[str]:
    more = [
        "--to",
        f"{export.replace('.', '-')}.csv",
        "--survey",
        f"{Path(export).suffix[1:]}.yaml",
    ]
    return [sys.executable, "-m", "alignscan", "import", export, *more, "-f", "json"]


def _cpu(command: Sequence[str], folder: Path) -> float:
    for written in folder.glob("export-*.csv"):
        written.unlink()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, env=os.environ, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode()[:2000] + done.stdout.decode()[-500:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _write(folder: Path, rows: int) -> None:
    lines = "".join(
        f"    - {{id: {id}, practice: {_practice(id)}, scale: agree, text: Item {id}}}\n"
        for id in ITEMS
    )
    for suffix in ("csv", "xlsx"):
        text = SURVEY.format(labels=json.dumps(LABELS), items=lines)
        (folder / f"{suffix}.yaml").write_text(text, encoding="utf-8")
    if not (folder / "export.csv").exists():
        _write_csv(folder / "export.csv", rows)
        _write_xlsx(folder / "export.xlsx")


def _practice(id: str) -> str:
    return f"C{id[1]}.{int(id[3:]) % 6 + 1}"


def _write_csv(path: Path, rows: int) -> None:
    names = [*META, "Department", *ITEMS]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(names)
        out.writerow([*META, "Department", *(f"Item {id}" for id in ITEMS)])
        out.writerow([json.dumps({"ImportId": name}) for name in names])
        for i, answers in enumerate(_answers(rows)):
            day = f"2026-09-{i % 28 + 1:02} 10:00:00"
            meta = [day, day, "0", f"203.0.113.{i % 250}", "100", "1", day, f"R_{i:015d}", "EN"]
            out.writerow([*meta, ("Sales", "Operations", "Finance")[i % 3], *answers])


def _write_xlsx(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Department"]
    sheet.write_row(0, 0, [*head, *(f"Item {id}" for id in ITEMS)])
    for i, answers in enumerate(_answers(SHEET_ROWS)):
        day = "2026-09-01 10:00:00"
        texts = [LABELS[int(answer) - 1] for answer in answers]
        sheet.write_row(i + 1, 0, [i + 1, day, day, "anonymous", "", "Sales", *texts])
    book.close()


def _answers(rows: int) -> Iterator[list[str]]:
    rng = np.random.default_rng(SEED)
    for start in range(0, rows, PART):
        part = rng.integers(1, 6, (min(PART, rows - start), len(ITEMS)))
        yield from part.astype(str).tolist()


if __name__ == "__main__":
    sys.exit(main())
