"""Survey files and questionnaires of about 200 lines without mistakes, always the same."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SEED = 20260921
STANDARD = "src/alignscan/content/questionnaires/standard.yaml"
CONDITIONS = ("direction", "commitment", "goals", "capability", "systems")
LEVELS = ("senior_leadership", "senior_management", "team_leader", "project_manager", "employee")
SUBJECTS = (
    *("Our goals for this year", "The priorities of my team", "Decisions about budgets"),
    *("The people who lead this department", "Meetings between departments", "Our pay and bonuses"),
    *("New colleagues", "Reports about results", "The plans of other teams", "Customers' wishes"),
)
PREDICATES = (
    *("follow from the strategy.", "fit what we promised to our customers.", "are easy to find."),
    *(
        "help me choose what to do first.",
        "get the time they need.",
        "are talked about each month.",
    ),
    *(
        "change when the priorities change.",
        "are known in my department.",
        "show what matters most.",
    ),
)
PLACES = (
    "Harbor",
    "Mill Lane",
    "Old Town",
    "Airport",
    "Riverside",
    "West Park",
    "Lakeview",
    "Hill",
)
UNITS = ("Sales", "Operations", "Finance", "Service", "Quality", "Research", "Purchasing", "People")
SCALES = """\
scales:
  agree:
    low: 1
    high: 5
    labels: [Strongly disagree, Disagree, Neither agree nor disagree, Agree, Strongly agree]
    cannot_say: Cannot say
  frequency:
    low: 1
    high: 5
    labels:
      - Almost never
      - Seldom
      - Sometimes
      - Often
      - Almost always
    cannot_say: Cannot say
"""


def write_files(folder: Path, count: int) -> dict[str, list[Path]]:
    """Write so many files and return them: ``survey`` (7 of 10) and ``questionnaire``."""
    written: dict[str, list[Path]] = {"survey": [], "questionnaire": []}
    for number in range(count):
        rng = random.Random(f"{SEED}/{number}")
        kind = "questionnaire" if number % 10 >= 7 else "survey"
        makers = (_long_survey, _own_survey)
        text = (
            _questionnaire(number, rng)
            if kind == "questionnaire"
            else makers[number % 2](number, rng)
        )
        path = folder / f"part-{number // 50:02}" / f"{kind}-{number:04}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written[kind].append(path)
    return written


def _questionnaire(number: int, rng: random.Random) -> str:
    head = f"format: alignscan/questionnaire/1\nid: q{number}\ntitle: Questionnaire {number}\n"
    return head + "language: en\n" + SCALES + "items:\n" + "".join(_items(rng, 30, wording=True))


def _long_survey(number: int, rng: random.Random) -> str:
    """Return a survey with a packaged questionnaire, groups, head counts and a team's answers."""
    parts = [*_head(number), "questionnaire: standard\n", *_agreed(), *_details(rng)]
    parts.append("answers:\n")
    parts += [f"  {id}: [{_answers(rng)}]\n" for id in _standard_items()]
    parts.append("notes: |\n")
    parts += [f"  {_sentence(rng)}\n" for _ in range(30)]
    return "".join(parts)


def _own_survey(number: int, rng: random.Random) -> str:
    """Return a survey with a questionnaire of its own and the answers of a team."""
    inner = SCALES + "items:\n" + "".join(_items(rng, 30, wording=False))
    parts = [*_head(number), "questionnaire:\n"]
    parts += [f"  {line}\n" for line in (f"id: own{number}\ntitle: Our own\n" + inner).splitlines()]
    parts += [*_agreed(), *_targets(rng), "answers:\n"]
    parts += [f"  {_item_id(n)}: [{_answers(rng)}]\n" for n in range(30)]
    return "".join(parts)


@cache
def _standard_items() -> tuple[str, ...]:
    text = (Path(__file__).resolve().parents[1] / STANDARD).read_text(encoding="utf-8")
    return tuple(re.findall(r"- id: (C[1-5]_\w+)", text))


def _agreed() -> list[str]:
    return ["mode: team\nagreed: leadership team, 2026-09-01\n"]


def _answers(rng: random.Random) -> str:
    return ", ".join(rng.choice(("1", "2", "3", "4", "5", "na")) for _ in range(8))


def _head(number: int) -> list[str]:
    return [
        "# Written for a benchmark.\nformat: alignscan/1\n",
        f"title: Alignment survey {number}\n",
        f"organization: {{name: Company {number}, headcount: {100 + number}, scope: company}}\n",
        "wave:\n  id: autumn-2026\n  closed: 2026-09-21\n",
    ]


def _targets(rng: random.Random) -> list[str]:
    parts = ["targets:\n  default: 4.0\n"]
    for condition in CONDITIONS:
        parts.append(f"  {condition}:\n    score: {rng.choice(('3.8', '4.0', '4.2'))}\n")
        parts.append(f"    by: 2027-{rng.randint(1, 12):02}-30\n".replace("02-30", "02-28"))
        parts.append(f"    why: {_sentence(rng)}\n")
    return parts


def _details(rng: random.Random) -> Iterator[str]:
    yield from _targets(rng)
    yield "priorities:\n"
    for n in range(8):
        yield f"  - id: p{n}\n    name: {_sentence(rng)}\n    keywords: [first word, second word]\n"
    sites, units = rng.sample(PLACES, 6), rng.sample(UNITS, 8)
    yield "segments:\n  level:\n    column: Grade\n    map:\n"
    yield from (f"      Grade {n}: {level}\n" for n, level in enumerate(LEVELS))
    yield "  function:\n    column: Department\n    categories:\n"
    yield from (f"      - {unit}\n" for unit in units)
    yield "  site:\n    column: Site\n    categories:\n"
    yield from (f"      - {site}\n" for site in sites)
    yield "population:\n  level:\n"
    yield from (f"    {level}: {rng.randint(5, 400)}\n" for level in LEVELS)
    yield "  function:\n"
    yield from (f"    {unit}: {rng.randint(20, 90)}\n" for unit in units)
    yield "  site:\n"
    yield from (f"    {site}: {rng.randint(20, 90)}\n" for site in sites)
    yield "confidentiality:\n  min_group: 5\n  min_comments: 10\n  on_small: merge\n"


def _items(rng: random.Random, count: int, *, wording: bool) -> Iterator[str]:
    for n in range(count):
        yield f"  - id: {_item_id(n)}\n    practice: {_item_id(n).replace('_', '.')}\n"
        yield f"    scale: {rng.choice(('agree', 'frequency'))}\n    text: {_sentence(rng)}\n"
        if wording and n % 4:
            yield f"    wording:\n      employee: {_sentence(rng)}\n"


def _item_id(n: int) -> str:
    return f"C{n % 5 + 1}_{n // 5 % 6 + 1}"


def _sentence(rng: random.Random) -> str:
    return f"{rng.choice(SUBJECTS)} {rng.choice(PREDICATES)}"
