"""What a saved tabulation remembers of its survey: enough to tell whether another one fits it.

Counts mean the same only with the same items, points and scores, scales, segments and categories.
Wording, labels and names of columns do not matter: they belong to where the answers were read.
"""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from alignscan.model.codebook import Codebook, CodedItem
from alignscan.responses.errors import shown

NOTHING_LIKE_IT: Final = "its description of the survey cannot be read"
FIELDS: Final[Mapping[str, str]] = {
    "kind": "is of another kind",
    "points": "has other points",
    "values": "is scored otherwise",
    "weight": "has another weight",
    "favorable": "has other favorable points",
    "keys": "recognizes other priorities",
    "items": "has other items",
    "categories": "has other categories",
}
"""How it is said that a field is not the same."""
HERE: Final = " than in the survey file"
KINDS: Final[Mapping[str, str]] = {"items": "item", "scales": "scale", "segments": "segment"}


def book_text(book: Codebook) -> str:
    """Return what counts depend on, as JSON in one line; equal for surveys whose counts add up."""
    return json.dumps(_data(book), ensure_ascii=True, separators=(",", ":"))


def book_difference(text: str, book: Codebook) -> str | None:
    """Return where a saved ``book_text`` differs from a survey, in words; None where it does not.

    Only ids of items, scales and segments are quoted. Text that is no ``book_text`` differs.
    """
    if text == book_text(book):
        return None
    try:
        saved = json.loads(text)
        return next(_differences(saved, _data(book)), NOTHING_LIKE_IT)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return NOTHING_LIKE_IT


def _data(book: Codebook) -> dict[str, Any]:
    return {
        "score_scale": [str(book.low), str(book.high)],
        "items": [_item(item) for item in book.items],
        "scales": [{"id": scale.id, "items": list(scale.items)} for scale in book.scales],
        "segments": [{"id": s.id, "categories": list(s.categories)} for s in book.segments],
    }


def _item(item: CodedItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "points": [str(Fraction(point)) for point in item.points],
        "values": [str(value) for value in item.values],
        "weight": str(item.weight),
        "favorable": list(item.favorable),
        **({"keys": [list(texts) for texts in item.labels]} if item.kind == "recall" else {}),
    }


def _differences(saved: Mapping[str, Any], here: Mapping[str, Any]) -> Iterator[str]:
    for group, kind in KINDS.items():
        theirs, ours = _by_id(saved[group]), _by_id(here[group])
        yield from (
            f"{kind} {_quoted(id)} is only in the tabulation" for id in theirs if id not in ours
        )
        yield from (
            f"{kind} {_quoted(id)} is only in the survey file" for id in ours if id not in theirs
        )
        for id, own in ours.items():
            changed = [field for field in own if theirs[id][field] != own[field]]
            yield from (f"{kind} {_quoted(id)} {FIELDS[field]}{HERE}" for field in changed)
        if list(theirs) != list(ours):
            yield f"the {kind}s are in another order{HERE}"
    if saved["score_scale"] != here["score_scale"]:
        yield f"the scores are on another scale{HERE}"


def _by_id(entries: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {entry["id"]: entry for entry in entries}


def _quoted(id: str) -> str:
    return f"`{shown(id)}`"
