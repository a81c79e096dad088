"""Lines of files are shown where they hold nobody's answer or remark, and only there."""

from pathlib import Path

import pytest

from alignscan.rendering.findings.text import render
from alignscan.rules.check import check_text
from alignscan.source.text import Text

SECRET = "wretched"
PLAN = "format: alignscan/plan/1\ntitle: Nord\nactions:\n  - id: A602\n"
MAPPING = "format: alignscan/mapping/1\ncolumns:\n"


def shown(content: str, name: str = "x.yaml") -> str:
    checked = check_text(Text(name, content), folder=Path("nowhere"))
    assert checked.findings
    return render(checked.findings, {t.path: t for t in (*checked.texts, checked.text) if t})


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f"{PLAN}    owner_role: manager\n", "   5 |     owner_role: manager"),
        (f"{PLAN}    notes: {SECRET}\n    start: soon\n", "   6 |     start: soon"),
        (
            f"{PLAN}    own: {{a: {SECRET}}}\n  - id: A603\n    start: soon\n",
            "   7 |     start: so",
        ),
        (f"{PLAN}    notes: |\n      {SECRET}\n\n      {SECRET}\n    stat: 1\n", "   9 |     stat"),
        ("format: alignscan/labels/1\nlanguage: nl\nlabels: {percent: x}\n", "   2 | language: nl"),
        ("format: alignscan/brand/1\ncolor: {primary: dark}\n", "   2 | color: {primary: dark}"),
        (f"{MAPPING}  - {{headin: Q1}}\n", ""),
        (f"{MAPPING}  - headin: {SECRET}\n", "   3 |   - headin:\n"),
        ("format alignscan/1\norganization: N\n", "   2 | organization: N"),
        ("format: alignscan/1\norganisation: N\n", "   2 | organisation:\n"),
        ('{"format": "alignscan/1",\n "organization": 5}\n', '   2 |  "organization": 5}'),
    ],
)
def test_a_line_is_shown_where_it_can_be(content: str, line: str) -> None:
    text = shown(content)
    assert line in text
    assert SECRET not in text


@pytest.mark.parametrize(
    "content",
    [
        f"{PLAN}    notes: {SECRET}: here\n",
        f"{PLAN}    notes: [{SECRET}\n",
        f'{PLAN}    notes: "{SECRET}\n',
        f"{PLAN}    notes: &a {SECRET}\n",
        f"{PLAN}    own: {{a: {SECRET}, a: {SECRET}}}\n",
        f"{PLAN}    own:\n      ticket: &a {SECRET}\n",
        f"{PLAN}    notes:\n      - {SECRET}\n",
        f"{PLAN}  - {{id: A603, notes: {SECRET}, start: soon}}\n",
        f'{PLAN}  - {{id: A603, notes: "a\n{SECRET}", start: soon}}\n',
        f"{PLAN}notes: [{SECRET}]\n",
        f'{PLAN}notes: "a\n{SECRET}: &b c\n',
        f"{MAPPING}  - {{heading: {SECRET}, use: itm}}\n",
        f"{MAPPING}  - heading: &a {SECRET}\n",
        f"{MAPPING}  - heading: Q1\n    answers: {{SA: [{SECRET}]}}\n    use: itm\n",
        f"{MAPPING}  - {{heading: {SECRET}, usee: item}}\n",
        f"{MAPPING}  - heading: Q1\n    bands: [{{below: 5, category: {SECRET}\n",
        f'direction,comment\n4,"it is: {SECRET}"\n',
        f"direction;comment\n4;it is: {SECRET}\n",
        f"- 4,{SECRET}\n- [5,{SECRET}\n",
        f"{SECRET},4\n3,4\n",
        f'name: "a\n4,{SECRET}: a: b\n',
        f"antwoorden:\n  direction: [{SECRET}\n",
        f"format: alignscan/1\nanwsers:\n  direction: [{SECRET}, 4\n  goals: 3\n",
        f'{{"people": [{{"name": "{SECRET}" "direction": 4}}]}}\n',
        f'[{{"name": "{SECRET}" "direction": 4}}]\n',
    ],
)
def test_what_may_be_an_answer_or_a_remark_is_not_shown(content: str) -> None:
    assert SECRET not in shown(content)


def test_a_long_list_of_findings_is_shown_without_reading_the_file_for_each() -> None:
    items = "".join(f"  - {{id: q{i}, kynd: comment, text: Hi}}\n" for i in range(9_000))
    text = shown(f"format: alignscan/questionnaire/1\nid: own\ntitle: Own\nitems:\n{items}")
    assert text.count("kynd") >= 99
