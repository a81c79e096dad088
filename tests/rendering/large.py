"""A report of the largest survey that is expected, made from a smaller one."""

import json
from typing import Any

from alignscan.report.model import Report

SEGMENTS, ITEMS = 40, 120


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
