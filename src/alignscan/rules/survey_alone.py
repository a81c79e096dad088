"""AS2: rules that need only the survey file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from alignscan.model.conditions import LEVELS, PRACTICES, canonical
from alignscan.model.survey import Segment, Survey, Target
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.words import did_you_mean, quoted, suggestion

CONDITION_WORDS: Final = ("direction", "commitment", "goals", "capability", "systems")


class SurveyFile(NamedTuple):
    """A survey, and the data as written, for what the full form no longer shows."""

    survey: Survey
    data: dict[str, Any]


def targets_of(survey: Survey) -> Iterator[tuple[Loc, Target]]:
    """Yield every target with its place."""
    targets = survey.targets
    if targets.default is not None:
        yield ("targets", "default"), targets.default
    for name, target in targets.of.items():
        yield ("targets", "of", name), target
    for cell, by_name in targets.segments.items():
        for name, target in by_name.items():
            yield ("targets", "segments", cell, name), target


def categories_of(segment: Segment) -> tuple[str, ...]:
    """Return the categories of a segment: as listed, else those that values are mapped to."""
    return segment.categories or tuple(dict.fromkeys(segment.map.values()))


def unknown_condition(file: SurveyFile) -> Iterator[Problem]:
    """AS202: a target or weight for something that is neither a condition nor a practice."""
    weights: list[Loc] = [("weights", name) for name in file.survey.weights]
    for loc in (*(loc for loc, _ in targets_of(file.survey)), *weights):
        name, more = str(loc[-1]), ("default",) if loc[0] == "targets" else ()
        if name in more or name in PRACTICES or canonical(name) is not None:
            continue
        close = did_you_mean(name, (*CONDITION_WORDS, *more, *PRACTICES))
        hint = suggestion(name, (close,) if close else (*CONDITION_WORDS, *more))
        what = f"{loc[0]}: {quoted(name)} is neither a condition nor a practice"
        yield Problem("AS202", loc, what, hint, at_key=True)


def target_twice(file: SurveyFile) -> Iterator[Problem]:
    """AS232: one condition under its name and under its code."""
    written = file.data.get("targets")
    if not isinstance(written, dict):
        return
    seen: dict[str, str] = {}
    for key in written:
        name = canonical(key) or key
        if name in seen:
            what = f"targets: {quoted(key)} is the same as {quoted(seen[name])}"
            yield Problem("AS232", ("targets", key), what, "delete one of the two", at_key=True)
        seen.setdefault(name, key)


def unknown_level(file: SurveyFile) -> Iterator[Problem]:
    """AS206: a level that is no role."""
    for loc, name in _levels(file.survey):
        if name not in LEVELS:
            what = f"{quoted(name)} is not a level"
            yield Problem("AS206", loc, what, suggestion(name, LEVELS))


def _levels(survey: Survey) -> Iterator[tuple[Loc, str]]:
    segment = survey.segments.get("level", Segment())
    for i, name in enumerate(segment.categories):
        yield ("segments", "level", "categories", i), name
    if not segment.categories:
        for value, name in segment.map.items():
            yield ("segments", "level", "map", value), name
    if survey.consented is not None:
        yield ("consented", "level"), survey.consented.level


def mode_needed(file: SurveyFile) -> Iterator[Problem]:
    """AS208: several people answered inline, and nothing says how to treat them."""
    people = file.survey.respondents_inline
    if people > 1 and file.survey.mode is None and not file.survey.responses:
        what = f"{people} people answered, but `mode` does not say how to treat their answers"
        hint = "add `mode: team` and `agreed:` with who agreed and when, or `mode: confidential`"
        yield Problem("AS208", ("answers",), what, hint, at_key=True)


def agreed_needed(file: SurveyFile) -> Iterator[Problem]:
    """AS209: team mode without an agreement."""
    if file.survey.mode == "team" and file.survey.agreed is None:
        what = "team mode shows small groups, but nothing says that the team agreed to it"
        hint = "add who agreed and when: `agreed: leadership team, 2026-09-21`"
        yield Problem("AS209", ("mode",), what, hint)


def answers_and_responses(file: SurveyFile) -> Iterator[Problem]:
    """AS210: answers in the file and in another file."""
    if file.survey.answers is not None and file.survey.responses:
        what = "answers stand here and under `answers:`, so people could be counted twice"
        yield Problem("AS210", ("responses",), what, "keep one of the two", at_key=True)


def unknown_segment(file: SurveyFile) -> Iterator[Problem]:
    """AS211: a group that is not declared."""
    segments = file.survey.segments
    for cell in file.survey.targets.segments:
        loc: Loc = ("targets", "segments", cell)
        name, equals, category = cell.partition("=")
        if not equals:
            what = f"targets: {quoted(cell)} is not a group"
            hint = "write a segment and one of its categories: `level=team_leader`"
            yield Problem("AS211", loc, what, hint, at_key=True)
        else:
            yield from _undeclared(segments, name.strip(), category.strip(), loc)
    if file.survey.population is not None:
        for name, counts in file.survey.population.counts.items():
            for category in counts:
                loc = ("population", "counts", name, category)
                yield from _undeclared(segments, name, category, loc)
    yield from _crossings(file)
    yield from _comments(file)


def _comments(file: SurveyFile) -> Iterator[Problem]:
    segments, comments = file.survey.segments, file.survey.comments
    if comments is not None and comments.by is not None and comments.by not in segments:
        hint = suggestion(comments.by, segments) if segments else f"declare `{comments.by}`"
        what = f"there is no segment {quoted(comments.by)}"
        yield Problem("AS211", ("comments", "by"), what, hint)


def _crossings(file: SurveyFile) -> Iterator[Problem]:
    segments = file.survey.segments
    for i, pair in enumerate(file.survey.confidentiality.crossings):
        for j, name in enumerate(pair):
            loc: Loc = ("confidentiality", "crossings", i, j)
            if name not in segments:
                hint = suggestion(name, segments) if segments else f"declare `{name}`"
                yield Problem("AS211", loc, f"there is no segment {quoted(name)}", hint)
            elif j and name in pair[:j]:
                what = f"the segment {quoted(name)} is crossed with itself"
                yield Problem("AS211", loc, what, "name two segments")


def _undeclared(
    segments: dict[str, Segment], name: str, category: str, loc: Loc
) -> Iterator[Problem]:
    if name not in segments:
        hint = suggestion(name, segments) if segments else f"declare `{name}` under `segments:`"
        what = f"there is no segment {quoted(name)}"
        yield Problem("AS211", loc, what, hint, at_key=True)
        return
    known = categories_of(segments[name])
    if known and category not in known:
        what = f"the segment {quoted(name)} has no category {quoted(category)}"
        yield Problem("AS211", loc, what, suggestion(category, known), at_key=True)


def segment_without_categories(file: SurveyFile) -> Iterator[Problem]:
    """AS212: a segment whose categories would have to be taken from the data."""
    for name, segment in file.survey.segments.items():
        if not categories_of(segment):
            what = f"the segment {quoted(name)} does not declare its categories"
            hint = "add `categories: [...]`, or `map:` from the words of the data to categories"
            yield Problem("AS212", ("segments", name), what, hint, at_key=True)


def map_to_unknown_category(file: SurveyFile) -> Iterator[Problem]:
    """AS233: a value that leads to a category that is not listed."""
    for name, segment in file.survey.segments.items():
        for value, category in segment.map.items():
            if segment.categories and category not in segment.categories:
                loc: Loc = ("segments", name, "map", value)
                what = f"the segment {quoted(name)} has no category {quoted(category)}"
                yield Problem("AS233", loc, what, suggestion(category, segment.categories))


def target_date_passed(file: SurveyFile) -> Iterator[Problem]:
    """AS220: a target to be reached before the wave was closed."""
    closed = file.survey.wave.closed
    for loc, target in targets_of(file.survey):
        if closed is not None and target.by is not None and target.by < closed:
            what = f"the target is to be reached before {closed}, when the wave was closed"
            yield Problem("AS220", (*loc, "by"), what, "write a date after the wave")


def thresholds_order(file: SurveyFile) -> Iterator[Problem]:
    """AS222: states that do not follow each other, and a weak side above the strong one."""
    thresholds = file.survey.thresholds
    if thresholds.partly >= thresholds.apparent:
        what = "thresholds: `partly` has to be below `apparent`"
        hint = f"now `partly` is {thresholds.partly} and `apparent` is {thresholds.apparent}"
        yield Problem("AS222", ("thresholds",), what, hint, at_key=True)
    if thresholds.weak > thresholds.strong:
        what = "thresholds: `weak` must not be above `strong`"
        hint = f"now `weak` is {thresholds.weak} and `strong` is {thresholds.strong}"
        yield Problem("AS222", ("thresholds",), what, hint, at_key=True)


def population_below_answers(file: SurveyFile) -> Iterator[Problem]:
    """AS223: more answers than people invited."""
    population, people = file.survey.population, file.survey.respondents_inline
    if population is None:
        return
    totals = (sum(counts.values()) for counts in population.counts.values())
    invited = population.total or max(totals, default=0)
    if 0 < invited < people:
        what = f"{people} people answered, but only {invited} were invited"
        yield Problem("AS223", ("population",), what, "correct the number of people invited")


def self_mode_many(file: SurveyFile) -> Iterator[Problem]:
    """AS224: the mode for one person with answers of several."""
    people = file.survey.respondents_inline
    if file.survey.mode == "self" and people > 1:
        what = f"this mode is for one person, but {people} people answered"
        yield Problem("AS224", ("mode",), what, "write `mode: team` or `mode: confidential`")


def duplicate_name(file: SurveyFile) -> Iterator[Problem]:
    """AS228: a category or a priority listed twice."""
    for name, segment in file.survey.segments.items():
        for i in repeats(segment.categories):
            loc: Loc = ("segments", name, "categories", i)
            what = f"the category {quoted(segment.categories[i])} is listed twice"
            yield Problem("AS228", loc, what, "delete one of the two, or rename it")
    ids = [priority.id for priority in file.survey.priorities]
    for i in repeats(ids):
        what = f"the priority {quoted(ids[i])} is listed twice"
        yield Problem("AS228", ("priorities", i, "id"), what, "give each priority its own id")


def repeats(names: Sequence[str]) -> list[int]:
    """Return the positions of names that stand earlier in the list as well."""
    first = {name: i for i, name in reversed(list(enumerate(names)))}
    return [i for i, name in enumerate(names) if first[name] != i]


def consented_needs_level(file: SurveyFile) -> Iterator[Problem]:
    """AS230: a group that agreed, but cannot be found in the data."""
    consented, level = file.survey.consented, file.survey.segments.get("level")
    if consented is None or consented.level not in LEVELS:
        return
    if level is None or (categories_of(level) and consented.level not in categories_of(level)):
        what = f"no segment `level` declares {quoted(consented.level)}"
        hint = f"add `segments: {{level: {{categories: [{consented.level}, ...]}}}}`"
        yield Problem("AS230", ("consented", "level"), what, hint)


def finite_population_needs_population(file: SurveyFile) -> Iterator[Problem]:
    """AS242: margins are to allow for the people invited, and nothing says how many they were."""
    if file.survey.confidence.finite_population and file.survey.population is None:
        what = "margins are to allow for how many were invited, but `population` is missing"
        hint = "add `population:` with the number of people invited, or their counts by category"
        yield Problem("AS242", ("confidence", "finite_population"), what, hint, at_key=True)


CHECKS: Final[tuple[Check[SurveyFile], ...]] = (
    check(unknown_condition, "targets", "weights"),
    check(target_twice, "targets"),
    check(unknown_level, "segments", "consented"),
    check(mode_needed, "answers", "mode", "responses"),
    check(agreed_needed, "mode", "agreed"),
    check(answers_and_responses, "answers", "responses"),
    check(unknown_segment, "targets", "segments", "population", "confidentiality", "comments"),
    check(segment_without_categories, "segments"),
    check(map_to_unknown_category, "segments"),
    check(target_date_passed, "targets", "wave"),
    check(thresholds_order, "thresholds"),
    check(population_below_answers, "population", "answers"),
    check(self_mode_many, "mode", "answers"),
    check(duplicate_name, "segments", "priorities"),
    check(consented_needs_level, "segments", "consented"),
    check(finite_population_needs_population, "confidence", "population"),
)
