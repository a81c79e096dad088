"""AS2: the wording that answers were given to, kept in a lock beside the survey file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from alignscan.model.questionnaire import Questionnaire
from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.text import read_text
from alignscan.source.yaml import load_yaml

if TYPE_CHECKING:  # most surveys have no lock, and do not wait for its model
    from alignscan.model.lock import Lock

_SHOWN = 5
_AGAIN = "`alignscan freeze` writes it anew from the questionnaire as it is now"


def wording_findings(survey: Path, shown: str, questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Return what changed in a questionnaire since the first answers; nothing without a lock."""
    path = survey.with_name(f"{survey.stem}.lock.yaml")
    if not path.exists():
        return ()
    name = str(Path(shown).with_name(path.name))
    lock = _read(path, name)
    if lock is None:
        return (_unreadable(name),)
    return (*_changed(lock, questionnaire, shown, path.name), *_added(lock, questionnaire, shown))


def is_lock(data: Mapping[str, object]) -> bool:
    """Return whether a file says that it is a lock."""
    return data.get("format") == "alignscan/lock/1"


def lock_findings(data: Mapping[str, object], shown: str) -> tuple[Finding, ...]:
    """Return what is wrong with a lock checked by itself."""
    from pydantic import ValidationError

    from alignscan.model.lock import Lock

    try:
        Lock.model_validate(data)
    except ValidationError:
        return (_unreadable(shown),)
    return ()


def _read(path: Path, shown: str) -> Lock | None:
    from pydantic import ValidationError

    from alignscan.model.lock import Lock

    try:
        return Lock.model_validate(load_yaml(read_text(path, shown)).data)
    except (SourceError, ValidationError):
        return None


def _changed(
    lock: Lock, questionnaire: Questionnaire, shown: str, name: str
) -> tuple[Finding, ...]:
    from alignscan.model.lock import changed_items

    items = changed_items(lock, questionnaire)
    if not items:
        return ()
    what = f"the wording, scale or direction changed after answers were given: {_named(items)}"
    hint = f"give a changed item a new id; or, if nobody answered yet, remove {name}, and {_AGAIN}"
    return (_error("AS236", what, shown, hint),)


def _added(lock: Lock, questionnaire: Questionnaire, shown: str) -> tuple[Finding, ...]:
    from alignscan.model.lock import added_items

    items = added_items(lock, questionnaire)
    if not items:
        return ()
    what = f"added after answers were given, so it counts as not asked before: {_named(items)}"
    hint = "nothing to write; scores of people who answered before leave it out"
    return (Finding("AS237", Severity.INFO, what, shown, None, hint=hint),)


def _named(items: tuple[str, ...]) -> str:
    more = f" and {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
    return ", ".join(items[:_SHOWN]) + more


def _unreadable(path: str) -> Finding:
    what = "the lock of the wording cannot be read"
    return _error("AS238", what, path, f"restore it; or remove it, and {_AGAIN}")


def _error(code: str, what: str, path: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, what, path, None, hint=hint)
