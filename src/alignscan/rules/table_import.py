"""AS85 and AS86: exports of survey platforms, and the mapping files for them."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_rule = Rules(Area.RESPONSES)
_MAPPING = "format: alignscan/mapping/1\ncolumns:\n"

IMPORT: tuple[Rule, ...] = (
    _rule(
        "AS850",
        "unresolved-column",
        "Nothing tells what a column of an export is.",
        "Neither its id nor its text is that of a question, and it is nothing that the platform "
        "adds. It may be a question under another text, so it is not left out in silence: a "
        "mapping file says what it is.",
        bad="# the export has a column `Where do you work?`; the survey has no such question",
        good="columns:\n  - {heading: Where do you work?, use: segment, id: site}",
    ),
    _rule(
        "AS851",
        "columns-of-one-question",
        "Several columns of an export answer the same question.",
        "Columns with the same text are put together only where no row fills two of them. A "
        "mapping file says which one counts.",
        bad="C1_1a,C1_1a\n4,2",
        good="columns:\n  - {heading: C1_1a, at: 2, use: ignored}",
    ),
    _rule(
        "AS852",
        "response-twice",
        "A response stands twice: in the export, or in the responses file from another export.",
        "It would count twice. An export that is to replace another one takes its name with "
        "`--source`.",
        bad="alignscan import monday.csv --survey survey.yaml\n"
        "alignscan import friday.csv --survey survey.yaml",
        good="alignscan import friday.csv --survey survey.yaml --source monday.csv",
    ),
    _rule(
        "AS853",
        "direction-assumed",
        "An export holds bare numbers, and nothing shows which end of the scale is which.",
        "Numbers are then read as the points of the scale. The form itself as a companion, or an "
        "export with labels, proves it.",
        bad="alignscan import export.csv --survey survey.yaml",
        good="alignscan import export.csv --survey survey.yaml --companion form.qsf",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS854",
        "another-questionnaire",
        "The answers were given to another questionnaire, or to another version of it.",
        "The form carries a fingerprint of its questions, and it is not that of the questionnaire "
        "that the survey file names.",
        bad="questionnaire: pulse    # the form was made from standard",
        good="questionnaire: standard",
    ),
    _rule(
        "AS855",
        "reversed",
        "An item runs against the other items of its condition.",
        "That is how an item looks whose numbers begin at the other end of the scale. Look at the "
        "form; an item that is worded in reverse has `reverse: true` in the questionnaire.",
        bad="# 5 stands for `Strongly disagree` in one question of the form",
        good="# 5 stands for `Strongly agree` in all of them",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS856",
        "not-a-companion",
        "A companion cannot be read.",
        "It is the form that the answers were given to: a Qualtrics `.qsf`, an XLSForm, a REDCap "
        "data dictionary, or an SPSS `.sav` file with value labels.",
        bad="alignscan import export.csv --companion export.csv",
        good="alignscan import export.csv --companion form.qsf",
    ),
    _rule(
        "AS857",
        "not-importable-at-once",
        "An export cannot be assessed as it is.",
        "Something in it is not clear. `alignscan import` reports everything about it, and writes "
        "a mapping file in which to decide.",
        bad="alignscan assess survey.yaml --responses export.csv",
        good="alignscan import export.csv --survey survey.yaml",
    ),
    _rule(
        "AS860",
        "column-mapped-twice",
        "A mapping file lists a column twice.",
        "Nobody could say which entry counts. Where a heading really stands twice in the export, "
        "`at:` tells the columns apart.",
        bad=f"{_MAPPING}  - {{heading: Q1, use: item, id: C1_1a}}\n"
        "  - {heading: Q1, use: item, id: C1_2}",
        good=f"{_MAPPING}  - {{heading: Q1, at: 7, use: item, id: C1_1a}}\n"
        "  - {heading: Q1, at: 8, use: item, id: C1_2}",
    ),
    _rule(
        "AS861",
        "mapped-to-nothing",
        "A column is mapped to a question, but no `id:` says to which.",
        "Only columns that are personal, ignored or undecided have none.",
        bad=f"{_MAPPING}  - {{heading: Q1, use: item}}",
        good=f"{_MAPPING}  - {{heading: Q1, use: item, id: C1_1a}}",
    ),
    _rule(
        "AS862",
        "bands-without-order",
        "The bands of a column do not rise, or only the last one should have no limit.",
        "A number belongs to the first band whose limit it is below; the last one takes the rest. "
        "Bands are for segments.",
        bad=f"{_MAPPING}  - heading: Years\n    use: segment\n    id: tenure\n"
        "    bands: [{below: 5, category: Under 5}, {below: 2, category: Under 2}]",
        good=f"{_MAPPING}  - heading: Years\n    use: segment\n    id: tenure\n"
        "    bands: [{below: 2, category: Under 2}, {category: 2 or more}]",
    ),
    _rule(
        "AS863",
        "mapping-misfit",
        "A mapping file does not fit the export or the survey.",
        "It lists a column that the export has not or has twice, or a question that the survey "
        "does not ask.",
        bad="columns:\n  - {heading: Q1, use: item, id: C9_1}",
        good="columns:\n  - {heading: Q1, use: item, id: C1_1a}",
    ),
)
