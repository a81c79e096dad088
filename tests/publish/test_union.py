"""All formats of all runs together say what the results file of one run says.

Each artefact is made again by ``report`` in a folder that holds the results file and nothing else,
and is the same, byte by byte. So whoever has all of them knows what the results file says, and the
attacks on that are attacks on everything.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import Inside
from tests.publish.test_canaries import written

RUNS = {
    "standard": ("--language", "fr"),
    "full": ("--detail", "full", "--items", "stacked", "--language", "de"),
}
TOGETHER = ("-o", "r.html", "-o", "r.md", "--charts", "charts", "--summary", "page.md")
SPLIT = ("-o", "units", "--split", "site")
PRINTED = ((), ("--why", "goals"))
POPULATION = """\
population: {total: 60, counts: {site: {North: 26, South: 28, East: 6}}}
targets: {direction: 4}
"""


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = written(tmp_path_factory.mktemp("union") / "in")
    file.write_text(file.read_text(encoding="utf-8") + POPULATION, encoding="utf-8")
    return file


def artefacts(run: Inside, command: str, source: Path | str, options: tuple[str, ...]) -> Any:
    """Return everything that a command says and writes, by name."""
    run.folder.mkdir(exist_ok=True)
    found: dict[str, bytes] = {}
    for files in (TOGETHER, SPLIT):
        assert run(command, str(source), "-q", *files, *options).code == 0
    for asked in PRINTED:
        found[f"printed {asked}"] = without_commands(run(command, str(source), *asked).stdout)
    left = [path for path in run.folder.rglob("*") if path.is_file()]
    return found | {
        path.relative_to(run.folder).as_posix(): path.read_bytes()
        for path in left
        if path.name != "r.json"
    }


def without_commands(printed: bytes) -> bytes:
    """Return a screen without the lines that say what to type next, with the file's own name."""
    return b"\n".join(line for line in printed.splitlines() if b"alignscan " not in line)


@pytest.mark.parametrize("options", RUNS.values(), ids=RUNS)
def test_every_artefact_follows_from_the_results_file(
    options: tuple[str, ...], survey: Path, tmp_path: Path
) -> None:
    first, second = Inside(tmp_path / "first"), Inside(tmp_path / "second")
    made = artefacts(first, "assess", survey, options)
    assert first("assess", str(survey), "-q", "-o", "r.json").code == 0
    second.folder.mkdir()
    shutil.copy(first.folder / "r.json", second.folder)
    again = artefacts(second, "report", "r.json", options)
    assert made.keys() == again.keys()
    assert len(made) >= 10
    assert [name for name in made if made[name] != again[name]] == []


def test_all_runs_publish_the_same(survey: Path, tmp_path: Path) -> None:
    run = Inside(tmp_path)
    for name, options in RUNS.items():
        assert run("assess", str(survey), "-q", "-o", f"{name}.json", *options).code == 0
    text = survey.read_text(encoding="utf-8")
    survey.write_text(text.replace("direction: 4", "direction: 2"), encoding="utf-8")
    assert run("assess", str(survey), "-q", "-o", "target.json").code == 0
    survey.write_text(text, encoding="utf-8")
    found = [json.loads(file.read_text(encoding="utf-8")) for file in tmp_path.glob("*.json")]
    assert len(found) == len(RUNS) + 1
    assert all(one["published"] == found[0]["published"] for one in found)
