"""Made-up companies whose scores are known to a tenth, all the way through the gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import numpy as np
from tests.model.samples import questionnaire, survey

from alignscan.diagnose.diagnose import diagnose
from alignscan.diagnose.diagnosis import Diagnosis, Pattern
from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate
from alignscan.model.codebook import codebook
from alignscan.model.conditions import PRACTICES
from alignscan.model.questionnaire import Questionnaire
from alignscan.publish.candidates import populations
from alignscan.publish.publish import publish
from alignscan.publish.published import Published
from alignscan.responses.batch import Batch

LEVELS: Final = ("senior_leadership", "senior_management", "team_leader", "employee")
UNITS: Final = ("North", "South", "West")
SIZES: Final = {"senior_leadership": 10, "senior_management": 10, "team_leader": 10, "employee": 20}
"""People of each level in each unit: 150 in all."""
PRIORITIES: Final = [{"id": f"p{i}", "name": name} for i, name in enumerate(("one", "two", "six"))]
RECALL: Final = {"id": "recall", "kind": "recall", "text": "Which priorities do you recall?"}


@dataclass(frozen=True, eq=False)
class Company:
    """Scores by practice, and by how much levels and units are above or below them."""

    scores: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    exact: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """For a practice, how many of everybody answer 1, 2, 3, 4 and 5."""
    recalled: Sequence[int] | None = None
    """How many of everybody name 0, 1, 2 and 3 priorities."""
    sizes: Mapping[str, int] = field(default_factory=lambda: SIZES)

    @property
    def places(self) -> list[tuple[int, int]]:
        """The level and the unit of each person."""
        return [
            (i, j)
            for i, level in enumerate(LEVELS)
            for j in range(len(UNITS))
            for _ in range(self.sizes[level])
        ]

    def answers(self, practice: str) -> list[int]:
        """Return everybody's answers to the one item of a practice, from 1 to 5."""
        if practice in self.exact:
            return spread(self.exact[practice], first=1)
        out = []
        for level in LEVELS:
            for unit in UNITS:
                shift = sum(
                    Fraction(s.get(n, "0")) for s, n in ((self.levels, level), (self.units, unit))
                )
                out += around(Fraction(self.scores.get(practice, "3.2")) + shift, self.sizes[level])
        return out


def around(mean: Fraction, n: int) -> list[int]:
    """Return n answers next to a mean, and with exactly that mean."""
    total = mean * n
    assert total.denominator == 1, "choose a mean that n people can have"
    low, more = divmod(int(total), n) if n else (0, 0)
    return [low + 1] * more + [low] * (n - more)


def spread(counts: Sequence[int], first: int) -> list[int]:
    """Return answers so that many give the first, the second and so on, in a fixed mixed order."""
    answers = [first + i for i, n in enumerate(counts) for _ in range(n)]
    order = np.random.default_rng(1).permutation(len(answers))
    return [answers[i] for i in order]


def asked(recall: bool = False) -> Questionnaire:
    """Return a questionnaire with one item for each practice."""
    items = [
        {"id": p.replace(".", "_"), "practice": p, "scale": "agree", "text": f"Is {p}?"}
        for p in PRACTICES
    ]
    return questionnaire([], items=[*([RECALL] if recall else []), *items])


def published_of(
    company: Company,
    order: Sequence[int] | None = None,
    levels: Sequence[str] = LEVELS,
    units: Sequence[str] = UNITS,
    **written: Any,
) -> tuple[Published, Questionnaire, Any]:
    """Return what is published; ``order`` are the rows, ``levels`` and ``units`` as declared."""
    asking = asked(company.recalled is not None)
    segments = {"level": {"categories": [*levels]}, "unit": {"categories": [*units]}}
    given = survey(segments=segments, priorities=PRIORITIES, **written)
    book, places = codebook(given, asking), company.places
    rows = [*range(len(places))] if order is None else [*order]
    answers = {
        p.replace(".", "_"): np.array(company.answers(p), dtype=np.int16)[rows] - 1
        for p in PRACTICES
    }
    if company.recalled is not None:
        named = spread(company.recalled, first=0)
        answers["recall"] = np.array(named, dtype=np.int16)[rows]
    columns = {
        "level": np.array([levels.index(LEVELS[places[r][0]]) for r in rows], dtype=np.int16),
        "unit": np.array([units.index(UNITS[places[r][1]]) for r in rows], dtype=np.int16),
    }
    tabulation = tabulate(book, [Batch(answers, columns, len(rows))])
    return publish(measure(tabulation, populations(tabulation, given)), given), asking, given


def diagnosis_of(company: Company, **more: Any) -> Diagnosis:
    """Return the diagnosis of a company."""
    published, asking, given = published_of(company, **more)
    return diagnose(published, given, asking)


def found(diagnosis: Diagnosis, id: str, subject: str | None = None) -> list[Pattern]:
    """Return the patterns of an id, and about a subject if one is given."""
    return [p for p in diagnosis.patterns if p.id == id and subject in (None, p.subject)]


def figures(pattern: Pattern) -> list[tuple[str, str, str | None, Decimal | None]]:
    """Return cell, subject, the cell compared with, and the figure of all evidence."""
    return [(e.cell, e.subject, e.against, e.value) for e in pattern.evidence]
