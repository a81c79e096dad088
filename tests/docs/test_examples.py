"""Whatever the README and the pages in docs show holds: files, commands, code and links."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from tests.docs.pages import PAGES, README, ROOT, Block, anchors, blocks, links
from tests.docs.replay import replayed, workplace, write

import alignscan
from alignscan.model.survey import Survey
from alignscan.source.finding import Finding, Severity
from alignscan.source.text import decode_text
from alignscan.source.yaml import load_yaml

REQUIRED = {
    "format": "format: alignscan/1\n",
    "organization": "organization: Northwind Logistics\n",
    "questionnaire": "questionnaire: self-check\n",
}
SHOWN_WRONG = "wrong/"
"""Files in this folder are shown with their mistakes."""


def of_page(path: Path) -> str:
    return path.name


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def shown(language: str) -> list[Block]:
    return [block for path in PAGES for block in blocks(read(path)) if block.language == language]


def remarks(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.code} {f.message}" for f in findings if f.severity is not Severity.INFO]


def as_file(text: str) -> str:
    """Return a YAML block as a file: a part of a survey gets the lines that each survey needs."""
    data = load_yaml(decode_text(text.encode(), "block.yaml")).data
    keys = data.keys() if isinstance(data, dict) else frozenset()
    if "format" in keys:
        return text
    assert keys <= Survey.model_fields.keys(), f"not part of a survey file: {sorted(keys)}"
    return "".join(line for key, line in REQUIRED.items() if key not in keys) + text


@pytest.fixture
def folder() -> Iterator[Path]:
    with workplace() as place:
        yield place


@pytest.mark.parametrize("path", PAGES, ids=of_page)
def test_files_shown_are_without_mistakes(path: Path, folder: Path) -> None:
    for block in blocks(read(path)):
        write(block, folder)
        if block.language != "yaml" or (block.file or "").startswith(SHOWN_WRONG):
            continue
        file = folder / (block.file or "example.yaml")
        file.write_text(as_file(block.text), encoding="utf-8")
        assert remarks(alignscan.check(file)) == [], f"{path.name}:{block.line}"


@pytest.mark.parametrize("path", PAGES, ids=of_page)
def test_commands_print_what_is_shown(path: Path, folder: Path) -> None:
    page = read(path)
    assert replayed(page, folder) == page, "accept with: python -m tests.docs.replay"


@pytest.mark.parametrize("block", shown("python"), ids=lambda block: f"line-{block.line}")
def test_code_runs_and_prints_what_its_comments_say(
    block: Block, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "assessments" / "leadership-team")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(block.text, "block.py", "exec"), {"__name__": "__main__"})
    promised = re.findall(r"^ *print\(.*\)  # (.+)$", block.text, re.MULTILINE)
    assert promised == printed.getvalue().splitlines()[: len(promised)]


def test_there_is_something_to_hold() -> None:
    assert {block.language for path in PAGES for block in blocks(read(path))} >= {
        "yaml",
        "console",
        "python",
        "sh",
    }


@pytest.mark.parametrize("path", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=of_page)
def test_links_lead_somewhere(path: Path) -> None:
    for link in links(read(path)):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(read(target)), link


def test_the_readme_links_to_every_page() -> None:
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links(read(README))}
    assert set(PAGES) - {README} <= linked


def test_the_survey_page_names_every_key() -> None:
    page = read(ROOT / "docs" / "survey-file.md")
    assert [key for key in Survey.model_fields if f"`{key}`" not in page] == []


def test_the_table_of_rules_is_up_to_date() -> None:
    script = ROOT / "scripts" / "docs_rules.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
