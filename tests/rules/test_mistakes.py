"""What newcomers get wrong, and what the tool tells them."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from alignscan.rules.check import check_text
from alignscan.source.text import Text

TOP = "format: alignscan/1\norganization: Northwind\nquestionnaire: self-check\n"
ITEM = """\
format: alignscan/questionnaire/1
id: own
title: Our own questions
scales: {agree: {low: 1, high: 3, labels: [Disagree, Neither, Agree], cannot_say: Cannot say}}
items:
"""
COMMENT = "  - {id: q, kind: comment, text: Hi}\n"


@dataclass(frozen=True)
class Mistake:
    about: str
    text: str
    code: str
    line: int
    column: int
    says: str
    """What the hint has to contain."""


MISTAKES = [
    Mistake(
        "a misspelt key",
        "format: alignscan/1\norganisation: Northwind\nquestionnaire: pulse\n",
        "AS101", 2, 1, "did you mean `organization`?",
    ),
    Mistake(
        "a key in capitals",
        "format: alignscan/1\nOrganization: Northwind\nquestionnaire: pulse\n",
        "AS101", 2, 1, "did you mean `organization`?",
    ),
    Mistake(
        "a key that does not exist",
        TOP + "xyz: 4\n",
        "AS101", 4, 1, "`targets`",
    ),
    Mistake(
        "no organization",
        "format: alignscan/1\nquestionnaire: self-check\n",
        "AS102", 1, 1, "`organization: Northwind Logistics`",
    ),
    Mistake(
        "no questionnaire",
        "format: alignscan/1\norganization: Northwind\n",
        "AS102", 1, 1, "`questionnaire: self-check`",
    ),
    Mistake(
        "no format line",
        "organization: Northwind\nquestionnaire: self-check\n",
        "AS107", 1, 1, "`format: alignscan/1` as the first line",
    ),
    Mistake(
        "a format of the future",
        "format: alignscan/2\norganization: Northwind\nquestionnaire: self-check\n",
        "AS107", 1, 9, "write `format: alignscan/1`",
    ),
    Mistake(
        "a misspelt condition",
        TOP + "targets: {sistems: 4}\n",
        "AS202", 4, 11, "did you mean `systems`?",
    ),
    Mistake(
        "a target outside the scale",
        TOP + "targets:\n  default: 4.0\n  systems: 80\n",
        "AS201", 6, 12, "write a number from 1 to 5",
    ),
    Mistake(
        "a target in quotes",
        TOP + 'targets: {systems: "4.2"}\n',
        "AS103", 4, 20, "without quotes",
    ),
    Mistake(
        "a decimal comma",
        TOP + "targets:\n  systems: 4,2\n",
        "AS103", 5, 12, "decimal point",
    ),
    Mistake(
        "a decimal comma in braces",
        TOP + "targets: {systems: 4,2}\n",
        "AS017", 4, 22, "write a decimal point: 4.2",
    ),
    Mistake(
        "a list in braces without brackets",
        TOP + "answers: {direction: 4, 5}\n",
        "AS017", 4, 25, "or a list: [4, 5]",
    ),
    Mistake(
        "a key that is a number",
        TOP + "targets: {systems: 4, 2: 3}\n",
        "AS017", 4, 23, "put the key in quotes",
    ),
    Mistake(
        "a word where a number belongs",
        TOP + "targets:\n  systems: high\n",
        "AS103", 5, 12, "write a number such as 4",
    ),
    Mistake(
        "a date the European way",
        TOP + "wave: {closed: 21.09.2026}\n",
        "AS106", 4, 16, "2026-09-21",
    ),
    Mistake(
        "a date as a number",
        TOP + "wave: {closed: 20260921}\n",
        "AS106", 4, 16, "2026-09-21",
    ),
    Mistake(
        "a day that does not exist",
        TOP + "wave: {closed: 2026-02-30}\n",
        "AS106", 4, 16, "2026-09-21",
    ),
    Mistake(
        "a misspelt mode",
        TOP + "mode: taem\n",
        "AS104", 4, 7, "did you mean `team`?",
    ),
    Mistake(
        "a mode that does not exist",
        TOP + "mode: public\n",
        "AS104", 4, 7, "write `self`, `team` or `confidential`",
    ),
    Mistake(
        "team mode without an agreement",
        TOP + "mode: team\n",
        "AS209", 4, 7, "`agreed: leadership team, 2026-09-21`",
    ),
    Mistake(
        "several people without a mode",
        TOP + "answers: {direction: [4, 5]}\n",
        "AS208", 4, 1, "`mode: team`",
    ),
    Mistake(
        "an answer off the scale",
        TOP + "answers: {direction: 6}\n",
        "AS204", 4, 22, "write 1, 2, 3, 4, 5, or na",
    ),
    Mistake(
        "an item answered twice",
        TOP + "answers:\n  direction: 4\n  direction: 5\n",
        "AS011", 6, 3, "answer each item once",
    ),
    Mistake(
        "lists of different length",
        TOP + "mode: confidential\nanswers:\n  direction: [4, 5]\n  goals: [3]\n  systems: [2, 2]",
        "AS205", 7, 3, "one answer for each person",
    ),
    Mistake(
        "indentation with a tab",
        TOP + "targets:\n\tsystems: 4\n",
        "AS019", 5, 1, "spaces",
    ),
    Mistake(
        "a level in other words",
        TOP + "segments: {level: {categories: [senior leadership, employee]}}\n",
        "AS206", 4, 33, "did you mean `senior_leadership`?",
    ),
    Mistake(
        "a misspelt questionnaire",
        "format: alignscan/1\norganization: Northwind\nquestionnaire: selfcheck\n",
        "AS207", 3, 16, "did you mean `self-check`?",
    ),
    Mistake(
        "a group that is too small",
        TOP + "confidentiality: {min_group: 2}\n",
        "AS105", 4, 30, "at least 3",
    ),
    Mistake(
        "nothing after the colon",
        TOP + "targets:\n",
        "AS103", 4, 9, "delete the line",
    ),
    Mistake(
        "text where a list belongs",
        TOP + "segments:\n  site: {categories: North}\n",
        "AS103", 5, 22, "[first, second]",
    ),
    Mistake(
        "a year without quotes as a title",
        TOP + "title: 2026\n",
        "AS103", 4, 8, "quotes",
    ),
    Mistake(
        "a weight as text",
        ITEM + "  - {id: a, practice: C1.1, scale: agree, text: Clear?, weight: double}\n",
        "AS103", 6, 65, "write a number such as 4",
    ),
    Mistake(
        "a weight of zero",
        ITEM + "  - {id: a, practice: C1.1, scale: agree, text: Clear?, weight: 0}\n",
        "AS105", 6, 65, "greater than 0",
    ),
    Mistake(
        "a practice that does not exist",
        ITEM + "  - {id: a, practice: C1.7, scale: agree, text: Clear?}\n",
        "AS106", 6, 23, "from C1.1 to C5.6",
    ),
    Mistake(
        "an item without text",
        ITEM + "  - {id: a, practice: C1.1, scale: agree}\n",
        "AS102", 6, 6, "add `text: ...`",
    ),
    Mistake(
        "a misspelt kind",
        ITEM + "  - {id: a, kind: coment, text: What helps?}\n",
        "AS104", 6, 19, "did you mean `comment`?",
    ),
    Mistake(
        "an id with a space",
        ITEM + "  - {id: my question, kind: comment, text: What helps?}\n",
        "AS106", 6, 10, "letters, digits and _",
    ),
    Mistake(
        "a level of a wording in other words",
        ITEM + "  - {id: a, kind: comment, text: Help?, wording: {employees: What helps you?}}\n",
        "AS104", 6, 51, "did you mean `employee`?",
    ),
    Mistake(
        "an item that stands twice",
        ITEM + "  - {id: a, kind: comment, text: What helps?}\n"
        "  - {id: a, kind: comment, text: What hinders?}\n",
        "AS213", 7, 10, "give each item its own id",
    ),
    Mistake(
        "reversed twice",
        ITEM + "  - {id: a, kind: comment, text: What helps?, reverse: true, reverse: true}\n",
        "AS011", 6, 62, "delete one of the two",
    ),
    Mistake(
        "reversed with a word",
        ITEM + "  - {id: a, practice: C1.1, scale: agree, text: Clear?, reverse: \"yes\"}\n",
        "AS103", 6, 66, "write true or false",
    ),
    Mistake(
        "a condition that is missing from an anchor item",
        ITEM + "  - {id: a, kind: anchor, scale: agree, text: Clear?}\n",
        "AS215", 6, 6, "add `condition:` direction",
    ),
    Mistake(
        "a misspelt scale",
        ITEM + "  - {id: a, practice: C1.1, scale: agre, text: Clear?}\n",
        "AS214", 6, 36, "did you mean `agree`?",
    ),
    Mistake(
        "a rated item without a scale",
        ITEM + "  - {id: a, practice: C1.1, text: Clear?}\n",
        "AS234", 6, 6, "add `scale:`",
    ),
    Mistake(
        "a choice with one option",
        ITEM + "  - {id: a, kind: choice, text: Which?, options: [{id: x, text: This}]}\n",
        "AS226", 6, 6, "at least two",
    ),
    Mistake(
        "an answer to an item that is not asked",
        TOP + "answers: {directions: 4}\n",
        "AS203", 4, 11, "did you mean `direction`?",
    ),
    Mistake(
        "a condition answered by name and by code",
        TOP + "targets: {systems: 4, C5: 3}\n",
        "AS232", 4, 23, "delete one of the two",
    ),
    Mistake(
        "a segment without categories",
        TOP + "segments: {site: {column: Site}}\n",
        "AS212", 4, 12, "add `categories: [...]`",
    ),
    Mistake(
        "a value mapped to a category that is not listed",
        TOP + "segments: {site: {categories: [North], map: {N: Nort}}}\n",
        "AS233", 4, 49, "did you mean `North`?",
    ),
    Mistake(
        "a category listed twice",
        TOP + "segments: {site: {categories: [North, North]}}\n",
        "AS228", 4, 39, "delete one of the two",
    ),
    Mistake(
        "a target for a group that is not declared",
        TOP + "targets:\n  segments: {site=North: {systems: 4}}\n",
        "AS211", 5, 14, "declare `site` under `segments:`",
    ),
    Mistake(
        "thresholds in the wrong order",
        TOP + "thresholds: {partly: 3.5, apparent: 2.75}\n",
        "AS222", 4, 1, "now `partly` is 3.5",
    ),
    Mistake(
        "the mode for one person with answers of two",
        TOP + "mode: self\nanswers: {direction: [4, 5]}\n",
        "AS224", 4, 7, "`mode: team`",
    ),
    Mistake(
        "a quotation mark that is left open",
        TOP + "title: \"Spring\nnotes: x\n",
        "AS010", 4, 8, "quot",
    ),
    Mistake(
        "a bracket that is left open",
        TOP + "answers: {direction: [4, 5}\n",
        "AS010", 4, 22, "]",
    ),
    Mistake(
        "no space after a colon",
        TOP + "title:Spring\n",
        "AS010", 4, 6, "write key: value",
    ),
    Mistake(
        "a colon inside a text",
        TOP + "title: Scan: spring\n",
        "AS010", 4, 12, "quotes",
    ),
    Mistake(
        "an anchor",
        TOP + "title: &t Scan\n",
        "AS012", 4, 8, "delete it",
    ),
    Mistake(
        "two documents",
        TOP + "---\ntitle: Scan\n",
        "AS015", 4, 1, "one document per file",
    ),
    Mistake(
        "nobody invited",
        TOP + "population: 0\n",
        "AS105", 4, 13, "greater than 0",
    ),
    Mistake(
        "a plan that starts before the wave is closed",
        TOP + "wave: {closed: 2026-09-21}\nplan: {capacity: {team_leadr: 3}}\n",
        "AS244", 5, 19, "did you mean `team_leader`?",
    ),
    Mistake(
        "an id of an action that stands twice",
        "format: alignscan/plan/1\nactions: [{id: A1}, {id: A1}]\n",
        "AS551", 2, 26, "give each entry its own id",
    ),
    Mistake(
        "an action that waits for one that is not there",
        "format: alignscan/plan/1\nactions: [{id: A1, requires: [A2]}]\n",
        "AS553", 2, 31, "without it",
    ),
    Mistake(
        "answers of several people without commas",
        TOP + "answers: {direction: 4 5 3}\n",
        "AS204", 4, 22, "as a list with commas: [4, 5, 3]",
    ),
    Mistake(
        "answers of several people without brackets",
        TOP + "answers:\n  direction: 4,5,3\n",
        "AS204", 5, 14, "as a list with commas: [4, 5, 3]",
    ),
    Mistake(
        "answers with dashes",
        TOP + "answers:\n  - direction: 4\n  - goals: 3\n",
        "AS103", 5, 3, "`answers: {direction: 4}`, or one line for each item",
    ),
    Mistake(
        "segments as a list",
        TOP + "segments: [site, level]\n",
        "AS103", 4, 11, "`segments: {site: {categories: [North, South]}}`",
    ),
    Mistake(
        "a segment as a list",
        TOP + "segments:\n  site: [North, South]\n",
        "AS103", 5, 9, "write `{categories: [North, South]}` after the name",
    ),
    Mistake(
        "a number for the smallest group",
        TOP + "mode: confidential\nconfidentiality: 5\n",
        "AS103", 5, 18, "`confidentiality: {min_group: 10}`",
    ),
    Mistake(
        "one threshold",
        TOP + "thresholds: 3.5\n",
        "AS103", 4, 13, "`thresholds: {partly: 3.0, apparent: 3.5}`",
    ),
    Mistake(
        "a priority as a text",
        TOP + "priorities: [Grow]\n",
        "AS103", 4, 14, "`{id: grow, name: Grow}`",
    ),
    Mistake(
        "a language by its name",
        ITEM.replace("id: own", "id: own\nlanguage: english") + COMMENT,
        "AS106", 3, 11, "such as en or de",
    ),
    Mistake(
        "yes for true",
        ITEM + "  - {id: q, practice: C1.1, scale: agree, text: We aim high., reverse: yes}\n",
        "AS103", 6, 72, "write true or false",
    ),
    Mistake(
        "an item as a text",
        ITEM + "  - How clear is our direction?\n",
        "AS103", 6, 5, "`{id: aims, kind: comment, text: Why?}`",
    ),
    Mistake(
        "options as texts",
        ITEM + "  - {id: q, kind: choice, text: Which?, options: [{id: a, text: A}, b]}\n",
        "AS103", 6, 69, "`{id: speed, text: Speed}`",
    ),
    Mistake(
        "labels as a text",
        ITEM.replace("[Disagree, Neither, Agree]", "Disagree") + COMMENT,
        "AS103", 4, 43, "`labels: [Disagree, Neither, Agree]`",
    ),
    Mistake(
        "a color that YAML takes for a comment",
        'format: alignscan/brand/1\ncolor: {primary: #12355b}\n',
        "AS010", 2, 25, "put what begins with # in quotes",
    ),
    Mistake(
        "actions of a plan without dashes",
        "format: alignscan/plan/1\nactions:\n  A602: {owner: Kim}\n",
        "AS103", 3, 3, "write `- id: A602`",
    ),
    Mistake(
        "columns of a mapping without dashes",
        "format: alignscan/mapping/1\ncolumns: {Q1: direction}\n",
        "AS103", 2, 10, "`- {heading: Q1, use: item, id: direction}`",
    ),
    Mistake(
        "labels without a language",
        "format: alignscan/labels/1\nlabels: {card.index: Index}\n",
        "AS102", 1, 1, "`language: en`",
    ),
    Mistake(
        "a brace in a text within braces",
        ITEM + "  - {id: q, kind: comment, text: Do you know {goal}?}\n",
        "AS010", 6, 46, "put the whole text in quotes",
    ),
]  # fmt: skip


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(MISTAKES) >= 60
    assert len({mistake.about for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.about)
def test_a_mistake_is_found_where_it_is_and_says_what_to_write(mistake: Mistake) -> None:
    checked = check_text(Text("survey.yaml", mistake.text), folder=Path("nowhere"))
    errors = [finding for finding in checked.errors if finding.code == mistake.code]
    assert [f.span and f.span.start for f in errors] == [(mistake.line, mistake.column)]
    assert mistake.says in (errors[0].hint or "")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.about)
def test_one_mistake_gives_one_error(mistake: Mistake) -> None:
    checked = check_text(Text("survey.yaml", mistake.text), folder=Path("nowhere"))
    assert len(checked.errors) == 1
