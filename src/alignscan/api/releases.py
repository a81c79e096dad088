"""Releases of a survey: what was shown before, and what may be shown beside it."""

import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from alignscan.api.load import Assessment, InvalidInput
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulation import Tabulation
from alignscan.model.survey import Survey
from alignscan.publish.candidates import candidates
from alignscan.publish.publish import Decided, decided
from alignscan.publish.release.before import Before, before
from alignscan.publish.release.beside import fewest_people
from alignscan.publish.release.ledger import (
    KEY_BYTES,
    BadLedger,
    Ledger,
    Release,
    Remembered,
    from_bytes,
    to_bytes,
)
from alignscan.publish.release.people import data_of, hashed, questions, run_of
from alignscan.publish.release.record import Run, remembering
from alignscan.publish.visible import visible
from alignscan.responses.errors import error
from alignscan.responses.keys import Gathered
from alignscan.source.finding import Finding

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


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is remembered of earlier releases, and whether this run is to be one."""

    ledger: Ledger | None = None
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


@dataclass(frozen=True, slots=True)
class Kept:
    """How a run was decided beside what was released before."""

    decided: Decided
    lost: int = 0
    """How many groups show less than the answers alone would allow."""
    risk: int | None = None
    """How many people's answers could be worked out from both; None when nobody's."""
    ledger: Ledger | None = None
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


def read_ledger(assessment: Assessment) -> Ledger | None:
    """Return what is remembered beside a survey file; None where there is no such file.

    Raises InvalidInput for a file that cannot be read or used.
    """
    path = ledger_path(assessment)
    if not is_tracked(assessment.survey) or not path.exists():
        return None
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
    ledger = keeping.ledger or Ledger(keeping.key)
    if len(ledger.key) != KEY_BYTES:
        raise ValueError("the key of a ledger has 32 bytes")
    asked = hashed(ledger.key, questions(tabulation.book))
    remembered = ledger.of(survey.wave.id)
    risk = None
    if keeping.supersede and keeping.release and remembered is not None:
        risk = _risk(remembered, survey, measures, tabulation, people, asked)
        ledger, remembered = ledger.superseding(survey.wave.id), None
    state = remembered or Remembered(survey.wave.id, asked)
    run = _Deciding(assessment, survey, measures, tabulation, people, ledger, state, asked)
    kept = run.kept(comments, release=keeping.release)
    return replace(kept, risk=risk)


@dataclass(frozen=True, slots=True)
class _Deciding:
    assessment: Assessment
    survey: Survey
    measures: Measures
    tabulation: Tabulation
    people: People
    ledger: Ledger
    state: Remembered
    asked: str

    def kept(self, comments: str | None, *, release: bool) -> Kept:
        self._refuse_changed_promise(comments)
        data = data_of(self.ledger.key, self.tabulation, self.survey)
        releases = self.state.releases
        same = next((at for at, r in enumerate(releases) if r.data == data), None)
        if same == 0:
            return Kept(decided(self.measures, self.survey))
        if not releases:
            return self._first(data, comments, release=release)
        run, beside = self._beside(len(releases) if same is None else same)
        found = decided(self.measures, self.survey, beside)
        ledger = None
        if release and same is None and found.shown is not None:
            now = remembering(self.state, run, found, data, comments)
            ledger = self.ledger.with_wave(now)
        return Kept(found, lost=len(found.lost), ledger=ledger)

    def _first(self, data: str, comments: str | None, *, release: bool) -> Kept:
        found = decided(self.measures, self.survey)
        if not release or found.shown is None:
            return Kept(found)
        if self.people.gathered is None:
            least = found.shown.precision.min_group
            alone = Release(data, least, comments, keyed=False, shown={}, figures={})
            now = replace(self.state, releases=(alone,))
        else:
            run = run_of(self.tabulation, self.people.gathered, self.ledger.key)
            now = remembering(self.state, run, found, data, comments)
        return Kept(found, ledger=self.ledger.with_wave(now))

    def _beside(self, releases: int) -> tuple[Run, Before]:
        gathered = self.people.gathered
        if gathered is None or not all(r.keyed for r in self.state.releases[:releases]):
            raise self._refusal("AS846")
        run = run_of(self.tabulation, gathered, self.ledger.key, self.state, releases)
        return run, before(self.state, releases, run.tabulation)

    def _refuse_changed_promise(self, comments: str | None) -> None:
        earlier, least = self.state.releases, self.survey.confidentiality.min_group
        if any(least < release.min_group for release in earlier):
            raise self._refusal("AS843")
        listed = {r.comments for r in earlier if r.comments is not None}
        if comments is not None and listed - {comments}:
            raise self._refusal("AS844")
        if earlier and self.state.survey != self.asked:
            raise self._refusal("AS845")

    def _refusal(self, code: str) -> Refused:
        return refusal(self.assessment, code)


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


def ledger_bytes(ledger: Ledger) -> bytes:
    """Return the file of a ledger."""
    return to_bytes(ledger)


def _finding(path: Path, code: str, what: str) -> Finding:
    return error(code, what, str(path), hint=HINTS[code])


def _risk(
    remembered: Remembered,
    survey: Survey,
    measures: Measures,
    tabulation: Tabulation,
    people: People,
    asked: str,
) -> int | None:
    """Return the people of the smallest combination of both; 1 where that is not known."""
    gathered = people.gathered
    known = remembered.survey == asked and all(r.keyed for r in remembered.releases)
    if gathered is None or not known:
        return 1
    run = run_of(tabulation, gathered, gathered.key, remembered, len(remembered.releases))
    beside = before(remembered, len(remembered.releases), run.tabulation)
    plain = visible(measures, survey).cells
    apart = beside.measures(measures)
    shown = [c for c in candidates(apart.cells, apart) if c.id in plain]
    return fewest_people(beside.all, shown, apart.atoms.people)
