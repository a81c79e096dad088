"""Split reports and charts as files: each unit alone, and nothing that is not in the report."""

import re
from xml.etree import ElementTree

import pytest
from tests.examples import report_of
from tests.rendering import factory

from alignscan.model.branding import Branding
from alignscan.model.palette import packaged_colors
from alignscan.publish.published import ShownCell
from alignscan.rendering.charts.draw import wrapped
from alignscan.rendering.charts.export import chart_files
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.units import Page, _slugs, split
from alignscan.report.consistent import inconsistency
from alignscan.report.model import Report
from alignscan.report.units import NoSuchSegment, of_unit, units_of

NUMBER = re.compile(r"\d+(?:\.\d+)?")
LOOK = Presentation()


def report() -> Report:
    return report_of("mid-sized")


def pages() -> dict[str, Page]:
    return {page.file: page for page in split(report(), "function", LOOK, "md")}


def test_each_unit_that_is_shown_has_a_page_and_no_other() -> None:
    found = report()
    (breakdown,) = (b for b in found.breakdowns if b.segment == "function")
    shown = [c.label for c in breakdown.categories if c.n is not None]
    hidden = [c.label for c in breakdown.categories if c.n is None]
    assert shown
    assert hidden
    names = pages()
    assert len(names) == len(shown) + 1
    assert list(names)[-1] == "index.md"
    listed = names["index.md"].text("markdown")
    for label in (*shown, *hidden):
        assert label in listed
    assert "No report of their own: Quality and Human resources." in listed
    assert not [file for file in names if "quality" in file or "human" in file]


def test_the_list_holds_no_figure() -> None:
    text = pages()["index.md"].text("markdown")
    assert NUMBER.findall(text.replace("function-", "")) == ["6"]


def test_a_page_names_no_other_unit() -> None:
    names = [unit.name for unit in units_of(report(), "function")]
    for page in pages().values():
        if page.unit is None:
            continue
        for format in ("markdown", "html"):
            text = re.sub(
                r"<style>.*?</style>|<script>.*?</script>", "", page.text(format), flags=re.S
            )
            others = [name for name in names if name != page.unit.name]
            found = [name for name in others if re.search(rf"\b{name}\b", text)]
            assert set(found) <= {"Quality", "Service"} - {page.unit.name}, found
            assert "Human resources" not in text


def test_a_page_holds_figures_of_its_unit_and_of_everybody_only() -> None:
    found = report()
    for page in pages().values():
        if page.unit is None or page.unit.category is None:
            continue
        id = page.unit.category.cell
        cells = [c for c in found.published.cells if c.id == id or not c.filters]
        alone = of_unit(found, page.unit)
        known = "".join(c.model_dump_json() for c in cells) + alone.model_dump_json()
        numbers = {float(n) for n in NUMBER.findall(known)}
        numbers |= {round(n * 100, 6) for n in numbers} | {0, 1, 5, 95, 100}
        rows = [line for line in page.text("markdown").splitlines() if line.startswith("| ")]
        cells_of = (cell for row in rows for cell in row.split(" | ")[1:])
        printed = {float(n) for cell in cells_of for n in NUMBER.findall(cell)}
        assert printed <= numbers, (page.file, printed - numbers)


@pytest.mark.parametrize("segment", ["level", "function", "site"])
def test_the_report_of_a_unit_is_one_that_could_be_written(segment: str) -> None:
    for unit in units_of(report(), segment):
        if unit.category is None:
            with pytest.raises(ValueError, match="only a unit"):
                of_unit(report(), unit)
            continue
        alone = of_unit(report(), unit)
        assert inconsistency(alone) is None
        assert [c.id for c in alone.published.cells] == ["overall"]
        assert alone.diagnosis.conditions == unit.category.conditions


def test_units_that_are_put_together_have_no_page() -> None:
    found = factory.confidential()
    top = found.published.cells[1]
    assert isinstance(top, ShownCell)
    joined = top.model_copy(update={"filters": {"function": ("North office", "South office")}})
    cells = (found.published.cells[0], joined, found.published.cells[2])
    changed = found.model_copy(
        update={"published": found.published.model_copy(update={"cells": cells})}
    )
    names = [unit.name for unit in units_of(changed, "function")]
    assert names == ["North office", "South office", "Legal"]
    (only,) = split(changed, "function", LOOK, "html")
    text = only.text("html")
    assert "No report of their own: North office, South office and Legal." in text
    assert "31" not in re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<meta .*?>", "", text)


def test_another_segment_is_said() -> None:
    with pytest.raises(NoSuchSegment) as caught:
        split(report(), "shoe size", LOOK, "html")
    assert caught.value.segments == ("level", "function", "site")


def test_names_of_files_are_plain_and_all_different() -> None:
    names = ["Größe & Öl", "../../etc", "CON", "con", "日本", "中国", "x" * 300, "a/b", "a\\b", ""]
    slugs = _slugs("site", names)
    assert len(set(slugs)) == len(names)
    for slug in slugs:
        assert re.fullmatch(r"site-[a-z0-9-]+", slug)
        assert len(slug) <= 64
    assert slugs[:3] == ["site-groe-ol", "site-etc", "site-con"]
    assert _slugs("site", names) == slugs


def test_each_chart_stands_alone() -> None:
    files = chart_files(report(), LOOK)
    assert {"conditions", "levels", "items", "plan-timeline", "breakdown-function"} <= {
        name.partition(".")[0] for name in files
    }
    assert sorted(n[:-4] for n in files if n.endswith(".svg")) == sorted(
        n[:-4] for n in files if n.endswith(".txt")
    )
    for name, text in files.items():
        if name.endswith(".txt"):
            continue
        root = ElementTree.fromstring(text)
        tags = [element.tag.rpartition("}")[2] for element in root.iter()]
        assert tags[1:3] == ["title", "desc"]
        assert not {"script", "a", "image", "use", "style", "foreignObject"} & set(tags)
        assert not re.search(r"href|url\(|class=|%\"", text)
        assert (root[0].text or "").strip()
        lines = files[f"{name[:-4]}.txt"].splitlines()
        assert root[0].text == lines[0]
        for line in lines[1:]:
            assert line in (root[1].text or "")


def test_charts_hold_numbers_of_the_report_only() -> None:
    files = chart_files(report(), LOOK)
    known = {float(n) for n in NUMBER.findall(report().model_dump_json())}
    known |= {round(n * 100, 6) for n in known} | set(map(float, range(1, 8)))
    told = files["conditions.txt"] + files["breakdown-function.txt"] + files["levels.txt"]
    spread = {0.6, 0.7, 0.8, 0.9}  # between levels, as the report prints it
    assert {float(n) for n in NUMBER.findall(told)} <= known | spread


def test_charts_are_the_same_each_time_and_take_a_brand() -> None:
    small = factory.team()
    assert chart_files(small, LOOK) == chart_files(small, LOOK)
    brand = Branding(light={"primary": "#7a1f5c"}, body_font="Source Sans 3")
    drawn = chart_files(small, Presentation(brand=brand))["conditions.svg"]
    assert "#7a1f5c" in drawn
    assert packaged_colors("light")["now"] not in drawn
    assert "Source Sans 3" in drawn


def test_hostile_texts_stay_texts_in_charts() -> None:
    for name, text in chart_files(factory.hostile(), LOOK).items():
        if name.endswith(".svg"):
            tags = {e.tag.rpartition("}")[2] for e in ElementTree.fromstring(text).iter()}
            assert not {"script", "img", "b"} & tags


def test_a_report_without_figures_has_no_charts() -> None:
    assert chart_files(factory.too_few(), LOOK) == {}


def test_lines_fit() -> None:
    assert wrapped("Understood and committed", 120, 13) == ["Understood and", "committed"]
    assert wrapped("a " * 100, 60, 12, most=2)[-1].endswith("…")
    assert wrapped("", 60) == [""]
