"""AS1: what stands where in a file."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules

_rule = Rules(Area.SHAPE)

SHAPE: tuple[Rule, ...] = (
    _rule(
        "AS101",
        "unknown-key",
        "A key is not known here.",
        "A misspelt key would be ignored, and what it says would silently not happen.",
        bad="organisation: Northwind Logistics",
        good="organization: Northwind Logistics",
    ),
    _rule(
        "AS102",
        "missing-key",
        "A key that is needed is missing.",
        "Without it the file cannot be understood, and a guess could be wrong.",
        bad="targets:\n  systems: {by: 2027-12-31}",
        good="targets:\n  systems: {score: 4.2, by: 2027-12-31}",
    ),
    _rule(
        "AS103",
        "wrong-type",
        "Something else is needed here: a number, text, a list, a mapping.",
        "Text is never read as a number nor a number as text, since the guess could be wrong.",
        bad='targets: "4.2"',
        good="targets: 4.2",
    ),
    _rule(
        "AS104",
        "not-a-choice",
        "Only certain words are possible here, and this is none of them.",
        "The word decides what is done, so it has to be one that the tool knows.",
        bad="mode: private",
        good="mode: confidential",
    ),
    _rule(
        "AS105",
        "out-of-range",
        "A value is too small, too large, too long or empty.",
        "The limits protect people, such as the smallest group that is shown, or catch slips.",
        bad="confidentiality: {min_group: 1}",
        good="confidentiality: {min_group: 5}",
    ),
    _rule(
        "AS106",
        "bad-format",
        "A date, an id or a code is not written in the form it needs.",
        "Dates are written year-month-day, so that 3 April and 4 March cannot be mixed up; ids "
        "become column names.",
        bad="wave: {closed: 21.09.2026}",
        good="wave: {closed: 2026-09-21}",
    ),
    _rule(
        "AS107",
        "unknown-format",
        "The `format:` line is missing, or names a format that is not known.",
        "It says what the file is and which version of the format it follows, so that a later "
        "version can still read it.",
        bad="format: alignscan/9\norganization: Northwind\nquestionnaire: self-check",
        good="format: alignscan/1\norganization: Northwind\nquestionnaire: self-check",
    ),
    _rule(
        "AS108",
        "wrong-top-level",
        "The file is not made of `key: value` lines.",
        "A survey, a questionnaire and an action library each start with `format:`.",
        bad="- Northwind\n- self-check",
        good="format: alignscan/1\norganization: Northwind\nquestionnaire: self-check",
    ),
)
