"""Deciding a release beside what is remembered of earlier ones."""

from dataclasses import dataclass, replace

from alignscan.api.load import Assessment
from alignscan.api.releases import Keeping, Kept, People, Refused, refusal
from alignscan.measurement.measures import Measures
from alignscan.measurement.tabulation import Tabulation
from alignscan.model.survey import Survey
from alignscan.publish.candidates import candidates
from alignscan.publish.publish import decided
from alignscan.publish.release.before import Before, before
from alignscan.publish.release.beside import fewest_people
from alignscan.publish.release.ledger import KEY_BYTES, Ledger, Release, Remembered
from alignscan.publish.release.people import data_of, hashed, questions, run_of
from alignscan.publish.release.record import Run, remembering
from alignscan.publish.visible import visible


def decide_beside(
    assessment: Assessment,
    survey: Survey,
    measures: Measures,
    tabulation: Tabulation,
    people: People,
    keeping: Keeping,
    comments: str | None,
) -> Kept:
    """Return what may be shown beside earlier releases, and the ledger with it.

    The parameters are those of ``decide_release``. Raises Refused where nothing may be shown.
    """
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
    return kept._replace(risk=risk)


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
