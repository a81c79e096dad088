"""Releases of a survey: what was shown before, and what may be shown beside it."""

import secrets
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from alignscan.api.load import Assessment, InvalidInput
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulation import Tabulation
from alignscan.model.survey import Survey
from alignscan.publish.publish import Decided, decided
from alignscan.responses.errors import error
from alignscan.responses.keys import Gathered
from alignscan.source.finding import Finding

if TYPE_CHECKING:
    from alignscan.publish.release.ledger import Ledger

LARGEST: Final = 2**29
"""The largest ledger that is read, in bytes."""
PROBLEMS: Final = {
    "no ledger": ("AS840", "this is not a ledger of releases"),
    "another version": ("AS841", "the ledger was written by another version of alignscan"),
    "damaged": ("AS842", "the ledger is incomplete or was changed"),
}
HINTS: Final = {
    "AS840": "move the file away; only alignscan writes files of this name",
    "AS841": "assess with the version that wrote it, or a later one",
    "AS842": "put back a copy of it; without one, publish this wave under a new `wave: {id: ...}`",
}
NEW_WAVE: Final = "give the wave a new id (`wave: {id: ...}`)"
SUPERSEDE: Final = "`--supersede` publishes as if nothing had been, and says what that risks"


class Refused(InvalidInput):
    """A release that would take back what earlier ones promise; ``findings`` say the ways out."""


class Keeping(NamedTuple):
    """What is remembered of earlier releases, and whether this run is to be one."""

    ledger: "Ledger | None" = None
    key: bytes = b""
    """Random bytes for a ledger that is still to be made."""
    release: bool = False
    withhold_changed: bool = False
    supersede: bool = False

    @property
    def gathers(self) -> bool:
        """Whether it may matter who answered before."""
        return self.release or self.ledger is not None


NOTHING: Final = Keeping()


class Kept(NamedTuple):
    """How a run was decided beside what was released before."""

    decided: Decided
    lost: int = 0
    """How many groups show less than the answers alone would allow."""
    risk: int | None = None
    """How many people's answers could be worked out from both; None when nobody's."""
    ledger: "Ledger | None" = None
    """As it is to be written; None where nothing is to be remembered."""


@dataclass(slots=True)
class People:
    """The respondents of a run, as they pass."""

    gathered: Gathered | None = None
    """None where counts were made elsewhere, or nothing is remembered."""


def ledger_path(assessment: Assessment) -> Path:
    """Return where the releases of a survey file are remembered."""
    return assessment.path.with_name(f"{assessment.path.stem}.ledger.json")


def is_tracked(survey: Survey) -> bool:
    """Return whether reports of a survey are releases: confidential, and the wave is closed."""
    return survey.effective_mode == "confidential" and survey.wave.closed is not None


def read_ledger(assessment: Assessment) -> "Ledger | None":
    """Return what is remembered beside a survey file; None where there is no such file.

    Raises InvalidInput for a file that cannot be read or used.
    """
    path = ledger_path(assessment)
    if not is_tracked(assessment.survey) or not path.exists():
        return None
    from alignscan.publish.release.ledger import BadLedger, from_bytes

    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            raise BadLedger("no ledger")
        return from_bytes(path.read_bytes())
    except BadLedger as bad:
        code, what = PROBLEMS[bad.problem]
        raise InvalidInput((_finding(path, code, what),)) from None
    except OSError:
        hint = "check who may read it; without it earlier releases are not known"
        what = "the ledger of releases cannot be read"
        raise InvalidInput((error("AS001", what, str(path), hint=hint),)) from None


def decide_release(
    assessment: Assessment,
    survey: Survey,
    measures: Measures,
    tabulation: Tabulation,
    people: People,
    keeping: Keeping,
    comments: str | None,
) -> Kept:
    """Return what may be shown of a run, and the ledger with it.

    ``survey`` is that of the assessment with what is known of the people invited, ``comments`` how
    comments are to be listed. Raises Refused where nothing may be shown.
    """
    if not is_tracked(survey) or not keeping.gathers:
        return Kept(decided(measures, survey))
    from alignscan.api.remembered import decide_beside

    return decide_beside(assessment, survey, measures, tabulation, people, keeping, comments)


WAYS: Final = {
    "AS843": (
        "min_group is smaller than in an earlier release of this wave; it may only grow",
        f"set it back, or {SUPERSEDE}",
    ),
    "AS844": (
        "comments were listed otherwise in an earlier release of this wave",
        f"set comments.by back, {NEW_WAVE}, or {SUPERSEDE}",
    ),
    "AS845": (
        "items or scales are not those of an earlier release of this wave",
        f"set them back, {NEW_WAVE}, or {SUPERSEDE}",
    ),
    "AS846": (
        "counts or groups are not those of an earlier release of this wave, and saved counts do"
        " not tell whose answers changed",
        f"assess the answers themselves, {NEW_WAVE}, or {SUPERSEDE}",
    ),
}


def refusal(assessment: Assessment, code: str, what: str = "", hint: str = "") -> Refused:
    """Return the error for a release that cannot be."""
    said, ways = WAYS.get(code, ("", ""))
    return Refused((error(code, what or said, str(assessment.path), hint=hint or ways),))


def groups_changed(assessment: Assessment, lost: int) -> Refused:
    """Return the error for a release that would leave out groups for the sake of earlier ones."""
    groups = "1 group" if lost == 1 else f"{lost} groups"
    what = (
        f"since the last release of this wave the people of {groups} have changed so little that"
        " comparing both reports would tell what single people answered; nothing was written"
    )
    hint = f"`--withhold-changed` leaves them out, {NEW_WAVE}, or {SUPERSEDE}"
    return refusal(assessment, "AS847", what, hint)


def new_key() -> bytes:
    """Return random bytes for a ledger that is still to be made."""
    from alignscan.publish.release.ledger import KEY_BYTES

    return secrets.token_bytes(KEY_BYTES)


def ledger_bytes(ledger: "Ledger") -> bytes:
    """Return the file of a ledger."""
    from alignscan.publish.release.ledger import to_bytes

    return to_bytes(ledger)


def _finding(path: Path, code: str, what: str) -> Finding:
    return error(code, what, str(path), hint=HINTS[code])
