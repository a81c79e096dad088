"""Deciding what may be shown of a large survey takes seconds; a run of the tests does it once.

Most of it is to settle how finely everything is shown. A release needs more of the decision than
can be kept in a file, but is settled once as well.
"""

import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from alignscan.api import assess, releases
from alignscan.measurement.measures import Measures
from alignscan.measurement.saved import save
from alignscan.measurement.tabulation import Tabulation
from alignscan.model.survey import Survey
from alignscan.publish import publish
from alignscan.publish.ladder import Rungs, settle
from alignscan.publish.precision import Precision
from alignscan.publish.publish import Decided, decided
from alignscan.publish.release.before import Before
from alignscan.publish.visible import Visible

LARGE: Final = 100
"""Respondents; below, every run decides for itself."""

_known: dict[str, Decided] = {}
_folders: list[Path] = []


def share(folder: Path) -> None:
    """Keep what was decided in a folder that the processes of a run have in common."""
    _folders[:] = [folder]


@contextmanager
def decided_once() -> Iterator[None]:
    """Within, surveys of which nothing was released share a decision about equal counts.

    The counts and the survey are all that the measures, and so the decision, depend on.
    """
    decide_release = releases.decide_release

    def remembering(
        assessment: Any, survey: Survey, measures: Measures, tabulation: Tabulation, *more: Any
    ) -> releases.Kept:
        if tabulation.respondents < LARGE:
            return decide_release(assessment, survey, measures, tabulation, *more)
        key = sha256(save(tabulation) + survey.model_dump_json().encode()).hexdigest()
        whole = any(isinstance(one, releases.Keeping) and one.release for one in more)

        def once(measures: Measures, survey: Survey, before: Before | None = None) -> Decided:
            if before is not None:
                return decided(measures, survey, before)
            found = _known.get(key) or (None if whole else _read(key))
            if found is None:
                found = _known[key] = decided(measures, survey)
                _write(key, replace(found, shown=None, beside={}))
            return found

        with (
            patch.object(releases, "decided", once),
            patch.object(publish, "settle", _settled_once(key)),
        ):
            return decide_release(assessment, survey, measures, tabulation, *more)

    with patch.object(assess, "decide_release", remembering):
        yield


def _settled_once(key: str) -> Callable[..., Rungs]:
    """Return what settles from answers alone only once; ``key`` stands for them."""

    def once(
        measures: Measures, found: Visible, precision: Precision, agreed: str | None, *earlier: Any
    ) -> Rungs:
        if earlier:
            return settle(measures, found, precision, agreed, *earlier)
        known: Rungs | None = _read(f"{key}-rungs")
        if known is None:
            known = settle(measures, found, precision, agreed)
            _write(f"{key}-rungs", known)
        return known

    return once


def _read(key: str) -> Any:
    """Return what another process, or this one, left behind, or None."""
    for path in (folder / key for folder in _folders):
        if path.exists():
            return pickle.loads(path.read_bytes())
    return None


def _write(key: str, found: Decided | Rungs) -> None:
    for path in (folder / key for folder in _folders):
        made = path.with_suffix(f".{os.getpid()}")
        made.write_bytes(pickle.dumps(found))
        made.replace(path)
