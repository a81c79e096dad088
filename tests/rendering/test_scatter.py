"""Fields of dots: the numbers of their axes, the names in their corners, and what they say."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import report_of

from alignscan.model.labels import languages
from alignscan.rendering.charts.export import chart_files
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import quadrant, scatter
from alignscan.rendering.report.html import render
from alignscan.rendering.words import words_in

ENDS = st.decimals(0, 1000, places=2)


@given(low=ENDS, length=st.decimals("0.2", 1000, places=2))
def test_an_axis_has_few_round_numbers_at_equal_distances(low: Decimal, length: Decimal) -> None:
    found = scatter.steps(low, low + length)
    assert 1 <= len(found) <= scatter.MOST + 1
    assert low <= found[0]
    assert found[-1] <= low + length
    distances = {later - earlier for earlier, later in itertools.pairwise(found)}
    assert len(distances) <= 1
    assert all(f"{d.normalize():e}"[0] in "125" for d in distances)


@pytest.mark.parametrize(("width", "name"), [("0.2", "Keep"), ("0.8", "Agreed and high: keep")])
def test_a_narrow_field_has_its_short_name(width: str, name: str) -> None:
    names = ("Agreed and high: keep", "Keep")
    made = scatter.field(1 - Decimal(width), Decimal(0), Decimal(1), Decimal(1), names, "rest")
    assert made["name"] == name


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("low", "divided"), [(0, 0), (0, 1), (0, 4), (1, 0), (16, 0), (16, 1)])
def test_a_heading_counts_only_what_there_is(low: int, divided: int, language: str) -> None:
    said = quadrant._heading(low, divided, words_in(language, Presentation()))
    counted = [int(word) for word in said.replace(";", " ").split() if word.isdigit()]
    assert counted == [n for n in (low, divided) if n]


def test_colors_are_named_below_the_field_and_in_the_file() -> None:
    report = report_of("mid-sized")
    page = render(report, Presentation())
    field = page[page.index('id="agreement"') : page.index('id="critical"')]
    legend = field[field.index("<figcaption>") : field.index("</figcaption>")]
    files = chart_files(report, Presentation())
    drawing = next(text for name, text in files.items() if "agreement" in name)
    for name in ("1 Direction exists", "3 Translated into goals", "5 Systems and processes"):
        assert name in legend
        assert f">{name}<" in drawing
