"""Makes the responses of the example mid-sized: `python3 scripts/make_mid_sized.py [-o file]`.

The company is made up. Its people answer as people often do: leaders see more alignment than the
front line, one department is far below the others, promises between departments divide everybody,
some cannot say, some stop half way, and two groups are too small to be shown.

The same bytes come out on every system and with every Python: only `random.Random.random` is used,
and floats are added one by one (`sum` rounds differently since Python 3.12).
"""

import argparse
import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
QUESTIONNAIRE = ROOT / "src/alignscan/content/questionnaires/standard.yaml"
OUT = ROOT / "assessments/mid-sized/responses.csv"
SEED = 20260921

Item = Mapping[str, Any]

GRADES = ("Executive board", "Department head", "Team lead", "Project lead", "Staff")
TOP = GRADES[:2]
ANSWERED = {  # how many people of each grade answered
    "Production": (1, 4, 19, 2, 118),
    "Supply chain": (1, 3, 6, 2, 38),
    "Engineering": (1, 3, 7, 10, 46),
    "Sales": (1, 3, 5, 3, 37),
    "Service": (1, 3, 7, 3, 40),
    "Quality": (1, 2, 3, 1, 17),
    "Finance and IT": (1, 2, 4, 3, 26),
    "Human resources": (0, 1, 0, 0, 3),
}
ELSEWHERE = {  # the share of a department that works away from the main plant, and where
    "Production": (0.36, "North plant"),
    "Supply chain": (0.30, "North plant"),
    "Quality": (0.30, "North plant"),
    "Service": (0.80, "Service depots"),
}
SALES_OFFICE = ("Southern sales office", 3)  # the last three of Sales

MEANS = {  # what staff answer on average, practice by practice; C3.5 is drawn in its own way
    "C1": (3.7, 3.6, 3.8, 3.2, 3.4, 3.7),
    "C2": (3.6, 3.5, 3.6, 3.1, 2.6, 2.9),
    "C3": (3.4, 3.3, 3.2, 3.0, 3.0, 3.1),
    "C4": (2.8, 3.3, 3.0, 2.7, 3.1, 3.2),
    "C5": (2.5, 2.6, 2.6, 2.4, 3.0, 2.7),
    "O": (3.3, 3.9, 2.7, 3.1, 3.2, 3.6, 3.4),
}
VIEW_FROM = dict(zip(GRADES, (0.62, 0.60, 0.2, 0.1, 0.0), strict=True))
ISLAND = ("Supply chain", -0.75)
DIVIDED = "C3.5"
WISH = 4.4
PAIR = {"Executive board": 3.9, "Department head": 3.1}  # they do not see their work alike
PAIR_FROM_BELOW = 2.9
FAR_FROM_MOST = ("C1_5", "C2_6", "C3_1", "C5_3a", "C5_3b", "C5_3c", "C5_4")

VISION = {
    "none": 0.06,
    "unknown": 0.14,
    "platitudes": 0.20,
    "vision_without_strategy": 0.24,
    "goals_without_vision": 0.10,
    "many_versions": 0.14,
    "none_of_these": 0.12,
}
MENTIONS = (  # three wordings of each priority; how often staff and leaders name it
    (("Deliver on time", "Keep the promised date", "Meet every delivery date"), 0.42, 0.92),
    (("Grow the service business", "Sell service contracts", "More service"), 0.30, 0.85),
    (("The connected pump", "Smart pump", "Pumps with sensors"), 0.22, 0.78),
    (("Save costs", "Safety first", "Fewer defects"), 0.45, 0.15),
)
COMMENTS = (
    "Tell us early when a date has to move.",
    "Fewer priorities at the same time would help us finish.",
    "Let one department decide when two disagree.",
    "I would like to hear the reasons, not only the result.",
    "Spare parts arrive too late to keep our promises.",
    "Our bonus still rewards volume only.",
    "More time for training on the new pump.",
    "Please keep the monthly meeting, it helps.",
    "The figures reach us weeks after we need them.",
    "Approvals take longer than the work itself.",
    "My team knows what matters, thank you for that.",
    "Plan together with the other departments, not after them.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """One respondent; habit is how far all of the person's answers lie above the average."""

    grade: str
    department: str
    site: str
    habit: float
    stops_after: float
    """The share of the questionnaire after which the person gave up; 1 for most."""


def main() -> int:
    """Write the responses and return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    output = parser.parse_args().output
    items = yaml.safe_load(QUESTIONNAIRE.read_text(encoding="utf-8"))["items"]
    rng = Random(SEED)
    rows = [_row(rng, person, items) for person in _people(rng)]
    heading = ("Grade", "Department", "Site", *(item["id"] for item in items))
    with output.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([heading, *rows])
    print(f"{len(rows)} people, {len(items)} items")
    return 0


def _people(rng: Random) -> list[Person]:
    """Return everybody who answered, in no particular order."""
    people = [
        _person(rng, department, grade, left)
        for department, counts in ANSWERED.items()
        for grade, count in zip(GRADES, counts, strict=True)
        for left in range(count, 0, -1)
    ]
    keyed = [(rng.random(), i) for i in range(len(people))]
    return [people[i] for _, i in sorted(keyed)]


def _person(rng: Random, department: str, grade: str, left: int) -> Person:
    share, away = ELSEWHERE.get(department, (0.0, ""))
    site = away if rng.random() < share else "Main plant"
    office, seats = SALES_OFFICE
    if department == "Sales" and grade == "Staff" and left <= seats:
        site = office
    habit = 0.35 * _normal(rng)
    gives_up, point = rng.random() < 0.07, 0.35 + 0.4 * rng.random()
    return Person(grade, department, site, habit, point if gives_up else 1.0)


def _row(rng: Random, person: Person, items: Sequence[Item]) -> list[str]:
    last = int(person.stops_after * len(items))
    answers = [_answer(rng, person, item) if i < last else "" for i, item in enumerate(items)]
    return [person.grade, person.department, person.site, *answers]


def _answer(rng: Random, person: Person, item: Item) -> str:
    match item.get("kind", "practice"):
        case "recall":
            return _recall(rng, person)
        case "choice":
            return _choice(rng, [option["id"] for option in item["options"]])
        case "comment":
            return _pick(rng, COMMENTS) if rng.random() < 0.12 else ""
        case _:
            return _rating(rng, person, item)


def _rating(rng: Random, person: Person, item: Item) -> str:
    if rng.random() < 0.015:
        return ""
    if rng.random() < _cannot_say(person, item):
        return "cs"
    if item.get("practice") == DIVIDED:
        return _divided(rng)
    value = _expected(person, item) + person.habit + 0.75 * _normal(rng)
    code = min(5, max(1, int(value + 0.5)))
    return str(6 - code if item.get("reverse") else code)


def _expected(person: Person, item: Item) -> float:
    if item.get("kind") == "wish":
        return WISH
    if item.get("kind") == "pair":
        return PAIR.get(person.grade, PAIR_FROM_BELOW)
    department, shift = ISLAND
    here = shift if person.department == department else 0.0
    return _staff_mean(item) + VIEW_FROM[person.grade] + here


def _staff_mean(item: Item) -> float:
    condition, _, practice = item.get("practice", "").partition(".")
    if practice:
        return MEANS[condition][int(practice) - 1]
    return MEANS["O"][int(item["id"].removeprefix("O")) - 1]


def _cannot_say(person: Person, item: Item) -> float:
    if item.get("kind") == "wish":
        return 0.02
    if item.get("kind") == "pair":
        return 0.02 if person.grade in TOP else 0.4
    return 0.12 if item["id"] in FAR_FROM_MOST and person.grade not in TOP else 0.02


def _divided(rng: Random) -> str:
    """Some meet departments that keep their promises, as many meet the others."""
    place = rng.random()
    for code, below in (("1", 0.11), ("2", 0.36), ("3", 0.64), ("4", 0.88)):
        if place < below:
            return code
    return "5"


def _recall(rng: Random, person: Person) -> str:
    named = []
    for wordings, staff, leaders in MENTIONS:
        wording = _pick(rng, wordings)
        if rng.random() < (leaders if person.grade in TOP else staff):
            named.append(wording)
    return "; ".join(named)


def _choice(rng: Random, options: Sequence[str]) -> str:
    place = rng.random()
    for option in options[:-1]:
        place -= VISION[option]
        if place < 0:
            return option
    return options[-1]


def _pick(rng: Random, texts: Sequence[str]) -> str:
    return texts[int(rng.random() * len(texts))]


def _normal(rng: Random) -> float:
    """A value that is close to standard normal: twelve uniform ones, added, minus six."""
    total = -6.0
    for _ in range(12):
        total += rng.random()
    return total


if __name__ == "__main__":
    sys.exit(main())
