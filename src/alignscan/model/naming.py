"""Names of items, segments and categories where a survey platform does not take them as they are.

Forms are written with these names and their exports are read back by them. All names follow from
the survey and the questionnaire alone.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from alignscan.model.lock import lock_of
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey

Style = Literal["xml", "limesurvey", "redcap"]
STYLES: Final[tuple[Style, ...]] = ("xml", "limesurvey", "redcap")
SEGMENT: Final = "segment:"
"""Before the id of a segment, where the names of items and segments stand together."""
LONGEST: Final = {"xml": 60, "limesurvey": 20, "redcap": 26}
_OTHER: Final = re.compile(r"[^A-Za-z0-9]")
_RUN: Final = re.compile(r"[^a-z0-9]+")


def codes_of(survey: Survey, questionnaire: Questionnaire, style: Style) -> dict[str, str]:
    """Return the name of each item, by its id, and of each segment, by ``segment:<id>``."""
    names = {item.id: item.id for item in questionnaire.items}
    names |= {SEGMENT + id: segment_code(id) for id in survey.segments}
    codes = item_codes(names.values(), style)
    return {key: codes[name] for key, name in names.items()}


def item_codes(ids: Iterable[str], style: Style) -> dict[str, str]:
    """Return for each id the name it has on platforms of a style; no two names are the same."""
    short = {id: _short(id, style) for id in ids}
    used = Counter(name.casefold() for name in short.values())
    return {
        id: name
        if style == "xml" or (used[name.casefold()] == 1 and len(name) <= LONGEST[style])
        else _told_apart(id, name, style)
        for id, name in short.items()
    }


def segment_code(id: str) -> str:
    """Return the name of a segment's column."""
    return "seg_" + _OTHER.sub("_", id)


def category_codes(categories: Sequence[str]) -> tuple[str, ...]:
    """Return a name for each category, whatever order they are in."""
    plain = [_RUN.sub("_", _ascii(category).lower()).strip("_")[:20] for category in categories]
    used = Counter(plain)
    return tuple(
        name if name and used[name] == 1 else f"{name or 'c'}_{_digest(category)[:6]}"
        for name, category in zip(plain, categories, strict=True)
    )


def answer_codes(answers: Sequence[str]) -> tuple[str, ...]:
    """Return a name of five letters and digits for each answer, whatever order they are in."""
    taken: dict[str, str] = {}
    for answer in sorted(answers):
        digest = _digest(answer)
        names = (f"A{digest[at : at + 4]}" for at in range(len(digest) - 3))
        taken[next(name for name in names if name not in taken)] = answer
    names_of = {answer: name for name, answer in taken.items()}
    return tuple(names_of[answer] for answer in answers)


def questionnaire_fingerprint(questionnaire: Questionnaire) -> str:
    """Return 16 digits that change when the meaning of any answer does."""
    items = lock_of(questionnaire).items
    return _digest(json.dumps([questionnaire.id, items], sort_keys=True))[:16]


def _short(id: str, style: Style) -> str:
    if style == "limesurvey":
        return _OTHER.sub("", id)
    return id.lower() if style == "redcap" else id


def _told_apart(id: str, name: str, style: Style) -> str:
    digest = _digest(id)[:8]
    return f"{name[:12]}{digest}" if style == "limesurvey" else f"{name[:17]}_{digest}"


def _ascii(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if c.isascii())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
