"""How deep a report goes: which chapters it has, and what is folded until a reader opens it."""

from collections.abc import Iterable
from typing import Final

from alignscan.rendering.options import Detail
from alignscan.rendering.report.sections import Part, Section
from alignscan.rendering.words import Words

SUMMARY: Final = frozenset({"conditions", "why", "why-index", "critical", "plan", "plan-matrix"})
"""The chapters, and the parts of them, that a summary has beside its first page."""
FOLDED: Final = ("quality", "why", "program.modules", "communication.calendar", "roles.")
"""How the ids of chapters and parts begin that are folded in a report of standard depth."""
FOLDED_TABLES: Final = frozenset({"conditions", "levels", "agreement", "interviews"})
"""Chapters whose table is folded there: a chart or a heading says what it holds."""
EVIDENCE: Final = ("pattern-", "patterns-recall")
"""How the ids of parts begin whose table is what a sentence above it rests on."""
DEEP: Final = frozenset({"items-distribution"})
"""Parts that only a full report has."""


def at_depth(sections: Iterable[Section], detail: Detail, words: Words) -> list[Section]:
    """Return the chapters that a report of this depth has, folded as it wants them."""
    return [found for one in sections if (found := _at(one, detail, words)) is not None]


def _at(section: Section, detail: Detail, words: Words) -> Section | None:
    if detail == "summary" and section["id"] not in SUMMARY:
        return None
    out = section.copy()
    shown = [p for p in section["parts"] if _is_shown(p["id"], detail)]
    out["parts"] = [_part(p, section["id"], detail, words) for p in shown]
    folds = detail != "full" and section["id"] in FOLDED_TABLES and section["table"] is not None
    key = "interviews" if section["id"] == "interviews" else "numbers"
    out["fold"] = words.say(f"page.{key}") if folds else ""
    return out


def _part(part: Part, section: str, detail: Detail, words: Words) -> Part:
    standard = detail == "standard"
    evidence = standard and part["id"].startswith(EVIDENCE)
    return Part(
        id=part["id"],
        heading=part["heading"],
        intro=part["intro"],
        chart=part.get("chart"),
        table=part["table"],
        facts=part.get("facts", []),
        points=part.get("points", []),
        notes=part["notes"],
        fold=words.say("page.evidence") if evidence else "",
        folded=standard and _is_folded(section, part["id"]),
    )


def _is_shown(part: str, detail: Detail) -> bool:
    return detail == "full" or (part in SUMMARY if detail == "summary" else part not in DEEP)


def _is_folded(section: str, part: str) -> bool:
    return part.endswith("-others") or any(id.startswith(FOLDED) for id in (section, part))
