"""How long a report takes to render, and how large it gets: the packaged example and a large one.

Run it with ``python -m benchmarks.rendering``; ``--profile`` says where the time goes. CPU time is
counted, from after the imports: the first rendering of a process, which reads the templates, and
the next.
"""

import cProfile
import json
import pstats
import sys
from pathlib import Path
from time import process_time
from typing import Any

import alignscan
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.html import render
from alignscan.report.model import Report

EXAMPLE = Path(__file__).parents[1] / "assessments" / "mid-sized" / "survey.yaml"
SEGMENTS, ITEMS = 40, 120
LIMITS = {"mid-sized": (0.35, 300_000), f"{SEGMENTS} segments, {ITEMS} items": (1.0, 1_000_000)}
"""Seconds of CPU and bytes that a report may take."""


def large(report: Report) -> Report:
    """Return a report with as many segments and items as the largest surveys have.

    Groups and items are copies under other names: how figures look does not change what they cost.
    """
    data = json.loads(report.model_dump_json())
    _more_items(data)
    _more_groups(data)
    return Report.model_validate(data)


def _more_items(data: dict[str, Any]) -> None:
    asked = data["questionnaire"]["items"]
    overall = next(c for c in data["published"]["cells"] if c["id"] == "overall")
    copied = [i for i in asked if i["id"] in overall["items"] and i["kind"] == "practice"]
    for n in range(ITEMS - len(overall["items"])):
        source = copied[n % len(copied)]
        id = f"{source['id']}_{n}"
        asked.append({**source, "id": id})
        overall["items"][id] = overall["items"][source["id"]]


def _more_groups(data: dict[str, Any]) -> None:
    breakdown = next(b for b in data["breakdowns"] if b["segment"] == "function")
    shown = [c for c in breakdown["categories"] if c["n"] is not None]
    cells = {c["id"]: c for c in data["published"]["cells"]}
    there = sum(len(b["categories"]) for b in data["breakdowns"])
    for n in range(SEGMENTS - there):
        source = shown[n % len(shown)]
        name = f"{source['label']} {n}"
        id = f"function={name}"
        breakdown["categories"].append({**source, "cell": id, "label": name})
        cell = {**cells[source["cell"]], "id": id, "filters": {"function": [name]}}
        data["published"]["cells"].append(cell)


def main() -> int:
    """Print seconds and bytes; return 1 where a limit is passed."""
    report = alignscan.assess(EXAMPLE)
    passed = True
    for (name, (seconds, most)), made in zip(LIMITS.items(), (report, large(report)), strict=True):
        first, _ = _timed(made)
        again, size = _timed(made)
        passed = passed and again <= seconds and size <= most
        print(f"{name}: {first:.3f} s, again {again:.3f} s of {seconds}; {size} of {most} bytes")
        if "--profile" in sys.argv:
            _profile(made)
    return 0 if passed else 1


def _timed(report: Report) -> tuple[float, int]:
    start = process_time()
    size = len(render(report, Presentation()).encode())
    return process_time() - start, size


def _profile(report: Report) -> None:
    profile = cProfile.Profile()
    profile.runcall(render, report, Presentation())
    pstats.Stats(profile).sort_stats("cumulative").print_stats(25)


if __name__ == "__main__":
    sys.exit(main())
