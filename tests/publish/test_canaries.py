"""What is planted in small groups comes out nowhere: not in a file, not on screen."""

import csv
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest
from tests.cli.command import Inside

from alignscan.model.content import packaged_questionnaire

FORMATS = ("json", "md", "html")
GIVEN = ("in.csv", "survey.yaml")
PLACES = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""Where a program leaves things without being asked; all of it is looked through."""
CANARIES = ("ZYGOTE", "quokka-17", "kakapo@example.org", "Nobody likes the axolotl", "3,1415926")
"""A raw category, a person's id, an address, a comment and a number, all of a small group."""

SURVEY = """\
format: alignscan/1
organization: Northwind
questionnaire: pulse
wave: {id: w1, closed: 2026-09-21}
segments:
  site: {column: Where, categories: [North, South, East], map: {ZYGOTE: East}}
confidentiality: {on_small: withhold}
responses: in.csv
"""


def written(folder: Path) -> Path:
    """Write a survey in which the three people of one site answer as nobody else does."""
    asked = packaged_questionnaire("pulse").items
    items = [item.id for item in asked if item.kind not in ("comment", "recall", "choice")]
    folder.mkdir()
    with (folder / "in.csv").open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(["Where", "id", "mail", "remark", "tenure", *items])
        for i in range(40):
            where = ("North", "South")[i % 2]
            sheet.writerow([where, i, "", "", "", *[3 + (i // 2) % 2] * len(items)])
        for _ in range(3):
            sheet.writerow(["ZYGOTE", *CANARIES[1:], *[1] * len(items)])
    (folder / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    return folder / "survey.yaml"


def run(*arguments: object, cwd: Path) -> bytes:
    command = [sys.executable, "-m", "alignscan", *map(str, arguments)]
    kept = cwd / "elsewhere"
    kept.mkdir(exist_ok=True)
    env = os.environ | dict.fromkeys(PLACES, str(kept))
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=120, env=env)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr


def refused(survey: Path, out: Path) -> bytes:
    """Return what is said of answers with mistakes in the rows of the small group."""
    rows = (survey.parent / "in.csv").read_text(encoding="utf-8").splitlines()
    short = [*rows[:-1], rows[-1].rsplit(",", 2)[0]]
    broken = out / "broken"
    broken.mkdir()
    (broken / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    (broken / "in.csv").write_text("\n".join(short) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "alignscan", "assess", "survey.yaml"]
    done = subprocess.run(command, cwd=broken, capture_output=True, check=False, timeout=120)
    assert done.returncode == 2
    (broken / "in.csv").unlink()
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return everything that was printed or written, by name."""
    base = tmp_path_factory.mktemp("canaries")
    survey, out = written(base / "in"), base / "out"
    out.mkdir()
    files = [part for f in FORMATS for part in ("-o", out / f"r.{f}")]
    printed = run("assess", survey, *files, cwd=out)
    found = {"screen": printed, "refused": refused(survey, out)}
    with patch.object(tempfile, "tempdir", str(out / "elsewhere")):
        return found | more_of(survey, out) | kept_in(base)


def more_of(survey: Path, out: Path) -> dict[str, bytes]:
    """Return what other commands print, run in this process; they write beside the others."""
    within = Inside(out)

    def said(*arguments: object) -> bytes:
        done = within(*map(str, arguments), **dict.fromkeys(PLACES, str(out / "elsewhere")))
        assert done.code in (0, 1), done.err
        return done.stdout + done.stderr

    deep = ("--detail", "full", "--language", "de", "--charts", out / "charts")
    page = ("--split", "site", "--summary", out / "page.md")
    tables = [part for f in ("csv", "ics", "md") for part in ("-o", out / f"plan.{f}")]
    return {
        "stdout": said("assess", survey, "--format", "html"),
        "why": said("assess", survey, "--why", "goals"),
        "why of results": said("report", out / "r.json", "--why", "C2"),
        "plan": said("plan", survey, "-o", out / "plan.yaml"),
        "plan status": said("plan", "status", out / "plan.yaml", "--today", "2027-01-15"),
        "deep": said("assess", survey, *deep, "-o", out / "deep.html"),
        "split": said("assess", survey, "-o", out / "units", *page),
        "plan export": said("plan", "export", out / "plan.yaml", *tables),
        "form": said("form", survey, "--to", "xlsx", "-o", out / "form.xlsx"),
        "form page": said("form", survey, "--to", "html", "-o", out / "form.html"),
        "tabulate": said("tabulate", survey, "-o", out / "counts.json"),
        "check": said("check", survey),
        "promise": said("promise", survey),
    }


def kept_in(base: Path) -> dict[str, bytes]:
    """Return all files but those that were given, by name; and what archives hold."""
    paths = [p for p in base.rglob("*") if p.is_file() and p.name not in GIVEN]
    names = {p: p.relative_to(base).as_posix().removeprefix("out/") for p in paths}
    found = {name: path.read_bytes() for path, name in names.items()}
    for path in filter(zipfile.is_zipfile, paths):
        with zipfile.ZipFile(path) as archive:
            found |= {f"{names[path]}/{part}": archive.read(part) for part in archive.namelist()}
    return found


def test_the_group_is_withheld_and_others_are_shown(outputs: dict[str, bytes]) -> None:
    assert {f"r.{f}" for f in FORMATS} <= outputs.keys()
    assert {"plan.ics", "form.xlsx/xl/workbook.xml", "page.md"} <= outputs.keys()
    for folder in ("charts", "units"):
        assert any(name.startswith(f"{folder}/") for name in outputs)
    assert b'"withheld"' in outputs["r.json"]
    assert b'"shown"' in outputs["r.json"]


@pytest.mark.parametrize("canary", CANARIES)
def test_nothing_that_was_planted_comes_out(outputs: dict[str, bytes], canary: str) -> None:
    for encoding in ("utf-8", "utf-16-le"):
        assert [n for n, data in outputs.items() if canary.encode(encoding) in data] == []


FINER = re.compile(r'"(?:\w*p|q|\w*p_holm)": "\d\.\d{3}"|"severity": "\d+\.\d+"')
"""Probabilities have a step of 0.001, and a severity is a product of published figures."""


def test_no_number_has_more_digits_than_its_step(outputs: dict[str, bytes]) -> None:
    for name in ("r.json", "r.md", "screen"):
        text = FINER.sub("", outputs[name].decode("utf-8"))
        assert re.findall(r"(?<![\d.])\d+\.\d{3,}(?![\d.])", text) == [], name


def test_the_company_mean_is_not_given_to_more_than_a_tenth(outputs: dict[str, bytes]) -> None:
    exact = (40 * 3.5 + 3) / 43
    for name, data in outputs.items():
        for finer in (f"{exact:.2f}", f"{exact:.3f}"):  # but a place in a chart is a percentage
            found = re.search(rb"(?<![\d.])" + re.escape(finer.encode()) + rb"(?![\d%])", data)
            assert not found, name


def test_an_import_says_nothing_of_people(tmp_path: Path) -> None:
    people = CANARIES[1:]
    with (tmp_path / "export.csv").open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        asked = packaged_questionnaire("pulse").items
        items = [item.id for item in asked if item.kind not in ("comment", "recall", "choice")]
        sheet.writerow(["id", "Email", "Remark", "Score", *items])
        sheet.writerows([["", "", "", "", *[3] * len(items)]] * 20)
        sheet.writerow([*people, *[1] * len(items)])
    survey = SURVEY.partition("segments:")[0]
    (tmp_path / "survey.yaml").write_text(survey, encoding="utf-8")
    said = run("import", "export.csv", "-f", "json", cwd=tmp_path)
    (tmp_path / "export.csv").unlink()
    left = kept_in(tmp_path) | {"said": said}
    for canary in people:
        assert [n for n, data in left.items() if canary.encode() in data] == []
