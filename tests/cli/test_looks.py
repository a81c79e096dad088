"""Reports as a consultant hands them on: PDF, brand, templates, charts, split reports."""

import json
import re
import sys
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from tests.cli.command import Inside, alignscan
from tests.examples import report_of

from alignscan.cli import browsers, pdf
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.json import render as as_json
from alignscan.rendering.report.pdf import NoPrinter, without_clock

SHORT = ("--detail", "summary", "-q")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
CHROMIUM = Path("/usr/bin/chromium")
needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="platform: no Chromium at its usual place here"
)


@cache
def results(name: str) -> str:
    return as_json(report_of(name), Presentation())


@pytest.fixture
def small(run: Inside) -> Inside:
    """A folder with the results of a small team."""
    (run.folder / "results.json").write_text(results("leadership-team"), encoding="utf-8")
    return run


@pytest.fixture
def large(run: Inside) -> Inside:
    """A folder with the results of a company with groups, of which some are withheld."""
    (run.folder / "results.json").write_text(results("mid-sized"), encoding="utf-8")
    return run


def refuse(html: str) -> bytes:
    raise NoPrinter(html[:0])


def check_text(data: bytes, page: str) -> None:
    """Every number of a PDF stands in the same page as HTML, but for the numbers of its pages."""
    reader = pypdf.PdfReader(BytesIO(data))
    shown = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]*>", " ", page)
    known = {float(n) for n in NUMBER.findall(shown)} | set(map(float, range(21)))
    texts = [sheet.extract_text() for sheet in reader.pages]
    for n, text in enumerate(texts, 1):
        assert f"{n} / {len(texts)}" in text
        rest = text.replace(f"{n} / {len(texts)}", "")
        assert {float(found) for found in NUMBER.findall(rest)} <= known
    assert "NOT ALIGNED" in "\n".join(texts)


def test_a_pdf_says_what_the_report_says_and_is_the_same_each_time(small: Inside) -> None:
    done = small("report", "results.json", "-o", "a.pdf", "-o", "a.html", *SHORT)
    assert done.code == 0, done.err
    other = alignscan("report", "results.json", "-o", "b.pdf", *SHORT, cwd=small.folder)
    assert other.code == 0, other.err
    first = (small.folder / "a.pdf").read_bytes()
    assert first == (small.folder / "b.pdf").read_bytes()
    check_text(first, (small.folder / "a.html").read_text(encoding="utf-8"))
    reader = pypdf.PdfReader(BytesIO(first))
    root, xmp = reader.root_object, reader.xmp_metadata
    assert str(root["/MarkInfo"]) == "{'/Marked': True}"
    assert str(root["/Lang"]) == "en"
    assert xmp is not None
    assert "pdfuaid:part" in xmp.rdf_root.toxml()


@needs_chromium
def test_a_browser_stands_in(small: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_page", refuse)
    for name in ("a.pdf", "b.pdf"):
        done = small("report", "results.json", "-o", name, *SHORT, ALIGNSCAN_BROWSER=str(CHROMIUM))
        assert done.code == 0, done.err
    small("report", "results.json", "-o", "a.html", *SHORT)
    first = (small.folder / "a.pdf").read_bytes()
    assert first == (small.folder / "b.pdf").read_bytes()
    check_text(first, (small.folder / "a.html").read_text(encoding="utf-8"))
    (size,) = {tuple(map(round, p.mediabox[2:])) for p in pypdf.PdfReader(BytesIO(first)).pages}
    assert size == (595, 842)


def test_without_a_printer_nothing_is_written(
    small: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "print_page", refuse)
    before = set(small.folder.iterdir())
    done = small(
        "report", "results.json", "-o", "a.pdf", "-o", "a.html", ALIGNSCAN_BROWSER="none-such"
    )
    assert done.code == 2
    assert 'pip install "alignscan[pdf]"' in done.err
    assert set(small.folder.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="platform: the stand-in is a shell script")
def test_a_browser_that_hangs_or_fails_is_left_behind(tmp_path: Path) -> None:
    scripts = {"hangs": "sleep 30", "fails": "exit 1", "lies": 'echo no > "$PWD/report.pdf"'}
    for name, line in scripts.items():
        script = tmp_path / name
        script.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        script.chmod(0o755)
        assert browsers.print_with(script, "<p>x</p>", seconds=1) is None
    assert browsers.print_with(tmp_path / "none", "<p>x</p>", seconds=1) is None


def test_dates_are_taken_out_of_a_pdf() -> None:
    given = b"/CreationDate (D:20261122091500+00'00')\n/ModDate (D:20261122091501Z)"
    fixed = without_clock(given)
    assert len(fixed) == len(given)
    assert b"2026" not in fixed


def test_a_pdf_cannot_be_printed_on_the_screen(small: Inside) -> None:
    done = small("report", "results.json", "-f", "pdf")
    assert done.code == 2
    assert "no format `pdf`" in done.err


def test_a_brand_beside_the_file_is_used_and_said(small: Inside) -> None:
    brand = small.folder / "_brand.yml"
    brand.write_text("color: {primary: '#ffd400'}\n", encoding="utf-8")
    done = small("report", "results.json", "-o", "a.html", "-q")
    assert done.code == 0
    assert "AS902" in done.err
    assert "--link" in (small.folder / "a.html").read_text(encoding="utf-8").partition("@media")[0]
    other = small("report", "results.json", "-q")
    assert other.err == ""


def test_a_broken_brand_stops_before_anything_is_written(small: Inside) -> None:
    (small.folder / "b.yaml").write_text(
        "format: alignscan/brand/1\ncolor: {primary: navy}\n", encoding="utf-8"
    )
    done = small("report", "results.json", "-o", "a.html", "--brand", "b.yaml")
    assert done.code == 2
    assert "b.yaml:2:18: error[AS901]" in done.err
    assert not (small.folder / "a.html").exists()
    assert small("report", "results.json", "-o", "a.html", "--brand", "none.yml").code == 2


def test_what_is_no_brand_is_said(small: Inside) -> None:
    (small.folder / "b.yaml").write_text("format: alignscan/actions/1\nid: x\n", encoding="utf-8")
    done = small("report", "results.json", "-o", "a.html", "--brand", "b.yaml")
    assert done.code == 2


def test_check_finds_brand_files(run: Inside) -> None:
    (run.folder / "_brand.yml").write_text("color: {primary: blue}\n", encoding="utf-8")
    for given in ("_brand.yml", "."):
        done = run("check", given)
        assert done.code == 1
        assert "_brand.yml:1:18: error[AS901]" in done.out.replace("./", "")


def test_templates_are_ejected_checked_and_used(small: Inside) -> None:
    assert "report.html.j2" in small("template", "eject").out
    assert small("template", "eject", "cover").code == 0
    cover = small.folder / "templates" / "cover.html.j2"
    assert cover.read_text(encoding="utf-8").startswith("{#- alignscan template api: 1;")
    assert small("template", "eject", "cover").code == 2
    assert "did you mean" in small("template", "eject", "coverr.html.j2").err
    checked = small("template", "check", "templates", "--results", "results.json")
    assert (checked.code, checked.out) == (0, "templates: no problems\n")
    changed = cover.read_text(encoding="utf-8").replace("<h1>", "<p>Ours</p><h1>")
    cover.write_text(changed, encoding="utf-8")
    done = small("report", "results.json", "-o", "a.html", "--templates", "templates", "-q")
    assert done.code == 0
    assert "<p>Ours</p><h1>" in (small.folder / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", [["-o", "a.html"], ["-f", "html"], ["-o", "a.pdf"]])
def test_a_template_that_fails_is_named_with_its_line(small: Inside, how: list[str]) -> None:
    (small.folder / "t").mkdir()
    (small.folder / "t" / "cover.html.j2").write_text(
        "{#- alignscan template api: 1; cover.html.j2 -#}\n<header>{{ page.tite }}</header>\n",
        encoding="utf-8",
    )
    done = small("report", "results.json", *how, "--templates", "t")
    assert done.code == 2
    assert "cover.html.j2:2:1: error[AS921] `tite` is not known here" in done.err
    assert not (small.folder / "a.html").exists()
    assert small("template", "check", "t", "--results", "results.json").code == 1
    assert small("report", "results.json", "-o", "a.html", "--templates", "none").code == 2


def test_charts_are_written_to_a_folder(small: Inside) -> None:
    done = small("report", "results.json", "--charts", "charts")
    assert done.code == 0, done.err
    names = {path.name for path in (small.folder / "charts").iterdir()}
    assert {"conditions.svg", "conditions.txt"} <= names
    again = {p.name: p.read_bytes() for p in (small.folder / "charts").iterdir()}
    assert small("report", "results.json", "--charts", "charts").code == 0
    assert {p.name: p.read_bytes() for p in (small.folder / "charts").iterdir()} == again


def test_split_reports_are_written_to_a_folder(large: Inside) -> None:
    done = large("report", "results.json", "--split", "site", "-o", "reports")
    assert done.code == 0, done.err
    folder = large.folder / "reports"
    names = {path.name for path in folder.iterdir()}
    assert "index.html" in names
    listed = re.findall(r'href="([^"#]+\.html)"', (folder / "index.html").read_text("utf-8"))
    assert {*listed, "index.html"} == names
    (folder / "site-service-depots.html").write_text("old", encoding="utf-8")
    again = large("report", "results.json", "--split", "site", "-o", "reports")
    assert "site-service-depots.html is of an earlier run" in again.err
    assert (folder / "site-service-depots.html").read_text(encoding="utf-8") == "old"


def test_split_reports_are_written_as_pdf_and_text_as_well(
    large: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []

    def print_page(html: str) -> bytes:
        printed.append(html)
        return b"%PDF"

    monkeypatch.setattr(pdf, "print_page", print_page)
    folders = ("-o", "pdf=reports", "-o", "markdown=reports")
    done = large("report", "results.json", "--split", "site", *folders)
    assert done.code == 0, done.err
    names = {path.name for path in (large.folder / "reports").iterdir()}
    assert names == {
        f"{name}.{suffix}"
        for name in ("index", "site-main-plant", "site-north-plant")
        for suffix in ("pdf", "md")
    }
    assert len(printed) == 3
    assert 'href="site-main-plant.pdf"' in "".join(printed)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--split", "function"], "--split writes files"),
        (["--split", "shoes", "-o", "r"], "no breakdown by `shoes`"),
        (["--split", "function", "-o", "json=r"], "no format `json`"),
        (["--split", "function", "-o", "r.pdf"], "write -o pdf=r"),
        (["--split", "function", "-o", "pdf=x/r.pdf"], "write -o pdf=r"),
        (["--split", "function", "-o", "r.json"], "write -o html=r"),
        (["--charts", "none/r"], "there is no folder"),
        (["--charts", "results.json"], "not a folder"),
    ],
)
def test_what_cannot_be_done_is_said(small: Inside, arguments: list[str], said: str) -> None:
    done = small("report", "results.json", *arguments)
    assert done.code == 2
    assert said in done.err


def test_the_segments_that_there_are_are_named(large: Inside) -> None:
    done = large("report", "results.json", "--split", "shoes", "-o", "r")
    assert "choose one of level, function, site" in done.err
    assert not (large.folder / "r").exists()


def survey(folder: Path) -> Callable[[str], dict[str, object]]:
    rows = "".join(
        f"{group},{1 + (n + k) % 5},{1 + n % 5},{1 + (n * k) % 5},3,{2 + n % 3}\n"
        for k, (group, size) in enumerate((("Sales", 30), ("Operations", 40)))
        for n in range(size)
    )
    head = "Department,direction,commitment,goals,capability,systems\n"
    (folder / "answers.csv").write_text(head + rows, encoding="utf-8")
    (folder / "survey.yaml").write_text(
        "format: alignscan/1\norganization: Northwind\nquestionnaire: self-check\ntargets: 4\n"
        "wave: {id: a, closed: 2026-09-21}\nresponses: answers.csv\n"
        "segments: {function: {column: Department, categories: [Sales, Operations]}}\n",
        encoding="utf-8",
    )

    def ledger(name: str) -> dict[str, object]:
        found: dict[str, object] = json.loads((folder / name).read_text(encoding="utf-8"))
        return found

    return ledger


def test_whatever_is_written_is_one_release_of_the_same_figures(run: Inside) -> None:
    read = survey(run.folder)
    first = run("assess", "survey.yaml", "-o", "results.json", "-q")
    assert first.code == 0, first.err
    before = read("survey.ledger.json")
    (run.folder / "_brand.yml").write_text("color: {primary: '#12355b'}\n", encoding="utf-8")
    for more in (
        ["--split", "function", "-o", "reports"],
        ["--charts", "charts"],
        ["-o", "report.html", "--detail", "full"],
    ):
        done = run("assess", "survey.yaml", "-q", *more)
        assert done.code == 0, done.err
        assert read("survey.ledger.json") == before
    whole = run("report", "results.json", "--split", "function", "-o", "again", "-q")
    assert whole.code == 0, whole.err
    for path in (run.folder / "reports").iterdir():
        assert path.read_bytes() == (run.folder / "again" / path.name).read_bytes()


def test_charts_and_split_reports_alone_are_releases(run: Inside) -> None:
    read = survey(run.folder)
    assert run("assess", "survey.yaml", "--charts", "charts", "-q").code == 0
    charts = read("survey.ledger.json")
    assert charts
    (run.folder / "survey.ledger.json").unlink()
    assert run("assess", "survey.yaml", "--split", "function", "-o", "r", "-q").code == 0
    assert read("survey.ledger.json").keys() == charts.keys()


def test_the_help_names_the_options() -> None:
    done = alignscan("assess", "--help", cwd=Path.cwd(), COLUMNS="200")
    for option in ("--brand", "--templates", "--charts", "--split"):
        assert option in done.out
