import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from tests.cli.command import Inside, environment
from tests.integration.jobs import ROOT, commands, jobs, loaded, steps

from alignscan.cli.app import app

PINNED = re.compile(r"^[\w-]+/[\w/.-]+@[0-9a-f]{40}$")
ACTION: dict[str, Any] = loaded("action.yml")
HOOKS: list[dict[str, Any]] = loaded(".pre-commit-hooks.yaml")
WRONG = "format: alignscan/1\norganization: Nord\nquestionnaire: self-chek\n"
BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(os.name != "posix", reason="platform: the runner brings bash")


def understood(arguments: list[str]) -> None:
    """Parse a call with the real options of its command; nothing is run."""
    group: Any = typer.main.get_command(app)
    command = group.commands[arguments[0]]
    command.make_context(arguments[0], list(arguments[1:]), resilient_parsing=False)


@pytest.mark.parametrize("arguments", commands(), ids=" ".join)
def test_every_call_in_the_page_is_understood(arguments: list[str]) -> None:
    understood(arguments)


def test_there_are_calls_for_every_system() -> None:
    assert len(commands()) >= 8
    assert {"check", "report", "schema"} <= {arguments[0] for arguments in commands()}


@pytest.mark.parametrize("block", jobs("yml"), ids=lambda block: f"line-{block.line}")
def test_jobs_in_the_page_are_yaml(block: Any) -> None:
    data = yaml.safe_load(block.text)
    assert isinstance(data, dict)


def workflows() -> list[Any]:
    pages = [yaml.safe_load(block.text) for block in jobs("yml")]
    return [ACTION, loaded(".github/workflows/ci.yml"), *pages]


def test_actions_are_pinned_and_shells_get_no_input() -> None:
    found = [step for data in workflows() for step in steps(data)]
    used = [step["uses"] for step in found if "uses" in step]
    assert [name for name in used if not PINNED.match(name)] == ["OWNER/alignscan@COMMIT"]
    assert [step["run"] for step in found if "${{" in step.get("run", "")] == []
    assert len({n for n in used if n.startswith("actions/checkout")}) == 1
    assert len({n for n in used if n.startswith("actions/setup-python")}) == 1


def test_the_page_gives_the_action_inputs_that_it_has() -> None:
    given = [s for data in workflows() for s in steps(data) if "OWNER" in s.get("uses", "")]
    assert given
    for step in given:
        assert step["with"].keys() <= ACTION["inputs"].keys()


def test_only_pushes_upload() -> None:
    upload = next(s for s in steps(ACTION) if "upload-sarif" in s.get("uses", ""))
    assert "github.event_name == 'push'" in upload["if"]
    assert upload["if"].startswith("always()")


def step(id: str) -> str:
    script: str = next(s["run"] for s in steps(ACTION) if s.get("id") == id)
    return script


def checked(folder: Path, **inputs: str) -> subprocess.CompletedProcess[bytes]:
    """Run the script of the action as the runner does."""
    assert BASH is not None
    given = {
        "BIN": str(Path(sys.executable).parent),
        "PATHS": ".",
        "FAIL_ON": "",
        "RUNNER_TEMP": str(folder / "temp"),
        "GITHUB_STEP_SUMMARY": str(folder / "temp" / "page"),
        "GITHUB_OUTPUT": str(folder / "temp" / "output"),
    }
    (folder / "temp").mkdir()
    return subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step("check")],
        cwd=folder,
        env=environment(**given | inputs),
        capture_output=True,
        check=False,
        timeout=60,
    )


@needs_bash
def test_the_action_annotates_and_keeps_the_upload(tmp_path: Path) -> None:
    (tmp_path / "my files").mkdir()
    (tmp_path / "my files" / "s.yaml").write_text(WRONG, encoding="utf-8")
    done = checked(tmp_path, PATHS="my files/s.yaml\n\nmy files\n", FAIL_ON="warning")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(b"::error file=my files/s.yaml,line=3,")
    sarif = tmp_path / "temp" / "alignscan.sarif"
    assert (tmp_path / "temp" / "output").read_text() == f"sarif={sarif}\n"
    assert len(json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]) == 1
    assert "AS207" in (tmp_path / "temp" / "page").read_text(encoding="utf-8")


@needs_bash
@pytest.mark.parametrize(
    "inputs", [{"PATHS": "nowhere"}, {"FAIL_ON": "never"}, {"PATHS": "--help"}]
)
def test_the_action_fails_as_the_check_does(tmp_path: Path, inputs: dict[str, str]) -> None:
    done = checked(tmp_path, **inputs)
    assert done.returncode == 2
    assert done.stderr or done.stdout


@needs_bash
def test_what_is_given_to_the_action_is_no_command(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(WRONG, encoding="utf-8")
    hostile = '$(touch owned) `touch owned` "; touch owned; #'
    assert checked(tmp_path, PATHS=hostile, FAIL_ON=hostile).returncode == 2
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_hooks_call_what_there_is(hook: dict[str, Any]) -> None:
    program, *arguments = hook["entry"].split()
    assert program == "alignscan"
    understood([*arguments, *hook.get("args", []), "some/survey.yaml"])
    assert hook["language"] == "python"
    assert hook["require_serial"] is True


def test_the_hook_takes_survey_files_and_leaves_others() -> None:
    pattern = next(hook["files"] for hook in HOOKS if hook["id"] == "alignscan-check")
    for name in ("survey.yaml", "a/survey.yml", "north/survey-2026.yaml"):
        assert re.search(pattern, name)
    for name in (".pre-commit-config.yaml", "surveys/ci.yaml", "survey.schema.json"):
        assert not re.search(pattern, name)


def test_the_page_names_hooks_that_there_are() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    named = set(re.findall(r"alignscan-check(?:-all)?\b", page))
    assert named == {hook["id"] for hook in HOOKS}


@pytest.mark.parametrize("command", ["init new", "init new --example", "init new --mode team"])
def test_a_new_survey_leads_an_editor_to_its_schema(tmp_path: Path, command: str) -> None:
    run = Inside(tmp_path)
    assert run(*command.split()).code == 0
    first = (tmp_path / "new" / "survey.yaml").read_text(encoding="utf-8").splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert name != first
    written = (tmp_path / "new" / name).read_text(encoding="utf-8")
    assert written == run("schema", "survey").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_and_options(tmp_path: Path, shell: str) -> None:
    asked = {"COMP_WORDS": "alignscan ch", "COMP_CWORD": "1"}
    asked |= {"_TYPER_COMPLETE_ARGS": "alignscan ch", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run(
        [Path(sys.executable).parent / "alignscan"],
        env=environment(_ALIGNSCAN_COMPLETE=f"complete_{shell}", **asked),
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        timeout=60,
    )
    assert "check" in done.stdout
    assert "answer" not in done.stdout
