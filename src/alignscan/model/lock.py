"""The lock: which wording the answers were given to.

It stands beside the survey file as ``survey.lock.yaml``. A wording or a reversal that changed since
makes old and new answers different things; an item that was added counts as not asked.
"""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from alignscan.model.base import Line, Slug, Written
from alignscan.model.questionnaire import Item, ItemId, Questionnaire
from alignscan.source.emit import emit, emit_key


class Lock(Written):
    """The questionnaire of a survey as it was when the first answers came in."""

    format: Literal["alignscan/lock/1"]
    questionnaire: Slug
    version: Line
    items: Annotated[dict[ItemId, Line], Field(min_length=1)]
    """For each item a fingerprint of its wording, scale and direction."""


def lock_path(survey: Path) -> Path:
    """Return where the lock of a survey file stands."""
    return survey.with_name(f"{survey.stem}.lock.yaml")


def lock_of(questionnaire: Questionnaire) -> Lock:
    """Return the lock of a questionnaire as it is now."""
    return Lock(
        format="alignscan/lock/1",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        items={item.id: fingerprint(questionnaire, item) for item in questionnaire.items},
    )


def fingerprint(questionnaire: Questionnaire, item: Item) -> str:
    """Return a short fingerprint of everything about an item that gives answers their meaning.

    Texts count in the questionnaire's own language: a translation that is added or mended leaves
    the meaning as it was.
    """
    scale, own = questionnaire.scale_of(item), questionnaire.language
    parts = {
        "text": _in_own(item.text, own),
        "wording": {level: _in_own(texts, own) for level, texts in item.wording.items()},
        "reverse": item.reverse,
        "scale": [str(Fraction(p)) for p in scale.points] if scale else [],
        "labels": _in_own(scale.labels, own) if scale else {},
        "options": [{"id": o.id, "text": _in_own(o.text, own)} for o in item.options],
    }
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _in_own(texts: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return a text in one language alone; in all it has where that is not among them."""
    return {language: texts[language]} if language in texts else dict(texts)


def changed_items(lock: Lock, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the items whose meaning changed, or that are gone, since the lock was written."""
    now = lock_of(questionnaire).items
    return tuple(id for id, was in lock.items.items() if now.get(id) != was)


def added_items(lock: Lock, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the items that were not asked when the lock was written."""
    return tuple(item.id for item in questionnaire.items if item.id not in lock.items)


def lock_text(lock: Lock) -> str:
    """Return the lock as a file."""
    lines = [
        "# Written by alignscan: the wording that the answers were given to. Keep it with them.",
        f"format: {lock.format}",
        f"questionnaire: {_quoted(lock.questionnaire)}",
        f"version: {_quoted(lock.version)}",
        "items:",
        *(f"  {emit_key(id)}: {_quoted(mark)}" for id, mark in lock.items.items()),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text in quotes, so that no reader takes it for a number or null."""
    return emit(text, '"')
