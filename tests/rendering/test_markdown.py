import re
from collections.abc import Callable

import pytest
from tests.rendering import factory
from tests.rendering.test_escape import tokens

from alignscan.rendering.options import Presentation
from alignscan.rendering.report.markdown import render
from alignscan.report.model import Report

REPORTS = pytest.mark.parametrize("make", factory.ALL.values(), ids=factory.ALL)
Make = Callable[[], Report]
HEADINGS = [
    "## Executive summary",
    "## “Systems and processes” has the widest gap: 2.0 points",
    "## By function, too few groups can be shown to compare them",
    "## Among the practices, “A vision people can picture” is furthest from its target: 0.3 points",
    "## People disagree on 1 statement",
    "## 1 action in 1 week",
    "## 1 KPI tells whether the plan works; measure it once before you begin",
    "## 67% of those invited answered, and nothing stands out in how they did",
    "## How every score came about",
    "## Method and data quality",
]


def source(report: Report) -> str:
    return render(report, Presentation())


@REPORTS
def test_nothing_but_text_comes_from_people(make: Make) -> None:
    found = {token.type for token in tokens(source(make()))}
    assert not found & {"link_open", "image", "html_block", "html_inline", "code_inline", "fence"}


@REPORTS
def test_it_ends_with_one_newline_and_is_the_same_each_time(make: Make) -> None:
    text = source(make())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text == source(make())


@REPORTS
def test_every_row_has_as_many_cells_as_its_head(make: Make) -> None:
    for block in source(make()).split("\n\n"):
        if block.startswith("|"):
            counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(counts) == 1


def test_the_sections_stand_in_their_order() -> None:
    text = source(factory.confidential())
    assert [line for line in text.splitlines() if line.startswith("## ")] == HEADINGS


def test_a_withheld_group_holds_the_word_and_no_figure() -> None:
    row = next(li for li in source(factory.confidential()).splitlines() if "Legal" in li)
    assert row == f"| Legal |{' withheld |' * 6}"


def test_a_range_is_given_as_one() -> None:
    row = next(li for li in source(factory.confidential()).splitlines() if "| Sales" in li)
    assert "≥ 4.8" in row


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (factory.participation, "Participation only"),
        (factory.empty, "There are no answers yet."),
        (factory.too_few, "Too few people answered"),
    ],
)
def test_a_report_without_figures_says_why(make: Make, why: str) -> None:
    text = source(make())
    assert why in text
    assert [li for li in text.splitlines() if li.startswith("## ")] == [HEADINGS[0], HEADINGS[-1]]


def test_an_action_says_who_does_what_by_when_and_why() -> None:
    text = source(factory.team())
    for part in ("Senior leadership", "6 weeks", "gap 2.0", "evidence grade B", "1. List the"):
        assert part in text
